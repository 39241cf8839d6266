import SLA

extension NotePage {
    /// What the note is for.
    func subject(_ html: inout HTMLWriter) {
        html.element("table", ["class": "subject"]) { html in
            html.element("tbody") { html in
                if isOfSeveralLines {
                    lines(&html)
                } else {
                    for line in note.lines { subject(line, &html) }
                }
            }
        }
        html.newline()
    }

    private func subject(_ line: CreditLine, _ html: inout HTMLWriter) {
        row(pick("Mois concerné", "Month"), months, &html)
        row(pick("Abonnement", "Subscription"), "\(line.subscription) – \(line.content.service)", &html)
        row(pick("Conditions", "Terms"), name(line.content.terms), &html)
        references(&html)
        if let request = line.content.request {
            row(pick("Demande du client", "Customer’s request"), date(request), &html)
        }
    }

    private func lines(_ html: inout HTMLWriter) {
        let isOneMonth = note.months.count == 1
        row(isOneMonth ? pick("Mois concerné", "Month") : pick("Mois concernés", "Months"), months, &html)
        let subscriptions = Set(note.lines.map(\.subscription)).count
        let count = text.integer(subscriptions)
        row(
            pick("Lignes", "Lines"),
            "\(text.integer(note.lines.count)), "
                + (subscriptions == 1
                    ? pick("pour un seul abonnement", "for one subscription")
                    : pick("pour \(count) abonnements", "for \(count) subscriptions")),
            &html)
        var seen: Set<String> = []
        let terms = note.lines.map { name($0.content.terms) }.filter { seen.insert($0).inserted }
        html.element("tr") { html in
            html.element("th", ["scope": "row"], text: pick("Conditions", "Terms"))
            html.element("td") { html in
                for (index, name) in terms.enumerated() {
                    if index > 0 { html.void("br") }
                    html.text(name)
                }
            }
        }
        references(&html)
    }

    /// The customer's orders, and the contracts. Source: Code de commerce, art. L441-9.
    private func references(_ html: inout HTMLWriter) {
        func each(_ references: [String]) -> String {
            var seen: Set<String> = []
            return references.filter { seen.insert($0).inserted }.joined(separator: ", ")
        }
        let orders = each(note.lines.flatMap(\.content.orderReferences))
        if !orders.isEmpty { row(pick("N° de commande", "Order"), orders, &html) }
        let contracts = each(note.lines.compactMap(\.content.contractReference))
        if !contracts.isEmpty { row(pick("Contrat", "Contract"), contracts, &html) }
    }

    private func row(_ label: String, _ value: String, _ html: inout HTMLWriter) {
        html.element("tr") { html in
            html.element("th", ["scope": "row"], text: label)
            html.element("td", text: value)
        }
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
    func invoices(_ html: inout HTMLWriter) {
        html.element("h2", text: pick("Factures rectifiées", "Corrected invoices"))
        html.element("table", ["class": "figures stacked"]) { html in
            let owner = isOfSeveralLines ? [pick("Abonnement", "Subscription")] : []
            let titles =
                [pick("Facture", "Invoice"), pick("Date", "Date")] + owner + [
                    pick("TVA", "VAT"), pick("Montant HT", "Net amount"),
                ]
            columns(
                ["", "c-date"] + owner.map { _ in "" } + [owner.isEmpty ? "c-rate" : "c-line", "c-amount"],
                &html)
            header(titles, numbersFrom: titles.count - 2, &html)
            html.element("tbody") { html in
                for line in note.lines {
                    for invoice in line.content.invoices { row(invoice, of: line, titles, &html) }
                }
            }
        }
        html.newline()
    }

    private func row(
        _ invoice: InvoiceLine, of line: CreditLine, _ titles: [String], _ html: inout HTMLWriter
    ) {
        html.element("tr") { html in
            html.element("td", text: invoice.invoice)
            html.element("td", ["class": "v", "data-label": titles[1]], text: text.date(invoice.issuedOn))
            if isOfSeveralLines {
                html.element("td", ["class": "v", "data-label": titles[2]], text: line.subscription)
            }
            number(text.percent(invoice.vatRate), titles[titles.count - 2], &html)
            number(text.money(invoice.amount, invoice.currency), titles[titles.count - 1], &html)
        }
    }
}
