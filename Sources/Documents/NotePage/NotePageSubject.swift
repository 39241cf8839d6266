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
        rows += references
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
            NoteDocument.Row(label: pick("Conditions", "Terms"), lines: terms),
        ] + references
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
            rows: note.lines.flatMap { line in
                line.content.invoices.map { row($0, of: isOfSeveralLines ? line.subscription : nil) }
            } + (note.commercial?.invoices ?? []).map { row($0, of: nil) })
    }

    private func row(_ invoice: InvoiceLine, of subscription: String?) -> NoteDocument.Invoices.Invoice {
        .init(
            invoice: invoice.invoice, date: text.date(invoice.issuedOn),
            subscription: subscription, rate: text.percent(invoice.vatRate),
            amount: text.money(invoice.amount, invoice.currency))
    }
}
