import SLA

/// From the base to what a line credits, in words: the same on paper and in e-invoices.
struct CreditArithmetic {
    let line: CreditLine
    let text: LocalText
    /// An amount in the note's currency.
    let money: (Cents) -> String

    private var content: LineContent { line.content }

    /// What of the amount the line leaves out: each reason with its amount.
    struct Deduction {
        /// `moins`, `dont`
        var word: String
        var amount: Cents
        /// `déjà crédités par l’avoir AV-2026-000001`
        var reason: String
    }

    var deductions: [Deduction] {
        var all = content.creditedBefore.map {
            Deduction(
                word: text.pick("moins", "less"), amount: $0.net,
                reason: text.pick(
                    "déjà crédités par l’avoir \($0.number)", "credited by credit note \($0.number)"))
        }
        if content.cutInAll > .zero {
            all.append(
                Deduction(
                    word: text.pick("dont", "of which"), amount: content.cutInAll,
                    reason: text.pick("retranchés par le plafond", "cut by the cap")))
        }
        // The ledger leaves nothing else; should it ever, the sum is right all the same.
        let rest = content.amount - line.net - all.reduce(.zero) { $0 + $1.amount }
        if rest != .zero {
            all.append(
                Deduction(
                    word: text.pick("moins", "less"), amount: rest,
                    reason: text.pick("non compris dans cet avoir", "not part of this credit note")))
        }
        return all
    }

    /// `Disponibilité 99,4696 % pour un objectif de 99,85 %`
    var availability: String {
        if case .downtimeAtMost(let length) = content.target {
            let down = text.words(content.availability.downtime)
            return text.pick(
                "Indisponibilité de \(down) pour un maximum de \(text.words(length))",
                "Downtime of \(down) against a maximum of \(text.words(length))")
        }
        let measured = text.percent(content.availability) ?? ""
        let target = text.target(content.target)
        return text.pick(
            "Disponibilité \(measured) pour un objectif de \(target)",
            "Availability \(measured) against a target of \(target)")
    }

    /// `20 % de 640,00 € HT = 128,00 €, dont 60,00 € retranchés par le plafond : 68,00 €`; several reasons have a line
    /// each.
    var lines: [String] {
        let base = "\(money(line.base)) \(text.pick("HT", "net"))"
        let whole = "\(text.share(content.earned, of: base, money)) = \(money(content.amount))"
        let reasons = deductions.map { "\($0.word) \(money($0.amount)) \($0.reason)" }
        guard let reason = reasons.first else { return [whole] }
        guard reasons.count > 1 else {
            return ["\(whole), \(reason)\(text.pick("\u{A0}: ", ": "))\(money(line.net))"]
        }
        return [whole] + reasons
            + [
                text.pick(
                    "soit \(money(line.net)) par le présent avoir",
                    "leaving \(money(line.net)) for this credit note")
            ]
    }
}
