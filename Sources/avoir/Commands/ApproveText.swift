import Documents
import Messages
import SLA
import Store

/// A saved plan in words, and what was said of it.
struct ApproveText {
    let text: LocalText
    let plan: SavedPlan
    let credits: [SavedPlan.Credit]

    var whole: String {
        ([heading] + (plan.commercial.map(note) ?? month) + [said]).map { $0 + "\n" }.joined()
    }

    private var heading: String {
        let by = TerminalText.safe(plan.savedBy)
        return text.pick("plan \(plan.plan), enregistré par \(by)", "plan \(plan.plan), saved by \(by)")
    }

    private func contents(_ french: String, _ english: String) -> String {
        text.pick(
            "\(text.month(plan.month)), date d’émission \(text.date(plan.date)), \(french)",
            "\(plan.month), issue date \(plan.date), \(english)")
    }

    private var month: [String] {
        var table = Table([.left, .right, .left, .left])
        for credit in credits {
            table.add([
                credit.subscription, text.plainMoney(credit.credit, credit.currency),
                TerminalText.cut(credit.customerName, to: 32), text.outcome(credit.outcome),
            ])
        }
        let french = "\(plan.notes) avoir\(plan.notes > 1 ? "s" : "")"
        return [contents(french, counted(plan.notes, "credit note"))] + table.lines(indent: 2)
            + (credits.isEmpty ? [] : ["  \(credits.total(text))"])
    }

    private func note(_ commercial: SavedPlan.Commercial) -> [String] {
        let order = commercial.order
        var table = Table([.left, .left])
        table.add([
            text.pick("abonnement", "subscription"), "\(order.subscription), \(commercial.customerName)",
        ])
        table.add([
            text.pick("hors taxes", "net"),
            "\(text.plainMoney(order.amount, commercial.currency)), \(text.treatment(order.treatment))",
        ])
        table.add([text.pick("motif", "reason"), order.reason])
        if let reason = order.internalReason {
            table.add([text.pick("motif interne", "internal reason"), reason])
        }
        return [contents("1 avoir commercial", "1 commercial note")] + table.lines(indent: 2)
    }

    private var said: String {
        if plan.isIssued { return text.pick("Il est émis.", "It is issued.") }
        guard let verdict = plan.verdict else {
            return text.pick(
                "Personne ne l’a encore approuvé ni rejeté.", "Nobody has approved or rejected it yet.")
        }
        let (by, why) = (TerminalText.safe(verdict.by), TerminalText.safe(verdict.reason ?? ""))
        return verdict.approves
            ? text.say(
                "Approuvé par \(by). Pour l’émettre : \(plan.command)",
                "Approved by \(by). \(plan.command) issues it.")
            : text.say("Rejeté par \(by) : ", "Rejected by \(by): ") + why
    }
}

extension LocalText {
    /// What becomes of a planned credit, in a word or two; empty where it is simply credited.
    fileprivate func outcome(_ outcome: PlannedCredit.Outcome) -> String {
        switch outcome {
        case .credited: ""
        case .cut: pick("réduit", "cut")
        case .cappedOut: pick("plafond épuisé", "capped out")
        case .held: pick("retenu", "held")
        case .undecided: pick("à décider", "undecided")
        case .needsReversal: pick("annulation nécessaire", "needs reversal")
        case .onHold: pick("suspendu", "on hold")
        case .incomplete: pick("incomplet", "incomplete")
        }
    }
}
