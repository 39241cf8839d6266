import SLA

extension ExplainText {
    /// R16: every class, and that they sum to the period.
    mutating func classes(_ terms: Terms) {
        let classes = statement.classes
        prose.heading("Classes of every instant (R16)")
        var table = Table([.left, .right, .right, .left])
        func add(_ name: String, _ time: Int64) {
            table.add([name, DurationText.clock(time), DurationText.seconds(time), "s"])
        }
        add("outside_hours", classes.outsideHours)
        add("holiday", classes.holiday)
        add("planned_maintenance", classes.plannedMaintenance)
        add("counted_downtime", classes.countedDowntime)
        for cause in terms.excusable {
            if let time = classes.excused[cause] { add("excused: \(cause.rawValue)", time) }
        }
        add("unnotified_downtime", classes.unnotifiedDowntime)
        add("available", classes.available)
        add("sum", classes.period)
        add("period", statement.period.microseconds)
        prose.table(table)
    }

    /// R7 to R10: the exact fraction, the target, the tier, and how far the next ones are.
    mutating func availability(_ terms: Terms) {
        let availability = statement.availability
        let basis = statement.basis == .coverage ? "covered time" : "all time of the period"
        prose.heading("Availability (R7, R8)")
        prose.row("B, \(statement.basis.rawValue)", "\(DurationText.clock(availability.base)), \(basis)")
        prose.row("D", "\(DurationText.clock(availability.downtime)), counted downtime")
        guard let percent = availability.percentText else {
            return prose.row("(B - D) / B", "not measurable: B is 0")
        }
        prose.row("(B - D) / B", "\(fraction(availability)) = \(percent)%, printed truncated")
        guard let margins = DistanceToTarget(statement, terms: terms), let target = statement.target else {
            return prose.row("target", "none: measured, never credited")
        }
        let distance = availability.downtime - margins.mostDowntimeMeetingTarget
        let most = DurationText.clock(margins.mostDowntimeMeetingTarget)
        prose.row(
            "target",
            distance > 0
                ? "at least \(target)%: missed by \(DurationText.clock(distance)); the most allowed is \(most) (R9)"
                : "at least \(target)%: met, with \(DurationText.clock(-distance)) to spare of \(most) (R9)")
        prose.row(
            "tier",
            margins.tier.map { "below \($0.below)%: credit of \($0.rate)% (R10)" } ?? "none reached (R10)")
        guard let next = margins.next else { return }
        let name = "below \(next.tier.below)%: \(next.tier.rate)%"
        prose.row(
            "next tier",
            next.isWithinReach
                ? "\(name), reached with \(DurationText.clock(next.moreDowntime)) more counted downtime"
                : "\(name), out of reach: the covered time is too short")
    }

    /// R11 to R14: base, rate and amount, the request, the cap, and what was issued.
    mutating func credit(_ terms: Terms) {
        prose.heading("Credit (R11 to R14)")
        base()
        let decision = statement.credit
        if let rate = decision.rate, let base = decision.base, let amount = decision.amount {
            let isExact = Int128(rate.millionths) * Int128(base.amount) % 100_000_000 == 0
            let rounded = isExact ? "" : ", rounded half up to the cent"
            prose.row("amount", "\(rate)% of \(entry.money(base)) = \(entry.money(amount))\(rounded) (R11)")
        }
        if let credit = terms.credit {
            prose.row("request", request(credit))
            if let cap = credit.cap {
                let excess =
                    switch cap.excess {
                    case .forfeited: "the excess is cut"
                    case .held: "a credit that exceeds it waits"
                    }
                prose.row(
                    "cap",
                    "\(cap.rate)% of the base in any \(cap.consecutiveDays) consecutive days, decided at issue; "
                        + "\(excess) (R13)")
            }
        } else {
            prose.row("terms", "no credit is promised")
        }
        holds()
        if entry.ledger.cutByCap != .zero {
            prose.row("cut by cap", entry.money(entry.ledger.cutByCap))
        }
        if entry.ledger.credited != .zero || !entry.ledger.notes.isEmpty {
            let notes = entry.ledger.notes.map(safe).joined(separator: ", ")
            prose.row(
                "credited", "\(entry.money(entry.ledger.credited)) (\(notes.isEmpty ? "no note" : notes))")
        }
        commercial()
    }

    /// Each hold of the month and its release.
    mutating func holds() {
        for event in entry.ledger.holds {
            let at = LocalTime(entry.zone).text(event.at)
            prose.row(event.action.rawValue, "\(at), by \(safe(event.by)): \(safe(event.reason))")
        }
    }

    /// What is credited besides, outside the terms.
    mutating func commercial() {
        guard let commercial = entry.ledger.commercial else { return }
        let notes = commercial.notes.map(safe).joined(separator: ", ")
        prose.row(
            "commercial",
            "\(commercial.credited) \(safe(commercial.currency)) besides, outside the terms (\(notes))")
    }

    private mutating func base() {
        let invoices = entry.facts.invoices
        guard let base = statement.credit.base else {
            let reason =
                invoices.isEmpty
                ? "no invoice for this month"
                : "none: the month's \(invoices.count) invoice lines exceed every amount"
            return prose.row("base", "\(reason) (R11)")
        }
        for (index, line) in invoices.enumerated() {
            prose.row(
                index == 0 ? "invoiced" : "",
                "\(line.amount) \(safe(line.currency)), \(safe(line.invoice)) of \(line.issuedOn), VAT \(line.vatRate)%"
            )
        }
        prose.row("base", "\(entry.money(base)) before tax (R11)")
    }

    private func request(_ credit: Terms.Credit) -> String {
        guard credit.onRequest else { return "not needed" }
        let deadline = entry.lastDayForRequest.map { "last day \(LocalTime.text($0))" } ?? "no deadline"
        guard let request = entry.facts.request else { return "none recorded, \(deadline) (R12)" }
        let reference = request.reference.map { " (\(safe($0)))" } ?? ""
        return "of \(LocalTime.text(request.requestedOn))\(reference), \(deadline) (R12)"
    }
}
