import SLA

extension NotePage {
    /// The invoices that are corrected: number and date, and what of them is the base (R11).
    func invoices(_ html: inout HTMLWriter) {
        html.element("h2", text: pick("Factures rectifiées", "Corrected invoices"))
        html.element("table", ["class": "figures stacked"]) { html in
            let titles = [
                pick("Facture", "Invoice"), pick("Date", "Date"), pick("TVA", "VAT"),
                pick("Montant HT", "Net amount"),
            ]
            columns(["", "c-date", "c-rate", "c-amount"], &html)
            header(titles, numbersFrom: 2, &html)
            html.element("tbody") { html in
                for line in content.invoices {
                    html.element("tr") { html in
                        html.element("td", text: line.invoice)
                        html.element(
                            "td", ["class": "v", "data-label": titles[1]], text: text.date(line.issuedOn))
                        number(text.percent(line.vatRate), titles[2], &html)
                        number(text.money(line.amount, line.currency), titles[3], &html)
                    }
                }
            }
        }
        html.newline()
    }

    /// One line per VAT rate, and the totals.
    func amounts(_ html: inout HTMLWriter) {
        html.element("h2", text: pick("Montants", "Amounts"))
        html.element("table", ["class": "figures stacked"]) { html in
            let titles = [
                pick("Désignation", "Description"), pick("Net HT", "Net"), pick("TVA", "VAT"),
                pick("Montant TVA", "VAT amount"),
            ]
            columns(["", "c-amount", "c-rate", "c-amount"], &html)
            header(titles, numbersFrom: 1, &html)
            html.element("tbody") { html in
                for (index, part) in note.vat.enumerated() {
                    html.element("tr") { html in
                        html.element("td") { html in
                            html.element("strong", text: designation)
                            if index == 0 {
                                html.void("br")
                                html.text(explanation)
                            }
                        }
                        number(money(part.net), titles[1], &html)
                        number(rate(of: part), titles[2], &html)
                        number(money(part.vat), titles[3], &html)
                    }
                }
            }
        }
        totals(&html)
        treatment(&html)
        html.newline()
    }

    /// A cell on the right, with its column's title for where the columns are stacked.
    private func number(_ value: String, _ title: String, _ html: inout HTMLWriter) {
        html.element("td", ["class": "n", "data-label": title], text: value)
    }

    private var designation: String {
        let kind =
            isReversal ? pick("Annulation avoir SLA", "Reversed SLA credit") : pick("Avoir SLA", "SLA credit")
        return "\(kind) \(text.month(note.month)) – \(content.service)"
    }

    private var explanation: String {
        let measured = text.percent(content.availability) ?? ""
        let target = text.percent(content.target)
        return pick(
            "Disponibilité \(measured) pour \(target)\u{A0}; \(text.percent(content.rate)) de \(money(note.base)) HT",
            "Availability \(measured) against \(target); \(text.percent(content.rate)) of \(money(note.base)) net"
        )
    }

    private func rate(of part: CreditNote.VATPart) -> String {
        switch note.vatTreatment {
        case .priceReduction: text.percent(part.rate)
        case .netOfTax: pick("net de taxe", "none")
        case .indemnity: pick("hors champ", "outside scope")
        }
    }

    private func totals(_ html: inout HTMLWriter) {
        html.element("table", ["class": "totals"]) { html in
            html.element("tbody") { html in
                total(pick("Total HT", "Total net"), note.net, &html)
                if note.vat.count > 1 {
                    for part in note.vat {
                        let of = pick("sur \(money(part.net))", "on \(money(part.net))")
                        total("\(pick("TVA", "VAT")) \(text.percent(part.rate)) \(of)", part.vat, &html)
                    }
                }
                total(pick("Total TVA", "Total VAT"), note.vatTotal, &html)
                html.element("tr", ["class": "grand"]) { html in
                    let total = note.vatTreatment == .priceReduction ? pick("Total TTC", "Total") : "Total"
                    html.element(
                        "th", ["scope": "row"],
                        text: isReversal
                            ? pick("\(total) repris", "\(total) taken back")
                            : pick("\(total) à votre crédit", "\(total) to your credit"))
                    html.element("td", ["class": "n"], text: money(note.gross))
                }
            }
        }
    }

    private func total(_ label: String, _ amount: Cents, _ html: inout HTMLWriter) {
        html.element("tr") { html in
            html.element("th", ["scope": "row"], text: label)
            html.element("td", ["class": "n"], text: money(amount))
        }
    }

    private func treatment(_ html: inout HTMLWriter) {
        let mention: String? =
            switch note.vatTreatment {
            case .priceReduction: nil
            case .netOfTax: pick("Avoir net de taxe.", "Credit net of tax (avoir net de taxe).")
            case .indemnity:
                pick(
                    "Indemnité hors champ de TVA.", "Indemnity outside the scope of VAT (hors champ de TVA).")
            }
        guard let mention else { return }
        html.element("p", ["class": "treatment"], text: mention)
    }

    /// What the law wants said, in the words of the issuer.
    func mentions(_ html: inout HTMLWriter) {
        let mentions = content.issuer.mentions
        html.element("footer") { html in
            if !isReversal {
                html.element(
                    "p",
                    text: pick(
                        "Avoir à imputer sur la prochaine échéance.",
                        "To be set off against the next payment due."))
            }
            for mention in [mentions.latePaymentInterest, mentions.latePaymentFee, mentions.earlyPayment] {
                html.element("p", text: mention)
            }
            html.element(
                "p", ["class": "hash"],
                text: pick("Empreinte SHA-256 du registre : ", "SHA-256 in the ledger: ") + note.hash)
        }
    }

    func columns(_ classes: [String], _ html: inout HTMLWriter) {
        html.element("colgroup") { html in
            for name in classes { html.void("col", ["class": name.isEmpty ? nil : name]) }
        }
    }

    /// - Parameter numbersFrom: the first column whose cells stand on the right.
    func header(_ titles: [String], numbersFrom: Int, _ html: inout HTMLWriter) {
        html.element("thead") { html in
            html.element("tr") { html in
                for (index, title) in titles.enumerated() {
                    html.element(
                        "th", ["scope": "col", "class": index >= numbersFrom ? "n" : nil], text: title)
                }
            }
        }
    }
}
