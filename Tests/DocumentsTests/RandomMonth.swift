import Documents
import SLA
import TestSupport

extension SubscriptionMonth {
    /// Any month: several kinds of terms, outages that overlap and cross its ends, every cause.
    static func random(_ subscription: String, using random: inout SeededGenerator) -> SubscriptionMonth {
        let months = ["2026-03", "2026-05", "2026-10", "2026-11"].map(Samples.month)
        let month = months[Int.random(in: 0..<months.count, using: &random)]
        var terms = Samples.axantis
        terms.availability.basis = Bool.random(using: &random) ? .coverage : .calendar
        terms.availability.notificationRequired = Bool.random(using: &random)
        terms.availability.countedFrom = Bool.random(using: &random) ? .outageStart : .notification
        terms.coverage.excludesPlannedMaintenance = Bool.random(using: &random)
        terms.coverage.excludesPublicHolidays = Bool.random(using: &random)
        terms.excusable.shuffle(using: &random)
        terms.excusable.removeLast(Int.random(in: 0...3, using: &random))
        if Int.random(in: 0..<5, using: &random) == 0 { terms.availability.target = nil }
        if Int.random(in: 0..<3, using: &random) == 0 {
            terms.coverage.weekly = Weekday.allCases.map {
                Terms.WeeklyWindow(day: $0, from: 0, to: Microseconds.perDay)
            }
        }
        let hasTerms = Int.random(in: 0..<8, using: &random) > 0
        let calendar = hasTerms ? Samples.calendar(terms, month: month) : nil
        var facts = Samples.facts(subscription, calendar: calendar)
        facts.month = month
        facts.isOver = Int.random(in: 0..<4, using: &random) > 0
        if Bool.random(using: &random) {
            facts.spells[0].endsOn = month.firstDay.adding(days: .random(in: 0..<40, using: &random))
        }
        let names = (0..<Int.random(in: 0..<8, using: &random)).map {
            OutageName(source: "noc", id: "INC-\($0)")
        }
        facts.outages = names.map { name in
            let interval = interval(around: month, using: &random)
            return Outage(
                source: name.source, id: name.id, startedAt: interval.lowerBound,
                endedAt: Bool.random(using: &random) ? interval.upperBound : nil,
                notifiedAt: Bool.random(using: &random) ? interval.lowerBound : nil)
        }
        facts.excusableEvents = (0..<Int.random(in: 0..<8, using: &random)).map { number in
            ExcusableEvent(
                source: "noc", id: "EX-\(number)",
                cause: Cause.allCases[Int.random(in: 0..<7, using: &random)],
                interval: interval(around: month, using: &random), evidence: "ticket \(number)",
                outage: Bool.random(using: &random) ? names.randomElement(using: &random) : nil)
        }
        facts.maintenance = (0..<Int.random(in: 0..<4, using: &random)).map {
            Maintenance(source: "noc", id: "MW-\($0)", interval: interval(around: month, using: &random))
        }
        if Bool.random(using: &random) {
            facts.invoices = [Samples.invoice(.random(in: -9..<1_000_000, using: &random))]
        }
        if Bool.random(using: &random) {
            facts.request = CreditRequest(requestedOn: month.lastDay.adding(days: 3))
        }
        return facts
    }

    private static func interval(around month: Month, using random: inout SeededGenerator) -> Interval {
        let first = Int64(month.firstDay.daysSinceEpoch) * Microseconds.perDay
        let start =
            first + Int64.random(in: -3 * Microseconds.perDay..<32 * Microseconds.perDay, using: &random)
        let length = Int64.random(in: 1..<50 * Microseconds.perHour, using: &random)
        return Instant(microseconds: start)..<Instant(microseconds: start + length)
    }
}
