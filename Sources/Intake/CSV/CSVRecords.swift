/// Cuts a stream into CSV records.
struct CSVRecords: Sendable {
    enum Located {
        case record(length: Int, contentLength: Int, lines: Int)
        case blank(length: Int)
        case fault(reason: String, field: Int, offset: Int, lines: Int)
        case end
    }

    private(set) var scanner: CSVScanner

    init(separator: UInt8) {
        scanner = CSVScanner(separator: separator)
    }

    /// The record at the start of `input`, which holds all of it afterwards; consumes nothing.
    mutating func locate(_ input: inout LineReader) throws(FileError) -> Located {
        if input.window.count == 0 { try input.fill(to: 1) }
        while true {
            let available = input.window.count
            let isWhole = input.window.reachesEnd && available < Limits.record
            if isWhole && available == 0 { return .end }
            let extent = input.window.withBytes(upTo: Limits.record) { bytes in
                scanner.scan(bytes, isWhole: isWhole)
            }
            switch extent {
            case .record(let length, let contentLength, let lines):
                return .record(length: length, contentLength: contentLength, lines: lines)
            case .blank(let length):
                return .blank(length: length)
            case .fault(let reason, let field, let offset, let lines):
                return .fault(reason: reason, field: field, offset: offset, lines: lines)
            case .incomplete(let openQuote):
                if isWhole || available >= Limits.record {
                    return Self.unended(openQuote, field: scanner.pieces.count, isWhole: isWhole)
                }
                // Twice as much each time, so that even a byte-wise pipe costs linear time.
                try input.fill(to: min(Limits.record, 2 * available + 1))
            }
        }
    }

    private static func unended(_ openQuote: Int?, field: Int, isWhole: Bool) -> Located {
        guard let openQuote else {
            return .fault(reason: LineReader.tooLong, field: -1, offset: 0, lines: 1)
        }
        let place = isWhole ? "before the end of the file" : "within 1 MiB"
        return .fault(
            reason: "opens a quotation mark that is not closed \(place)", field: field, offset: openQuote,
            lines: 1)
    }
}
