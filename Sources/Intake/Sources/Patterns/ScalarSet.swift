/// A set of characters, as a class of a pattern describes it.
struct ScalarSet: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case range(ClosedRange<UInt32>)
        case digit
        case blank
        case word
        case noDigit
        case noBlank
        case noWord
    }

    private let parts: [Part]
    private let isNegated: Bool
    /// Which of the first 128 scalars are in it: most texts have few others.
    private let low: UInt64
    private let high: UInt64

    init(_ parts: [Part], isNegated: Bool = false) {
        self.parts = parts
        self.isNegated = isNegated
        var (low, high): (UInt64, UInt64) = (0, 0)
        for value: UInt32 in 0..<128 where parts.contains(where: { Self.part($0, has: value) }) != isNegated {
            if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
        }
        self.low = low
        self.high = high
    }

    /// Everything but a line feed.
    static let any = ScalarSet([.range(10...10)], isNegated: true)
    static let word = ScalarSet([.word])

    @inline(__always)
    func contains(_ value: UInt32) -> Bool {
        if value < 64 { return low >> UInt64(value) & 1 == 1 }
        if value < 128 { return high >> UInt64(value - 64) & 1 == 1 }
        return containsOther(value)
    }

    private func containsOther(_ value: UInt32) -> Bool {
        parts.contains { Self.part($0, has: value) } != isNegated
    }

    private static func part(_ part: Part, has value: UInt32) -> Bool {
        switch part {
        case .range(let range): range.contains(value)
        case .digit: isDigit(value)
        case .blank: isBlank(value)
        case .word: isWord(value)
        case .noDigit: !isDigit(value)
        case .noBlank: !isBlank(value)
        case .noWord: !isWord(value)
        }
    }

    /// Those that numbers and times are read from.
    private static func isDigit(_ value: UInt32) -> Bool { 48...57 ~= value }

    private static func isBlank(_ value: UInt32) -> Bool {
        value < 128 ? value == 32 || 9...13 ~= value : Unicode.Scalar(value)?.properties.isWhitespace == true
    }

    /// Letters of every script with their marks, digits, `_` and its like.
    static func isWord(_ value: UInt32) -> Bool {
        if value < 128 {
            return isDigit(value) || 65...90 ~= value || 97...122 ~= value || value == 95
        }
        guard let properties = Unicode.Scalar(value)?.properties else { return false }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation: return true
        default: return properties.isAlphabetic
        }
    }
}
