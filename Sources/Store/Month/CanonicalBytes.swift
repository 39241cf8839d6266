internal import SLA

/// Length-prefixed bytes: the form in which a month's input is digested.
///
/// One value serves many months in turn.
struct CanonicalBytes: ~Copyable {
    private(set) var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)
    var count = 0

    deinit { memory.deallocate() }

    mutating func add(_ text: String?) {
        guard var text else { return add(-1) }
        text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    mutating func add(_ text: UnsafeRawBufferPointer?) {
        guard let text else { return add(-1) }
        add(Int64(text.count))
        append(text)
    }

    mutating func add(_ number: Int64?) {
        reserve(9)
        memory[count] = number == nil ? 0 : 1
        count += 1
        guard let number else { return }
        memory.storeBytes(of: number.bigEndian, toByteOffset: count, as: Int64.self)
        count += 8
    }

    mutating func add(_ number: Int64) { add(Optional(number)) }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        reserve(bytes.count)
        guard let start = bytes.baseAddress, let memory = memory.baseAddress else { return }
        (memory + count).copyMemory(from: start, byteCount: bytes.count)
        count += bytes.count
    }

    @inline(__always)
    mutating func reserve(_ more: Int) {
        if count + more > memory.count { grow(more) }
    }

    mutating func grow(_ more: Int) {
        let larger = UnsafeMutableRawBufferPointer.allocate(
            byteCount: 2 * (count + more), alignment: 8)
        larger.copyMemory(from: UnsafeRawBufferPointer(memory))
        memory.deallocate()
        memory = larger
    }
}
