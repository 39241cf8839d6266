import SLA

extension NotePage {
    /// One row a line and VAT rate, and the totals.
    func amounts(_ html: inout HTMLWriter) {
        html.element("h2", text: pick("Montants", "Amounts"))
        html.element("table", ["class": "figures stacked"]) { html in
            // VAT is on the sum of all lines at a rate: a line of several has none of its own.
            let vat = isOfSeveralLines ? [] : [pick("Montant TVA", "VAT amount")]
            let titles =
                [pick("Désignation", "Description"), pick("Net HT", "Net"), pick("TVA", "VAT")] + vat
            columns(["", "c-amount", "c-rate"] + vat.map { _ in "c-amount" }, &html)
            header(titles, numbersFrom: 1, &html)
            html.element("tbody") { html in
                for line in note.lines {
                    for (index, part) in parts(of: line).enumerated() {
                        html.element("tr") { html in
                            description(of: line, isFirst: index == 0, &html)
                            number(money(part.net), titles[1], &html)
                            number(rate(of: part.rate), titles[2], &html)
                            if let vat = part.vat { number(money(vat), titles[3], &html) }
                        }
                    }
                }
            }
        }
        totals(&html)
        treatment(&html)
        html.newline()
    }

    /// The parts of a line at each VAT rate; the VAT itself only where the note has no other line.
    private func parts(of line: CreditLine) -> [(rate: Percentage, net: Cents, vat: Cents?)] {
        isOfSeveralLines
            ? line.parts.map { ($0.rate, $0.net, nil) } : note.vat.map { ($0.rate, $0.net, $0.vat) }
    }

    private func description(of line: CreditLine, isFirst: Bool, _ html: inout HTMLWriter) {
        html.element("td") { html in
            html.element("strong", text: designation(of: line))
            guard isFirst else { return }
            html.void("br")
            html.text(explanation(of: line))
            if isOfSeveralLines, let request = line.content.request {
                html.void("br")
                html.text(pick("Demande du client : ", "Customer’s request: ") + date(request))
            }
        }
    }

    /// A cell on the right, with its column's title for where the columns are stacked.
    func number(_ value: String, _ title: String, _ html: inout HTMLWriter) {
        html.element("td", ["class": "n", "data-label": title], text: value)
    }

    private func designation(of line: CreditLine) -> String {
        let kind =
            isReversal ? pick("Annulation avoir SLA", "Reversed SLA credit") : pick("Avoir SLA", "SLA credit")
        let designation = "\(kind) \(text.month(line.month)) – \(line.content.service)"
        return isOfSeveralLines ? "\(line.line). \(designation) (\(line.subscription))" : designation
    }

    private func explanation(of line: CreditLine) -> String {
        let content = line.content
        let measured = text.percent(content.availability) ?? ""
        let target = text.percent(content.target)
        let rate = text.percent(content.rate)
        let whole = pick(
            "Disponibilité \(measured) pour \(target)\u{A0}; \(rate) de \(money(line.base)) HT",
            "Availability \(measured) against \(target); \(rate) of \(money(line.base)) net")
        guard line.net != content.amount else { return whole }
        let less = deductions(of: content).map { pick(", moins ", ", less ") + $0 }.joined()
        return "\(whole) = \(money(content.amount))\(less)\(pick("\u{A0}: ", ": "))\(money(line.net))"
    }

    /// What of a line's amount the note leaves out, and why.
    func deductions(of content: LineContent) -> [String] {
        var deductions = content.creditedBefore.map {
            pick(
                "\(money($0.net)) déjà crédités par l’avoir \($0.number)",
                "\(money($0.net)) credited by credit note \($0.number)")
        }
        if content.cutInAll > .zero {
            let cut = money(content.cutInAll)
            deductions.append(pick("\(cut) retranchés par le plafond", "\(cut) cut by the cap"))
        }
        return deductions
    }

    private func rate(of rate: Percentage) -> String {
        switch note.vatTreatment {
        case .priceReduction: text.percent(rate)
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
                vatInEuros(&html)
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

    /// VAT in another currency is stated in euros, too. Source: CGI ann. II, art. 242 nonies A.
    private func vatInEuros(_ html: inout HTMLWriter) {
        guard note.currency != "EUR", note.vatTotal > .zero, let rate = content.eurRate,
            let euros = rate.euros(for: note.vatTotal)
        else { return }
        let label = pick("Soit TVA en euros", "VAT in euros")
        let units = "1 \(note.currency) = \(text.decimal(rate.description)) EUR"
        total("\(label) (\(units))", text.money(euros, "EUR"), &html)
    }

    private func total(_ label: String, _ amount: Cents, _ html: inout HTMLWriter) {
        total(label, money(amount), &html)
    }

    private func total(_ label: String, _ amount: String, _ html: inout HTMLWriter) {
        html.element("tr") { html in
            html.element("th", ["scope": "row"], text: label)
            html.element("td", ["class": "n"], text: amount)
        }
    }

    private func treatment(_ html: inout HTMLWriter) {
        let mention: String? =
            switch note.vatTreatment {
            case .priceReduction: exemption.map { $0.reason.hasSuffix(".") ? $0.reason : $0.reason + "." }
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
            if content.issuer.vatOnDebits, note.vatTreatment == .priceReduction {
                html.element("p", text: "Option pour le paiement de la taxe d’après les débits.")
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
