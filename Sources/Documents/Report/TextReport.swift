import Messages
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

    package init(on month: Month, to stream: ByteStream) {
        self.month = month
        self.stream = stream
        table = Table([.left, .left, .left, .right, .right, .left, .right, .right, .right, .left])
        table.add([
            "subscription", "customer", "service", "available", "target", "met", "downtime", "rate",
            "amount", "status",
        ])
    }

    package mutating func add(_ entry: ReportEntry) throws {
        totals.add(entry)
        warnings += entry.warnings.map {
            "\(TerminalText.safe(entry.facts.subscription)): \(TerminalText.safe($0))"
        }
        if entry.status == .onHold {
            holds.append("\(TerminalText.safe(entry.facts.subscription)): \(entry.statusSentence)")
        }
        if let standing = entry.ledger.commercial {
            let notes = standing.notes.map(TerminalText.safe).joined(separator: ", ")
            commercial.append(
                "\(TerminalText.safe(entry.facts.subscription)): \(standing.credited) "
                    + "\(TerminalText.safe(standing.currency)) (\(notes))")
        }
        let statement = entry.statement
        let isMeasured = entry.facts.calendar != nil
        let amount = entry.amount.map { amount in
            [amount.description, entry.currency].compactMap { $0 }.joined(separator: " ")
        }
        table.add([
            entry.facts.subscription, entry.facts.customer, entry.facts.service,
            statement.availability.percentText.map { $0 + "%" } ?? "-",
            statement.target.map { "\($0)%" } ?? "-",
            statement.isMet.map { $0 ? "yes" : "no" } ?? "-",
            isMeasured ? DurationText.clock(statement.classes.countedDowntime) : "-",
            statement.credit.rate.map { "\($0)%" } ?? "-",
            amount ?? "-", entry.status.rawValue,
        ])
    }

    package mutating func finish() throws {
        stream.append(line: "Availability and credits, \(month.text)")
        stream.append(line: "")
        for line in summary { stream.append(line: line) }
        stream.append(line: "")
        if totals.subscriptions > 0 {
            for line in table.lines() {
                stream.append(line: line)
                try stream.drainIfFull()
            }
        }
        append(holds, under: "On hold")
        append(commercial, under: "Commercial notes, outside the terms")
        append(warnings, under: "Warnings")
        try stream.drain()
    }

    private mutating func append(_ lines: [String], under heading: String) {
        guard !lines.isEmpty else { return }
        stream.append(line: "")
        stream.append(line: heading)
        for line in lines { stream.append(line: "  \(line)") }
    }

    private var summary: [String] {
        let noun = totals.subscriptions == 1 ? "subscription" : "subscriptions"
        var lines = [
            "\(totals.subscriptions) \(noun): \(totals.met) met the target, \(totals.breached) missed it, "
                + "\(totals.withoutVerdict) without a verdict"
        ]
        if let provisional = totals.byStatus[.provisional] {
            lines.append("The month is not over for \(provisional.subscriptions): those may still change")
        }
        var statuses = Table([.left, .right, .right, .left])
        for (status, total) in totals.statuses {
            let first = total.amounts.inOrder.first
            statuses.add([
                status.rawValue, String(total.subscriptions), first?.amount.description ?? "",
                first?.currency ?? "",
            ])
            for (currency, amount) in total.amounts.inOrder.dropFirst() {
                statuses.add(["", "", amount.description, currency])
            }
        }
        lines += statuses.lines(indent: 2)
        if !totals.issued.isEmpty {
            let amounts = totals.issued.inOrder.map { "\($0.amount) \(TerminalText.safe($0.currency))" }
            lines.append("Credited so far: " + amounts.joined(separator: ", "))
        }
        if !totals.commercial.isEmpty {
            let amounts = totals.commercial.inOrder.map { "\($0.amount) \(TerminalText.safe($0.currency))" }
            lines.append("By commercial notes besides: " + amounts.joined(separator: ", "))
        }
        return lines
    }
}
