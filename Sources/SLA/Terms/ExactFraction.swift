/// A number that is not negative, exact, in lowest terms.
package struct ExactFraction: Hashable, Comparable, Sendable {
    package let numerator: Int128
    package let denominator: Int128

    static let whole = ExactFraction(1, over: 1)

    /// - Precondition: numerator ≥ 0 and denominator > 0.
    init(_ numerator: Int128, over denominator: Int128) {
        var (common, rest) = (numerator, denominator)
        while rest != 0 { (common, rest) = (rest, common % rest) }
        self.numerator = numerator / common
        self.denominator = denominator / common
    }

    /// In 256 bits, so that any two can be compared.
    package static func < (a: ExactFraction, b: ExactFraction) -> Bool {
        let left = a.numerator.magnitude.multipliedFullWidth(by: b.denominator.magnitude)
        let right = b.numerator.magnitude.multipliedFullWidth(by: a.denominator.magnitude)
        return left.high == right.high ? left.low < right.low : left.high < right.high
    }

    /// Whether so much of a base is a whole number of cents.
    func isWhole(of base: Cents) -> Bool {
        let product = UInt128(base.amount.magnitude).multipliedFullWidth(by: numerator.magnitude)
        return denominator.magnitude.dividingFullWidth(product).remainder == 0
    }

    /// So much of a base, rounded half up to the cent. Source: contract R11.
    ///
    /// - Precondition: the base is not negative, and the fraction at most the whole.
    func part(of base: Cents) -> Cents {
        let product = UInt128(base.amount).multipliedFullWidth(by: numerator.magnitude)
        let (quotient, remainder) = denominator.magnitude.dividingFullWidth(product)
        return Cents(Int64(quotient) + (remainder >= denominator.magnitude - remainder ? 1 : 0))
    }
}
