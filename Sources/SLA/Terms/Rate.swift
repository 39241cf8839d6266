/// A part of the base, exact: 5 % or 1/30. Source: contract T1.
///
/// Bounds: 0 to the whole. In lowest terms, so that equal rates are one value: 25 % is 1/4.
package struct Rate: Hashable, Comparable, Sendable {
    package let numerator: Int64
    package let denominator: Int64

    package static let zero = Rate(0, over: 1)
    package static let whole = Rate(1, over: 1)

    /// - Precondition: 0 ≤ numerator ≤ denominator.
    private init(_ numerator: Int64, over denominator: Int64) {
        self.numerator = numerator
        self.denominator = denominator
    }

    package init(_ percentage: Percentage) {
        self.init(
            ExactFraction(Int128(percentage.millionths), over: Int128(Percentage.hundred.millionths)))
    }

    /// `1/30`; nil for what is less than nothing or more than the whole.
    package init?(numerator: Int64, denominator: Int64) {
        guard denominator > 0, 0...denominator ~= numerator else { return nil }
        self.init(ExactFraction(Int128(numerator), over: Int128(denominator)))
    }

    /// What is more than the whole is the whole.
    ///
    /// - Precondition: below it, in lowest terms, the fraction fits: one of steps of two rates does.
    init(_ fraction: ExactFraction) {
        let part = min(fraction, .whole)
        self.init(Int64(part.numerator), over: Int64(part.denominator))
    }

    /// As a percentage, where six decimals say it exactly.
    package var percentage: Percentage? {
        let hundred = Percentage.hundred.millionths
        guard hundred % denominator == 0 else { return nil }
        return Percentage(millionths: hundred / denominator * numerator)
    }

    package static func < (a: Rate, b: Rate) -> Bool { a.exact < b.exact }

    var exact: ExactFraction { ExactFraction(Int128(numerator), over: Int128(denominator)) }
}

extension Rate: CustomStringConvertible {
    /// `5%` where a percentage says it, else `7/30`. Source: contract T1.
    package var description: String {
        percentage.map { "\($0)%" } ?? "\(numerator)/\(denominator)"
    }
}
