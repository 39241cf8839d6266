/// Finds where a CSV record ends and where its fields lie (RFC 4180), without copying a byte.
struct CSVScanner: Sendable {
    /// One field without its quotation marks, as offsets from the record's start.
    struct Piece {
        var start: Int
        var end: Int
        /// Whether a quotation mark in it is written twice.
        var hasDoubledQuotes: Bool
    }

    enum Extent {
        /// `length` counts the line end, `contentLength` does not.
        case record(length: Int, contentLength: Int, lines: Int)
        /// A line of blanks.
        case blank(length: Int)
        /// The field of that number (from 0), which starts at `offset`, breaks the format on the
        /// record's line of that number (from 1).
        case fault(reason: String, field: Int, offset: Int, lines: Int)
        /// The bytes end within the record; within the quoted field that starts at `offset`, if any.
        case incomplete(openQuote: Int?)
    }

    /// What stands after a field.
    private enum Delimiter {
        case separator
        case lineEnd(length: Int)
        /// The bytes end before this can be told.
        case unknown
        case other
    }

    let separator: UInt8
    /// The fields of the last record scanned, or those before the fault.
    private(set) var pieces: [Piece] = []

    init(separator: UInt8) {
        self.separator = separator
    }

    /// Scans the record at the start of `bytes`; `isWhole` says that nothing follows them.
    mutating func scan(_ bytes: Span<UInt8>, isWhole: Bool) -> Extent {
        pieces.removeAll(keepingCapacity: true)
        if let extent = scanBlankLine(bytes, isWhole: isWhole) { return extent }
        var start = 0
        var lines = 1
        while true {
            let piece: Piece
            let delimiter: Delimiter
            if start < bytes.count && bytes[start] == ASCII.quote {
                let isClosed: Bool
                (piece, isClosed) = scanQuoted(bytes, from: start, lines: &lines)
                guard isClosed else { return .incomplete(openQuote: start) }
                delimiter = self.delimiter(after: piece.end + 1, in: bytes, isWhole: isWhole)
            } else {
                (piece, delimiter) = scanPlain(bytes, from: start, isWhole: isWhole)
            }
            let isQuoted = piece.start > start
            let next = isQuoted ? piece.end + 1 : piece.end
            switch delimiter {
            case .separator:
                pieces.append(piece)
                start = next + 1
            case .lineEnd(let length):
                pieces.append(piece)
                return .record(length: next + length, contentLength: next, lines: lines)
            case .unknown:
                return .incomplete(openQuote: nil)
            case .other:
                let reason = isQuoted ? Self.textAfterQuote : Self.quoteInPlainField
                return .fault(reason: reason, field: pieces.count, offset: start, lines: lines)
            }
        }
    }

    /// The extent of a line of blanks, or of what may yet become one; nil when a field begins.
    private func scanBlankLine(_ bytes: Span<UInt8>, isWhole: Bool) -> Extent? {
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == ASCII.lineFeed { return .blank(length: position + 1) }
            guard ASCII.isBlank(byte), byte != separator else { return nil }
            position += 1
        }
        return isWhole ? .blank(length: position) : .incomplete(openQuote: nil)
    }

    /// The field after the quotation mark at `start`, and whether a mark that may be its last was found.
    @inline(__always)
    private func scanQuoted(
        _ bytes: Span<UInt8>, from start: Int, lines: inout Int
    ) -> (piece: Piece, closed: Bool) {
        var piece = Piece(start: start + 1, end: start + 1, hasDoubledQuotes: false)
        while piece.end < bytes.count {
            let byte = bytes[piece.end]
            if byte == ASCII.quote {
                guard piece.end + 1 < bytes.count, bytes[piece.end + 1] == ASCII.quote else {
                    return (piece, true)
                }
                piece.hasDoubledQuotes = true
                piece.end += 1
            } else if byte == ASCII.lineFeed {
                lines += 1
            }
            piece.end += 1
        }
        return (piece, false)
    }

    /// The field without quotation marks at `start`, and what follows it.
    @inline(__always)
    private func scanPlain(
        _ bytes: Span<UInt8>, from start: Int, isWhole: Bool
    ) -> (piece: Piece, delimiter: Delimiter) {
        var end = start
        while end < bytes.count {
            let byte = bytes[end]
            if byte == separator {
                return (Piece(start: start, end: end, hasDoubledQuotes: false), .separator)
            }
            if byte == ASCII.lineFeed || byte == ASCII.quote { break }
            end += 1
        }
        if end < bytes.count && bytes[end] == ASCII.quote {
            return (Piece(start: start, end: end, hasDoubledQuotes: false), .other)
        }
        let isEnd = end == bytes.count
        let endsInCarriageReturn = end > start && bytes[end - 1] == ASCII.carriageReturn
        let content = endsInCarriageReturn ? end - 1 : end
        let delimiter: Delimiter =
            isEnd && !isWhole ? .unknown : .lineEnd(length: end - content + (isEnd ? 0 : 1))
        return (Piece(start: start, end: content, hasDoubledQuotes: false), delimiter)
    }

    private func delimiter(after position: Int, in bytes: Span<UInt8>, isWhole: Bool) -> Delimiter {
        guard position < bytes.count else { return isWhole ? .lineEnd(length: 0) : .unknown }
        switch bytes[position] {
        case separator: return .separator
        case ASCII.lineFeed: return .lineEnd(length: 1)
        case ASCII.carriageReturn:
            guard position + 1 < bytes.count else { return isWhole ? .lineEnd(length: 1) : .unknown }
            return bytes[position + 1] == ASCII.lineFeed ? .lineEnd(length: 2) : .other
        default: return .other
        }
    }

    private static let textAfterQuote =
        "has text after its closing quotation mark; write each quotation mark within a quoted field twice"
    private static let quoteInPlainField =
        "has a quotation mark in a field that does not begin with one; "
        + "quote the whole field and write each mark within it twice"
}
