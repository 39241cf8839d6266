import Messages

/// Gives the lines of a log that one of its patterns matches.
final class LogDecoder: FormatDecoder {
    private var reading: LogReading

    init(_ format: SourceFormat, _ lines: LogLines, _ source: Source, file: Int) throws(FileError) {
        reading = try LogReading(format, lines, source, file: file)
    }

    var passedOver: Int { reading.passedOver }
    var bytesRead: Int { reading.input.window.bytesRead }
    var totalBytes: Int? { reading.input.window.totalBytes }
    func finishContent() throws(FileError) -> SourceContent {
        SourceContent(bytes: bytesRead, sha256: reading.input.finishDigest())
    }

    func next() throws(FileError) -> DecodedItem { try reading.next() }
}

/// A log from its first line on.
struct LogReading: ~Copyable {
    /// A line without its line end.
    static let longest = 64 << 10
    static let tooLong = "is longer than 64 KiB; lines of a log have at most that"

    /// What a line becomes that has one of the patterns.
    private struct Form {
        var search: PatternSearch
        let groups: [Int]
        let layout: TableLayout
        let constants: [SourceValue?]

        init(_ line: LogLines.Line, file: Int) {
            search = PatternSearch(line.pattern)
            groups = line.pattern.groupNames.map(\.group)
            let others = line.constants.sorted { $0.key < $1.key }
            layout = TableLayout((line.pattern.names + others.map(\.key)).map(ColumnName.init), file: file)
            constants = others.map { $0.value.isEmpty ? nil : SourceValue($0.value) }
        }
    }

    var input: LineReader
    private var patterns: PatternSet
    private var forms: [Form]
    private let charsets: CharsetChoice
    private let file: Int
    private(set) var passedOver = 0

    init(_ format: SourceFormat, _ lines: LogLines, _ source: Source, file: Int) throws(FileError) {
        var input = LineReader(Window(try ByteStream(source)))
        try ForeignContent.check(&input, expected: "a log")
        do throws(PatternError) {
            patterns = try PatternSet(lines.lines.map(\.pattern.syntax))
        } catch {
            throw FileError(.refused, "cannot be read: the patterns of its lines are too large together")
        }
        self.input = input
        forms = lines.lines.map { Form($0, file: file) }
        charsets = CharsetChoice(format.charsets)
        self.file = file
    }

    mutating func next() throws(FileError) -> DecodedItem {
        try input.finishLongLine()
        // Two more for the line end.
        while let extent = try input.locateLine(limit: Self.longest + 2) {
            if extent.contentLength > Self.longest {
                return try input.refuseLine(file: file, Self.tooLong, limit: Self.longest + 2)
            }
            let item = item(contentLength: extent.contentLength)
            input.consume(extent.length, lines: 1)
            if let item { return item }
            passedOver += 1
        }
        return .end
    }

    /// nil for a line that no pattern matches.
    private mutating func item(contentLength: Int) -> DecodedItem? {
        let line = input.window[0..<contentLength]
        do throws(Fault) {
            let charset = try charsets.charset(of: line.span)
            if charset == .utf8 { return record(line.span) }
            let text = Array(charset.text(line).utf8)
            return record(text.span)
        } catch {
            return .refused(
                RecordPlace(file: file, line: input.line), column: nil, reason: error.reason,
                value: TerminalText.quoted(line, limit: Limits.shownValue))
        }
    }

    private mutating func record(_ line: Span<UInt8>) -> DecodedItem? {
        guard let number = patterns.first(in: line) else { return nil }
        forms[number].search.begin(length: line.count)
        guard forms[number].search.search(line, from: 0) else { return nil }
        let slots = forms[number].search.slots
        var values: [SourceValue?] = []
        values.reserveCapacity(forms[number].layout.names.count)
        for group in forms[number].groups {
            let (start, end) = (slots[2 * group], slots[2 * group + 1])
            values.append(end > start ? SourceValue(Charset.utf8.text(line.extracting(start..<end))) : nil)
        }
        values += forms[number].constants
        return .record(TableRecord(layout: forms[number].layout, values: values, line: input.line))
    }
}
