import Messages
import SLA

/// What the comparison says, on a terminal and on its page.
struct SimulationWords {
    let text: LocalText
    /// Whether amounts are set as on a page; else as on a terminal.
    var isPage = false

    var own: String { text.pick("Conditions actuelles", "Own terms") }
    var other: String { text.pick("Autres conditions", "Other terms") }
    var difference: String { text.pick("Écart", "Difference") }
    var byTier: String { text.pick("Par mois et par taux", "By month and rate") }
    var byCustomer: String { text.pick("Par client", "By customer") }
    var bySubscription: String { text.pick("Les plus grands écarts", "The largest differences") }
    var title: String {
        text.pick("Ce que d’autres conditions auraient coûté", "What other terms would have cost")
    }
    var nothing: String {
        text.pick(
            "Aucun avoir, ni sous les unes ni sous les autres.",
            "No credit under either, and no other verdict.")
    }

    /// `septembre 2026 – octobre 2026`; one month alone where they are one.
    func range(_ simulation: Simulation) -> String {
        let names = [simulation.months.first, simulation.months.last].compactMap { $0.map(text.month) }
        return Set(names).count == 1 ? names[0] : names.joined(separator: " – ")
    }

    func heading(_ simulation: Simulation) -> [String] {
        [title + ", " + range(simulation), terms(simulation), judged(simulation)]
    }

    func terms(_ simulation: Simulation) -> String {
        let names = simulation.terms.map { terms in
            text.pick(
                "\(terms.id) version \(terms.version), à effet du \(terms.effectiveFrom)",
                "\(terms.id) version \(terms.version), effective from \(terms.effectiveFrom)")
        }
        return text.say("Autres conditions : ", "Other terms: ")
            + names.joined(separator: text.say(" ; ", "; "))
    }

    /// - Precondition: there are such months.
    func notInEffect(_ simulation: Simulation) -> String {
        let months = simulation.notInEffect.map { "\($0.terms), \(text.month($0.month))" }
        return text.say(
            "Pas encore en vigueur au premier jour : \(months.joined(separator: " ; ")). Les conditions actuelles y restent.",
            "Not in effect on the first day: \(months.joined(separator: "; ")). Own terms stay there.")
    }

    func judged(_ simulation: Simulation) -> String {
        guard simulation.judged > 0 else {
            return text.pick("Aucun abonnement n’est en vigueur.", "No subscription is in force.")
        }
        let (all, others) = (simulation.judged, simulation.underOthers)
        return text.say(
            "\(text.integer(all)) mois d’abonnement jugés, dont \(text.integer(others)) sous les autres conditions",
            "\(counted(all, "month")) of subscriptions judged, \(others) of them under the other terms")
    }

    func money(_ amount: Cents, _ currency: String) -> String {
        isPage
            ? text.money(amount, in: currency) : text.plainMoney(amount, TerminalText.safe(currency))
    }

    /// With its sign, also where it is positive.
    func signed(_ amount: Cents, _ currency: String) -> String {
        (amount > .zero ? "+" : "") + money(amount, currency)
    }

    func amount(of credit: SimulatedCredit, _ currency: String?) -> String {
        guard !credit.earned.isNothing else { return "-" }
        guard let amount = credit.amount, let currency else { return text.pick("sans facture", "no invoice") }
        if credit.status == .expired { return text.pick("hors délai", "expired") }
        return money(amount, currency)
            + (credit.isOnlyIfAsked ? text.pick(" si demandé", " if asked") : "")
    }

    func difference(of row: SimulatedMonth) -> String {
        guard let difference = row.difference, let currency = row.currency else { return "-" }
        return signed(difference, currency)
    }

    func more(_ count: Int) -> String {
        text.pick(
            "  et \(text.integer(count)) autres : --format csv",
            "  and \(text.integer(count)) more: --format csv")
    }

    func remarks(_ simulation: Simulation) -> [String] {
        var lines = [
            text.say(
                "Montants hors taxes et avant plafond ; rien n’est enregistré.",
                "Amounts are before tax and before the cap; nothing is stored.")
        ]
        for (currency, sum) in simulation.total.inOrder {
            if sum.ownIfAsked > .zero || sum.otherIfAsked > .zero {
                let (own, other) = (money(sum.ownIfAsked, currency), money(sum.otherIfAsked, currency))
                lines.append(
                    text.say(
                        "Dont dû seulement si le client le demande : \(own), sous les autres conditions \(other).",
                        "Due only when the customer asks, included above: \(own), under the other terms \(other)."
                    ))
            }
        }
        lines += simulation.terms.map(cap(of:))
        lines.append(
            text.say(
                "Les mois crédités dans un même délai se partagent le plafond, selon les jours d’émission.",
                "Months that are credited within so many days share the cap: that depends on the days of issue."
            ))
        if simulation.total.withoutInvoice > 0 {
            let count = simulation.total.withoutInvoice
            lines.append(
                text.say(
                    "Sans facture, donc sans montant : \(text.integer(count)).",
                    "Without an invoice, and so without an amount: \(counted(count, "month"))."))
        }
        return lines
    }

    /// What terms of the files say of the cap. Source: contract R13.
    private func cap(of terms: Terms) -> String {
        let name = text.say("Plafond de \(terms.id) : ", "The cap of \(terms.id): ")
        guard let cap = terms.credit?.cap else { return name + text.pick("aucun.", "none.") }
        let most = text.pick(
            "\(text.percent(cap.rate)) de la base d’un mois en \(cap.consecutiveDays) jours consécutifs",
            "\(text.percent(cap.rate)) of a month's base in \(cap.consecutiveDays) consecutive days")
        let excess =
            cap.excess == .held
            ? text.say(" ; l’excédent attend.", "; the excess waits.")
            : text.say(" ; l’excédent est retranché.", "; the excess is cut.")
        return name + most + excess
    }
}
