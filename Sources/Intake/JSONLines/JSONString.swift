/// Unescapes one JSON string.
struct JSONString {
    static let controlReason = "has a control character in its text; write it as \\n, \\t or \\u00XX"
    static let openReason = "opens a quotation mark that is not closed on the line"

    /// For the reason, when it fails.
    let column: String?
    /// The offset of the string's first byte after its quotation mark.
    let start: Int

    /// Appends the string to the row's buffer and moves `position` after its closing quotation mark.
    mutating func unescape(
        _ line: Span<UInt8>, _ position: inout Int, into row: inout Row
    ) throws(RowFault) -> Range<Int> {
        let target = row.buffer.count
        position = start
        while position < line.count {
            let byte = line[position]
            position += 1
            switch byte {
            case ASCII.quote:
                return target..<row.buffer.count
            case ASCII.backslash:
                try appendEscape(line, &position, &row.buffer)
            case 0..<ASCII.space:
                throw fault(Self.controlReason, line)
            default:
                row.buffer.append(byte)
            }
        }
        throw fault(Self.openReason, line)
    }

    private func appendEscape(
        _ line: Span<UInt8>, _ position: inout Int, _ buffer: inout [UInt8]
    ) throws(RowFault) {
        guard position < line.count else { throw fault(Self.openReason, line) }
        let letter = line[position]
        position += 1
        switch letter {
        case ASCII.quote, ASCII.backslash, UInt8(ascii: "/"): buffer.append(letter)
        case UInt8(ascii: "b"): buffer.append(0x08)
        case UInt8(ascii: "f"): buffer.append(0x0C)
        case UInt8(ascii: "n"): buffer.append(ASCII.lineFeed)
        case UInt8(ascii: "r"): buffer.append(ASCII.carriageReturn)
        case UInt8(ascii: "t"): buffer.append(ASCII.tab)
        case UInt8(ascii: "u"):
            let scalar = try readScalar(line, &position)
            for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { buffer.append(unit) }
        default:
            throw fault("has an escape that JSON does not know; write a backslash twice", line)
        }
    }

    /// The scalar of `\uXXXX`, or of the two that make a surrogate pair.
    private func readScalar(_ line: Span<UInt8>, _ position: inout Int) throws(RowFault) -> Unicode.Scalar {
        let unit = try readUnit(line, &position)
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let isPair =
            UTF16.isLeadSurrogate(unit) && position + 1 < line.count && line[position] == ASCII.backslash
            && line[position + 1] == UInt8(ascii: "u")
        if isPair {
            position += 2
            let trail = try readUnit(line, &position)
            if UTF16.isTrailSurrogate(trail) {
                return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
            }
        }
        throw fault("has half of a surrogate pair (\\uD800 to \\uDFFF come in pairs)", line)
    }

    private func readUnit(_ line: Span<UInt8>, _ position: inout Int) throws(RowFault) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard position < line.count, let digit = Self.hexadecimal(line[position]) else {
                throw fault("has a \\u without four hexadecimal digits", line)
            }
            unit = unit << 4 | digit
            position += 1
        }
        return unit
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    private func fault(_ reason: String, _ line: Span<UInt8>) -> RowFault {
        RowFault(column: column, fault: Fault(reason), shown: start..<line.count)
    }
}
