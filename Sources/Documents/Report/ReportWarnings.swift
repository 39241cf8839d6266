import Messages
import SLA

/// What somebody should look at, whatever the status says. Source: contract R11, R14.
struct ReportWarnings {
    let text: LocalText

    init(_ language: Language) { self.init(text: LocalText(language)) }

    init(text: LocalText) { self.text = text }

    /// Each begins with the name of the warning.
    func texts(_ entry: ReportEntry) -> [String] {
        [vatChanged(entry), beyondBounds(entry), beyondInvoice(entry)].compactMap { $0 }
    }

    private func vatChanged(_ entry: ReportEntry) -> String? {
        guard let change = entry.vatChange else { return nil }
        let (credited, invoiced) = (parts(change.credited, entry), parts(change.invoiced, entry))
        let supplement =
            change.blocksSupplement
            ? text.say(" Aucun avoir complémentaire n’est possible.", " No supplement is possible.") : ""
        return text.say(
            "vat_changed : la TVA de l’avoir n’est plus celle des factures. Crédité hors taxes : \(credited) ; "
                + "d’après les factures : \(invoiced).\(supplement) Seuls une annulation et un nouvel avoir la corrigent (R14).",
            "vat_changed: the VAT of the note is no longer that of the invoices. Credited before tax: \(credited); by "
                + "the invoices: \(invoiced).\(supplement) Only a reversal and a new note correct it (R14).")
    }

    private func beyondBounds(_ entry: ReportEntry) -> String? {
        guard entry.facts.isInvoicedBeyondBounds else { return nil }
        let largest =
            text.language == .french ? text.decimal(Cents.largest.description) : Cents.largest.description
        return text.say(
            "invoices_beyond_bounds : les factures de \(entry.facts.subscription) pour \(entry.facts.month) dépassent "
                + "ensemble \(largest), le plus grand montant possible. Rien ne peut en être crédité ; corrigez-les (R11).",
            "invoices_beyond_bounds: the invoices of \(entry.facts.subscription) for \(entry.facts.month) exceed "
                + "\(largest) together, the largest amount there can be. Nothing can be credited on them; correct them (R11)."
        )
    }

    /// A credit under the terms is not reduced by commercial notes: together they may exceed the invoices.
    private func beyondInvoice(_ entry: ReportEntry) -> String? {
        guard let commercial = entry.ledger.commercial, commercial.credited > .zero,
            !entry.facts.isInvoicedBeyondBounds
        else { return nil }
        // Invoices may have been withdrawn since, all of them.
        let base = entry.facts.base?.amount ?? .zero
        let isDue = [.issuable, .heldByCap, .onHold].contains(entry.status)
        let underTerms = max(entry.ledger.credited, isDue ? entry.amount ?? .zero : .zero)
        guard underTerms + commercial.credited > base else { return nil }
        func money(_ amount: Cents) -> String {
            text.language == .french
                ? text.money(amount, in: commercial.currency)
                : "\(amount) \(TerminalText.safe(commercial.currency))"
        }
        return text.say(
            "credited_beyond_invoice : \(money(underTerms)) au titre des engagements et \(money(commercial.credited)) par "
                + "avoirs commerciaux dépassent ensemble les \(money(base)) facturés. Un avoir commercial ne réduit pas ce "
                + "qui est dû ; s’il est de trop, annulez-le.",
            "credited_beyond_invoice: \(money(underTerms)) under the terms and \(money(commercial.credited)) by commercial "
                + "notes are together more than the \(money(base)) invoiced. A commercial note does not reduce what is due; "
                + "where it is too much, reverse it.")
    }

    private func parts(_ parts: [CreditLine.Part], _ entry: ReportEntry) -> String {
        parts.map { part in
            guard text.language == .french else { return "\(entry.money(part.net)) at \(part.rate)%" }
            return "\(text.money(part.net, in: entry.currency)) à \(text.percent(part.rate))"
        }.joined(separator: ", ")
    }
}

extension ReportEntry {
    /// In English.
    package var warnings: [String] { warnings(in: .english) }

    package func warnings(in language: Language) -> [String] { ReportWarnings(language).texts(self) }

    /// Where the notes' VAT is no longer that of the invoices.
    var vatChange: VATChange? {
        guard !facts.isInvoicedBeyondBounds, let treatment = facts.calendar?.terms.credit?.vatTreatment
        else { return nil }
        return VATChange(
            credited: ledger.parts, creditable: ledger.amount ?? .zero, invoices: facts.invoices,
            treatment: treatment)
    }
}
