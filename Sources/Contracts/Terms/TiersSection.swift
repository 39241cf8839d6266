import SLA
import StrictYAML

/// Reads `credit.tiers`. Source: contract R10, T13, T20.
enum TiersSection {
    private static let conditions = ["below", "at_or_below", "downtime_over", "downtime_from"]

    /// Each tier earns more than the one before it, and one of the same measure is harder to reach.
    static func read(_ field: YAMLField, target: Target?) -> [Schedule.Tier]? {
        guard let entries = field.list() else { return nil }
        if entries.isEmpty {
            field.refuse("is empty: leave credit out when nothing is ever credited")
            return nil
        }
        var read: [(tier: Schedule.Tier, field: YAMLField)] = []
        for entry in entries {
            guard let tier = readTier(entry, target: target) else { continue }
            refuseDisorder(tier, at: entry, after: read)
            read.append((tier, entry))
        }
        return read.count == entries.count ? read.map(\.tier) : nil
    }

    private static func readTier(_ entry: YAMLField, target: Target?) -> Schedule.Tier? {
        guard let section = entry.section(keys: conditions + ["rate", "amount"]) else { return nil }
        let given = conditions.filter(section.has)
        let worth = section.worth()
        guard given.count <= 1 else {
            entry.refuse("must have one of \(conditions.joined(separator: ", "))")
            return nil
        }
        // Most tiers have `below`: its absence is told as before.
        guard let field = section.required(given.first ?? "below"),
            let condition = readCondition(field, given.first ?? "below", target: target), let worth
        else { return nil }
        return Schedule.Tier(condition, worth)
    }

    private static func readCondition(
        _ field: YAMLField, _ name: String, target: Target?
    ) -> Schedule.Tier.Condition? {
        switch name {
        case "downtime_over": return field.length().map(Schedule.Tier.Condition.downtimeOver)
        case "downtime_from": return field.length().map(Schedule.Tier.Condition.downtimeFrom)
        default: break
        }
        guard let bound = field.percentage() else { return nil }
        if name == "below", bound == .zero {
            field.refuse("can never be reached: no availability is below 0%")
        }
        let condition: Schedule.Tier.Condition = name == "below" ? .below(bound) : .atOrBelow(bound)
        if let target, let promised = target.percentage, isDue(condition, whereMet: target) {
            field.refuse(
                bound == promised
                    ? "is the target of \(promised)%: a credit would be due where the target is met"
                    : "is above the target of \(promised)%: a credit would be due where the target is met")
        }
        return condition
    }

    /// Whether some availability meets the target and is within the tier.
    private static func isDue(_ condition: Schedule.Tier.Condition, whereMet target: Target) -> Bool {
        switch (condition, target) {
        case (.below(let bound), .atLeast(let promised)), (.below(let bound), .above(let promised)),
            (.atOrBelow(let bound), .above(let promised)):
            bound > promised
        case (.atOrBelow(let bound), .atLeast(let promised)): bound >= promised
        default: false
        }
    }

    private static func refuseDisorder(
        _ tier: Schedule.Tier, at field: YAMLField, after tiers: [(tier: Schedule.Tier, field: YAMLField)]
    ) {
        func refuse(_ key: String, _ reason: String, _ value: String) {
            field.log.add(field.value.place, keyPath: "\(field.path).\(key)", reason, value: value)
        }
        let before = tiers.last { tier.condition.isHarder(than: $0.tier.condition) != nil }
        if let before, tier.condition.isHarder(than: before.tier.condition) == false {
            let line = before.field.value.place.line
            if case .below(let bound) = tier.condition, case .below(let other) = before.tier.condition {
                refuse(
                    "below", "must be lower than the \(other)% of the tier before it, on line \(line)",
                    "\(bound)%")
            } else {
                let condition = tier.condition
                refuse(
                    condition.key, "must be harder to reach than the tier before it, on line \(line)",
                    condition.bound.map { "\($0)%" }
                        ?? "\((condition.length ?? 0) / Microseconds.perSecond) s")
            }
        }
        if let last = tiers.last, !tier.worth.isMore(than: last.tier.worth) {
            let line = last.field.value.place.line
            let reason =
                (tier.worth.rate == nil) != (last.tier.worth.rate == nil)
                ? "mixes rates and sums: a schedule has one or the other"
                : "must be more than the \(last.tier.worth) of the tier before it, on line \(line)"
            refuse(tier.worth.key, reason, tier.worth.description)
        }
    }
}

extension Schedule.Tier.Condition {
    fileprivate var key: String {
        switch self {
        case .below: "below"
        case .atOrBelow: "at_or_below"
        case .downtimeOver: "downtime_over"
        case .downtimeFrom: "downtime_from"
        }
    }
}

extension Schedule.Worth {
    fileprivate var key: String { rate == nil ? "amount" : "rate" }
}
