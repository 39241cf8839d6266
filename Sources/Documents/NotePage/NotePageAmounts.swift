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
        let arithmetic = arithmetic(of: line)
        var details = [arithmetic.availability] + arithmetic.lines
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

    func arithmetic(of line: CreditLine) -> CreditArithmetic {
        CreditArithmetic(line: line, text: text, money: money)
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
        let mentions = content.issuer.mentions
        return switch note.vatTreatment {
        case .priceReduction: exemption.map { $0.reason.hasSuffix(".") ? $0.reason : $0.reason + "." }
        case .netOfTax:
            mentions.netOfTax ?? pick("Avoir net de taxe.", "Credit net of tax (avoir net de taxe).")
        case .indemnity:
            mentions.indemnity
                ?? pick(
                    "Indemnité hors champ de TVA.",
                    "Indemnity outside the scope of VAT (hors champ de TVA).")
        }
    }

    /// What the law wants said, in the words of the issuer.
    var mentions: [String] {
        let mentions = content.issuer.mentions
        var words = [content.settlement.map { SettlementText.of($0, mentions, text) }].compactMap(\.self)
        if content.issuer.vatOnDebits, note.vatTreatment == .priceReduction {
            words.append("Option pour le paiement de la taxe d’après les débits.")
        }
        return words + [mentions.latePaymentInterest, mentions.latePaymentFee, mentions.earlyPayment]
            + [mentions.other].compactMap(\.self)
    }
}
