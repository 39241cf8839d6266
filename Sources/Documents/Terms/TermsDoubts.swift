import SLA

/// What may not be meant in terms that say nothing wrong. Source: contract R10, R12, R13, T3, T13, T14.
struct TermsDoubts {
    let terms: Terms
    let text: LocalText

    /// A sentence each; most files have none.
    var sentences: [String] {
        lastMinute + beginning + tiers + steps + request
    }

    private var lastMinute: [String] {
        let until = 23 * Microseconds.perHour + 59 * Microseconds.perMinute
        guard terms.coverage.weekly.contains(where: { $0.to == until }) else { return [] }
        return [
            text.pick(
                "Une plage finit à 23:59 : la dernière minute du jour n’est pas couverte. Écrire \"24:00\" si elle l’est.",
                "A window ends at 23:59: the last minute of the day is not covered. Write \"24:00\" if it is."
            )
        ]
    }

    private var beginning: [String] {
        var doubts: [String] = []
        let first = terms.effectiveFrom
        if first != first.month.firstDay {
            let next = first.month.adding(months: 1).map { text.month($0) } ?? ""
            doubts.append(
                text.pick(
                    "En vigueur au cours d’un mois (\(text.date(first))) : elles jugent à partir de \(next) (T3).",
                    "In force from within a month (\(text.date(first))): they judge from \(next) on (T3)."))
        }
        if let last = terms.effectiveUntil, last != last.month.lastDay {
            doubts.append(
                text.pick(
                    "Elles finissent au cours d’un mois (\(text.date(last))) et le jugent en entier (T3).",
                    "They end within a month (\(text.date(last))) and judge all of it (T3)."))
        }
        return doubts
    }

    /// Tiers by downtime that no month is long enough for.
    private var tiers: [String] {
        let most = mostCovered
        return (terms.credit?.schedule.tiers ?? []).compactMap { tier in
            let isOutOfReach =
                switch tier.condition {
                case .downtimeOver(let length): length >= most
                case .downtimeFrom(let length): length > most
                case .below, .atOrBelow: false
                }
            guard isOutOfReach else { return nil }
            let (name, hours) = (text.condition(tier.condition), text.words(most))
            return text.pick(
                "Palier hors d’atteinte : \(name), mais un mois n’a jamais plus de \(hours) couvertes (T13).",
                "A tier that nothing reaches: \(name), but no month has more than \(hours) covered (T13).")
        }
    }

    /// In microseconds: of a month of 31 days, beginning on the weekday that covers most.
    private var mostCovered: Int64 {
        let byDay = Dictionary(grouping: terms.coverage.weekly, by: \.day).mapValues { windows in
            windows.reduce(Int64(0)) { $0 + $1.to - $1.from }
        }
        let lengths = Weekday.allCases.map { byDay[$0] ?? 0 }
        let week = lengths.reduce(0, +)
        return lengths.indices.map { first in
            4 * week + (0..<3).reduce(0) { $0 + lengths[(first + $1) % 7] }
        }.max() ?? 0
    }

    private var steps: [String] {
        guard let credit = terms.credit else { return [] }
        var doubts: [String] = []
        let most: Schedule.Worth
        var worth: Schedule.Worth?
        switch credit.schedule {
        case .tiers: return []
        case .steps(let steps): (most, worth) = (steps.most, steps.worth)
        case .proportion(let proportion): most = proportion.most
        }
        if most == .rate(.whole) {
            doubts.append(
                text.pick(
                    "at_most n’est pas écrit : tout ce qui est facturé pour le mois peut être crédité (T14).",
                    "at_most is left out: all that is invoiced for the month may be credited (T14)."))
        }
        if let cap = credit.cap, let rate = worth?.rate, Rate(cap.rate) < rate {
            doubts.append(
                text.pick(
                    "Le plafond de \(text.percent(cap.rate)) est inférieur à une tranche, \(text.rate(rate)) (R13).",
                    "The cap of \(text.percent(cap.rate)) is below one step, \(text.rate(rate)) (R13)."))
        }
        return doubts
    }

    private var request: [String] {
        guard terms.credit?.requestWithin == .days(0) else { return [] }
        return [
            text.pick(
                "Le dernier jour pour demander est le dernier du mois, quand rien n’est encore jugé ni facturé (R12).",
                "The last day to ask is the month's last, when nothing is judged or invoiced yet (R12).")
        ]
    }
}
