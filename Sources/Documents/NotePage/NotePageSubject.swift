import SLA

extension NotePage {
    /// What the note is for.
    var subject: [NoteDocument.Row] {
        if let commercial = note.commercial { return subject(commercial) }
        return isOfSeveralLines ? subjectOfSeveral : note.lines.flatMap(subject)
    }

    private func subject(_ line: CreditLine) -> [NoteDocument.Row] {
        var rows = [
            row(pick("Mois concerné", "Month"), months),
            row(pick("Abonnement", "Subscription"), "\(line.subscription) – \(line.content.service)"),
            row(pick("Conditions", "Terms"), name(line.content.terms)),
        ]
        rows += [operation] + due + references
        if let request = line.content.request {
            rows.append(row(pick("Demande du client", "Customer’s request"), date(request)))
        }
        return rows
    }

    private var subjectOfSeveral: [NoteDocument.Row] {
        let isOneMonth = note.months.count == 1
        let subscriptions = Set(note.lines.map(\.subscription)).count
        let count = text.integer(subscriptions)
        var seen: Set<String> = []
        let terms = note.lines.map { name($0.content.terms) }.filter { seen.insert($0).inserted }
        return [
            row(isOneMonth ? pick("Mois concerné", "Month") : pick("Mois concernés", "Months"), months),
            row(
                pick("Lignes", "Lines"),
                "\(text.integer(note.lines.count)), "
                    + (subscriptions == 1
                        ? pick("pour un seul abonnement", "for one subscription")
                        : pick("pour \(count) abonnements", "for \(count) subscriptions"))),
            NoteDocument.Row(label: pick("Conditions", "Terms"), lines: terms), operation,
        ] + due + references
    }

    /// When the amount of a reversal is due. Source: Code de commerce, art. L441-9.
    var due: [NoteDocument.Row] {
        note.dueOn.map { [row(pick("À régler au plus tard le", "Due on"), text.date($0))] } ?? []
    }

    /// Source: décret n° 2022-1299, since 1 September 2026.
    var operation: NoteDocument.Row {
        row(
            pick("Nature de l’opération", "Category of operation"), pick("Prestation de services", "Services")
        )
    }

    /// The customer's orders, and the contracts. Source: Code de commerce, art. L441-9.
    var references: [NoteDocument.Row] {
        func each(_ label: String, _ references: [String]) -> NoteDocument.Row? {
            var seen: Set<String> = []
            let words = references.filter { seen.insert($0).inserted }.joined(separator: ", ")
            return words.isEmpty ? nil : row(label, words)
        }
        return [
            each(
                pick("N° de commande", "Order"),
                note.lines.flatMap(\.content.orderReferences) + (note.commercial?.orderReferences ?? [])),
            each(
                pick("Contrat", "Contract"),
                (note.lines.map(\.content.contractReference) + [note.commercial?.contractReference])
                    .compactMap(\.self)),
        ].compactMap(\.self)
    }

    func row(_ label: String, _ value: String) -> NoteDocument.Row {
        NoteDocument.Row(label: label, lines: [value])
    }

    /// The month, or the first and the last of several.
    var months: String {
        let months = note.months
        return [months.first, months.count > 1 ? months.last : nil].compactMap { $0.map(text.month) }
            .joined(separator: pick(" à ", " to "))
    }

    private func name(_ terms: LineContent.TermsName) -> String {
        "\(terms.title), version\u{A0}\(terms.version)"
    }

    /// The day of a customer's request, and its reference.
    func date(_ request: CreditRequest) -> String {
        text.date(request.requestedOn) + (request.reference.map { " (\($0))" } ?? "")
    }

    /// The invoices that are corrected: number and date, and what of them is the base (R11).
    var invoices: NoteDocument.Invoices {
        NoteDocument.Invoices(
            title: pick("Factures rectifiées", "Corrected invoices"),
            columns: .init(
                invoice: pick("Facture", "Invoice"), date: pick("Date", "Date"),
                subscription: isOfSeveralLines ? pick("Abonnement", "Subscription") : nil,
                rate: pick("TVA", "VAT"), amount: pick("Montant HT", "Net amount")),
            rows: rows { !$0 })
    }

    /// A document of less than nothing credits already: the base is less by it (R11).
    var earlierCredits: NoteDocument.Invoices? {
        let rows = rows { $0 }
        guard !rows.isEmpty else { return nil }
        var credits = invoices
        credits.title = pick("Avoirs déjà émis", "Earlier credits")
        credits.columns.invoice = pick("Avoir", "Credit note")
        credits.rows = rows
        return credits
    }

    /// What of an invoice carries one rate, over all lines.
    private struct InvoicePart: Hashable {
        var invoice: String
        var issuedOn: LocalDate
        var rate: Percentage
    }

    /// A month's invoices count once, whatever number of lines credits the month.
    private struct Owner: Hashable {
        var subscription: String
        var month: Month
    }

    /// In the order of the lines; an invoice that several share stands once.
    ///
    /// - Parameter isShown: of an earlier credit, or of an invoice.
    private func rows(where isShown: (Bool) -> Bool) -> [NoteDocument.Invoices.Invoice] {
        let documents = note.billingDocuments
        var order: [InvoicePart] = []
        var amounts: [InvoicePart: Cents] = [:]
        var owners: [InvoicePart: Set<String>] = [:]
        var counted: Set<Owner> = []
        let invoiced =
            note.lines.map { (Owner(subscription: $0.subscription, month: $0.month), $0.content.invoices) }
            + (note.commercial.map { [(Owner(subscription: $0.subscription, month: $0.month), $0.invoices)] }
                ?? [])
        for (owner, invoices) in invoiced where counted.insert(owner).inserted {
            for invoice in invoices where isShown(documents.isEarlierCredit(invoice)) {
                let part = InvoicePart(
                    invoice: invoice.invoice, issuedOn: invoice.issuedOn, rate: invoice.vatRate)
                if amounts[part] == nil { order.append(part) }
                amounts[part] = (amounts[part] ?? .zero) + invoice.amount
                owners[part, default: []].insert(owner.subscription)
            }
        }
        return order.map { row($0, amounts[$0] ?? .zero, of: owners[$0] ?? []) }
    }

    private func row(
        _ part: InvoicePart, _ amount: Cents, of subscriptions: Set<String>
    ) -> NoteDocument.Invoices.Invoice {
        let count = text.integer(subscriptions.count)
        let owner =
            subscriptions.count == 1
            ? subscriptions.first : pick("\(count) abonnements", "\(count) subscriptions")
        return .init(
            invoice: part.invoice, date: text.date(part.issuedOn),
            subscription: isOfSeveralLines ? owner : nil, rate: text.percent(part.rate),
            amount: money(amount))
    }
}
