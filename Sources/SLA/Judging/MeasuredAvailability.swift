/// (B − D) / B, kept as the exact pair. Source: contract R7, R8.
package struct MeasuredAvailability: Equatable, Sendable {
    /// D, the counted downtime, in microseconds.
    package var downtime: Int64
    /// B, in microseconds; 0: not measurable.
    package var base: Int64

    package init(downtime: Int64, base: Int64) {
        self.downtime = downtime
        self.base = base
    }

    package var up: Int64 { base - downtime }

    /// Exact: (B − D) / B < bound; false when not measurable.
    package func isBelow(_ bound: Percentage) -> Bool {
        Int128(up) * 100_000_000 < Int128(bound.millionths) * Int128(base)
    }

    /// In percent with four decimals, truncated toward zero; nil when not measurable. Source: R8.
    package var percentText: String? {
        guard base > 0 else { return nil }
        let scaled = Int(Int128(up) * 1_000_000 / Int128(base))
        return "\(scaled / 10_000).\(padded(scaled % 10_000, to: 4))"
    }
}

extension MeasuredAvailability {
    /// The largest downtime at which the availability is still at or above a bound:
    /// B − ⌈bound × B⌉, exact, in microseconds.
    package func mostDowntime(atLeast bound: Percentage) -> Int64 {
        let scale: Int128 = 100_000_000
        let needed = (Int128(bound.millionths) * Int128(base) + scale - 1) / scale
        return base - Int64(needed)
    }

    /// The largest downtime at which it is still above a bound: B − ⌊bound × B⌋ − 1; −1 for 100 %.
    package func mostDowntime(above bound: Percentage) -> Int64 {
        let floored = Int128(bound.millionths) * Int128(base) / 100_000_000
        return base - Int64(floored) - 1
    }
}
