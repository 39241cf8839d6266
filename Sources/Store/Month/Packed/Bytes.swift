internal import Glibc

/// Texts as the bytes that they are.
extension UnsafeRawBufferPointer {
    func hasBytes(of other: UnsafeRawBufferPointer) -> Bool {
        count == other.count && order(count, other) == 0
    }

    /// The order of the bytes: PostgreSQL's "C" collation, and `String.precedes`.
    func precedes(_ other: UnsafeRawBufferPointer) -> Bool {
        let order = order(Swift.min(count, other.count), other)
        return order == 0 ? count < other.count : order < 0
    }

    private func order(_ length: Int, _ other: UnsafeRawBufferPointer) -> Int32 {
        guard length > 0, let start = baseAddress, let otherStart = other.baseAddress else { return 0 }
        return memcmp(start, otherStart, length)
    }

    var string: String { String(decoding: self, as: UTF8.self) }
}
