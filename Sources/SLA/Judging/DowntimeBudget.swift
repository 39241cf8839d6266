/// How much may be down before availability falls below a bound, and how much of it is used.
///
/// Exact, in microseconds of counted downtime. Source: contract R7 to R10.
package struct DowntimeBudget: Equatable, Sendable {
    /// The greatest downtime with which the availability still meets the bound.
    package let allowed: Int64
    package let used: Int64

    /// - Precondition: the base is more than 0.
    package init(_ availability: MeasuredAvailability, atLeast bound: Percentage) {
        precondition(availability.base > 0, "a budget of a month that is not measurable")
        allowed = availability.mostDowntime(atLeast: bound)
        used = availability.downtime
    }

    /// At 0 the bound is met, and one microsecond more misses it; negative: missed by so much.
    package var left: Int64 { allowed - used }

    /// Whether a larger share of this one is used; of two that allow nothing, whether more is used.
    package func isUsedMore(than other: DowntimeBudget) -> Bool {
        switch (allowed, other.allowed) {
        case (0, 0): used > other.used
        // Where nothing is allowed the first microsecond misses: that is as near as all of it used, or beyond any share.
        case (0, _): used > 0 || other.used < other.allowed
        case (_, 0): other.used == 0 && used > allowed
        default: Int128(used) * Int128(other.allowed) > Int128(other.used) * Int128(allowed)
        }
    }

    /// The share used, in percent with two decimals, truncated toward zero; nil where nothing is allowed.
    package var usedPercentText: String? {
        guard allowed > 0 else { return nil }
        let scaled = Int128(used) * 10_000 / Int128(allowed)
        return "\(scaled / 100).\(padded(Int(scaled % 100), to: 2))"
    }
}

extension MonthStatement {
    /// Of the target; nil without one, or when nothing can be measured.
    package var budget: DowntimeBudget? {
        guard let target, availability.base > 0 else { return nil }
        return DowntimeBudget(availability, atLeast: target)
    }

    /// Of each tier of the terms, from the highest bound to the lowest; empty as for `budget`.
    package func budgets(of tiers: [Terms.Tier]) -> [(tier: Terms.Tier, budget: DowntimeBudget)] {
        guard budget != nil else { return [] }
        return tiers.map { ($0, DowntimeBudget(availability, atLeast: $0.below)) }
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
}
