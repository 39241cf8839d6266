package import Intake
import SLA

/// What must be true of the reading of any file of another tool, however damaged.
package enum SourceSense {
    /// What makes no sense in how the bytes are read; nil when all does. `formats` are chosen by the first byte.
    package static func nonsense(_ formats: [SourceFormat], _ bytes: [UInt8]) -> String? {
        guard let first = bytes.first else { return nil }
        let format = formats[Int(first) % formats.count]
        let content = Array(bytes.dropFirst())
        let whole = SourceReading(format, content, setting: setting)
        if let failure = whole.failure {
            guard failure.cause == .refused, !failure.reason.isEmpty else { return "fails as \(failure)" }
        } else if whole.content?.bytes != content.count {
            return "reads \(whole.content?.bytes ?? 0) of \(content.count) bytes"
        }
        for chunk in [1, 7] where SourceReading(format, content, chunk: chunk, setting: setting) != whole {
            return "reads otherwise in pieces of \(chunk) bytes"
        }
        let lines = content.count { $0 == UInt8(ascii: "\n") } + 1
        if let place = whole.places.first(where: { !(1...lines).contains($0.line) }) {
            return "has a record on line \(place.line) of \(lines)"
        }
        return nil
    }

    /// October 2026 in Paris.
    private static var setting: SourceSetting {
        SourceSetting(
            zone: paris2026,
            month: Instant(
                microseconds: 1_790_805_600_000_000)..<Instant(microseconds: 1_793_487_600_000_000),
            zoneNamed: { $0 == "Europe/Paris" ? paris2026 : nil })
    }

    package static let tables: [SourceFormat] = {
        let paths = ["id", "Titre", "Ouvert le"].map { SourcePath.column($0) }
        return [
            SourceFormat(.csv(.init(absent: ["NULL"])), paths: paths),
            SourceFormat(.csv(.init(separator: "\t")), charsets: [.utf8], paths: paths),
            SourceFormat(.spreadsheet(.init(), sheet: nil), charsets: [.latin9], paths: paths),
        ]
    }()

    /// Made anew for each text: what is kept of patterns looks lost to the sanitizer of leaks.
    package static var logs: [SourceFormat] {
        let patterns = [
            #"^\[(?<time>\d+)\] (?<kind>\w+ )?ALERT: (?<host>[^;]*);(?<state>.*?);"#, #"(?<host>é+)\b|x$"#,
        ]
        let lines = patterns.compactMap { try? Pattern($0) }.map {
            LogLines.Line($0, constants: ["kind": "k"])
        }
        let paths = ["time", "host", "state", "kind"].map { SourcePath.column($0) }
        return [
            SourceFormat(.log(LogLines(lines)), paths: paths),
            SourceFormat(.log(LogLines(lines)), charsets: [.utf8, .windows1252], paths: paths),
        ]
    }

    package static let documents: [SourceFormat] =
        formats(.json(isTable: false)) + formats(.json(isTable: true))
    package static let jsonLines: [SourceFormat] = formats(.jsonLines)

    private static func formats(_ kind: SourceFormat.Kind) -> [SourceFormat] {
        let paths = ["id", "a.b", "[2]", "t[k=x].v", "^.id", "^.^.a"].compactMap { try? SourcePath.json($0) }
        let asked = ["more", "t[k=x].v", "a[2]"].compactMap { try? SourcePath.json($0) }
        let eachs: [SourceEach?] = [nil] + ["*", "a.*.b.*", "[1].*"].map { try? SourceEach($0) }
        return eachs.map { each in
            SourceFormat(kind, each: each, paths: paths, documentPaths: asked, givesOutermost: true)
        }
    }

    package static let calendars: [SourceFormat] = {
        let names = ["start", "end", "occurrence", "summary", "created", "sequence"]
        let paths = names.map { SourcePath.column($0) }
        return [
            SourceFormat(.calendar, paths: paths), SourceFormat(.calendar, charsets: [.latin1], paths: paths),
        ]
    }()
}
