import Messages
import SLA

/// Which column each field of a CSV file belongs to.
struct Header: Sendable {
    let separator: UInt8
    /// For each field of a record, its index in `FactKind.columns`.
    let columns: [Int]
    /// As it stood in the file, without its line end.
    let record: [UInt8]

    /// Reads the header row at the start of `input`; the separator is the one that makes the most known
    /// columns.
    ///
    /// Throws `refused` with everything that is wrong with the row.
    init(_ input: inout LineReader, kind: FactKind) throws(FileError) {
        var best:
            (separator: UInt8, names: [String], known: Int, length: Int, contentLength: Int, lines: Int)?
        var refusal: FileError?
        for separator in [ASCII.comma, ASCII.semicolon, ASCII.tab] {
            var records = CSVRecords(separator: separator)
            switch try records.locate(&input) {
            case .record(let length, let contentLength, let lines):
                let names = try Self.names(
                    records.scanner.pieces, input.window[0..<contentLength], line: input.line)
                let known = names.count { kind.index(of: $0) != nil }
                if known > best?.known ?? -1 {
                    best = (separator, names, known, length, contentLength, lines)
                }
            case .fault(let reason, _, _, _):
                refusal = refusal ?? FileError(.refused, line: input.line, "the header row \(reason)")
            case .blank, .end:
                break
            }
        }
        guard let best else {
            throw refusal ?? FileError(.refused, "is empty; its first line must name its columns")
        }
        try Self.check(best.names, kind: kind, line: input.line)
        separator = best.separator
        columns = best.names.compactMap { kind.index(of: $0) }
        record = Array(input.window[0..<best.contentLength])
        input.consume(best.length, lines: best.lines)
    }

    /// The names as they are compared: without blanks around them and in small letters.
    private static func names(
        _ pieces: [CSVScanner.Piece], _ record: ArraySlice<UInt8>, line: Int
    ) throws(FileError) -> [String] {
        if record.contains(0) { throw FileError(.refused, line: line, FileSignature.nulReason) }
        if record.contains(ASCII.carriageReturn) {
            throw FileError(
                .refused, line: line, "ends its lines with CR alone; save it with LF or CRLF line ends")
        }
        guard String(validating: record, as: UTF8.self) != nil else {
            throw FileError(.refused, line: line, "its header row is not UTF-8; save the file as UTF-8")
        }
        return pieces.map { piece in
            let bytes = record[record.startIndex + piece.start..<record.startIndex + piece.end]
            let name = String(decoding: bytes, as: UTF8.self).lowercased()
            let blanks: Set<Character> = [" ", "\t", "\u{A0}"]
            let trimmed = name.drop { blanks.contains($0) }.reversed().drop { blanks.contains($0) }.reversed()
            return String(trimmed)
        }
    }

    private static func check(_ names: [String], kind: FactKind, line: Int) throws(FileError) {
        let columns = kind.columns
        if let first = names.first, first.hasPrefix("sep=") {
            throw FileError(
                .refused, line: line,
                "its first line is a mark for Excel (sep=); remove that line: the separator is found by itself"
            )
        }
        guard names.contains(where: { kind.index(of: $0) != nil }) else {
            let known = columns.map(\.name).joined(separator: ", ")
            throw FileError(
                .refused, line: line,
                "has no header row: its first line names none of the columns of \(kind.rawValue) (\(known))")
        }
        for (position, name) in names.enumerated() {
            if name.isEmpty {
                throw FileError(
                    .refused, line: line, "the header row leaves column \(position + 1) without a name")
            }
            let shown = TerminalText.quoted(name.utf8, limit: Limits.shownValue)
            guard kind.index(of: name) != nil else {
                let guess = NearestName.of(name, among: columns.map(\.name))
                let hint = guess.map { "did you mean \($0)?" }
                throw FileError(
                    .refused, line: line, column: shown,
                    "is not a column of \(kind.rawValue); "
                        + (hint ?? "its columns are \(columns.map(\.name).joined(separator: ", "))"))
            }
            if names[..<position].contains(name) {
                throw FileError(.refused, line: line, column: shown, "appears twice in the header row")
            }
        }
        try checkRequired(names, columns, scope: kind.scope, line: line)
    }

    private static func checkRequired(
        _ names: [String], _ columns: [FactColumn], scope: [String], line: Int
    ) throws(FileError) {
        var missing = columns.filter { $0.isRequired && !names.contains($0.name) }.map(\.name)
        if let last = scope.last, !scope.contains(where: names.contains) {
            missing.append("\(scope.dropLast().joined(separator: ", ")) or \(last)")
        }
        guard missing.isEmpty else {
            let noun = missing.count == 1 ? "column" : "columns"
            throw FileError(
                .refused, line: line, "lacks the required \(noun) \(missing.joined(separator: ", "))")
        }
    }
}
