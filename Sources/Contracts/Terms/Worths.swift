import SLA
import StrictYAML

/// Rates and sums. Source: contract T1, T20.
extension YAMLField {
    /// `5%` or `1/30`: more than nothing and at most the whole.
    func rate() -> Rate? {
        guard let (text, _) = scalar("a percentage such as 5% or a fraction such as 1/30") else { return nil }
        guard text.contains("/") else {
            guard let percentage = percentage() else { return nil }
            if percentage == .zero { refuseRate() }
            return Rate(percentage)
        }
        let parts = text.wholeMatch(of: /([1-9][0-9]{0,2})\/([1-9][0-9]{0,2})/)
        guard let numerator = (parts?.1).flatMap({ Int64($0) }),
            let denominator = (parts?.2).flatMap({ Int64($0) }),
            denominator <= 366, let rate = Rate(numerator: numerator, denominator: denominator)
        else {
            refuseRate()
            return nil
        }
        return rate
    }

    private func refuseRate() {
        refuse(
            "must be a percentage such as 5% or a fraction such as 1/30, more than nothing and at most the whole"
        )
    }

    /// A rate, or a sum in quotes.
    func worth() -> Schedule.Worth? {
        // A number alone is a sum, even one that lacks its quotes: what is wrong with it is then said.
        let isSum = scalarText?.wholeMatch(of: /[0-9.,]+/) != nil
        return isSum ? sum().map(Schedule.Worth.sum) : rate().map(Schedule.Worth.rate)
    }
}

extension YAMLSection {
    /// `rate`, or `amount` instead of it.
    func worth() -> Schedule.Worth? {
        guard has("amount") else { return required("rate")?.rate().map(Schedule.Worth.rate) }
        let sum = optional("amount")?.sum()
        if let rate = optional("rate") {
            rate.refuse("mixes rates and sums: a schedule has one or the other")
            return nil
        }
        return sum.map(Schedule.Worth.sum)
    }
}

extension Schedule.Worth {
    /// Whether it is the greater one of its kind; what differs in kind is not.
    func isMore(than other: Self) -> Bool {
        switch (self, other) {
        case (.rate(let rate), .rate(let other)): rate > other
        case (.sum(let sum), .sum(let other)): sum > other
        default: false
        }
    }
}
