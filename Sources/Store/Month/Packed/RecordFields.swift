/// Writes the fields of one record.
struct RecordWriter {
    private(set) var position: UnsafeMutableRawPointer

    init(_ position: UnsafeMutableRawPointer) { self.position = position }

    mutating func byte(_ value: UInt8) {
        position.storeBytes(of: value, as: UInt8.self)
        position += 1
    }

    /// Seven bits a byte: at most ten bytes, few for a small number.
    mutating func number(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            byte(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        byte(UInt8(rest))
    }

    mutating func signed(_ value: Int64) {
        number(UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    mutating func text(_ text: UnsafeRawBufferPointer) {
        number(UInt64(text.count))
        if let start = text.baseAddress { position.copyMemory(from: start, byteCount: text.count) }
        position += text.count
    }

    mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { self.text(UnsafeRawBufferPointer($0)) }
    }

    /// nil is one byte.
    mutating func optionalText(_ text: UnsafeRawBufferPointer?) {
        guard let text else { return byte(0) }
        byte(1)
        self.text(text)
    }
}

/// Reads what `RecordWriter` wrote, in the same order.
struct RecordReader {
    private var position: UnsafeRawPointer

    init(_ position: UnsafeRawPointer) { self.position = position }

    @inline(__always)
    mutating func byte() -> UInt8 {
        defer { position += 1 }
        return position.load(as: UInt8.self)
    }

    @inline(__always)
    mutating func number() -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = byte()
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
        }
    }

    @inline(__always)
    mutating func signed() -> Int64 {
        let value = number()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    mutating func text() -> UnsafeRawBufferPointer {
        let count = Int(number())
        defer { position += count }
        return UnsafeRawBufferPointer(start: position, count: count)
    }

    mutating func optionalText() -> UnsafeRawBufferPointer? {
        byte() == 0 ? nil : text()
    }
}
