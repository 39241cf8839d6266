import Messages
import SLA

extension MonthBudget {
    /// In Prometheus' text format, for the textfile collector: gauges without timestamps, seconds as base unit.
    ///
    /// The samples of a metric stand together, in the order of the entries.
    package var prometheus: [UInt8] {
        ByteStream.whole { stream in
            for metric in Self.metrics {
                let samples = entries.flatMap { entry in metric.samples(entry).map { (entry, $0) } }
                guard !samples.isEmpty else { continue }
                Self.head(metric.name, metric.help, &stream)
                for (entry, sample) in samples {
                    let labels =
                        [
                            ("subscription", entry.facts.subscription), ("customer", entry.facts.customer),
                            ("service", entry.facts.service),
                        ] + sample.labels
                    stream.append(line: "\(metric.name)\(Self.text(labels)) \(sample.value)")
                }
            }
            Self.head("avoir_budget_month_info", "The month that the other metrics are about.", &stream)
            stream.append(line: "avoir_budget_month_info\(Self.text([("month", month.description)])) 1")
            Self.head("avoir_budget_at_seconds", "The instant as at which the month was judged.", &stream)
            stream.append(line: "avoir_budget_at_seconds \(DurationText.seconds(instant.microseconds))")
        }
    }

    private struct Sample {
        var labels: [(String, String)] = []
        var value: String
    }

    private struct Metric {
        let name: String
        let help: String
        let samples: @Sendable (BudgetEntry) -> [Sample]
    }

    private static func gauge(
        _ name: String, _ help: String, _ samples: @escaping @Sendable (BudgetEntry) -> [Sample]
    ) -> Metric {
        Metric(name: "avoir_budget_\(name)", help: help, samples: samples)
    }

    private static let metrics = [
        gauge(
            "remaining_seconds",
            "Counted downtime that may still come before the target is missed; negative: missed by so much."
        ) { $0.statement.budget.map { [Sample(value: DurationText.seconds($0.left))] } ?? [] },
        gauge("allowed_seconds", "Counted downtime that the target allows in the whole month.") {
            $0.statement.budget.map { [Sample(value: DurationText.seconds($0.allowed))] } ?? []
        },
        gauge("used_seconds", "Counted downtime of the month so far.") {
            $0.statement.budget.map { [Sample(value: DurationText.seconds($0.used))] } ?? []
        },
        gauge(
            "tier_remaining_seconds",
            "Counted downtime that may still come before a credit rate is reached; negative: reached."
        ) { entry in
            entry.tiers.map { tier, budget in
                Sample(
                    labels: tier.labels,
                    value: DurationText.seconds(budget.left))
            }
        },
        gauge("cost", "Credit of the month so far, before tax and before the cap, in units of the currency.")
        {
            entry in
            guard let cost = entry.cost, let currency = entry.base?.currency else { return [] }
            return [Sample(labels: [("currency", currency)], value: cost.description)]
        },
        gauge("open_outages", "Outages that are open.") { [Sample(value: String($0.open.count))] },
        gauge(
            "standing_info",
            "Where the month stands: within, missed, no_commitment, not_measurable or no_terms."
        ) { [Sample(labels: [("standing", $0.standing.rawValue)], value: "1")] },
    ]

    private static func head(_ name: String, _ help: String, _ stream: inout ByteStream) {
        stream.append(line: "# HELP \(name) \(help)")
        stream.append(line: "# TYPE \(name) gauge")
    }

    private static func text(_ labels: [(name: String, value: String)]) -> String {
        "{" + labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",") + "}"
    }

    /// What would steer a terminal is spelled out before; backslashes and quotes are escaped.
    private static func escaped(_ value: String) -> String {
        // Scalars, not characters: a mark may combine with a quote.
        var result = String.UnicodeScalarView()
        for scalar in TerminalText.safe(value).unicodeScalars {
            if scalar == "\\" || scalar == "\"" { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }
}

extension Schedule.Tier {
    /// `rate="5"` and `below="99.85"`, as ever; sums and other conditions have labels of their own.
    fileprivate var labels: [(String, String)] {
        let worth =
            switch worth {
            case .rate(let rate): ("rate", rate.percentage?.description ?? rate.description)
            case .sum(let sum): ("sum", sum.description)
            }
        let condition =
            switch condition {
            case .below(let bound): ("below", bound.description)
            case .atOrBelow(let bound): ("at_or_below", bound.description)
            case .downtimeOver(let length): ("downtime_over_seconds", DurationText.seconds(length))
            case .downtimeFrom(let length): ("downtime_from_seconds", DurationText.seconds(length))
            }
        return [worth, condition]
    }
}
