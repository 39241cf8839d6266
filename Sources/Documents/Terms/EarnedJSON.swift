import SLA

/// Targets, tiers and what they earn, the same in every JSON.
extension JSONWriter {
    /// One of them is null. Source: contract T12.
    mutating func target(_ target: Target?) {
        percent("target_percent", target?.percentage)
        var length: Int64?
        if case .downtimeAtMost(let most) = target { length = most }
        seconds("target_downtime_seconds", length)
    }

    /// Its condition and what it earns; all null without one. Source: contract T13.
    mutating func tier(_ tier: Schedule.Tier?) {
        condition(tier?.condition)
        worth(tier?.worth)
    }

    /// `rate_percent` where it is a percentage; the key of a fraction or a sum only where it is one.
    mutating func worth(_ worth: Schedule.Worth?, prefix: String = "") {
        percent("\(prefix)rate_percent", worth?.rate?.percentage)
        switch worth {
        case .rate(let rate) where rate.percentage == nil: string("\(prefix)rate", rate.description)
        case .sum(let sum): money("\(prefix)amount", sum)
        default: break
        }
    }

    /// `below_percent` where it is that; the key of another condition only where it has it.
    mutating func condition(_ condition: Schedule.Tier.Condition?, prefix: String = "") {
        var below: Percentage?
        if case .below(let bound) = condition { below = bound }
        percent("\(prefix)below_percent", below)
        switch condition {
        case .atOrBelow(let bound): percent("\(prefix)at_or_below_percent", bound)
        case .downtimeOver(let length): seconds("\(prefix)downtime_over_seconds", length)
        case .downtimeFrom(let length): seconds("\(prefix)downtime_from_seconds", length)
        default: break
        }
    }

    /// `target_above` says that the bound itself misses; only where it does. Source: contract T12.
    mutating func termsTarget(_ target: Target?) {
        self.target(target)
        if case .above = target { bool("target_above", true) }
    }

    /// `per_time` or `per_points`, as the file has it; neither for tiers. Source: contract T14, T15.
    mutating func schedule(_ schedule: Schedule) {
        switch schedule {
        case .tiers: break
        case .proportion(let proportion):
            object("per_time") { json in
                json.string("of", proportion.of.rawValue)
                json.integer("times", proportion.times)
                json.worth(proportion.most, prefix: "at_most_")
            }
        case .steps(let steps):
            switch steps.unit {
            case .time(let measured, _):
                object("per_time") { json in
                    json.string("of", measured.rawValue)
                    json.steps(steps) { json, every in json.seconds("every_seconds", every) }
                }
            case .points:
                object("per_points") { json in
                    json.steps(steps) { json, every in
                        json.percent("every_percent", Percentage(millionths: every))
                    }
                }
            }
        }
    }

    private mutating func steps(_ steps: Schedule.Steps, every: (inout JSONWriter, Int64) -> Void) {
        every(&self, steps.unit.every)
        string("step", steps.counted.rawValue)
        worth(steps.worth)
        if let first = steps.first {
            object("first") { json in
                every(&json, first.every)
                json.worth(first.worth)
            }
        }
        worth(steps.most, prefix: "at_most_")
    }
}
