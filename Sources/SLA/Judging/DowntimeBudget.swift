/// How much may be down before availability falls below a bound, and how much of it is used.
///
/// Exact, in microseconds of counted downtime. Source: contract R7 to R10.
package struct DowntimeBudget: Equatable, Sendable {
    /// The greatest downtime with which the availability still meets the bound.
    package let allowed: Int64
    package let used: Int64

    /// - Precondition: the base is more than 0.
    package init(_ availability: MeasuredAvailability, allowed: Int64) {
        precondition(availability.base > 0, "a budget of a month that is not measurable")
        self.allowed = allowed
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
        return DowntimeBudget(availability, allowed: target.mostDowntime(of: availability))
    }

    /// Of each tier of the terms, from the mildest to the hardest; empty as for `budget`. None is reached before the target
    /// is missed.
    package func budgets(of tiers: [Schedule.Tier]) -> [(tier: Schedule.Tier, budget: DowntimeBudget)] {
        guard let budget else { return [] }
        return tiers.map { tier in
            let least = tier.condition.leastDowntime(of: availability)
            return (tier, DowntimeBudget(availability, allowed: max(budget.allowed, least - 1)))
        }
    }
}
