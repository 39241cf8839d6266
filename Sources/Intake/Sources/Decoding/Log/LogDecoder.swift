import Messages

/// Gives the lines of a log that one of its patterns matches.
final class LogDecoder: FormatDecoder {
    /// A line without its line end.
    static let longest = 64 << 10
    static let tooLong = "is longer than 64 KiB; lines of a log have at most that"

    /// What a line becomes that has one of the patterns.
    private struct Form {
        var search: PatternSearch
        let groups: [Int]
        let layout: TableLayout
        let constants: [SourceValue?]

        init(_ line: LogLines.Line) {
            search = PatternSearch(line.pattern.program)
            groups = line.pattern.groupNames.map(\.group)
            let others = line.constants.sorted { $0.key < $1.key }
            layout = TableLayout((line.pattern.names + others.map(\.key)).map(ColumnName.init))
            constants = others.map { $0.value.isEmpty ? nil : SourceValue($0.value) }
        }
    }

    private var input: LineReader
    private var patterns: PatternSet
    private var forms: [Form]
    private let charsets: CharsetChoice
    private let file: Int
    private(set) var passedOver = 0

    init(_ format: SourceFormat, _ lines: LogLines, _ source: Source, file: Int) throws(FileError) {
        input = LineReader(Window(try ByteStream(source)))
        do {
            patterns = try PatternSet(lines.lines.map(\.pattern.syntax))
        } catch {
            throw FileError(.refused, "cannot be read: the patterns of its lines are too large together")
        }
        forms = lines.lines.map(Form.init)
        charsets = CharsetChoice(format.charsets)
        self.file = file
        try ForeignContent.check(&input, expected: "a log")
    }

    var bytesRead: Int { input.window.bytesRead }
    var totalBytes: Int? { input.window.totalBytes }
    func finishContent() throws(FileError) -> SourceContent {
        SourceContent(bytes: bytesRead, sha256: input.finishDigest())
    }

    func next() throws(FileError) -> DecodedItem {
        try input.finishLongLine()
        // Two more for the line end.
        while let extent = try input.locateLine(limit: Self.longest + 2) {
            if extent.contentLength > Self.longest {
                return try input.refuseLine(file: file, Self.tooLong, limit: Self.longest + 2)
            }
            let place = RecordPlace(file: file, line: input.line)
            let item = item(place, contentLength: extent.contentLength)
            input.consume(extent.length, lines: 1)
            if let item { return item }
            passedOver += 1
        }
        return .end
    }

    /// nil for a line that no pattern matches.
    private func item(_ place: RecordPlace, contentLength: Int) -> DecodedItem? {
        let line = input.window[0..<contentLength]
        let isASCII = line.allSatisfy { $0 < 0x80 }
        let charset: Charset
        do {
            charset = try isASCII ? .utf8 : charsets.charset(of: line.span)
        } catch {
            return .refused(
                place, column: nil, reason: error.reason,
                value: TerminalText.quoted(line, limit: Limits.shownValue))
        }
        if charset == .utf8 { return record(place, line.span) }
        let text = Array(charset.text(line).utf8)
        return record(place, text.span)
    }

    private func record(_ place: RecordPlace, _ line: Span<UInt8>) -> DecodedItem? {
        guard let number = patterns.first(in: line) else { return nil }
        forms[number].search.begin(length: line.count)
        guard forms[number].search.search(line, from: 0) else { return nil }
        let slots = forms[number].search.slots
        var values: [SourceValue?] = forms[number].groups.map { group in
            let (start, end) = (slots[2 * group], slots[2 * group + 1])
            guard start >= 0, end > start else { return nil }
            return SourceValue(String(decoding: line.extracting(start..<end).array, as: UTF8.self))
        }
        values += forms[number].constants
        return .record(TableRecord(place: place, layout: forms[number].layout, values: values))
    }
}
