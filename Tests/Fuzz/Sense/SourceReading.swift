package import Intake

/// Everything that a file of another tool gave, as lines of text.
package struct SourceReading: Equatable {
    /// `LINE: path=value|value`, `LINE: refused …`, in the order in which they came; last, why the file was refused.
    package private(set) var items: [String] = []
    /// In the order of their names.
    package private(set) var headings: [String] = []
    package private(set) var passedOver = 0
    package private(set) var places: [RecordPlace] = []
    package private(set) var content: SourceContent?
    package private(set) var failure: FileError?

    /// Reads the bytes in pieces of `chunk`.
    package init(
        _ format: SourceFormat, _ bytes: [UInt8], chunk: Int = .max, setting: SourceSetting = SourceSetting()
    ) {
        self.init(format, source: .bytes(bytes, chunk: chunk), setting: setting)
    }

    package init(_ format: SourceFormat, source: Source, setting: SourceSetting = SourceSetting()) {
        do throws(FileError) {
            let decoder = try SourceDecoder(format: format, source: source, file: 0, setting: setting)
            headings = (decoder.headings ?? []).map(\.text).sorted()
            defer { passedOver = decoder.passedOver }
            while let text = take(try decoder.next(), format.paths, format.documentPaths) {
                items.append(text)
            }
            content = try decoder.finishContent()
        } catch {
            failure = error
            items.append("refused: \(error)")
        }
    }

    /// nil at the end.
    private mutating func take(
        _ item: DecodedItem, _ paths: [SourcePath], _ documentPaths: [SourcePath]
    ) -> String? {
        switch item {
        case .end: return nil
        case .record(let record):
            places.append(record.place)
            return Self.text(record, "", paths)
        case .outermost(let record): return Self.text(record, "outermost ", [])
        case .document(let record): return Self.text(record, "document ", documentPaths)
        case .refused(let place, let column, let reason, let value):
            let name = column.map { "\($0): " } ?? ""
            return "\(place.line): refused \(name)\(reason)\(value.map { " (\($0))" } ?? "")"
        case .notALine(let place, let reason): return "\(place.line): \(reason)"
        }
    }

    private static func text(_ record: any SourceRecord, _ kind: String, _ paths: [SourcePath]) -> String {
        let values = paths.compactMap { path -> String? in
            let values = record.values(at: path)
            guard !values.isEmpty else { return nil }
            return "\(path.text)=" + values.map { text($0) }.joined(separator: "|")
        }
        return "\(record.place.line): \(kind)\(values.joined(separator: " "))"
    }

    private static func text(_ value: SourceValue) -> String {
        value.cellClock.map { "\(value.text)@\($0)" } ?? value.text
    }
}
