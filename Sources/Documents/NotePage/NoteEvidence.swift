import SLA

/// The facts of a month, checked to be those behind a line's frozen numbers.
struct NoteEvidence {
    let entry: ReportEntry
    let calendar: MonthCalendar
    let timeline: Timeline

    /// nil when the entry is another month's or subscription's, was judged under other terms, or measures
    /// something else than what the line froze: a picture must not contradict the document that it explains.
    init?(_ entry: ReportEntry, behind line: CreditLine) {
        let content = line.content
        guard let calendar = entry.facts.calendar, let timeline = entry.judgement.timeline,
            entry.facts.subscription == line.subscription, entry.facts.month == line.month,
            calendar.terms.id == content.terms.id, calendar.terms.version == content.terms.version,
            entry.statement.basis == content.basis, entry.statement.availability == content.availability
        else { return nil }
        self.entry = entry
        self.calendar = calendar
        self.timeline = timeline
    }

    var zone: Zone { calendar.zone }
    var classes: Classes { entry.statement.classes }
    var terms: Terms { calendar.terms }

    /// When any outage ran, covered or not.
    var down: InstantSet {
        let period = timeline.period
        return entry.statement.outages.reduce(into: InstantSet()) { down, split in
            let interval = split.outage.interval(until: period.upperBound).clamped(to: period)
            down.formUnion(InstantSet(interval).intersection(entry.facts.scope(of: split.outage.service)))
        }
    }

    /// When an outage ran outside coverage, which counts for nothing.
    var downOutsideCoverage: InstantSet { down.subtracting(timeline.covered) }

    /// All the time that some cause excuses.
    var excused: InstantSet {
        timeline.excused.values.reduce(into: InstantSet()) { $0.formUnion($1) }
    }
}
