import Messages
import SLA

extension Explanation {
    /// Why a subscription's month came out as it did, for a terminal; at most 100 columns where the
    /// data allow it. Control characters in the data are escaped.
    package var text: [UInt8] {
        var text = ExplainText(self)
        text.write()
        return text.prose.bytes
    }
}

/// The explanation for a terminal, section by section.
struct ExplainText {
    let explanation: Explanation
    let entry: ReportEntry
    let time: LocalTime
    var prose = Prose()

    init(_ explanation: Explanation) {
        self.explanation = explanation
        entry = explanation.entry
        let changes = entry.zone.pieces(of: entry.statement.period).count > 1
        // Without terms the times are UTC, and nothing else says so.
        time = LocalTime(entry.zone, showsOffset: changes || entry.facts.calendar == nil)
    }

    var statement: MonthStatement { entry.statement }
    func safe(_ text: String) -> String { TerminalText.safe(text) }

    mutating func write() {
        summary()
        if let calendar = entry.facts.calendar, let timeline = entry.judgement.timeline {
            terms(calendar.terms)
            period(calendar)
            coverage(CoverageMakeup(entry.facts, timeline: timeline), calendar.terms)
            outages(
                Evidence(entry.facts, statement: statement, timeline: timeline, terms: calendar.terms),
                calendar.terms)
            if let strips = DayStrips(timeline, facts: entry.facts) { days(strips) }
            classes(calendar.terms)
            availability(calendar.terms)
            credit(calendar.terms)
            otherReading()
        } else if entry.ledger.isTouched {
            prose.heading("Credit (R11 to R14)")
            holds()
            commercial()
        }
        revisions()
    }

    private mutating func summary() {
        let facts = entry.facts
        prose.heading(
            "\(safe(facts.subscription)): \(safe(facts.service)) for customer \(safe(facts.customer))"
                + "\(entry.customerName.map { " (\(safe($0)))" } ?? ""), \(facts.month.text)")
        if facts.calendar != nil { prose.row("availability", availabilityInShort) }
        prose.row("credit", creditInShort)
        prose.row("status", "\(entry.status.rawValue). \(entry.statusSentence)")
        for (index, warning) in entry.warnings.enumerated() {
            prose.row(index == 0 ? "warning" : "", safe(warning))
        }
        for (index, missing) in entry.missingForCredit.enumerated() {
            prose.row(index == 0 ? "missing" : "", "- \(missing)")
        }
    }

    private var availabilityInShort: String {
        guard let percent = statement.availability.percentText else { return "not measurable" }
        guard let target = statement.target, let isMet = statement.isMet else {
            return "\(percent)%; no target"
        }
        return "\(percent)%; target \(target)%: \(isMet ? "met" : "missed")"
    }

    private var creditInShort: String {
        guard let rate = statement.credit.rate, rate != .zero else { return "none" }
        guard let amount = entry.amount else {
            return "\(rate)% of the amount invoiced, which is not known yet"
        }
        let cut = entry.ledger.cutByCap == .zero ? "" : ", after the cap"
        return "\(rate)% of \(entry.money(statement.credit.base)): \(entry.money(amount))\(cut)"
    }

    private mutating func terms(_ terms: Terms) {
        prose.heading("Terms")
        prose.row("version", "\(safe(terms.id)) \(safe(terms.version)), in force from \(terms.effectiveFrom)")
        prose.row("title", safe(terms.title))
        prose.row("source", safe(terms.source))
        if let digest = entry.termsSHA256 { prose.row("sha256", safe(digest)) }
    }

    private mutating func period(_ calendar: MonthCalendar) {
        let facts = entry.facts
        prose.heading("Period (R1)")
        let length = DurationText.clock(statement.classes.period)
        prose.row("from, to", "\(time.text(statement.period)), \(safe(calendar.terms.timeZone)): \(length)")
        for (place, spell) in facts.spells.enumerated() {
            let days = "from \(spell.startsOn) " + (spell.endsOn.map { "to \($0)" } ?? "on, no end")
            let what =
                facts.spells.count == 1
                ? "" : ": \(safe(spell.service)), \(safe(spell.terms)), holidays \(safe(spell.holidays))"
            prose.row(place == 0 ? "in force" : "", days + what)
        }
        let pieces = calendar.zone.pieces(of: statement.period)
        for (before, after) in zip(pieces, pieces.dropFirst()) {
            let offset = LocalTime.offset(before.offset)
            prose.row("clock", "changes from \(offset) at \(time.text(after.interval.lowerBound))")
        }
        if facts.spells.count > 1 {
            prose.paragraph(
                "Hours, holidays and service follow each spell on its days. Target, tiers, credit rules and customer of the "
                    + "month are those of its first spell; the new ones decide from the next month on (R17).")
        }
    }

    private mutating func days(_ strips: DayStrips) {
        prose.heading("Days with covered downtime")
        for line in strips.lines { prose.verbatim("  " + line) }
        prose.verbatim("  " + DayStrips.legend)
        prose.paragraph(
            "One mark is \(strips.minutesPerMark) minutes and shows the first of these classes that occurs in it."
        )
    }

    private mutating func otherReading() {
        let other = statement.otherAvailability
        prose.heading("The other reading of the contract (R15)")
        let name = statement.basis.other == .coverage ? "covered time" : "all time of the period"
        let percent = other.percentText.map { "\($0)%" } ?? "not measurable"
        prose.row(
            statement.basis.other.rawValue,
            "of \(name): \(fraction(other)) = \(percent)"
                + (statement.otherRate.map { ", credit rate \($0)%" } ?? ""))
        guard let rate = statement.credit.rate, let otherRate = statement.otherRate else { return }
        prose.paragraph(
            rate == otherRate
                ? "The reading makes no difference: both give \(rate)%."
                : "The reading decides: \(rate)% by the terms' basis, \(otherRate)% by the other.")
    }

    private mutating func revisions() {
        prose.heading("Assessment")
        let recorded = explanation.recordedAt.map { ", recorded \(time.text($0))" } ?? ""
        let watermark = explanation.watermark.map { ", from the imports up to batch \($0)" } ?? ""
        prose.row("revision", "\(entry.revision)\(recorded)\(watermark)")
        for earlier in explanation.earlierRevisions {
            prose.row(
                "before", "\(earlier.revision), \(time.text(earlier.assessedAt)): \(safe(earlier.difference))"
            )
        }
    }

    /// (B − D) / B in seconds.
    func fraction(_ availability: MeasuredAvailability) -> String {
        "\(DurationText.seconds(availability.up)) / \(DurationText.seconds(availability.base)) s"
    }
}
