import SLA

/// Writes rows of cells (RFC 4180): CRLF, quotes only where a cell needs them.
package struct CSVWriter {
    package var stream: ByteStream
    private let dialect: CSVDialect
    private var isFirstCell = true

    package init(dialect: CSVDialect, to stream: ByteStream) {
        self.dialect = dialect
        self.stream = stream
        if dialect.byteOrderMark { self.stream.append("\u{FEFF}") }
    }

    package mutating func endRow() {
        stream.append("\r\n")
        isFirstCell = true
    }

    /// Text from data: neutralised, so that no spreadsheet takes it for a formula.
    package mutating func text(_ value: String?) {
        guard let value, let first = value.utf8.first else { return cell("") }
        let startsFormula = "=+-@\t\r\n".utf8.contains(first)
        cell(startsFormula ? "'" + value : value)
    }

    /// A word or number of our own: written as it is.
    package mutating func plain(_ value: String?) { cell(value ?? "") }

    /// A decimal with a point, which becomes the dialect's mark.
    package mutating func decimal(_ value: String?) {
        guard let value else { return cell("") }
        cell(
            dialect.decimalMark == .point
                ? value : String(value.map { $0 == "." ? dialect.decimalMark.rawValue : $0 }))
    }

    package mutating func seconds(_ microseconds: Int64?) {
        decimal(microseconds.map { DurationText.seconds($0) })
    }

    private mutating func cell(_ text: String) {
        if !isFirstCell { stream.append(String(dialect.separator.rawValue)) }
        isFirstCell = false
        // Bytes, not characters: CR LF is one character, and a mark may combine with a quote before it.
        let separator = dialect.separator.rawValue.utf8.first
        guard text.utf8.contains(where: { $0 == separator || "\"\r\n".utf8.contains($0) }) else {
            return stream.append(text)
        }
        stream.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { stream.append(byte) }
            stream.append(byte)
        }
        stream.append(UInt8(ascii: "\""))
    }
}
