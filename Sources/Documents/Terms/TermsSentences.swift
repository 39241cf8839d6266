import SLA

/// What terms promise, said back in sentences, so that whoever signed the contract can confirm it.
///
/// Source: contract R1 to R13 and the rules of the terms language.
struct TermsSentences {
    struct Part {
        var title: String
        var sentences: [String]
    }

    let terms: Terms
    let text: LocalText

    var parts: [Part] {
        [
            Part(title: pick("Durée", "When"), sentences: [inForce]),
            Part(title: pick("Heures couvertes", "Hours covered"), sentences: hours),
            Part(title: pick("Ce qui compte", "What counts"), sentences: counting),
            Part(title: pick("Promesse", "Promise"), sentences: [promise]),
            Part(title: pick("Avoir", "Credit"), sentences: credit),
        ]
    }

    private var inForce: String {
        let first = text.date(terms.effectiveFrom)
        guard let last = terms.effectiveUntil.map({ text.date($0) }) else {
            return pick(
                "En vigueur à partir du \(first), jusqu’à ce qu’une version plus récente le soit.",
                "In force from \(first), until a later version is.")
        }
        return pick(
            "En vigueur du \(first) au \(last) inclus ; rien n’est promis ensuite.",
            "In force from \(first) to \(last), both included; nothing is promised after that.")
    }

    private var hours: [String] {
        var sentences = [
            pick(
                "Sont couverts : \(weekly), fuseau \(terms.timeZone).",
                "Covered: \(weekly), \(terms.timeZone) time.")
        ]
        if terms.coverage.excludesPublicHolidays {
            sentences.append(
                pick(
                    "Les jours fériés du calendrier de l’abonnement ne sont pas couverts.",
                    "Public holidays of the subscription's calendar are not covered."))
        }
        if terms.coverage.excludesPlannedMaintenance {
            let notice = terms.coverage.maintenanceNotice.map { text.notice($0) }
            sentences.append(
                notice.map {
                    pick(
                        "La maintenance annoncée au moins \($0) avant son début n’est pas couverte ; une autre l’est.",
                        "Maintenance announced at least \($0) before it begins is not covered; any other is.")
                }
                    ?? pick(
                        "La maintenance annoncée avant son début n’est pas couverte.",
                        "Maintenance announced before it begins is not covered."))
        }
        return sentences
    }

    private var weekly: String {
        let groups = terms.coverage.weeklyGroups
        if groups.count == 1, groups[0].days.count == 7, groups[0].windows == [0..<Microseconds.perDay] {
            return pick("tous les jours, jour et nuit", "every day, day and night")
        }
        return groups.map { "\(text.days($0.days)) \(text.windows($0.windows))" }.joined(
            separator: pick(" ; ", "; "))
    }

    private var counting: [String] {
        let availability = terms.availability
        let start: String
        switch (availability.notificationRequired, availability.countedFrom) {
        case (false, _):
            start = pick(
                "Une panne compte dès son début, signalée ou non.",
                "An outage counts from its start, notified or not.")
        case (true, .outageStart):
            start = pick(
                "Une panne signalée compte dès son début ; sans signalement elle ne compte pas.",
                "An outage that is notified counts from its start; without a notification it does not count.")
        case (true, .notification):
            start = pick(
                "Une panne compte à partir de son signalement ; sans signalement elle ne compte pas.",
                "An outage counts from its notification; without one it does not count.")
        }
        let causes = terms.excusable.map { text.cause($0) }.joined(separator: ", ")
        return [
            start,
            causes.isEmpty
                ? pick("Rien ne l’excuse.", "Nothing excuses it.")
                : pick(
                    "Ne compte pas le temps excusé par : \(causes).",
                    "Time excused by these does not count: \(causes)."),
        ]
    }

    private var promise: String {
        let basis =
            terms.availability.basis == .calendar
            ? text.measured(by: .calendar).what
            : text.pick("le ", "") + text.measured(by: terms.availability.basis).what
        switch terms.availability.target {
        case nil:
            return pick(
                "La disponibilité est mesurée sur \(basis) ; aucun objectif n’est promis.",
                "Availability is measured against \(basis); no target is promised.")
        case .atLeast(let bound):
            return pick(
                "Chaque mois, la disponibilité est d’au moins \(text.percent(bound)), mesurée sur \(basis).",
                "In each month availability is at least \(text.percent(bound)), measured against \(basis).")
        case .above(let bound):
            return pick(
                "Chaque mois, la disponibilité est de plus de \(text.percent(bound)), mesurée sur \(basis).",
                "In each month availability is more than \(text.percent(bound)), measured against \(basis).")
        case .downtimeAtMost(let length):
            return pick(
                "Chaque mois, l’indisponibilité comptée ne dépasse pas \(text.words(length)).",
                "In each month counted downtime is not longer than \(text.words(length)).")
        }
    }

    func pick(_ french: String, _ english: String) -> String { text.say(french, english) }
}
