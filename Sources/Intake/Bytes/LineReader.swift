import Glibc
import Messages
import SLA

/// A stream seen as physical lines: counts them, rejects them, and passes over what is too long.
struct LineReader: ~Copyable, Sendable {
    /// One physical line at the window's start.
    struct Extent {
        /// With its line end.
        let length: Int
        /// Without its LF or CRLF.
        let contentLength: Int
        /// Whether no line end was found within the limit.
        let isCut: Bool
    }

    static let tooLong = "is longer than 1 MiB; no column needs that much"

    private(set) var window: Window
    /// The number of the line at the window's start, counted from 1.
    private(set) var line = 1
    private var isInsideLongLine = false

    init(_ window: consuming Window) {
        self.window = window
    }

    /// How many physical lines are done with.
    var linesConsumed: Int { line - 1 }

    mutating func fill(to wanted: Int) throws(FileError) {
        try window.fill(to: wanted)
    }

    mutating func finishDigest() -> [UInt8] { window.finishDigest() }

    /// Drops `length` bytes that hold `lines` line ends.
    mutating func consume(_ length: Int, lines: Int) {
        window.consume(length)
        line += lines
    }

    /// The line at the window's start, its line end within `limit` bytes; nil at the end of the stream.
    mutating func locateLine(limit: Int = Limits.record) throws(FileError) -> Extent? {
        var scanned = 0
        while true {
            if let lineFeed = Self.firstLineFeed(in: window, from: scanned, limit: limit) {
                let content = Self.withoutCarriageReturn(window, lineFeed)
                return Extent(length: lineFeed + 1, contentLength: content, isCut: false)
            }
            scanned = min(window.count, limit)
            if scanned == limit {
                return Extent(length: scanned, contentLength: scanned, isCut: true)
            }
            if window.reachesEnd {
                let content = Self.withoutCarriageReturn(window, scanned)
                return scanned == 0 ? nil : Extent(length: scanned, contentLength: content, isCut: false)
            }
            try window.fill(to: scanned + 1)
        }
    }

    /// Rejects the line at the window's start and moves on to the next one.
    ///
    /// `offset` is where the part to be shown as the value begins.
    mutating func rejectLine(
        column: String?, reason: String, showingFrom offset: Int = 0, limit: Int = Limits.record
    ) throws(FileError) -> Rejection? {
        guard let extent = try locateLine(limit: limit) else { return nil }
        let shown = offset < extent.contentLength ? offset : 0
        let rejection = Rejection(
            line: line,
            faults: [
                FieldFault(
                    column: column, reason: reason,
                    value: TerminalText.quoted(window[shown..<extent.contentLength], limit: Limits.shownValue)
                )
            ],
            record: window[0..<extent.contentLength])
        consume(extent.length, lines: extent.isCut ? 0 : 1)
        isInsideLongLine = extent.isCut
        return rejection
    }

    /// Passes over the rest of a line that was rejected for its length.
    mutating func finishLongLine() throws(FileError) {
        while isInsideLongLine {
            if let lineFeed = Self.firstLineFeed(in: window, from: 0, limit: Limits.record) {
                consume(lineFeed + 1, lines: 1)
                isInsideLongLine = false
            } else if window.count > 0 {
                consume(min(window.count, Limits.record), lines: 0)
            } else {
                try window.fill(to: 1)
                guard window.reachesEnd else { continue }
                line += 1
                isInsideLongLine = false
            }
        }
    }

    /// The offset of the first LF among the first `limit` bytes.
    private static func firstLineFeed(in window: borrowing Window, from offset: Int, limit: Int) -> Int? {
        window.withBytes(upTo: limit) { bytes in
            bytes.withUnsafeBytes { bytes in
                guard offset < bytes.count, let base = bytes.baseAddress,
                    let found = memchr(base + offset, Int32(ASCII.lineFeed), bytes.count - offset)
                else { return nil }
                return UnsafeRawPointer(found) - base
            }
        }
    }

    private static func withoutCarriageReturn(_ window: borrowing Window, _ end: Int) -> Int {
        end > 0 && window[end - 1..<end].first == ASCII.carriageReturn ? end - 1 : end
    }
}
