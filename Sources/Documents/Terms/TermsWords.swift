import SLA

/// What terms say, in words.
extension LocalText {
    /// A denominator's French name, and what it is in the reader's language. Source: contract R7, R15.
    func measured(by basis: Terms.Basis) -> (french: String, what: String) {
        switch basis {
        case .coverage: ("couverture", pick("temps couvert", "covered time"))
        case .calendar: ("calendrier", pick("toute la période", "all time of the period"))
        case .coverageLessExcused:
            (
                "couverture moins l’excusé",
                pick("temps couvert, temps excusé déduit", "covered time less excused time")
            )
        }
    }

    /// `48 h`, `2 working days`. Source: contract T6.
    func notice(_ notice: MaintenanceNotice) -> String {
        switch notice {
        case .length(let length): words(length)
        case .workingDays(let count):
            count == 1
                ? pick("1 jour ouvré", "1 working day")
                : pick("\(count) jours ouvrés", "\(count) working days")
        }
    }

    /// `99,85 %`, `more than 99.9%`, `at most 13 h of downtime`. Source: contract R9, T12.
    func target(_ target: Target) -> String {
        switch target {
        case .atLeast(let bound): percent(bound)
        case .above(let bound): pick("plus de ", "more than ") + percent(bound)
        case .downtimeAtMost(let length):
            pick("au plus \(words(length)) d’indisponibilité", "at most \(words(length)) of downtime")
        }
    }

    /// `below 97%`, `2 h of downtime or more`. Source: contract T13.
    func condition(_ condition: Schedule.Tier.Condition) -> String {
        switch condition {
        case .below(let bound): pick("moins de ", "below ") + percent(bound)
        case .atOrBelow(let bound): pick("\(percent(bound)) ou moins", "\(percent(bound)) or less")
        case .downtimeOver(let length):
            pick("plus de \(words(length)) d’indisponibilité", "more than \(words(length)) of downtime")
        case .downtimeFrom(let length):
            pick("\(words(length)) d’indisponibilité ou plus", "\(words(length)) of downtime or more")
        }
    }

    /// `5 %`, or `7/30` where no percentage says it.
    func rate(_ rate: Rate) -> String { rate.percentage.map { percent($0) } ?? rate.description }

    /// - Parameter currency: of the invoice, where it is known.
    func worth(_ worth: Schedule.Worth, _ currency: String? = nil) -> String {
        switch worth {
        case .rate(let rate): self.rate(rate)
        case .sum(let sum): money(sum, in: currency)
        }
    }

    /// `5 %`, `25,00 €`, `in proportion`.
    func earned(_ earned: Earned, _ currency: String? = nil) -> String {
        switch earned.part {
        case .rate(let rate): self.rate(rate)
        case .sum(let sum): money(sum, in: currency)
        case .proportion: pick("au prorata", "in proportion")
        }
    }

    /// How much is earned of a base: `5% of 640.00 EUR`, `2 steps, 10% of 640.00 EUR, at most 50.00 EUR`.
    /// Source: contract R11, T14, T20.
    ///
    /// - Parameters:
    ///   - base: as it is to be read.
    ///   - money: how sums are written.
    func share(_ earned: Earned, of base: String, _ money: (Cents) -> String) -> String {
        let count = earned.steps.map { steps($0) + ", " } ?? ""
        let limit =
            switch earned.most {
            case nil: ""
            case .sum(let sum): pick(", au plus ", ", at most ") + money(sum)
            case .rate(let rate): pick(", au plus ", ", at most ") + self.rate(rate)
            }
        switch earned.part {
        case .rate(let rate): return "\(count)\(self.rate(rate)) \(pick("de", "of")) \(base)\(limit)"
        case .sum(let sum):
            return "\(count)\(money(sum))\(pick(", dans la limite de", ", within")) \(base)\(limit)"
        case .proportion:
            return pick("au prorata du temps, sur ", "in proportion to the time, of ") + base + limit
        }
    }

    /// `2 steps`. Source: contract T14.
    func steps(_ count: Int64) -> String {
        let number = integer(Int(count))
        return count == 1
            ? pick("\(number) tranche", "\(number) step") : pick("\(number) tranches", "\(number) steps")
    }
}
