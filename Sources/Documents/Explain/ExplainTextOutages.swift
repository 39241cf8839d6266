import SLA

extension ExplainText {
    /// R3 to R6: each outage by itself, with what excuses it.
    mutating func outages(_ evidence: Evidence, _ terms: Terms) {
        let splits = statement.outages
        prose.heading("Outages (R3 to R6): \(splits.isEmpty ? "none in this period" : String(splits.count))")
        for (index, outage) in evidence.outages.enumerated() {
            write(outage, number: index + 1, terms)
        }
        let separately = splits.reduce(0) { $0 + $1.counted }
        if separately > statement.classes.countedDowntime {
            let (sum, once) = (separately, statement.classes.countedDowntime)
            prose.paragraph(
                "Outages overlap: one by one they count \(DurationText.clock(sum)), together "
                    + "\(DurationText.clock(once)), because no instant counts twice (R3).")
        }
        if evidence.excusedYetCounted > 0 {
            prose.paragraph(
                "\(DurationText.clock(evidence.excusedYetCounted)) excused for one outage counts all the same, because "
                    + "another outage, which nothing excuses, was running (R5).")
        }
        guard !evidence.ineffective.isEmpty else { return }
        prose.heading("Excusable events without effect (R5)")
        for ineffective in evidence.ineffective {
            prose.paragraph(
                "\(ineffective.event.cause.rawValue) by \(text(ineffective.event)). No effect: "
                    + ineffective.reason.sentence, hanging: 2)
        }
    }

    private mutating func write(_ evidence: OutageEvidence, number: Int, _ terms: Terms) {
        let outage = evidence.split.outage
        let scope = outage.service.map { "the whole service \(safe($0))" } ?? "this subscription"
        prose.paragraph("\(number). \(safe(outage.source))/\(safe(outage.id)), \(scope)")
        if let summary = outage.summary { prose.row("summary", safe(summary), indent: 5) }
        if let end = outage.endedAt {
            prose.row("from, to", time.text(outage.startedAt..<max(outage.startedAt, end)), indent: 5)
        } else {
            prose.row(
                "from",
                "\(time.text(outage.startedAt)), not known to have ended: lasts to the end of the period",
                indent: 5)
        }
        prose.row("notified", notification(of: outage, terms), indent: 5)
        let length = DurationText.clock(evidence.lasted)
        prose.row(
            "in period", evidence.isCut ? "\(length), \(time.text(evidence.within))" : length, indent: 5)
        part("counted", evidence.split.counted, "")
        excused(evidence, terms)
        let unnotified =
            terms.availability.countedFrom == .notification && outage.notifiedAt != nil
            ? "before the notification" : "would count once notified"
        part("unnotified", evidence.split.unnotified, unnotified)
        part("not covered", evidence.split.outsideCoverage, "")
    }

    private func notification(of outage: Outage, _ terms: Terms) -> String {
        let counted = terms.availability.notificationRequired
        guard let notifiedAt = outage.notifiedAt else {
            return counted ? "no: it does not count (R4)" : "no, and the terms do not require it (R4)"
        }
        return time.text(notifiedAt)
    }

    /// Parts without time are left out.
    private mutating func part(_ name: String, _ microseconds: Int64, _ remark: String) {
        guard microseconds > 0 else { return }
        let length = DurationText.clock(microseconds)
        prose.row("- \(name)", remark.isEmpty ? length : "\(length), \(remark)", indent: 5)
    }

    private mutating func excused(_ evidence: OutageEvidence, _ terms: Terms) {
        for cause in terms.excusable {
            let uses = evidence.events.filter { $0.event.cause == cause }
            guard !uses.isEmpty else { continue }
            let time = evidence.split.excused[cause] ?? 0
            prose.row(
                "- excused",
                "\(DurationText.clock(time)) \(cause.rawValue)"
                    + (time == 0 ? ": already excused in full above (R16)" : ""), indent: 5)
            for use in uses { prose.paragraph("by \(text(use.event))", indent: 21, hanging: 3) }
        }
    }

    /// An event with its scope, interval and evidence.
    private func text(_ event: ExcusableEvent) -> String {
        let scope =
            event.outage.map { "linked to \(safe($0.source))/\(safe($0.id))" } ?? "not linked to an outage"
        return "\(safe(event.source))/\(safe(event.id)), \(scope), "
            + "\(time.text(event.interval)): \(safe(event.evidence))"
    }
}
