/// A small file: both blocks hold the same, times as wide as the block's.
struct TZifFile {
    var version = UInt8(ascii: "2")
    var times: [Int64] = [0, 1000]
    var indices: [UInt8] = [1, 0]
    var offsets: [Int32] = [3600, 7200]
    var leapSeconds = 0
    var indicators = 0
    var footer = "\nCET-1CEST,M3.5.0,M10.5.0/3\n"

    var bytes: [UInt8] {
        version == 0 ? block(width: 4) : block(width: 4) + block(width: 8) + Array(footer.utf8)
    }

    private func block(width: Int) -> [UInt8] {
        var bytes = Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
        for count in [indicators, indicators, leapSeconds, times.count, offsets.count, 4] {
            bytes += big(Int64(count), width: 4)
        }
        for time in times { bytes += big(time, width: width) }
        bytes += indices
        for offset in offsets { bytes += big(Int64(offset), width: 4) + [0, 0] }
        return bytes + Array("ABC\0".utf8)
            + [UInt8](repeating: 0, count: leapSeconds * (width + 4) + 2 * indicators)
    }

    private func big(_ value: Int64, width: Int) -> [UInt8] {
        (0..<width).reversed().map { UInt8(truncatingIfNeeded: value >> Int64(8 * $0)) }
    }
}
