import SLA

extension NotePage {
    /// One row per line and VAT rate.
    var amounts: NoteDocument.Amounts {
        // VAT is on the sum of all lines at a rate: a line of several has none of its own.
        NoteDocument.Amounts(
            title: pick("Montants", "Amounts"),
            columns: .init(
                description: pick("Désignation", "Description"), net: pick("Net HT", "Net"),
                rate: pick("TVA", "VAT"), vat: isOfSeveralLines ? nil : pick("Montant TVA", "VAT amount")),
            rows: note.commercial.map(amounts)
                ?? note.lines.flatMap { line in
                    parts(of: line).enumerated().map { index, part in
                        NoteDocument.Amounts.Amount(
                            description: designation(of: line), details: index == 0 ? details(of: line) : [],
                            net: money(part.net), rate: rate(of: part.rate), vat: part.vat.map(money))
                    }
                })
    }

    /// The parts of a line at each VAT rate; the VAT itself only where the note has no other line.
    private func parts(of line: CreditLine) -> [(rate: Percentage, net: Cents, vat: Cents?)] {
        isOfSeveralLines
            ? line.parts.map { ($0.rate, $0.net, nil) } : note.vat.map { ($0.rate, $0.net, $0.vat) }
    }

    private func details(of line: CreditLine) -> [String] {
        var details = [explanation(of: line)]
        if isOfSeveralLines, let request = line.content.request {
            details.append(pick("Demande du client : ", "Customer’s request: ") + date(request))
        }
        return details
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

    func rate(of rate: Percentage) -> String {
        switch note.vatTreatment {
        case .priceReduction: text.percent(rate)
        case .netOfTax: pick("net de taxe", "none")
        case .indemnity: pick("hors champ", "outside scope")
        }
    }

    var totals: [NoteDocument.Total] {
        var totals = [NoteDocument.Total(label: pick("Total HT", "Total net"), amount: money(note.net))]
        if note.vat.count > 1 {
            for part in note.vat {
                let of = pick("sur \(money(part.net))", "on \(money(part.net))")
                totals.append(
                    .init(
                        label: "\(pick("TVA", "VAT")) \(text.percent(part.rate)) \(of)",
                        amount: money(part.vat)))
            }
        }
        totals.append(.init(label: pick("Total TVA", "Total VAT"), amount: money(note.vatTotal)))
        if let vatInEuros { totals.append(vatInEuros) }
        let total = note.vatTreatment == .priceReduction ? pick("Total TTC", "Total") : "Total"
        totals.append(
            .init(
                label: isReversal
                    ? pick("\(total) repris", "\(total) taken back")
                    : pick("\(total) à votre crédit", "\(total) to your credit"),
                amount: money(note.gross), isGrand: true))
        return totals
    }

    /// VAT in another currency is stated in euros, too. Source: CGI ann. II, art. 242 nonies A.
    private var vatInEuros: NoteDocument.Total? {
        guard note.currency != "EUR", note.vatTotal > .zero, let rate = content.eurRate,
            let euros = rate.euros(for: note.vatTotal)
        else { return nil }
        let label = pick("Soit TVA en euros", "VAT in euros")
        let units = "1 \(note.currency) = \(text.decimal(rate.description)) EUR"
        return .init(label: "\(label) (\(units))", amount: text.money(euros, "EUR"))
    }

    var treatment: String? {
        switch note.vatTreatment {
        case .priceReduction: exemption.map { $0.reason.hasSuffix(".") ? $0.reason : $0.reason + "." }
        case .netOfTax: pick("Avoir net de taxe.", "Credit net of tax (avoir net de taxe).")
        case .indemnity:
            pick("Indemnité hors champ de TVA.", "Indemnity outside the scope of VAT (hors champ de TVA).")
        }
    }

    /// What the law wants said, in the words of the issuer.
    var mentions: [String] {
        let mentions = content.issuer.mentions
        var words: [String] = []
        if !isReversal {
            words.append(
                pick(
                    "Avoir à imputer sur la prochaine échéance.",
                    "To be set off against the next payment due."))
        }
        if content.issuer.vatOnDebits, note.vatTreatment == .priceReduction {
            words.append("Option pour le paiement de la taxe d’après les débits.")
        }
        return words + [mentions.latePaymentInterest, mentions.latePaymentFee, mentions.earlyPayment]
    }
}
