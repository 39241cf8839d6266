package import Intake
import Messages
package import SLA

/// A field freed from its row, to be compared.
package enum Value: Hashable, CustomStringConvertible {
    case absent
    case text(String)
    case integer(Int64)

    package var description: String {
        switch self {
        case .absent: "absent"
        case .text(let text): "\"\(TerminalText.quoted(text.utf8, limit: 200))\""
        case .integer(let integer): "\(integer)"
        }
    }
}

/// One accepted row, freed from the reader.
package struct ReadRow: Hashable {
    package let line: Int
    package let lineCount: Int
    package let values: [Value]
    package let record: [UInt8]
}

/// Everything that a file gave.
package struct ReadFile: Hashable {
    package let kind: FactKind
    package var rows: [ReadRow] = []
    package var rejections: [Rejection] = []
    /// Rows and rejections by line, as they came.
    package var lines: [Int] = []
    package var linesRead = 0
    package var bytesRead = 0
    package var mayBeCutOff = false

    package init(
        _ kind: FactKind, _ text: String, chunk: Int = .max, zone: Zone? = nil
    ) throws(FileError) {
        try self.init(kind, bytes: Array(text.utf8), chunk: chunk, zone: zone)
    }

    package init(
        _ kind: FactKind, bytes: [UInt8], chunk: Int = .max, zone: Zone? = nil
    ) throws(FileError) {
        try self.init(kind, source: .bytes(bytes, chunk: chunk), zone: zone)
    }

    package init(_ kind: FactKind, source: Source, zone: Zone? = nil) throws(FileError) {
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
        mayBeCutOff = reader.mayBeCutOff
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

    /// `LINE: column: reason (value)` of each rejection.
    package var reasons: [String] { rejections.map(\.description) }
}

extension Rejection {
    /// Of the first fault.
    package var column: String? { faults.first?.column }
    package var reason: String { faults.first?.reason ?? "" }
    package var value: String? { faults.first?.value }
}
