package import Messages
import SLA

extension MonthBudget {
    /// For a terminal.
    package func text(_ language: Language, _ ink: Ink = .plain) -> [UInt8] {
        BudgetText(budget: self, text: LocalText(language), ink: ink).bytes
    }
}

/// What may still fail, for people: what it comes to, then an aligned row for each subscription.
private struct BudgetText {
    let budget: MonthBudget
    let text: LocalText
    let ink: Ink

    var bytes: [UInt8] {
        ByteStream.whole { stream in
            for line in heading + [""] + summary { stream.append(line: line) }
            guard !budget.entries.isEmpty else { return }
            stream.append(line: "")
            for line in table.lines(in: ink) { stream.append(line: line) }
            stream.append(line: "")
            for line in remarks { stream.append(line: line) }
        }
    }

    private var heading: [String] {
        // To the second: nobody reads microseconds of now.
        let at = text.instant(budget.instant.toTheSecond, in: budget.time.zone, showsOffset: true)
        return [
            text.pick("Indisponibilité encore admise, ", "What may still fail, ") + text.month(budget.month),
            budget.isOver
                ? text.say(
                    "Le mois est terminé : état à sa fin, d’après ce qui était connu le \(at).",
                    "The month is over: as at its end, from what was known at \(at).")
                : text.say(
                    "État au \(at) : les indisponibilités en cours comptent jusque-là.",
                    "As at \(at): open outages count up to then."),
        ]
    }

    private var summary: [String] {
        guard !budget.entries.isEmpty else {
            return [text.pick("Aucun abonnement n’est en vigueur.", "No subscription is in force.")]
        }
        var lines = [verdicts]
        let open = budget.openOutages
        if open > 0 {
            lines.append(
                open == 1
                    ? text.pick("1 indisponibilité en cours", "1 outage is open")
                    : text.pick("\(open) indisponibilités en cours", "\(open) outages are open"))
        }
        let costs = budget.costs.inOrder.map { text.plainMoney($0.amount, TerminalText.safe($0.currency)) }
        if !costs.isEmpty {
            lines.append(
                text.say("Coût à ce jour : ", "Cost so far: ") + costs.joined(separator: ", ")
                    + text.pick(", avant plafond", ", before the cap"))
        }
        return lines
    }

    private var verdicts: String {
        let count = budget.entries.count
        let subscriptions = text.pick(
            count == 1 ? "1 abonnement" : "\(count) abonnements", counted(count, "subscription"))
        let (within, missed) = (budget.count(.within), budget.count(.missed))
        return text.say(
            "\(subscriptions) : objectif tenu \(within), manqué \(missed), sans objectif \(budget.withoutTarget)",
            "\(subscriptions): \(within) within the target, \(missed) beyond it, \(budget.withoutTarget) without one"
        )
    }

    private var table: Table {
        var table = Table(
            [
                .left, .left, .left, .left, .right, .right, .left, .right, .right, .left, .right, .left,
                .right, .right,
            ])
        table.add([
            text.pick("abonnement", "subscription"), text.pick("client", "customer"),
            text.pick("nom", "name"),
            "service", text.pick("objectif", "target"), text.pick("disponibilité", "available"),
            text.pick("reste", "left"), text.pick("admis", "allowed"), text.pick("utilisé", "used"),
            text.pick("reste avant chaque taux", "left before each rate"), text.pick("taux", "rate"),
            text.pick("base", "base"), text.pick("coût", "cost"), text.pick("en cours", "open"),
        ])
        for entry in budget.entries {
            table.add(cells(of: entry), tones: entry.standing == .missed ? [6: .bad] : [:])
        }
        return table
    }

    private func cells(of entry: BudgetEntry) -> [String] {
        let statement = entry.statement
        let target = statement.budget
        return [
            entry.facts.subscription, entry.facts.customer,
            TerminalText.cut(TerminalText.safe(entry.customerName ?? "-"), to: 30), entry.facts.service,
            statement.target.map { text.target($0) } ?? "-",
            statement.availability.percentText.map { text.percent($0) } ?? "-",
            target.map { left($0) } ?? word(entry.standing),
            target.map { text.words($0.allowed) } ?? "-",
            target.flatMap(\.usedPercentText).map { text.percent($0) } ?? "-",
            tiers(of: entry), statement.credit.earned.map { text.earned($0, entry.base?.currency) } ?? "-",
            base(of: entry),
            entry.cost.flatMap { cost in
                entry.base.map { text.plainMoney(cost, TerminalText.safe($0.currency)) }
            } ?? "-",
            entry.open.isEmpty ? "-" : String(entry.open.count),
        ]
    }

    private func left(_ budget: DowntimeBudget) -> String {
        let words = text.words(budget.left)
        return budget.left < 0
            ? text.pick("dépassé de \(words)", "\(words) over") : text.pick("reste \(words)", "\(words) left")
    }

    private func word(_ standing: BudgetEntry.Standing) -> String {
        switch standing {
        case .missed: text.pick("manqué", "missed")
        case .within: text.pick("tenu", "within")
        case .noCommitment: text.pick("sans objectif", "no target")
        case .notMeasurable: text.pick("non mesurable", "not measurable")
        case .noTerms: text.pick("sans conditions", "no terms")
        }
    }

    /// The tiers that are not reached yet: `5%: 4 min 48 s, 10%: 51 min`.
    private func tiers(of entry: BudgetEntry) -> String {
        let ahead = entry.tiers.filter { $0.budget.left >= 0 }.map {
            text.say(
                "\(text.worth($0.tier.worth)) : \(text.words($0.budget.left))",
                "\(text.worth($0.tier.worth)): \(text.words($0.budget.left))")
        }
        return ahead.isEmpty ? "-" : ahead.joined(separator: ", ")
    }

    /// With its month where that is another one.
    private func base(of entry: BudgetEntry) -> String {
        guard let base = entry.base else { return "-" }
        let amount = text.plainMoney(base.amount, TerminalText.safe(base.currency))
        return base.month == budget.month ? amount : "\(amount) (\(base.month))"
    }

    private var remarks: [String] {
        var lines = [
            text.say(
                "Reste : l’indisponibilité comptée qui peut encore survenir sans manquer l’objectif, ou sans atteindre le "
                    + "taux.",
                "Left: the counted downtime that may still come without missing the target, or without reaching the rate."
            ),
            text.say(
                "Coût : taux à ce jour sur les factures du mois, sinon sur celles du dernier mois facturé, indiqué à côté.",
                "Cost: the rate of today on the month's invoices, else on those of the last invoiced month, named beside."
            ),
        ]
        if budget.entries.contains(where: { $0.isOnRequest == true && ($0.cost ?? .zero) > .zero }) {
            lines.append(
                text.say(
                    "Un avoir sur demande n’est dû que si le client le demande.",
                    "A credit on request is due only when the customer asks for it."))
        }
        let missing = budget.withoutInvoice
        if missing > 0 {
            lines.append(
                missing == 1
                    ? text.pick(
                        "1 abonnement atteint un taux et n’a pas de facture.",
                        "1 subscription has reached a rate and has no invoice.")
                    : text.pick(
                        "\(missing) abonnements atteignent un taux et n’ont pas de facture.",
                        "\(missing) subscriptions have reached a rate and have no invoice."))
        }
        return lines
    }
}
