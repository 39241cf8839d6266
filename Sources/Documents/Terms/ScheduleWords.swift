import SLA

/// What a missed target earns, in words. Source: contract T12 to T15, T20.
extension TermsSummary {
    static func target(_ target: Target) -> String {
        switch target {
        case .atLeast(let bound): "\(bound) %"
        case .above(let bound): "more than \(bound) %"
        case .downtimeAtMost: LocalText(.english).target(target)
        }
    }

    /// `below 99.85 %: 5 %, below 97 %: 10 %`; `for each hour begun beyond the target 5 %, at most 50 %`.
    static func schedule(_ schedule: Schedule, _ text: LocalText) -> String {
        switch schedule {
        case .tiers(let tiers):
            tiers.map {
                text.say(
                    "\(condition($0.condition, text)) : \(worth($0.worth, text))",
                    "\(condition($0.condition, text)): \(worth($0.worth, text))")
            }
            .joined(separator: ", ")
        case .steps(let steps): Self.steps(steps, text)
        case .proportion(let proportion):
            text.pick(
                "\(proportion.times) fois l’indisponibilité\(beyond(proportion.of, text)), au prorata du temps mesuré",
                "\(proportion.times) times the downtime\(beyond(proportion.of, text)), in proportion to the measured time"
            )
                + most(proportion.most, text)
        }
    }

    private static func condition(_ condition: Schedule.Tier.Condition, _ text: LocalText) -> String {
        guard text.language == .english else { return text.condition(condition) }
        return switch condition {
        case .below(let bound): "below \(bound) %"
        case .atOrBelow(let bound): "\(bound) % or less"
        case .downtimeOver, .downtimeFrom: text.condition(condition)
        }
    }

    private static func worth(_ worth: Schedule.Worth, _ text: LocalText) -> String {
        guard text.language == .english, let percentage = worth.rate?.percentage else {
            return text.worth(worth)
        }
        return "\(percentage) %"
    }

    private static func steps(_ steps: Schedule.Steps, _ text: LocalText) -> String {
        let length = { (every: Int64) in
            switch steps.unit {
            case .time: text.words(every)
            case .points: "\(text.decimal(percentage(every))) point"
            }
        }
        let each =
            steps.counted == .started
            ? text.pick("par tranche commencée de", "per started")
            : text.pick("par tranche entière de", "per whole")
        let first = steps.first.map { first in
            text.pick(
                "\(worth(first.worth, text)) pour la première tranche de \(length(first.every)), puis ",
                "\(worth(first.worth, text)) for the first \(length(first.every)), then ")
        }
        let of: String
        switch steps.unit {
        case .time(let measured, _):
            of = text.pick("d’indisponibilité", "of downtime") + beyond(measured, text)
        case .points: of = text.pick("de disponibilité sous l’objectif", "of availability below the target")
        }
        return "\(first ?? "")\(worth(steps.worth, text)) \(each) \(length(steps.unit.every)) \(of)"
            + most(steps.most, text)
    }

    private static func percentage(_ millionths: Int64) -> String {
        Percentage(millionths: millionths)?.description ?? ""
    }

    private static func beyond(_ measured: Schedule.Measured, _ text: LocalText) -> String {
        measured == .downtime ? "" : text.pick(" au-delà de l’objectif", " beyond the target")
    }

    /// Nothing where the limit is the whole base: that is always so.
    private static func most(_ most: Schedule.Worth, _ text: LocalText) -> String {
        most == .rate(.whole) ? "" : text.pick(", au plus ", ", at most ") + worth(most, text)
    }
}
