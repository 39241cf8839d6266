internal import CLibZ

/// Unpacks deflated bytes (RFC 1951) that come piece by piece.
///
/// The memory has one owner and is used by nobody else.
final class Inflating {
    enum Progress {
        case more
        case end
        case damaged
    }

    private let stream: UnsafeMutablePointer<z_stream>
    private let isReady: Bool

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // Without the header and trailer of zlib itself.
        let status = inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        isReady = status == Z_OK
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Fills `room` as far as the packed bytes go; gives how many bytes there are, and how many of the packed ones were
    /// used.
    func unpack(
        _ packed: ArraySlice<UInt8>, into room: inout [UInt8]
    ) -> (unpacked: Int, used: Int, progress: Progress) {
        guard isReady else { return (0, 0, .damaged) }
        return packed.withUnsafeBufferPointer { input in
            room.withUnsafeMutableBufferPointer { output in
                // zlib does not write to what it reads.
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.pointee.avail_in = UInt32(truncatingIfNeeded: input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(truncatingIfNeeded: output.count)
                let status = inflate(stream, Z_NO_FLUSH)
                let unpacked = output.count - Int(stream.pointee.avail_out)
                let used = input.count - Int(stream.pointee.avail_in)
                stream.pointee.next_in = nil
                stream.pointee.next_out = nil
                switch status {
                case Z_OK, Z_BUF_ERROR: return (unpacked, used, .more)
                case Z_STREAM_END: return (unpacked, used, .end)
                default: return (unpacked, used, .damaged)
                }
            }
        }
    }

    /// CRC-32, as ZIP archives have it of each entry; begins with 0.
    static func checksum(_ checksum: UInt32, _ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.withUnsafeBufferPointer {
            UInt32(truncatingIfNeeded: crc32(UInt(checksum), $0.baseAddress, UInt32($0.count)))
        }
    }
}
