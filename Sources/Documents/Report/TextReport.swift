package import Messages
package import SLA

/// The report for a terminal: what it comes to, then one aligned row per subscription.
///
/// The columns' widths are only known at the end: rows are kept until then, as short cells.
package struct TextReport: MonthReport {
    private var stream: ByteStream
    private let month: Month
    private var totals = ReportTotals()
    private var table: Table
    private var holds: [String] = []
    private var commercial: [String] = []
    private var warnings: [String] = []

    private let text: LocalText
    private let states: StatusText
    private let ink: Ink

    package init(
        on month: Month, in language: Language = .english, _ ink: Ink = .plain, to stream: ByteStream
    ) {
        self.ink = ink
        self.month = month
        self.stream = stream
        text = LocalText(language)
        states = StatusText(language)
        table = Table([.left, .left, .left, .left, .right, .right, .left, .right, .right, .right, .left])
        table.add(
            language == .french
                ? [
                    "abonnement", "client", "nom", "service", "disponible", "objectif", "tenu",
                    "indisponible",
                    "taux", "montant", "état",
                ]
                : [
                    "subscription", "customer", "name", "service", "available", "target", "met", "downtime",
                    "rate", "amount", "status",
                ])
    }

    package mutating func add(_ entry: ReportEntry) throws {
        totals.add(entry)
        warnings += entry.warnings.map {
            "\(TerminalText.safe(entry.facts.subscription)): \(TerminalText.safe($0))"
        }
        if entry.status == .onHold {
            holds.append("\(TerminalText.safe(entry.facts.subscription)): \(sentence(entry))")
        }
        if let standing = entry.ledger.commercial {
            let notes = standing.notes.map(TerminalText.safe).joined(separator: ", ")
            commercial.append(
                "\(TerminalText.safe(entry.facts.subscription)): "
                    + "\(text.amount(standing.credited, standing.currency)) (\(notes))")
        }
        let statement = entry.statement
        let isMeasured = entry.facts.calendar != nil
        let amount = entry.amount.map { amount in
            entry.currency.map { text.amount(amount, $0) }
                ?? text.pick(
                    text.decimal(amount.description), amount.description)
        }
        table.add(
            [
                entry.facts.subscription, entry.facts.customer,
                entry.customerName.map { TerminalText.cut($0, to: 24) } ?? "-", entry.facts.service,
                statement.availability.percentText.map { percent($0) } ?? "-",
                statement.target.map { text.target($0) } ?? "-",
                statement.isMet.map { $0 ? text.pick("oui", "yes") : text.pick("non", "no") } ?? "-",
                isMeasured ? plain(DurationText.clock(statement.classes.countedDowntime)) : "-",
                statement.credit.earned.map { text.earned($0, entry.currency) } ?? "-",
                amount ?? "-", name(entry.status),
            ], tones: tones(entry))
    }

    private func tones(_ entry: ReportEntry) -> [Int: Ink.Tone] {
        var tones: [Int: Ink.Tone] = [:]
        tones[6] = entry.statement.isMet.map { $0 ? .good : .bad }
        tones[10] = entry.status.tone
        return tones
    }

    package mutating func finish() throws {
        stream.append(
            line: text.pick(
                "Disponibilité et avoirs, \(text.month(month))", "Availability and credits, \(month.text)"))
        stream.append(line: "")
        for line in summary { stream.append(line: line) }
        stream.append(line: "")
        if totals.subscriptions > 0 {
            for line in table.lines(in: ink) {
                stream.append(line: line)
                try stream.drainIfFull()
            }
        }
        append(holds, under: text.pick("Suspendus", "On hold"))
        append(
            commercial,
            under: text.pick("Avoirs commerciaux, hors conditions", "Commercial notes, outside the terms"))
        append(warnings, under: text.pick("Avertissements", "Warnings"))
        try stream.drain()
    }

    private mutating func append(_ lines: [String], under heading: String) {
        guard !lines.isEmpty else { return }
        stream.append(line: "")
        stream.append(line: heading)
        for line in lines { stream.append(line: "  \(line)") }
    }

    private var summary: [String] {
        let count = totals.subscriptions
        var lines = [
            text.say(
                "\(count) \(count > 1 ? "abonnements" : "abonnement") : objectif tenu \(totals.met), manqué "
                    + "\(totals.breached), sans verdict \(totals.withoutVerdict)",
                "\(count) \(count == 1 ? "subscription" : "subscriptions"): \(totals.met) met the target, "
                    + "\(totals.breached) missed it, \(totals.withoutVerdict) without a verdict")
        ]
        if let provisional = totals.byStatus[.provisional] {
            lines.append(
                text.say(
                    "Le mois n’est pas terminé pour \(provisional.subscriptions) : ils peuvent encore changer",
                    "The month is not over for \(provisional.subscriptions): those may still change"))
        }
        var statuses = Table([.left, .right, .right, .left])
        for (status, total) in totals.statuses {
            let first = total.amounts.inOrder.first
            statuses.add([name(status), String(total.subscriptions)] + (first.map(cells) ?? []))
            for total in total.amounts.inOrder.dropFirst() { statuses.add(["", ""] + cells(total)) }
        }
        lines += statuses.lines(indent: 2)
        if !totals.issued.isEmpty {
            lines.append(text.say("Crédité à ce jour : ", "Credited so far: ") + amounts(totals.issued))
        }
        if !totals.commercial.isEmpty {
            lines.append(
                text.say("En plus, par avoirs commerciaux : ", "By commercial notes besides: ")
                    + amounts(totals.commercial))
        }
        return lines
    }

    /// An amount and its currency, in two columns where programs' spelling is used.
    private func cells(_ total: (currency: String, amount: Cents)) -> [String] {
        text.language == .french
            ? [text.amount(total.amount, total.currency)] : [total.amount.description, total.currency]
    }

    /// Numbers as the language writes them; in English as programs do, without grouping.
    private func plain(_ number: String) -> String {
        text.language == .french ? number.replacing(".", with: ",") : number
    }

    private func percent(_ number: String) -> String { text.percent(number) }

    /// In English the word of the JSON report.
    private func name(_ status: CreditStatus) -> String {
        text.language == .french ? states.name(status) : status.rawValue
    }

    private func sentence(_ entry: ReportEntry) -> String {
        states.sentence(entry)
    }

    private func amounts(_ amounts: [String: Cents]) -> String { text.amounts(amounts) }
}
