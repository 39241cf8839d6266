extension Span where Element == UInt8 {
    /// The number that `count` digits at `offset` write; nil where another byte stands, or the end.
    @inline(__always)
    func digits(at offset: Int, count: Int) -> Int? {
        guard offset + count <= self.count else { return nil }
        var number = 0
        for position in offset..<offset + count {
            let digit = self[position] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            number = number &* 10 &+ Int(digit)
        }
        return number
    }

    /// Whether `byte` stands at `offset`.
    @inline(__always)
    func has(_ byte: UInt8, at offset: Int) -> Bool {
        offset < count && self[offset] == byte
    }

    func contains(_ byte: UInt8) -> Bool {
        for position in indices where self[position] == byte { return true }
        return false
    }

    func equals(_ text: String.UTF8View) -> Bool {
        guard count == text.count else { return false }
        var position = 0
        for byte in text {
            guard self[position] == byte else { return false }
            position += 1
        }
        return true
    }

    /// A copy, for reasons and messages.
    var array: [UInt8] { indices.map { self[$0] } }
}
