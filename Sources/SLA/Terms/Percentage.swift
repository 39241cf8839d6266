/// An exact percentage with up to six decimals, in millionths of a percent: `99.85 %` is 99_850_000.
///
/// Bounds: 0 to 100 %. Source: contract R8.
package struct Percentage: Hashable, Comparable, Sendable {
    package let millionths: Int64

    package static let zero = Percentage(unchecked: 0)
    package static let hundred = Percentage(unchecked: 100_000_000)

    /// nil outside 0 to 100 %.
    package init?(millionths: Int64) {
        guard 0...100_000_000 ~= millionths else { return nil }
        self.init(unchecked: millionths)
    }

    private init(unchecked millionths: Int64) {
        self.millionths = millionths
    }

    package static func < (a: Percentage, b: Percentage) -> Bool { a.millionths < b.millionths }
}

extension Percentage: CustomStringConvertible {
    /// The shortest exact decimal, without a sign: `99.85`, `5`, `0`.
    package var description: String {
        let whole = millionths / 1_000_000
        var fraction = padded(Int(millionths % 1_000_000), to: 6)
        while fraction.last == "0" { fraction.removeLast() }
        return fraction.isEmpty ? String(whole) : "\(whole).\(fraction)"
    }
}
