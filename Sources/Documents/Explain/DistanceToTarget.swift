package import SLA

/// How far a month is from its target and from the next tier, in counted downtime. Source: R8 to R10.
package struct DistanceToTarget: Equatable, Sendable {
    /// The largest D that would meet the target.
    package var mostDowntimeMeetingTarget: Int64
    /// The tier reached, if any.
    package var tier: Terms.Tier?
    package var next: NextTier?

    package struct NextTier: Equatable, Sendable {
        package var tier: Terms.Tier
        /// The least downtime that, added to D, would reach it.
        package var moreDowntime: Int64
        /// Whether the period has as much covered time left.
        package var isWithinReach: Bool
    }

    /// nil without a target, or when nothing can be measured.
    package init?(_ statement: MonthStatement, terms: Terms) {
        let availability = statement.availability
        guard let target = statement.target, availability.base > 0 else { return nil }
        mostDowntimeMeetingTarget = availability.mostDowntime(atLeast: target)
        let reached = terms.tier(for: availability)
        tier = reached
        let tiers = terms.credit?.tiers ?? []
        let following = reached.flatMap { tiers.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        guard following < tiers.count else { return }
        let least = availability.mostDowntime(atLeast: tiers[following].below) + 1
        next = NextTier(
            tier: tiers[following], moreDowntime: least - availability.downtime,
            isWithinReach: least <= statement.classes.covered)
    }
}
