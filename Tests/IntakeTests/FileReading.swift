import Intake
import SLA
import Testing

/// A field freed from its row, to be compared.
enum Value: Hashable, CustomStringConvertible {
    case absent
    case text(String)
    case integer(Int64)

    var description: String {
        switch self {
        case .absent: "absent"
        case .text(let text): "\"\(PrintableText.of(text.utf8))\""
        case .integer(let integer): "\(integer)"
        }
    }
}

/// One accepted row, freed from the reader.
struct ReadRow: Hashable {
    let line: Int
    let lineCount: Int
    let values: [Value]
    let record: [UInt8]
}

/// Everything that a file gave.
struct ReadFile: Hashable {
    let kind: Kind
    var rows: [ReadRow] = []
    var rejections: [Rejection] = []
    /// Rows and rejections by line, as they came.
    var lines: [Int] = []
    var linesRead = 0
    var bytesRead = 0

    init(
        _ kind: Kind, _ text: String, chunk: Int = .max, zone: Zone? = nil
    ) throws(FileError) {
        try self.init(kind, bytes: Array(text.utf8), chunk: chunk, zone: zone)
    }

    init(
        _ kind: Kind, bytes: [UInt8], chunk: Int = .max, zone: Zone? = nil
    ) throws(FileError) {
        try self.init(kind, source: .bytes(bytes, chunk: chunk), zone: zone)
    }

    init(_ kind: Kind, source: Source, zone: Zone? = nil) throws(FileError) {
        self.kind = kind
        var reader = try Reader(kind: kind, source: source, timeZone: zone)
        var row = Row()
        reading: while true {
            switch try reader.next(&row) {
            case .row:
                lines.append(row.line)
                rows.append(
                    ReadRow(
                        line: row.line, lineCount: row.lineCount, values: Self.values(row),
                        record: Array(row.record)))
            case .rejection(let rejection):
                lines.append(rejection.line)
                rejections.append(rejection)
            case .end:
                break reading
            }
        }
        linesRead = reader.linesRead
        bytesRead = reader.bytesRead
    }

    private static func values(_ row: Row) -> [Value] {
        row.fields.map { field in
            switch field {
            case .absent: .absent
            case .integer(let integer): .integer(integer)
            case .text(let range): .text(String(decoding: row.buffer[range], as: UTF8.self))
            }
        }
    }

    /// The values of a column, one per accepted row.
    func column(_ name: String) throws -> [Value] {
        let index = try #require(kind.index(of: name))
        return rows.map { $0.values[index] }
    }

    /// `LINE: column: reason (value)` of each rejection.
    var reasons: [String] { rejections.map(\.description) }
}

/// Why a whole file is refused; nil when it is read.
func refusal(_ kind: Kind, bytes: [UInt8]) -> FileError? {
    do throws(FileError) {
        _ = try ReadFile(kind, bytes: bytes)
        return nil
    } catch {
        return error
    }
}

func refusal(_ kind: Kind, _ text: String) -> FileError? {
    refusal(kind, bytes: Array(text.utf8))
}

/// One column of a file with a single row, all other required columns being filled.
struct OneValue {
    /// The value of the column; nil when the row is rejected.
    var value: Value?
    /// `column: reason` of the rejection.
    var reason: String?

    init(_ kind: Kind, _ column: String, bytes: [UInt8], zone: Zone? = nil) throws {
        let index = try #require(kind.index(of: column))
        let required = kind.columns.filter(\.isRequired).map(\.name)
        var names = required.contains(column) ? required : required + [column]
        if kind.index(of: "service") != nil && !names.contains("service") && column != "subscription" {
            names.append("service")
        }
        var file = Array((names.joined(separator: ",") + "\n").utf8)
        for (position, name) in names.enumerated() {
            if position > 0 { file.append(UInt8(ascii: ",")) }
            if name == column {
                file.append(UInt8(ascii: "\""))
                for byte in bytes { file += byte == UInt8(ascii: "\"") ? [byte, byte] : [byte] }
                file.append(UInt8(ascii: "\""))
            } else {
                let type = try #require(kind.columns.first { $0.name == name }).type
                file += Array(Self.example(type, of: name).utf8)
            }
        }
        let read = try ReadFile(kind, bytes: file, zone: zone)
        value = read.rows.first?.values[index]
        reason = read.rejections.first.map { "\($0.column ?? "-"): \($0.reason)" }
    }

    init(_ kind: Kind, _ column: String, _ text: String, zone: Zone? = nil) throws {
        try self.init(kind, column, bytes: Array(text.utf8), zone: zone)
    }

    private static func example(_ type: ColumnType, of name: String) -> String {
        switch type {
        case .instant: name == "ended_at" ? "2026-10-05T11:00:00Z" : "2026-10-05T09:00:00Z"
        case .date: "2026-10-05"
        case .month: "2026-10"
        case .money: "100.00"
        case .percentage: "20"
        case .cause: "customer_act"
        default: "A-1"
        }
    }
}

/// Paris in 2026: summer time from 29 March 02:00 to 25 October 03:00 on its clocks.
let paris2026 = Zone(
    name: "Europe/Paris", initialOffset: 3600,
    transitions: [
        Zone.Transition(start: Instant(microseconds: 1_774_746_000_000_000), offset: 7200),
        Zone.Transition(start: Instant(microseconds: 1_792_890_000_000_000), offset: 3600),
    ])

/// The header and the rows of a small outages file.
let outageHeader = "source,id,service,subscription,started_at,ended_at,notified_at,summary,withdrawn"

func outage(_ id: String, summary: String = "") -> String {
    "noc,\(id),ivr,,2026-10-05T09:12:00+02:00,2026-10-05T09:42:00+02:00,,\(summary),"
}
