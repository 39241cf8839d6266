package import SLA

/// How far a month is from its target and from earning more, in counted downtime. Source: contract R8 to R10, T12 to T15.
package struct DistanceToTarget: Equatable, Sendable {
    /// The largest D that would meet the target.
    package var mostDowntimeMeetingTarget: Int64
    /// The tier reached, if any.
    package var tier: Schedule.Tier?
    package var next: Next?

    /// What would be earned with more downtime: the next tier, or the next step.
    package struct Next: Equatable, Sendable {
        /// nil for a step.
        package var condition: Schedule.Tier.Condition?
        package var earned: Earned
        /// The least downtime that, added to D, would reach it.
        package var moreDowntime: Int64
        /// Whether the period has as much covered time left.
        package var isWithinReach: Bool
    }

    /// nil without a target, or when nothing can be measured.
    package init?(_ statement: MonthStatement, terms: Terms) {
        let availability = statement.availability
        guard let target = statement.target, availability.base > 0 else { return nil }
        mostDowntimeMeetingTarget = target.mostDowntime(of: availability)
        tier = terms.tier(for: availability)
        switch terms.credit?.schedule {
        case .tiers(let tiers):
            next = Self.next(among: tiers, after: tier, statement, mostDowntimeMeetingTarget)
        case .steps: next = Self.nextStep(statement, terms)
        case nil, .proportion: break
        }
    }

    private static func next(
        among tiers: [Schedule.Tier], after reached: Schedule.Tier?, _ statement: MonthStatement, _ met: Int64
    ) -> Next? {
        let availability = statement.availability
        let following = reached.flatMap { tiers.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        // Of several that the same downtime reaches the last decides.
        let nearest = tiers[following...].map {
            ($0, max(met + 1, $0.condition.leastDowntime(of: availability)))
        }
        .reversed().min { $0.1 < $1.1 }
        return nearest.map { tier, least in
            Next(
                condition: tier.condition, earned: Earned(tier.worth),
                moreDowntime: least - availability.downtime,
                isWithinReach: least <= statement.classes.covered)
        }
    }

    /// What is earned never falls as downtime grows: the least that earns more is found by halving.
    private static func nextStep(_ statement: MonthStatement, _ terms: Terms) -> Next? {
        let (now, base) = (statement.availability, statement.availability.base)
        func earned(_ downtime: Int64) -> Earned {
            terms.earned(by: MeasuredAvailability(downtime: downtime, base: base)) ?? .nothing
        }
        var (less, more) = (now.downtime, base)
        let current = earned(less)
        guard earned(more).isMore(than: current) else { return nil }
        while more - less > 1 {
            let middle = less + (more - less) / 2
            if earned(middle).isMore(than: current) { more = middle } else { less = middle }
        }
        return Next(
            earned: earned(more), moreDowntime: more - now.downtime,
            isWithinReach: more <= statement.classes.covered)
    }
}
