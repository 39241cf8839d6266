import Messages

/// The header row of an objects file.
struct ObjectsHeader {
    let line: Int
    let separator: UInt8
    /// In small letters and without blanks around them.
    let columns: [String]
    let problems: [(column: String?, reason: String)]

    /// Reads the first row with anything in it; the separator is the one that makes the most known columns. nil for a
    /// file that has none.
    init?(_ input: inout LineReader, names: [String]) throws(FileError) {
        var best: (separator: UInt8, columns: [String], known: Int, length: Int, lines: Int)?
        for separator in [ASCII.comma, ASCII.semicolon, ASCII.tab] {
            var records = CSVRecords(separator: separator)
            var located = try records.locate(&input)
            while case .blank(let length) = located {
                input.consume(length, lines: 1)
                located = try records.locate(&input)
            }
            guard case .record(let length, let contentLength, let lines) = located,
                let cells = CSVCells.texts(records.scanner.pieces, input.window[0..<contentLength])
            else { continue }
            let columns = cells.map { ObjectMap.trimmed($0).lowercased() }
            let known = columns.count { names.contains($0) }
            if known > best?.known ?? 0 { best = (separator, columns, known, length, lines) }
        }
        guard let best else { return nil }
        line = input.line
        separator = best.separator
        columns = best.columns
        problems = Self.problems(best.columns, names)
        input.consume(best.length, lines: best.lines)
    }

    private static func problems(
        _ columns: [String], _ names: [String]
    ) -> [(column: String?, reason: String)] {
        var problems: [(column: String?, reason: String)] = []
        for (place, column) in columns.enumerated() {
            let shown = TerminalText.quoted(column.utf8, limit: Limits.shownValue)
            if column.isEmpty {
                problems.append((nil, "the header row leaves column \(place + 1) without a name"))
            } else if !names.contains(column) {
                let guess = NearestName.of(column, among: names).map { "did you mean \($0)?" }
                problems.append(
                    (
                        shown,
                        "is not a column of an objects file; \(guess ?? "they are \(names.joined(separator: ", "))")"
                    ))
            } else if columns[..<place].contains(column) {
                problems.append((shown, "appears twice in the header row"))
            }
        }
        if !columns.contains("object") { problems.append((nil, "lacks the required column object")) }
        if !columns.contains("service"), !columns.contains("subscription") {
            problems.append((nil, "lacks a column service or subscription"))
        }
        return problems
    }
}

/// The fields of a CSV record as texts.
enum CSVCells {
    /// nil for bytes that are not UTF-8.
    static func texts(_ pieces: [CSVScanner.Piece], _ record: ArraySlice<UInt8>) -> [String]? {
        var texts: [String] = []
        for piece in pieces {
            let bytes = record[record.startIndex + piece.start..<record.startIndex + piece.end]
            guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
            texts.append(piece.hasDoubledQuotes ? undoubled(text) : text)
        }
        return texts
    }

    /// With each `""` made one `"`.
    private static func undoubled(_ text: String) -> String {
        var result: [UInt8] = []
        var isSecond = false
        for byte in text.utf8 {
            isSecond = byte == ASCII.quote && !isSecond && result.last == ASCII.quote
            if !isSecond { result.append(byte) }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
