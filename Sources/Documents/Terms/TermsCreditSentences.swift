import SLA

/// What a miss earns, how it is asked for, and its limits. Source: contract R10 to R13, T13 to T15, T20, T22, T23.
extension TermsSentences {
    var credit: [String] {
        guard let credit = terms.credit else {
            return [pick("Aucun avoir n’est promis.", "No credit is promised.")]
        }
        let schedule: [String]
        switch credit.schedule {
        case .tiers(let tiers):
            schedule = tiers.map { tier in
                let name =
                    tier.condition.bound == nil
                    ? text.condition(tier.condition)
                    : pick(
                        "disponibilité de \(text.condition(tier.condition))",
                        "availability \(text.condition(tier.condition))")
                return
                    "\(name.prefix(1).uppercased())\(name.dropFirst())\(pick(" : ", ": "))\(text.worth(tier.worth))."
            }
        case .steps, .proportion: schedule = [TermsSummary.schedule(credit.schedule, text) + "."]
        }
        let base = pick(
            "Les taux s’appliquent au montant facturé hors taxes pour le mois.",
            "Rates apply to what is invoiced for the month, before tax.")
        return schedule + [base, request(credit)] + limits(credit)
    }

    private func request(_ credit: Terms.Credit) -> String {
        guard credit.onRequest else {
            return pick(
                "L’avoir est dû sans que le client le demande.", "The credit is due without being asked for.")
        }
        switch credit.requestWithin {
        case nil:
            return pick(
                "Le client doit le demander, sans délai.",
                "The customer must ask for it; there is no deadline.")
        case .days(let count):
            return pick(
                "Le client doit le demander dans les \(count) jours qui suivent le mois.",
                "The customer must ask for it within \(count) \(count == 1 ? "day" : "days") after the month."
            )
        case .workingDays(let count):
            return pick(
                "Le client doit le demander dans les \(count) jours ouvrés qui suivent le mois.",
                "The customer must ask for it within \(count) working \(count == 1 ? "day" : "days") after the month."
            )
        case .months(let count):
            return pick(
                count == 1
                    ? "Le client doit le demander au plus tard le dernier jour du mois suivant."
                    : "Le client doit le demander au plus tard le dernier jour du mois, \(count) mois plus tard.",
                count == 1
                    ? "The customer must ask for it by the last day of the next month."
                    : "The customer must ask for it by the last day of the month \(count) months later.")
        }
    }

    private func limits(_ credit: Terms.Credit) -> [String] {
        var limits: [String] = []
        if let minimum = credit.minimum {
            let sum = text.money(minimum, in: nil)
            limits.append(pick("Moins de \(sum) n’est pas dû.", "Less than \(sum) is not due."))
        }
        if let cap = credit.cap {
            let (rate, days) = (text.percent(cap.rate), cap.consecutiveDays)
            limits.append(
                pick(
                    "Les avoirs émis en \(days) jours consécutifs ne dépassent pas \(rate) du montant d’un mois ; "
                        + (cap.excess == .held ? "ce qui dépasse attend." : "ce qui dépasse est perdu."),
                    "Credits issued in any \(days) consecutive days do not exceed \(rate) of a month's amount; "
                        + (cap.excess == .held ? "what exceeds it waits." : "what exceeds it is lost.")))
        } else {
            limits.append(pick("Il n’y a pas de plafond.", "There is no cap."))
        }
        switch credit.vatTreatment {
        case .priceReduction:
            limits.append(
                pick("C’est une réduction de prix, avec sa TVA.", "It is a price reduction, with its VAT."))
        case .netOfTax:
            limits.append(
                pick(
                    "C’est une réduction nette de taxe, sans TVA.",
                    "It is a reduction net of tax, without VAT."))
        case .indemnity:
            limits.append(
                pick(
                    "C’est une indemnité, hors du champ de la TVA.",
                    "It is an indemnity, outside the scope of VAT."))
        }
        return limits
    }
}
