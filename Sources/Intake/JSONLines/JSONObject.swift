import Messages

/// Reads one flat JSON object (RFC 8259), strictly and without building a tree.
struct JSONObject: Sendable {
    private let columns: [String]
    private let names: [[UInt8]]
    private var position = 0

    /// The keys that an object may have.
    init(names: [String]) {
        columns = names
        self.names = names.map { Array($0.utf8) }
    }

    /// Fills the row's origins; `line` is the row's record.
    mutating func read(_ line: Span<UInt8>, into row: inout Row) throws(RowFault) {
        position = 0
        skipBlanks(line)
        guard take(ASCII.openBrace, line) else {
            throw syntax("has no '{' at its start; write one object per line")
        }
        skipBlanks(line)
        var expected = 0
        if !take(ASCII.closeBrace, line) {
            repeat {
                let column = try readKey(line, &row, expected: expected)
                row.origins[column] = try readValue(line, &row, column: column)
                expected = column + 1
                skipBlanks(line)
            } while take(ASCII.comma, line)
            guard take(ASCII.closeBrace, line) else {
                throw syntax("needs ',' or '}' at byte \(position + 1); each object must be on one line")
            }
        }
        skipBlanks(line)
        guard position == line.count else {
            throw syntax("goes on after its object, at byte \(position + 1)")
        }
    }

    /// The column that a key names; `expected` is tried first, as objects mostly repeat their order.
    private mutating func readKey(
        _ line: Span<UInt8>, _ row: inout Row, expected: Int
    ) throws(RowFault) -> Int {
        skipBlanks(line)
        guard take(ASCII.quote, line) else {
            throw syntax("needs a key in quotation marks at byte \(position + 1)")
        }
        let range = try readString(line, &row, column: nil)
        skipBlanks(line)
        guard take(ASCII.colon, line) else { throw syntax("needs ':' at byte \(position + 1)") }
        skipBlanks(line)
        if expected < names.count && row.buffer[range].elementsEqual(names[expected]) {
            return try unseen(expected, row, range)
        }
        guard let column = names.firstIndex(where: { row.buffer[range].elementsEqual($0) }) else {
            let key = TerminalText.quoted(row.buffer[range], limit: Limits.shownValue)
            let hint = NearestName.of(key, among: columns).map { "did you mean \($0)?" }
            let all = "its keys are \(columns.joined(separator: ", "))"
            throw RowFault(column: key, fault: Fault("is not a key of this kind; \(hint ?? all)"), shown: nil)
        }
        return try unseen(column, row, range)
    }

    private func unseen(_ column: Int, _ row: Row, _ key: Range<Int>) throws(RowFault) -> Int {
        guard row.origins[column].form == .missing else {
            throw RowFault(
                column: columns[column], fault: Fault("appears twice in the object"), shown: nil)
        }
        return column
    }

    private mutating func readValue(
        _ line: Span<UInt8>, _ row: inout Row, column: Int
    ) throws(RowFault) -> Row.Origin {
        let start = position
        guard position < line.count else {
            throw fault(column, "has no value; the line ends", from: start, line)
        }
        switch line[position] {
        case ASCII.quote:
            position += 1
            return Row.Origin(range: try readString(line, &row, column: column), form: .text)
        case ASCII.minus, UInt8(ascii: "0")...UInt8(ascii: "9"):
            try readNumber(line, column: column)
            return Row.Origin(range: start..<position, form: .text)
        case UInt8(ascii: "t") where takeWord("true", line), UInt8(ascii: "f") where takeWord("false", line):
            return Row.Origin(range: start..<position, form: .boolean)
        case UInt8(ascii: "n") where takeWord("null", line):
            return Row.Origin(range: start..<start, form: .null)
        case ASCII.openBrace:
            throw fault(
                column, "is an object; a value is text, a number, true, false or null", from: start, line)
        case ASCII.openBracket:
            throw fault(
                column, "is an array; a value is text, a number, true, false or null", from: start, line)
        default:
            throw fault(column, "is not a JSON value; put text in quotation marks", from: start, line)
        }
    }

    /// Passes over a number; it is kept as it was written, so that nothing is lost to floating point.
    private mutating func readNumber(_ line: Span<UInt8>, column: Int) throws(RowFault) {
        let start = position
        _ = take(ASCII.minus, line)
        let startsWithZero = position < line.count && line[position] == UInt8(ascii: "0")
        let whole = takeDigits(line)
        guard whole > 0 else { throw fault(column, "is not a number", from: start, line) }
        guard whole == 1 || !startsWithZero else {
            throw fault(column, "has a leading zero; put it in quotation marks to keep it", from: start, line)
        }
        if take(ASCII.dot, line), takeDigits(line) == 0 {
            throw fault(column, "has no digit after its decimal point", from: start, line)
        }
        if take(UInt8(ascii: "e"), line) || take(UInt8(ascii: "E"), line) {
            throw fault(column, "uses an exponent; write plain digits", from: start, line)
        }
    }

    /// The string after its opening quotation mark, as a range of the row's buffer.
    private mutating func readString(
        _ line: Span<UInt8>, _ row: inout Row, column: Int?
    ) throws(RowFault) -> Range<Int> {
        let start = position
        while position < line.count {
            let byte = line[position]
            if byte == ASCII.quote {
                position += 1
                return start..<position - 1
            }
            if byte == ASCII.backslash {
                var string = JSONString(column: column.map { columns[$0] }, start: start)
                return try string.unescape(line, &position, into: &row)
            }
            guard byte >= ASCII.space else {
                throw fault(column, JSONString.controlReason, from: start, line)
            }
            position += 1
        }
        throw fault(column, JSONString.openReason, from: start, line)
    }

    private mutating func skipBlanks(_ line: Span<UInt8>) {
        while position < line.count && ASCII.isBlank(line[position]) { position += 1 }
    }

    private mutating func take(_ byte: UInt8, _ line: Span<UInt8>) -> Bool {
        guard position < line.count && line[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func takeDigits(_ line: Span<UInt8>) -> Int {
        let start = position
        while position < line.count && ASCII.isDigit(line[position]) { position += 1 }
        return position - start
    }

    private mutating func takeWord(_ word: StaticString, _ line: Span<UInt8>) -> Bool {
        let count = word.utf8CodeUnitCount
        guard line.count - position >= count else { return false }
        for offset in 0..<count where line[position + offset] != word.utf8Start[offset] { return false }
        position += count
        return true
    }

    private func syntax(_ reason: String) -> RowFault {
        RowFault(column: nil, fault: Fault(reason), shown: nil)
    }

    private func fault(_ column: Int?, _ reason: String, from start: Int, _ line: Span<UInt8>) -> RowFault {
        RowFault(column: column.map { columns[$0] }, fault: Fault(reason), shown: start..<line.count)
    }
}
