import SLA
import TestSupport

extension SubscriptionMonth {
    /// Any month with terms: outages that overlap and cross its ends, every cause, days in force cut at either end.
    static func random(_ random: inout SeededGenerator) -> SubscriptionMonth {
        let months = ["2026-03", "2026-05", "2026-10"]
        let month = SLATests.month(months.randomElement(using: &random) ?? "2026-05")
        let needsNotification = Int.random(in: 0..<4, using: &random) > 0
        let terms = axantis(
            weekly: Bool.random(using: &random) ? officeHours : always,
            holidays: Bool.random(using: &random), maintenance: Bool.random(using: &random),
            basis: Bool.random(using: &random) ? .coverage : .calendar,
            notificationRequired: needsNotification,
            countedFrom: needsNotification && Bool.random(using: &random) ? .notification : .outageStart,
            excusable: Array(Cause.allCases.shuffled(using: &random).prefix(5)))
        let count = Int.random(in: 0...8, using: &random)
        let outages = (0..<count).map {
            Outage.random(
                &random, in: month, id: "O\($0)", notified: Int.random(in: 0..<4, using: &random) > 0)
        }
        let events = (0..<Int.random(in: 0...8, using: &random)).map { index in
            ExcusableEvent(
                source: "desk", id: "X\(index)",
                cause: Cause.allCases.randomElement(using: &random) ?? .forceMajeure,
                interval: .random(&random, in: month), evidence: "e",
                outage: Bool.random(using: &random) || count == 0
                    ? nil : OutageName(source: "noc", id: "O\(Int.random(in: 0..<count, using: &random))"))
        }
        let works = (0..<Int.random(in: 0...3, using: &random)).map {
            Maintenance(source: "m", id: "M\($0)", interval: .random(&random, in: month))
        }
        let isCut = Int.random(in: 0..<4, using: &random) == 0
        return facts(
            month, terms,
            startsOn: isCut ? month.firstDay.adding(days: .random(in: -5...33, using: &random)) : nil,
            endsOn: isCut ? month.firstDay.adding(days: .random(in: -5...33, using: &random)) : nil,
            isOver: Bool.random(using: &random), outages: outages, excusable: events, maintenance: works)
    }
}

extension Outage {
    static func random(_ random: inout SeededGenerator, in month: Month, id: String, notified: Bool) -> Outage
    {
        let interval = Interval.random(&random, in: month)
        return Outage(
            source: "noc", id: id, startedAt: interval.lowerBound,
            endedAt: Int.random(in: 0..<10, using: &random) == 0 ? nil : interval.upperBound,
            notifiedAt: notified
                ? interval.lowerBound + Int64.random(in: 0...(3 * hour), using: &random) : nil)
    }
}

extension Interval {
    /// Begins within a day and a half of the month, and lasts up to two and a half days.
    static func random(_ random: inout SeededGenerator, in month: Month) -> Interval {
        let start =
            Zone.utc.start(of: month.firstDay) + (-30 * hour)
            + Int64.random(in: 0...(800 * hour), using: &random)
        return start..<(start + Int64.random(in: 1...(60 * hour), using: &random))
    }
}
