import Messages

/// Gives the records of a CSV file with the columns that the mapping names.
final class TableDecoder: FormatDecoder {
    private var reading: TableReading
    let headings: Set<SourcePath>?

    /// `isOther` where the file might have been a workbook.
    init(
        _ format: SourceFormat, _ delimited: SourceFormat.Delimited, isOther: Bool = false, _ source: Source,
        file: Int
    ) throws(FileError) {
        var input = LineReader(Window(try ByteStream(source)))
        if isOther { try ForeignContent.checkForWorkbook(&input) }
        try ForeignContent.check(&input, expected: "CSV")
        let header = try TableHeader(&input, format, separator: delimited.separator, file: file)
        headings = Set(format.paths.filter { header.layout.has($0) })
        reading = TableReading(input, header, format, absent: delimited.absent)
    }

    var bytesRead: Int { reading.input.window.bytesRead }
    var totalBytes: Int? { reading.input.window.totalBytes }
    func finishContent() throws(FileError) -> SourceContent {
        SourceContent(bytes: bytesRead, sha256: reading.input.finishDigest())
    }

    func next() throws(FileError) -> DecodedItem { try reading.next() }
}

/// A CSV file from its first record on.
struct TableReading: ~Copyable {
    var input: LineReader
    private let header: TableHeader
    private var records: CSVRecords
    private let charsets: CharsetChoice
    private let absent: Set<String>

    /// `input` is after the header.
    init(
        _ input: consuming LineReader, _ header: TableHeader, _ format: SourceFormat, absent: Set<String>
    ) {
        self.input = input
        self.header = header
        records = CSVRecords(separator: header.separator)
        charsets = CharsetChoice(format.charsets)
        self.absent = absent
    }

    mutating func next() throws(FileError) -> DecodedItem {
        try input.finishLongLine()
        while true {
            switch try records.locate(&input) {
            case .end: return .end
            case .blank(let length): input.consume(length, lines: 1)
            case .fault(var reason, let field, let offset, let lines):
                if lines > 1 { reason += "; it is on line \(input.line + lines - 1)" }
                // Only the first line of what breaks the format is lost: what follows may be sound.
                let column = header.headings.indices.contains(field) ? header.headings[field] : nil
                return try input.refuseLine(
                    file: header.layout.file, column: column, reason, showingFrom: offset)
            case .record(let length, let contentLength, let lines):
                let item = item(contentLength: contentLength, lines: lines)
                input.consume(length, lines: lines)
                return item
            }
        }
    }

    private func item(contentLength: Int, lines: Int) -> DecodedItem {
        let pieces = records.scanner.pieces
        guard pieces.count == header.fields else {
            let end = input.line + lines - 1
            let ending = lines == 1 ? "" : "; it ends on line \(end): is a quotation mark left open?"
            return refused(
                "has \(counted(pieces.count, "field")), but the header has \(header.fields)\(ending)",
                contentLength)
        }
        var values: [SourceValue?] = []
        values.reserveCapacity(header.layout.names.count)
        do throws(Fault) {
            try input.window.withBytes(upTo: contentLength) { bytes throws(Fault) in
                let charset = try charsets.charset(of: bytes)
                for place in header.used {
                    let piece = pieces[place]
                    let field = bytes.extracting(piece.start..<piece.end)
                    values.append(value(field, charset, hasDoubledQuotes: piece.hasDoubledQuotes))
                }
            }
        } catch {
            return refused(error.reason, contentLength)
        }
        return .record(TableRecord(layout: header.layout, values: values, line: input.line))
    }

    private func refused(_ reason: String, _ contentLength: Int) -> DecodedItem {
        .refused(
            RecordPlace(file: header.layout.file, line: input.line), column: nil, reason: reason,
            value: TerminalText.quoted(input.window[0..<contentLength], limit: Limits.shownValue))
    }

    /// nil for nothing, blanks, and the words that stand for no value.
    private func value(
        _ bytes: Span<UInt8>, _ charset: Charset, hasDoubledQuotes: Bool
    ) -> SourceValue? {
        guard bytes.count > 0, !PlainText.isBlank(bytes) else { return nil }
        let written = charset.text(bytes)
        let text = hasDoubledQuotes ? written.replacing("\"\"", with: "\"") : written
        if !absent.isEmpty, absent.contains(text) { return nil }
        return SourceValue(text)
    }
}
