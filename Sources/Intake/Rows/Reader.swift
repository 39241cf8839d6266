package import SLA

/// Reads one input file row by row: CSV or JSON Lines, told apart by its content.
///
/// Memory does not grow with the file. A faulty record never stops the good ones.
/// Source: docs/reference/file-formats.md "The two formats".
package struct Reader: ~Copyable, Sendable {
    package enum Outcome: Sendable {
        /// The row given to `next` holds the next record.
        case row
        case rejection(Rejection)
        case end
    }

    package let kind: FactKind
    private let typing: RowTyping
    private var input: LineReader
    /// nil: the file is JSON Lines.
    private var csv: CSVReader?
    private var jsonLines: JSONLinesReader
    private var failure: FileError?

    /// Opens the source and reads as far as the header row of CSV.
    ///
    /// `timeZone` is that of wall-clock times without an offset; nil rejects their rows. What has happened lies before
    /// `now`; nil takes any instant. Throws `unreadable` when the source cannot be read, `refused` when it is not a
    /// file of this kind.
    package init(kind: FactKind, source: Source, timeZone: Zone? = nil, now: Instant? = nil) throws(FileError)
    {
        self.kind = kind
        typing = RowTyping(kind: kind, zone: timeZone, now: now)
        jsonLines = JSONLinesReader(kind: kind)
        var input = LineReader(Window(try ByteStream(source)))
        csv = try Self.beginsWithObject(&input) ? nil : CSVReader(&input, kind: kind)
        self.input = input
    }

    /// How many bytes were read from the source so far.
    package var bytesRead: Int { input.window.bytesRead }
    /// The size of the source in bytes; nil for a pipe.
    package var totalBytes: Int? { input.window.totalBytes }
    /// What was read; to be asked for once, at the end.
    package mutating func finishContent() -> SourceContent {
        SourceContent(bytes: bytesRead, sha256: input.finishDigest())
    }
    /// The header row of a CSV file as it stood there; nil for JSON Lines.
    package var header: [UInt8]? { csv?.header.record }
    /// How many physical lines are done with.
    package var linesRead: Int { input.linesConsumed }

    /// Whether a file read to its end may have been cut off within its last row without a trace.
    ///
    /// CSV may leave out the last line end (RFC 4180), and a cut number or text is still one. An object of JSON
    /// Lines that was cut is never closed.
    package var mayBeCutOff: Bool { csv != nil && input.window.lastByte != ASCII.lineFeed }

    /// Fills `row` with the next record, or says why that record is refused: with everything that is wrong with its
    /// fields; `row` then has those that are right.
    ///
    /// Throws `unreadable` when reading on fails; it then does so for ever.
    package mutating func next(_ row: inout Row) throws(FileError) -> Outcome {
        if let failure { throw failure }
        do {
            return try advance(&row)
        } catch {
            failure = error.line == nil ? FileError(error.cause, line: input.line, error.reason) : error
            throw failure ?? error
        }
    }

    private mutating func advance(_ row: inout Row) throws(FileError) -> Outcome {
        try input.finishLongLine()
        let found: Found
        if csv == nil {
            found = try jsonLines.next(&input, into: &row)
        } else {
            found = try csv?.next(&input, into: &row) ?? .end
        }
        switch found {
        case .end: return .end
        case .rejection(let rejection):
            row.forgetFields(columnCount: kind.columns.count)
            return .rejection(rejection)
        case .record:
            let faults = typing.type(&row)
            return faults.isEmpty ? .row : .rejection(row.rejection(faults))
        }
    }

    /// Passes over what may precede the content and tells the two formats apart.
    private static func beginsWithObject(_ input: inout LineReader) throws(FileError) -> Bool {
        try input.fill(to: FileSignature.length)
        let prefix = input.window[0..<min(FileSignature.length, input.window.count)]
        if let refusal = FileSignature.refusal(of: prefix) { throw refusal }
        if prefix.starts(with: FileSignature.byteOrderMark) {
            input.consume(FileSignature.byteOrderMark.count, lines: 0)
        }
        while let extent = try input.locateLine() {
            let content = input.window[0..<extent.contentLength]
            guard let first = content.first(where: { !ASCII.isBlank($0) }) else {
                guard !extent.isCut else {
                    throw FileError(.refused, line: input.line, "begins with 1 MiB of blanks")
                }
                input.consume(extent.length, lines: 1)
                continue
            }
            if first == ASCII.openBracket {
                throw FileError(
                    .refused, line: input.line, "is a JSON array; write one object per line (JSON Lines)")
            }
            return first == ASCII.openBrace
        }
        throw FileError(.refused, "is empty; a file without rows still names its columns")
    }
}
