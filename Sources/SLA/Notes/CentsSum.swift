/// A sum of any number of amounts: wider than one of them.
package struct CentsSum: Hashable, Sendable {
    private var amount: Int128 = 0

    package init() {}

    package mutating func add(_ cents: Cents) { amount += Int128(cents.amount) }

    package mutating func subtract(_ cents: Cents) { amount -= Int128(cents.amount) }
}

extension CentsSum: CustomStringConvertible {
    /// As of `Cents`: `1234.53`, `-0.05`.
    package var description: String {
        let (whole, cents) = amount.magnitude.quotientAndRemainder(dividingBy: 100)
        return "\(amount < 0 ? "-" : "")\(whole).\(padded(Int(cents), to: 2))"
    }
}
