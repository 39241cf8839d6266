/// The part of a stream that is being looked at: bytes from the next record on, as many as asked for.
///
/// Its storage grows with the longest record, to twice the limit at most, whatever the length of the stream.
struct Window: ~Copyable, Sendable {
    private var stream: ByteStream
    /// How many bytes may be asked for.
    private let limit: Int
    private let portion: Int
    private var storage: [UInt8]
    private var start = 0
    private var end = 0
    /// Whether the stream has nothing beyond the window.
    private(set) var reachesEnd = false
    /// The last byte taken from the stream so far.
    private(set) var lastByte: UInt8?

    init(_ stream: consuming ByteStream, limit: Int = Limits.record) {
        self.limit = limit
        portion = stream.portion
        storage = [UInt8](repeating: 0, count: portion)
        self.stream = stream
    }

    var count: Int { end - start }

    /// All bytes taken from the stream so far, consumed or not.
    var bytesRead: Int { stream.position }
    var totalBytes: Int? { stream.size }
    mutating func finishDigest() -> [UInt8] { stream.finishDigest() }

    /// Lends the first bytes of the window, at most `limit` of them.
    func withBytes<Result, Failure: Error>(
        upTo limit: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(storage.span.extracting(start..<start + min(count, limit)))
    }

    /// A copy-free view of some of its bytes; not to be kept while the window moves on.
    subscript(offsets: Range<Int>) -> ArraySlice<UInt8> {
        storage[start + offsets.lowerBound..<start + offsets.upperBound]
    }

    /// Drops the first `count` bytes, which are done with.
    mutating func consume(_ count: Int) {
        start += count
    }

    /// Reads on until the window holds `wanted` bytes (at most the limit) or the stream ends.
    mutating func fill(to wanted: Int) throws(FileError) {
        precondition(wanted <= limit)
        while count < wanted && !reachesEnd {
            if storage.count - end < portion / 2 { makeRoom() }
            let received = try stream.read(into: &storage, end..<storage.count)
            end += received
            reachesEnd = received == 0
            if received > 0 { lastByte = storage[end - 1] }
        }
    }

    /// Moves the bytes to the front and, where that is not enough, doubles the storage.
    private mutating func makeRoom() {
        moveToFront()
        guard storage.count - end < portion / 2 else { return }
        storage.append(contentsOf: [UInt8](repeating: 0, count: storage.count))
    }

    private mutating func moveToFront() {
        let (from, length) = (start, count)
        storage.withUnsafeMutableBytes { bytes in
            bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[from..<from + length]))
        }
        start = 0
        end = length
    }
}
