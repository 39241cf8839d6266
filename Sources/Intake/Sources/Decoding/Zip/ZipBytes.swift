/// The fields of a ZIP archive's headers, one after the other.
struct ZipBytes {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    static func damaged(_ reason: String) -> FileError {
        FileError(.refused, "is a damaged ZIP archive: \(reason); export it again")
    }

    /// The number that `count` bytes hold, the lowest first; one beyond 2⁶² is taken for that.
    mutating func number(_ count: Int) throws(FileError) -> Int {
        var number: UInt64 = 0
        for (place, byte) in try self.bytes(count).enumerated() {
            number |= UInt64(byte) << UInt64(8 * place)
        }
        return Int(min(number, 1 << 62))
    }

    mutating func bytes(_ count: Int) throws(FileError) -> [UInt8] {
        guard count <= bytes.count - position else { throw Self.damaged("a header breaks off") }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    mutating func skip(_ count: Int) throws(FileError) {
        guard count <= bytes.count - position else { throw Self.damaged("a header breaks off") }
        position += count
    }

    /// The sizes that did not fit an entry's four bytes, from its extra fields.
    mutating func readLargeSizes(_ unpacked: Int, _ packed: inout Int, _ offset: inout Int) throws(FileError)
    {
        while position < bytes.count {
            let kind = try number(2)
            let length = try number(2)
            guard kind == 1 else {
                try skip(length)
                continue
            }
            if unpacked == 0xFFFF_FFFF { try skip(8) }
            if packed == 0xFFFF_FFFF { packed = try number(8) }
            if offset == 0xFFFF_FFFF { offset = try number(8) }
            return
        }
        throw Self.damaged("an entry has no size")
    }
}
