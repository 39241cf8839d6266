/// The lines of an iCalendar file, put together again where they were folded.
///
/// They are unfolded as bytes, for a fold may stand within a character (RFC 5545, 3.1).
struct CalendarLines: ~Copyable {
    enum Found {
        case line([UInt8], number: Int)
        case tooLong(number: Int)
        case end
    }

    /// An unfolded line.
    static let longest = 1 << 20

    private var input: LineReader

    init(_ source: Source) throws(FileError) {
        var input = LineReader(Window(try ByteStream(source)))
        try ForeignContent.check(&input, expected: "a calendar")
        self.input = input
    }

    var bytesRead: Int { input.window.bytesRead }
    var totalBytes: Int? { input.window.totalBytes }
    mutating func finishDigest() -> [UInt8] { input.finishDigest() }
    /// The number of the last line.
    var linesRead: Int { max(1, input.linesConsumed) }

    mutating func next() throws(FileError) -> Found {
        try input.finishLongLine()
        guard let first = try input.locateLine() else { return .end }
        let number = input.line
        var line = Array(input.window[0..<first.contentLength])
        var isTooLong = first.isCut
        try take(first)
        while try continues(), let next = try input.locateLine() {
            isTooLong = isTooLong || next.isCut || line.count + next.contentLength - 1 > Self.longest
            if !isTooLong { line += input.window[1..<max(1, next.contentLength)] }
            try take(next)
        }
        return isTooLong ? .tooLong(number: number) : .line(line, number: number)
    }

    private mutating func take(_ extent: LineReader.Extent) throws(FileError) {
        guard extent.isCut else { return input.consume(extent.length, lines: 1) }
        _ = try input.rejectLine(column: nil, reason: LineReader.tooLong)
        try input.finishLongLine()
    }

    /// Whether the next line goes on with this one.
    private mutating func continues() throws(FileError) -> Bool {
        try input.fill(to: 1)
        guard let byte = input.window[0..<min(1, input.window.count)].first else { return false }
        return byte == ASCII.space || byte == ASCII.tab
    }
}
