/// Euros for one unit of another currency.
package struct ExchangeRate: Hashable, Sendable {
    /// More than zero, at most 10^12.
    package let millionths: Int64

    package init?(millionths: Int64) {
        guard 1...1_000_000_000_000 ~= millionths else { return nil }
        self.millionths = millionths
    }

    /// Rounded half up to the cent; nil beyond 64 bits.
    ///
    /// - Parameter amount: not negative.
    package func euros(for amount: Cents) -> Cents? {
        let exact = (Int128(amount.amount) * Int128(millionths) + 500_000) / 1_000_000
        return Int64(exactly: exact).map { Cents($0) }
    }
}

extension ExchangeRate: CustomStringConvertible {
    /// At most six decimals, without zeros at the end.
    package var description: String {
        var text = "\(millionths / 1_000_000).\(padded(Int(millionths % 1_000_000), to: 6))"
        while text.hasSuffix("0") { text.removeLast() }
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}
