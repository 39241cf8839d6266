import SLA

extension SheetMarkup {
    /// How the amount came about: covered time, downtime, availability, tier, base, cap, notes.
    func facts(_ sheet: SubscriptionSheet, to html: inout HTMLWriter) {
        let entry = sheet.entry
        guard let terms = entry.facts.calendar?.terms else { return money(entry, to: &html) }
        let statement = entry.statement
        let classes = statement.classes
        fact("Conditions", "Terms", "\(terms.id) · \(terms.version)", to: &html)
        fact("Temps couvert", "Covered time", text.duration(classes.covered), to: &html)
        if classes.plannedMaintenance > 0 {
            fact(
                "Maintenance, hors couverture", "Maintenance, not covered",
                text.duration(classes.plannedMaintenance), to: &html)
        }
        fact("Indisponibilité comptée", "Counted downtime", text.duration(classes.countedDowntime), to: &html)
        for cause in terms.excusable {
            guard let length = classes.excused[cause] else { continue }
            let name = text.cause(cause)
            fact("Excusé, \(name)", "Excused, \(name)", text.duration(length), to: &html)
        }
        if classes.unnotifiedDowntime > 0 {
            fact("Non signalée", "Unnotified", text.duration(classes.unnotifiedDowntime), to: &html)
        }
        if let margins = DistanceToTarget(statement, terms: terms) {
            fact(
                "Indisponibilité qui tient l’objectif", "Downtime that meets the target",
                text.pick("au plus ", "at most ") + text.duration(margins.mostDowntimeMeetingTarget),
                to: &html)
            let tier = terms.tier(for: statement.availability)
            if let earnedBy = EarnedBy(statement.credit.earned, tier: tier) {
                fact(
                    "Barème", "Tier",
                    text.name(earnedBy) + text.say(" : ", ": ") + text.worth(earnedBy.worth), to: &html)
            }
        }
        otherReading(statement, to: &html)
        money(entry, to: &html)
    }

    private func otherReading(_ statement: MonthStatement, to html: inout HTMLWriter) {
        guard statement.otherAvailability.base > 0 else { return }
        let rate =
            statement.otherEarned.map {
                text.pick(", taux ", ", rate ") + text.earned($0, statement.credit.currency)
            } ?? ""
        var decides = ""
        if let own = statement.credit.earned, let other = statement.otherEarned, !own.isWorth(other) {
            decides = text.pick(", elle décide", ", it decides")
        }
        fact(
            "Autre lecture (R15)", "Other reading (R15)",
            text.availability(statement.otherAvailability) + text.pick(" sur ", " of ")
                + text.basis(statement.basis.other) + rate + decides, to: &html)
    }

    private func money(_ entry: ReportEntry, to html: inout HTMLWriter) {
        func amount(_ french: String, _ english: String, _ amount: Cents?) {
            guard let amount else { return }
            fact(french, english, text.money(amount, in: entry.currency), to: &html)
        }
        amount("Facturé hors taxes", "Invoiced before tax", entry.statement.credit.base)
        amount("Montant calculé", "Computed amount", entry.amount)
        if entry.ledger.cutByCap != .zero {
            amount("Retranché par le plafond", "Cut by the cap", entry.ledger.cutByCap)
        }
        if entry.ledger.credited != .zero || !entry.ledger.notes.isEmpty {
            amount("Crédité", "Credited", entry.ledger.credited)
        }
        if let commercial = entry.ledger.commercial {
            amount("Avoirs commerciaux, en plus", "Commercial notes, besides", commercial.credited)
        }
        if let request = entry.facts.request {
            fact("Demande du client", "Customer’s request", text.date(request.requestedOn), to: &html)
        }
    }

    private func fact(_ french: String, _ english: String, _ value: String, to html: inout HTMLWriter) {
        html.element("div") { html in
            html.element("dt", text: text.pick(french, english))
            html.element("dd", data: value)
        }
    }
}
