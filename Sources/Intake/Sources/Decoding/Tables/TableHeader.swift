import Messages

/// The first record of a CSV file: which fields have a column that the mapping names.
struct TableHeader {
    let separator: UInt8
    /// As they stand in the file.
    let headings: [String]
    /// How many fields a record has.
    let fields: Int
    /// The fields that the mapping names, in the order of the layout.
    let used: [Int]
    let layout: TableLayout

    /// Reads the header row at the start of `input`.
    ///
    /// Throws `refused` when there is none, or when it names nothing that the mapping reads.
    init(
        _ input: inout LineReader, _ format: SourceFormat, separator stated: Unicode.Scalar?, file: Int
    ) throws(FileError) {
        let wanted = Set(format.paths.map(\.column))
        let choices = stated.map { [UInt8(ascii: $0)] } ?? [ASCII.comma, ASCII.semicolon, ASCII.tab]
        var best: (separator: UInt8, headings: [String], known: Int, length: Int, lines: Int)?
        var refusal: FileError?
        for separator in choices {
            var records = CSVRecords(separator: separator)
            switch try Self.firstRecord(&records, &input) {
            case .record(let length, let contentLength, let lines):
                let record = input.window[0..<contentLength]
                let headings = try Self.headings(records.scanner.pieces, record, format, line: input.line)
                let known = headings.count { wanted.contains(ColumnName($0)) }
                if known > best?.known ?? -1 { best = (separator, headings, known, length, lines) }
            case .fault(let reason, _, _, _):
                refusal = refusal ?? FileError(.refused, line: input.line, "the header row \(reason)")
            case .blank, .end: break
            }
        }
        guard let best else {
            throw refusal ?? FileError(.refused, "is empty; its first line must name its columns")
        }
        if best.headings.first?.lowercased().hasPrefix("sep=") == true {
            throw FileError(
                .refused, line: input.line,
                "its first line is a mark for Excel (sep=); remove that line: the separator is found by itself"
            )
        }
        guard best.known > 0 else {
            throw FileError(
                .refused, line: input.line,
                "has no header row: its first line names none of the columns that the profile reads "
                    + "(\(Self.list(format.paths)))")
        }
        separator = best.separator
        headings = best.headings
        let names = best.headings.map(ColumnName.init)
        fields = names.count
        used = names.indices.filter { wanted.contains(names[$0]) }
        layout = TableLayout(used.map { names[$0] }, file: file)
        input.consume(best.length, lines: best.lines)
    }

    /// The names that a mapping reads, for messages.
    static func list(_ paths: [SourcePath]) -> String {
        var seen: Set<ColumnName> = []
        return paths.filter { seen.insert($0.column).inserted }.map(\.text).joined(separator: ", ")
    }

    /// Passes over blank lines.
    private static func firstRecord(
        _ records: inout CSVRecords, _ input: inout LineReader
    ) throws(FileError) -> CSVRecords.Located {
        while true {
            let located = try records.locate(&input)
            guard case .blank(let length) = located else { return located }
            input.consume(length, lines: 1)
        }
    }

    private static func headings(
        _ pieces: [CSVScanner.Piece], _ record: ArraySlice<UInt8>, _ format: SourceFormat, line: Int
    ) throws(FileError) -> [String] {
        if record.contains(0) { throw FileError(.refused, line: line, FileSignature.nulReason) }
        let following = record.dropFirst() + [ASCII.lineFeed]
        if zip(record, following).contains(where: { $0 == ASCII.carriageReturn && $1 != ASCII.lineFeed }) {
            throw FileError(
                .refused, line: line, "ends its lines with CR alone; save it with LF or CRLF line ends")
        }
        let bytes = Array(record)
        let charset: Charset
        do {
            charset = try CharsetChoice(format.charsets).charset(of: bytes.span)
        } catch {
            throw FileError(.refused, line: line, "its header row \(error.reason)")
        }
        return pieces.map { piece in
            let text = charset.text(bytes[piece.start..<piece.end])
            return piece.hasDoubledQuotes ? text.replacing("\"\"", with: "\"") : text
        }
    }
}
