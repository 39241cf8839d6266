import SLA

extension ExplainText {
    /// R11 to R14: base, rate and amount, the request, the cap, and what was issued.
    mutating func credit(_ terms: Terms) {
        heading("Avoir (R11 à R14)", "Credit (R11 to R14)")
        base()
        amount(statement.credit)
        if let credit = terms.credit {
            row(("demande", "request"), request(credit))
            if let cap = credit.cap { row(("plafond", "cap"), self.cap(cap)) }
        } else {
            row(("conditions", "terms"), "aucun avoir n’est promis", "no credit is promised")
        }
        holds()
        if entry.ledger.cutByCap != .zero {
            row(("retranché", "cut by cap"), money(entry.ledger.cutByCap))
        }
        if entry.ledger.credited != .zero || !entry.ledger.notes.isEmpty {
            let notes = entry.ledger.notes.map(safe).joined(separator: ", ")
            let none = text.pick("aucun avoir", "no note")
            row(("crédité", "credited"), "\(money(entry.ledger.credited)) (\(notes.isEmpty ? none : notes))")
        }
        commercial()
    }

    private mutating func amount(_ decision: CreditDecision) {
        guard let earned = decision.earned, let base = decision.base, let amount = decision.amount,
            let exact = earned.amount(of: base)
        else { return }
        let rounded =
            earned.isExact(of: base) ? "" : text.pick(", arrondi au centime", ", rounded half up to the cent")
        let share = text.share(earned, of: money(base)) { money($0) }
        row(("montant", "amount"), "\(share) = \(money(exact))\(rounded) (R11)")
        guard let minimum = decision.minimum, exact > .zero, amount == .zero else { return }
        row(
            ("minimum", "minimum"), "\(money(minimum)) : moins n’est pas dû (T22)",
            "\(money(minimum)): less is not due (T22)")
    }

    private func cap(_ cap: Terms.Cap) -> String {
        let isCut = cap.excess == .forfeited
        return text.say(
            "\(percent(cap.rate)) de la base sur \(cap.consecutiveDays) jours consécutifs, décidé à l’émission ; "
                + (isCut ? "l’excédent est retranché (R13)" : "un avoir qui le dépasse attend (R13)"),
            "\(percent(cap.rate)) of the base in any \(cap.consecutiveDays) consecutive days, decided at issue; "
                + (isCut ? "the excess is cut (R13)" : "a credit that exceeds it waits (R13)"))
    }

    /// Each hold of the month and its release.
    mutating func holds() {
        for event in entry.ledger.holds {
            let (at, by, reason) = (time.text(event.at), safe(event.by), safe(event.reason))
            let label = event.action == .hold ? ("suspension", "hold") : ("levée", "release")
            row(label, "\(at), par \(by) : \(reason)", "\(at), by \(by): \(reason)")
        }
    }

    /// What is credited besides, outside the terms.
    mutating func commercial() {
        guard let commercial = entry.ledger.commercial else { return }
        let notes = commercial.notes.map(safe).joined(separator: ", ")
        row(
            ("commercial", "commercial"),
            "\(text.money(commercial.credited, in: commercial.currency)) en plus, hors engagements (\(notes))",
            "\(commercial.credited) \(safe(commercial.currency)) besides, outside the terms (\(notes))")
    }

    private mutating func base() {
        let invoices = entry.facts.invoices
        guard let base = statement.credit.base else {
            let count = invoices.count
            return row(
                ("base", "base"),
                invoices.isEmpty
                    ? "aucune facture pour ce mois (R11)"
                    : "aucune : les \(count) lignes de facture du mois dépassent tout montant (R11)",
                invoices.isEmpty
                    ? "no invoice for this month (R11)"
                    : "none: the month's \(count) invoice lines exceed every amount (R11)")
        }
        for (index, line) in invoices.enumerated() {
            let (amount, number) = (text.money(line.amount, in: line.currency), safe(line.invoice))
            row(
                index == 0 ? ("facturé", "invoiced") : ("", ""),
                "\(amount), \(number) du \(time.date(line.issuedOn)), TVA \(percent(line.vatRate))",
                "\(line.amount) \(safe(line.currency)), \(number) of \(line.issuedOn), VAT \(line.vatRate)%")
        }
        row(("base", "base"), "\(money(base)) hors taxes (R11)", "\(money(base)) before tax (R11)")
    }

    private func request(_ credit: Terms.Credit) -> String {
        guard credit.onRequest else { return text.pick("pas nécessaire", "not needed") }
        let deadline =
            entry.statement.credit.requestUntil.map {
                text.pick("dernier jour : ", "last day ") + time.day($0)
            }
            ?? text.pick("sans délai", "no deadline")
        guard let request = entry.facts.request else {
            return text.say("aucune enregistrée, \(deadline) (R12)", "none recorded, \(deadline) (R12)")
        }
        let reference = request.reference.map { " (\(safe($0)))" } ?? ""
        let day = time.day(request.requestedOn)
        return text.say(
            "du \(day)\(reference), \(deadline) (R12)", "of \(day)\(reference), \(deadline) (R12)")
    }
}
