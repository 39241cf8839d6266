import SLA

/// By what a month earns its credit: the tier that is reached, the steps, or a proportion. Credits are summed up by it.
///
/// Source: contract R10, T13 to T15.
struct EarnedBy: Hashable {
    let condition: Schedule.Tier.Condition?
    let steps: Int64?
    let worth: Worth

    enum Worth: Hashable, Comparable {
        case rate(Rate)
        case sum(Cents)
        case proportion
    }

    /// nil where nothing is earned.
    init?(_ earned: Earned?, tier: Schedule.Tier?) {
        guard let earned, !earned.isNothing else { return nil }
        condition = tier?.condition
        steps = earned.steps
        worth = Worth(earned)
    }

    /// From the mildest: bounds of availability fall, then lengths of downtime rise; then what is earned rises.
    static func inOrder(_ a: EarnedBy, _ b: EarnedBy) -> Bool {
        let (first, second) = (a.place, b.place)
        return first == second ? a.worth < b.worth : first < second
    }

    private var place: (Int, Int64) {
        guard let condition else { return (2, steps ?? 0) }
        return condition.bound.map { (0, -$0.millionths) } ?? (1, condition.length ?? 0)
    }
}

extension EarnedBy.Worth {
    init(_ earned: Earned) {
        switch earned.part {
        case .rate(let rate): self = .rate(rate)
        case .sum(let sum): self = .sum(sum)
        case .proportion: self = .proportion
        }
    }

    /// nil for a proportion, which has no rate of its own.
    var stated: Schedule.Worth? {
        switch self {
        case .rate(let rate): .rate(rate)
        case .sum(let sum): .sum(sum)
        case .proportion: nil
        }
    }

    var percentage: Percentage? { if case .rate(let rate) = self { rate.percentage } else { nil } }
}

extension LocalText {
    /// `below 97%`, `3 steps`, `in proportion`.
    func name(_ earned: EarnedBy) -> String {
        if let condition = earned.condition { return self.condition(condition) }
        guard let steps = earned.steps else {
            return pick("au prorata du temps", "in proportion to the time")
        }
        return self.steps(steps)
    }

    /// `rate 5%`, `25.00`; of a proportion, which has no rate of its own, nothing.
    func remark(_ worth: EarnedBy.Worth) -> String? {
        switch worth {
        case .rate(let rate): pick("taux ", "rate ") + self.rate(rate)
        case .sum(let sum): money(sum, in: nil)
        case .proportion: nil
        }
    }

    func worth(_ worth: EarnedBy.Worth) -> String {
        switch worth {
        case .rate(let rate): self.rate(rate)
        case .sum(let sum): money(sum, in: nil)
        case .proportion: pick("au prorata", "in proportion")
        }
    }
}
