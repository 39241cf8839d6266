/// Records of a few dozen bytes by the million, chained by the slot that they belong to: nothing is allocated,
/// counted or freed for one of them alone.
///
/// A record is at most a few bytes longer than what it holds. Neighbouring slots share chunks, so that walking the
/// chains slot by slot stays within a few of them.
struct EventArena: ~Copyable {
    private static let chunk = 1 << 16
    private static let buckets = 64

    private var chunks: [UnsafeMutableRawPointer] = []
    /// The chunk that each bucket fills, and how much of it is used.
    private var open: [(chunk: Int, used: Int)]
    private let slotsPerBucket: Int
    /// By slot: its last record; 0 is none.
    private var heads: [UInt32]
    /// Source names, each once: there are few of them.
    private(set) var names: [UnsafeRawBufferPointer] = []
    private var numbers: [[UInt8]: Int] = [:]

    init(slots: Int) {
        heads = Array(repeating: 0, count: slots)
        slotsPerBucket = max(64, slots / Self.buckets + 1)
        open = Array(repeating: (-1, 0), count: slots / slotsPerBucket + 1)
    }

    deinit {
        for chunk in chunks { chunk.deallocate() }
        for name in names { name.deallocate() }
    }

    /// Adds a record of at most `limit` bytes; the body writes it.
    ///
    /// - Parameter slot: of those announced, or the one after the last.
    mutating func add(slot: Int, limit: Int, _ body: (inout RecordWriter) -> Void) {
        if slot == heads.count { heads.append(0) }
        let bucket = min(slot / slotsPerBucket, open.count - 1)
        let needed = 4 + limit
        if open[bucket].chunk < 0 || Self.chunk - open[bucket].used < needed {
            let size = max(Self.chunk, needed)
            chunks.append(.allocate(byteCount: size, alignment: 8))
            open[bucket] = (chunks.count - 1, 0)
        }
        let (chunk, used) = open[bucket]
        let record = chunks[chunk] + used
        record.storeBytes(of: heads[slot], as: UInt32.self)
        var writer = RecordWriter(record + 4)
        body(&writer)
        let end = used + 4 + (writer.position - (record + 4))
        precondition(end <= used + needed && chunk < 1 << 18)
        // Records begin at multiples of four, and a chunk holds 2¹⁴ of those.
        heads[slot] = UInt32(chunk << 14 | used >> 2) + 1
        open[bucket].used = min((end + 3) & ~3, Self.chunk)
    }

    /// Gives each record of a slot, the last one first.
    @inline(__always)
    func forEach(slot: Int, _ body: (inout RecordReader) -> Void) {
        let chunks = chunks
        var head = heads[slot]
        while head != 0 {
            let reference = Int(head - 1)
            let record = UnsafeRawPointer(chunks[reference >> 14] + (reference & 0x3FFF) << 2)
            head = record.load(as: UInt32.self)
            var reader = RecordReader(record + 4)
            body(&reader)
        }
    }

    /// The number of a source's name.
    mutating func number(of name: UnsafeRawBufferPointer) -> Int {
        for number in 0..<min(names.count, 4) where names[number].hasBytes(of: name) { return number }
        let bytes = Array(name)
        if let number = numbers[bytes] { return number }
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: name.count, alignment: 1)
        copy.copyMemory(from: name)
        names.append(UnsafeRawBufferPointer(copy))
        numbers[bytes] = names.count - 1
        return names.count - 1
    }
}

/// An arena that is full, to be read by any number of threads.
///
/// Sendable: nothing writes to its memory any more.
final class FilledArena: @unchecked Sendable {
    let records: EventArena

    init(_ records: consuming EventArena) {
        self.records = records
    }
}
