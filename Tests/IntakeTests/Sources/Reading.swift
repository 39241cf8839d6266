import Intake
import Sense

extension SourceFormat {
    /// Of a format whose paths are names of columns.
    static func table(
        _ kind: Kind, _ columns: [String], charsets: [Charset]? = nil
    ) -> SourceFormat {
        SourceFormat(kind, charsets: charsets, paths: columns.map { .column($0) })
    }

    /// Of a format whose paths are those of JSON.
    static func json(
        _ kind: Kind, each: String? = nil, _ paths: [String], document: [String] = [], outermost: Bool = false
    ) throws -> SourceFormat {
        SourceFormat(
            kind, each: try each.map { try SourceEach($0) }, paths: try paths.map { try SourcePath.json($0) },
            documentPaths: try document.map { try SourcePath.json($0) }, givesOutermost: outermost)
    }
}

/// What a text gives, and that it gives the same in pieces of any size.
func items(_ format: SourceFormat, _ text: String, setting: SourceSetting = SourceSetting()) -> [String] {
    items(format, Array(text.utf8), setting: setting)
}

func items(_ format: SourceFormat, _ bytes: [UInt8], setting: SourceSetting = SourceSetting()) -> [String] {
    let whole = SourceReading(format, bytes, setting: setting)
    for chunk in [1, 7, 64] {
        let pieces = SourceReading(format, bytes, chunk: chunk, setting: setting)
        guard pieces == whole else { return ["in pieces of \(chunk): \(pieces.items)", "\(whole.items)"] }
    }
    return whole.items
}
