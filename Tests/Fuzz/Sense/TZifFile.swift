/// A small file: both blocks hold the same, times as wide as the block's.
package struct TZifFile {
    package var version: UInt8
    package var times: [Int64]
    package var indices: [UInt8]
    package var offsets: [Int32]
    package var leapSeconds: Int
    package var indicators: Int
    package var footer: String

    package init(
        version: UInt8 = UInt8(ascii: "2"), times: [Int64] = [0, 1000], indices: [UInt8] = [1, 0],
        offsets: [Int32] = [3600, 7200], leapSeconds: Int = 0, indicators: Int = 0,
        footer: String = "\nCET-1CEST,M3.5.0,M10.5.0/3\n"
    ) {
        self.version = version
        self.times = times
        self.indices = indices
        self.offsets = offsets
        self.leapSeconds = leapSeconds
        self.indicators = indicators
        self.footer = footer
    }

    package var bytes: [UInt8] {
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
