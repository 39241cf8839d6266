/// A decimal number, digit by digit: a sign or none, digits, and a fraction or none.
struct ExactNumber {
    private let isNegative: Bool
    /// All its digits, without the point.
    private let digits: [UInt8]
    /// How many of the digits stand after the point.
    let decimals: Int

    /// nil for any other text, an exponent among them.
    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        isNegative = rest.first == ASCII.minus
        if let first = rest.first, first == ASCII.minus || first == ASCII.plus { rest.removeFirst() }
        var digits: [UInt8] = []
        var point: Int?
        for byte in rest {
            if ASCII.isDigit(byte) {
                digits.append(byte - UInt8(ascii: "0"))
            } else if byte == ASCII.dot, point == nil, !digits.isEmpty {
                point = digits.count
            } else {
                return nil
            }
        }
        guard !digits.isEmpty, point != digits.count, digits.count <= Self.most else { return nil }
        self.digits = digits
        decimals = point.map { digits.count - $0 } ?? 0
    }

    private static let most = 400

    /// The number times ten to the power `places`, cut toward negative infinity; nil beyond 64 bits.
    func scaled(places: Int) -> Int64? {
        let taken = digits.count - decimals + places
        var value: Int64 = 0
        for place in 0..<max(taken, 0) {
            let digit = digits.indices.contains(place) ? Int64(digits[place]) : 0
            let (tenfold, overflows) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowsAgain) = tenfold.addingReportingOverflow(digit)
            guard !overflows, !overflowsAgain else { return nil }
            value = sum
        }
        guard isNegative else { return value }
        let isCut = digits.dropFirst(max(taken, 0)).contains { $0 != 0 }
        return isCut ? -value - 1 : -value
    }

    /// How it compares with another: negative, zero or positive.
    func compared(to other: ExactNumber) -> Int {
        let (a, b) = (aligned(with: other), other.aligned(with: self))
        let (isLess, isMore) = (a.digits.lexicographicallyPrecedes(b.digits), a.digits != b.digits)
        let magnitude = isLess ? -1 : isMore ? 1 : 0
        switch (a.isNegative, b.isNegative) {
        case (false, false): return magnitude
        case (true, true): return -magnitude
        case (false, true): return 1
        case (true, false): return -1
        }
    }

    /// Its digits with as many places before and after the point as both need; zero has no sign.
    private func aligned(with other: ExactNumber) -> (digits: [UInt8], isNegative: Bool) {
        let whole = digits.count - decimals
        let before = max(0, other.digits.count - other.decimals - whole)
        let after = max(0, other.decimals - decimals)
        let all = Array(repeating: 0, count: before) + digits + Array(repeating: 0, count: after)
        return (all, isNegative && all.contains { $0 != 0 })
    }
}
