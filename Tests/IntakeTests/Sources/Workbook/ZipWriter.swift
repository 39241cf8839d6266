import CLibZ

/// Writes ZIP archives, sound ones and others.
struct ZipWriter {
    struct Entry {
        var name: String
        var packed: [UInt8]
        var method: UInt16
        var flags: UInt16 = 0
        var checksum: UInt32
        var packedSize: Int
        var unpackedSize: Int
        /// Where the directory says that it stands; nil: where it does.
        var offset: Int?

        init(_ name: String, _ content: [UInt8], isPacked: Bool = true) {
            self.name = name
            packed = isPacked ? ZipWriter.deflated(content) : content
            method = isPacked ? 8 : 0
            checksum = content.withUnsafeBufferPointer {
                UInt32(crc32(0, $0.baseAddress, UInt32($0.count)))
            }
            packedSize = packed.count
            unpackedSize = content.count
        }

        init(_ name: String, _ content: String, isPacked: Bool = true) {
            self.init(name, Array(content.utf8), isPacked: isPacked)
        }
    }

    var entries: [Entry]
    var comment: [UInt8] = []
    /// Whether sizes and places are written with eight bytes.
    var isLarge = false
    /// How many entries the end says there are; nil: as many as there are.
    var count: Int?

    init(_ entries: [Entry]) {
        self.entries = entries
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let start = bytes.count
            let name = Array(entry.name.utf8)
            let sizes =
                isLarge ? [UInt32.max, .max] : [UInt32(entry.packedSize), UInt32(entry.unpackedSize)]
            let offset = entry.offset ?? start
            let head = number(20) + number(entry.flags) + number(entry.method) + number(UInt32(0))
            let tail =
                number(entry.checksum) + number(sizes[0]) + number(sizes[1]) + number(UInt16(name.count))
            let extra =
                isLarge
                ? number(UInt16(1)) + number(UInt16(24)) + number(UInt64(entry.unpackedSize))
                    + number(UInt64(entry.packedSize)) + number(UInt64(offset)) : []
            bytes += Array("PK\u{3}\u{4}".utf8) + head + tail + number(UInt16(0)) + name + entry.packed
            directory += Array("PK\u{1}\u{2}".utf8) + number(UInt16(20)) + head + tail
            directory += number(UInt16(extra.count)) + number(UInt16(0)) + number(UInt64(0))
            directory += number(isLarge ? .max : UInt32(offset)) + name + extra
        }
        let start = bytes.count
        let count = count ?? entries.count
        bytes += directory
        if isLarge {
            let end = bytes.count
            bytes += Array("PK\u{6}\u{6}".utf8) + number(UInt64(44)) + number(UInt32(0)) + number(UInt64(0))
            bytes +=
                number(UInt64(count)) + number(UInt64(count)) + number(UInt64(directory.count))
                + number(UInt64(start))
            bytes += Array("PK\u{6}\u{7}".utf8) + number(UInt32(0)) + number(UInt64(end)) + number(UInt32(1))
        }
        bytes += Array("PK\u{5}\u{6}".utf8) + number(UInt32(0))
        bytes += number(isLarge ? .max : UInt16(count)) + number(isLarge ? .max : UInt16(count))
        bytes += number(isLarge ? .max : UInt32(directory.count)) + number(isLarge ? .max : UInt32(start))
        return bytes + number(UInt16(comment.count)) + comment
    }

    private func number<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> Number(8 * $0)) }
    }

    private func number(_ version: Int) -> [UInt8] { number(UInt16(version)) }

    /// `flush` Z_FULL_FLUSH: a piece that can be repeated.
    static func deflated(_ content: [UInt8], flush: Int32 = Z_FINISH) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(
            &stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var packed = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(content.count))) + 64)
        var content = content
        let count = content.withUnsafeMutableBufferPointer { input in
            packed.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                deflate(&stream, flush)
                return output.count - Int(stream.avail_out)
            }
        }
        return Array(packed[..<count])
    }
}
