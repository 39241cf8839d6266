import Messages

/// Gives the records of a file with one JSON object per line.
final class JSONLinesDecoder: FormatDecoder {
    private var reading: JSONLinesReading

    init(_ format: SourceFormat, _ source: Source, file: Int) throws(FileError) {
        reading = try JSONLinesReading(format, source, file: file)
    }

    var bytesRead: Int { reading.input.window.bytesRead }
    var totalBytes: Int? { reading.input.window.totalBytes }
    func finishContent() throws(FileError) -> SourceContent {
        SourceContent(bytes: bytesRead, sha256: reading.input.finishDigest())
    }

    func next() throws(FileError) -> DecodedItem { try reading.next() }
}

/// A file of JSON Lines from its first line on.
struct JSONLinesReading: ~Copyable {
    /// A line without its line end.
    static let longest = 1 << 20
    static let tooLong = "is longer than 1 MiB; no line needs that much"

    var input: LineReader
    private var parser = JSONParser()
    /// The steps of `each` to the first array, and those after it; nil: the lines are the records.
    private let segments: (outer: [[SourceStep]], inner: [[SourceStep]])?
    private let givesOutermost: Bool
    private let asksLine: Bool
    private let file: Int
    /// Of the line that is being read.
    private var outermost: JSONBranches?
    private var records: JSONBranches?
    private var waiting: [DecodedItem] = []

    init(_ format: SourceFormat, _ source: Source, file: Int) throws(FileError) {
        var input = LineReader(Window(try ByteStream(source), limit: Self.longest + 2))
        try ForeignContent.check(&input, expected: "JSON Lines")
        self.input = input
        segments = format.each.map { each in
            let star = each.steps.firstIndex(of: nil) ?? 0
            return (
                JSONBranches.segments(each.steps.prefix(star + 1)),
                JSONBranches.segments(each.steps.dropFirst(star + 1))
            )
        }
        givesOutermost = format.givesOutermost
        asksLine = !format.documentPaths.isEmpty
        self.file = file
    }

    mutating func next() throws(FileError) -> DecodedItem {
        while true {
            if !waiting.isEmpty { return waiting.removeFirst() }
            if let record = records?.next() { return .record(record) }
            records = nil
            if let part = outermost?.next() {
                let inner = segments?.inner ?? []
                let around = inner.count > 1 ? [0, part.node] : [0]
                records = JSONBranches(
                    part.tree, root: part.node, ancestors: around, segments: inner, line: part.line)
                if givesOutermost { return .outermost(part) }
                continue
            }
            outermost = nil
            if let item = try readLine() { return item }
        }
    }

    /// The next line; nil when what is in it is to be given next.
    private mutating func readLine() throws(FileError) -> DecodedItem? {
        try input.finishLongLine()
        guard let extent = try input.locateLine(limit: Self.longest + 2) else { return .end }
        guard extent.contentLength <= Self.longest else {
            return try input.refuseLine(file: file, Self.tooLong, limit: Self.longest + 2)
        }
        let place = RecordPlace(file: file, line: input.line)
        let line = input.window[0..<extent.contentLength]
        defer { input.consume(extent.length, lines: 1) }
        guard let start = line.firstIndex(where: { !ASCII.isBlank($0) }) else { return nil }
        do throws(JSONFault) {
            return take(try tree(line, from: start, place), place)
        } catch {
            return .refused(
                place, column: error.name, reason: error.reason,
                value: TerminalText.quoted(line, limit: Limits.shownValue))
        }
    }

    private mutating func tree(
        _ line: ArraySlice<UInt8>, from start: Int, _ place: RecordPlace
    ) throws(JSONFault) -> JSONTree {
        let before = start - line.startIndex
        guard line[start] == ASCII.openBrace else {
            throw JSONFault(0, "has no '{' at its start; each line must be one object")
        }
        let end: Int?
        let rest = line[start...]
        do throws(JSONFault) {
            end = try parser.parse(rest.span, depth: 0, isWhole: true)
        } catch {
            guard error.name == nil else { throw error }
            throw JSONFault(error.offset, "\(error.reason) at byte \(before + error.offset + 1)")
        }
        guard let end else {
            throw JSONFault(0, "ends within its object; each object must be on one line")
        }
        guard line[(start + end)...].allSatisfy(ASCII.isBlank) else {
            throw JSONFault(0, "goes on after its object at byte \(before + end + 1)")
        }
        return JSONTree(
            bytes: Array(line[start..<start + end]), nodes: parser.nodes, line: place.line, file: file)
    }

    /// Prepares what a line gives; nil where it is to be asked for.
    private mutating func take(_ tree: JSONTree, _ place: RecordPlace) -> DecodedItem? {
        let record = JSONRecord(tree, line: place.line)
        if let segments {
            if asksLine { waiting.append(.document(record)) }
            outermost = JSONBranches(
                tree, root: 0, ancestors: [], segments: segments.outer, line: place.line)
            return nil
        }
        guard asksLine || givesOutermost else { return .record(record) }
        if asksLine { waiting.append(.document(record)) }
        if givesOutermost { waiting.append(.outermost(record)) }
        waiting.append(.record(record))
        return nil
    }
}
