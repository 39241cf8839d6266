/// An amount of money in integer cents (minor units with two decimals). Source: contract R11.
package struct Cents: Hashable, Comparable, Sendable {
    package var amount: Int64

    package static let zero = Cents(0)
    /// The largest amount, in either direction, of an invoice and of a month's invoices together.
    package static let largest = Cents(1_000_000_000_000_000)

    package init(_ amount: Int64) {
        self.amount = amount
    }

    package static func < (a: Cents, b: Cents) -> Bool { a.amount < b.amount }
    package static func + (a: Cents, b: Cents) -> Cents { Cents(a.amount + b.amount) }
    package static func - (a: Cents, b: Cents) -> Cents { Cents(a.amount - b.amount) }

    /// `rate` of a base, rounded half up (toward positive infinity) to the cent. Source: contract R11.
    package static func credit(_ rate: Percentage, of base: Cents) -> Cents {
        let exact = Int128(rate.millionths) * Int128(base.amount)
        let doubled = exact * 2 + 100_000_000
        let divisor: Int128 = 200_000_000
        let floored = doubled >= 0 ? doubled / divisor : -((-doubled + divisor - 1) / divisor)
        return Cents(Int64(floored))
    }
}

extension Cents: CustomStringConvertible {
    /// A plain decimal with two decimals: `1234.53`, `-0.05`.
    package var description: String {
        let magnitude = amount.magnitude
        return "\(amount < 0 ? "-" : "")\(magnitude / 100).\(padded(Int(magnitude % 100), to: 2))"
    }
}
