import Messages

/// Gives the records of a CSV file with the columns that the mapping names.
final class TableDecoder: FormatDecoder {
    private var input: LineReader
    private var records: CSVRecords
    private let header: TableHeader
    private let charsets: CharsetChoice
    private let absent: Set<String>
    private let file: Int
    let headings: Set<SourcePath>?

    init(
        _ format: SourceFormat, _ delimited: SourceFormat.Delimited, _ source: Source, file: Int
    ) throws(FileError) {
        var input = LineReader(Window(try ByteStream(source)))
        try ForeignContent.check(&input, expected: "CSV")
        let header = try TableHeader(&input, format, separator: delimited.separator)
        self.input = input
        self.header = header
        records = CSVRecords(separator: header.separator)
        charsets = CharsetChoice(format.charsets)
        absent = delimited.absent
        self.file = file
        headings = Set(format.paths.filter { header.layout.has($0) })
    }

    var bytesRead: Int { input.window.bytesRead }
    var totalBytes: Int? { input.window.totalBytes }
    func finishContent() throws(FileError) -> SourceContent {
        SourceContent(bytes: bytesRead, sha256: input.finishDigest())
    }

    func next() throws(FileError) -> DecodedItem {
        try input.finishLongLine()
        while true {
            switch try records.locate(&input) {
            case .end: return .end
            case .blank(let length): input.consume(length, lines: 1)
            case .fault(var reason, let field, let offset, let lines):
                if lines > 1 { reason += "; it is on line \(input.line + lines - 1)" }
                return try reject(reason, field: field, offset: offset)
            case .record(let length, let contentLength, let lines):
                let place = RecordPlace(file: file, line: input.line)
                let item = item(place, contentLength: contentLength, lines: lines)
                input.consume(length, lines: lines)
                return item
            }
        }
    }

    /// Passes over the first line of what breaks the format: what follows may be sound.
    private func reject(_ reason: String, field: Int, offset: Int) throws(FileError) -> DecodedItem {
        let column = header.headings.indices.contains(field) ? header.headings[field] : nil
        return try input.refuseLine(file: file, column: column, reason, showingFrom: offset)
    }

    private func item(_ place: RecordPlace, contentLength: Int, lines: Int) -> DecodedItem {
        let record = input.window[0..<contentLength]
        let pieces = records.scanner.pieces
        guard pieces.count == header.places.count else {
            let ending =
                lines == 1
                ? "" : "; it ends on line \(place.line + lines - 1): is a quotation mark left open?"
            let reason =
                "has \(counted(pieces.count, "field")), but the header has \(header.places.count)\(ending)"
            return .refused(place, column: nil, reason: reason, value: shown(record))
        }
        let charset: Charset
        do {
            charset = try input.window.withBytes(upTo: contentLength) { bytes throws(Fault) in
                try charsets.charset(of: bytes)
            }
        } catch {
            return .refused(place, column: nil, reason: error.reason, value: shown(record))
        }
        var values: [SourceValue?] = []
        values.reserveCapacity(header.places.count)
        for (field, piece) in pieces.enumerated() where header.places[field] != nil {
            let bytes = record[record.startIndex + piece.start..<record.startIndex + piece.end]
            values.append(value(bytes, charset, hasDoubledQuotes: piece.hasDoubledQuotes))
        }
        return .record(TableRecord(place: place, layout: header.layout, values: values))
    }

    /// nil for nothing, blanks, and the words that stand for no value.
    private func value(
        _ bytes: ArraySlice<UInt8>, _ charset: Charset, hasDoubledQuotes: Bool
    ) -> SourceValue? {
        guard !bytes.isEmpty, !PlainText.isBlank(bytes.span) else { return nil }
        let written = charset.text(bytes)
        let text = hasDoubledQuotes ? written.replacing("\"\"", with: "\"") : written
        return absent.contains(text) ? nil : SourceValue(text)
    }

    private func shown(_ record: ArraySlice<UInt8>) -> String {
        TerminalText.quoted(record, limit: Limits.shownValue)
    }
}
