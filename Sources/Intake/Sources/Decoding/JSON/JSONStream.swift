/// A JSON document seen value by value, of which never more than one is held.
struct JSONStream: ~Copyable {
    /// One record, whatever is in it.
    static let longest = 16 << 20

    enum Found {
        case value(JSONTree)
        /// The value cannot be read; it is still to be passed over.
        case fault(name: String?, reason: String)
    }

    private var window: Window
    private var parser = JSONParser()
    private let file: Int
    /// The line of what comes next, counted from 1.
    private(set) var line = 1

    init(_ source: Source, file: Int) throws(FileError) {
        var window = Window(try ByteStream(source), limit: Self.longest)
        try window.fill(to: ForeignContent.length)
        let prefix = window[0..<min(ForeignContent.length, window.count)]
        try ForeignContent.check(prefix, expected: "JSON")
        if prefix.starts(with: FileSignature.byteOrderMark) {
            window.consume(FileSignature.byteOrderMark.count)
        }
        self.window = window
        self.file = file
    }

    var bytesRead: Int { window.bytesRead }
    var totalBytes: Int? { window.totalBytes }
    mutating func finishDigest() -> [UInt8] { window.finishDigest() }

    /// The place of what comes next.
    var place: RecordPlace { RecordPlace(file: file, line: line) }

    /// The next byte that is no blank; nil at the end.
    mutating func peek() throws(FileError) -> UInt8? {
        while true {
            let (blanks, lines, byte) = window.withBytes(upTo: .max) { bytes in
                Self.blanks(bytes)
            }
            window.consume(blanks)
            line += lines
            if let byte { return byte }
            if window.reachesEnd { return nil }
            try window.fill(to: 1)
        }
    }

    /// How many blanks and line breaks come first, and the byte after them.
    private static func blanks(_ bytes: Span<UInt8>) -> (count: Int, lines: Int, next: UInt8?) {
        var position = 0
        var lines = 0
        while position < bytes.count {
            let byte = bytes[position]
            guard ASCII.isBlank(byte) || byte == ASCII.lineFeed else { return (position, lines, byte) }
            if byte == ASCII.lineFeed { lines += 1 }
            position += 1
        }
        return (position, lines, nil)
    }

    /// Passes over a byte that `peek` has shown.
    mutating func consume() { window.consume(1) }

    /// The value that comes next, within `depth` objects and arrays.
    ///
    /// Throws `refused` where the file ends within it.
    mutating func read(depth: Int) throws(FileError) -> Found {
        while true {
            let isWhole = window.reachesEnd
            let end: Int?
            do throws(JSONFault) {
                end = try window.withBytes(upTo: Self.longest) { bytes throws(JSONFault) in
                    try parser.parse(bytes, depth: depth, isWhole: isWhole)
                }
            } catch {
                return .fault(name: error.name, reason: located(error))
            }
            if let end { return .value(take(end)) }
            if window.count >= Self.longest {
                return .fault(name: nil, reason: "is longer than 16 MiB; no record needs that much")
            }
            if isWhole { throw cutOff() }
            try window.fill(to: min(Self.longest, 2 * window.count + 1))
        }
    }

    /// The value that was parsed last.
    private mutating func take(_ end: Int) -> JSONTree {
        let tree = JSONTree(bytes: Array(window[0..<end]), nodes: parser.nodes, line: line, file: file)
        line += tree.lines(from: 0, to: end)
        window.consume(end)
        return tree
    }

    private func located(_ fault: JSONFault) -> String {
        let lines = window[0..<min(fault.offset, window.count)].count { $0 == ASCII.lineFeed }
        return lines == 0 ? fault.reason : "\(fault.reason), on line \(line + lines)"
    }

    /// Passes over the value that comes next, however long.
    ///
    /// Throws `refused` where the file ends within it, or where it nests deeper than `deepest`.
    mutating func skip(deepest: Int = .max) throws(FileError) {
        var skipping = JSONSkipping()
        while true {
            let (taken, lines, isDone) = window.withBytes(upTo: .max) { bytes in skipping.skip(bytes) }
            window.consume(taken)
            line += lines
            guard skipping.deepest <= deepest else {
                throw FileError(
                    .refused, line: line, "nests deeper than \(JSONParser.deepest) objects and arrays")
            }
            if isDone { return }
            if window.reachesEnd {
                guard !skipping.isInside else { throw cutOff() }
                return
            }
            try window.fill(to: 1)
        }
    }

    func cutOff() -> FileError {
        FileError(
            .refused, line: line, "ends within its JSON document: the file was cut off; export it again")
    }

    func malformed(_ reason: String) -> FileError {
        FileError(.refused, line: line, "is no JSON from here on: it \(reason)")
    }
}
