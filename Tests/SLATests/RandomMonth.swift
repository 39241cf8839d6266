import SLA
import TestSupport

extension SubscriptionMonth {
    /// Any month with terms: outages that overlap and cross its ends, every cause, days in force cut at either end, spells
    /// with other hours, holidays and services, special hours, maintenance announced early, late and not at all.
    static func random(_ random: inout SeededGenerator) -> SubscriptionMonth {
        let months = ["2026-03", "2026-05", "2026-10"]
        let month = SLATests.month(months.randomElement(using: &random) ?? "2026-05")
        let needsNotification = Int.random(in: 0..<4, using: &random) > 0
        func terms(_ random: inout SeededGenerator) -> Terms {
            axantis(
                weekly: Bool.random(using: &random) ? officeHours : always,
                holidays: Bool.random(using: &random), maintenance: Bool.random(using: &random),
                basis: Bool.random(using: &random) ? .coverage : .calendar,
                notificationRequired: needsNotification,
                countedFrom: needsNotification && Bool.random(using: &random) ? .notification : .outageStart,
                excusable: Array(Cause.allCases.shuffled(using: &random).prefix(5)))
        }
        func service(_ random: inout SeededGenerator) -> String? {
            [nil, "ivr", "sms"].randomElement(using: &random) ?? nil
        }
        let deciding = terms(&random)
        let count = Int.random(in: 0...8, using: &random)
        let outages = (0..<count).map { number in
            var outage = Outage.random(
                &random, in: month, id: "O\(number)", notified: Int.random(in: 0..<4, using: &random) > 0)
            outage.service = service(&random)
            return outage
        }
        let events = (0..<Int.random(in: 0...8, using: &random)).map { index in
            ExcusableEvent(
                source: "desk", id: "X\(index)",
                cause: Cause.allCases.randomElement(using: &random) ?? .forceMajeure,
                interval: .random(&random, in: month), evidence: "e",
                outage: Bool.random(using: &random) || count == 0
                    ? nil : OutageName(source: "noc", id: "O\(Int.random(in: 0..<count, using: &random))"),
                service: service(&random))
        }
        let works = (0..<Int.random(in: 0...3, using: &random)).map { number in
            let interval = Interval.random(&random, in: month)
            let announced = [nil, 0, 1, -hour].randomElement(using: &random) ?? nil
            return Maintenance(
                source: "m", id: "M\(number)", interval: interval,
                announcedAt: announced.map { interval.lowerBound + $0 }, service: service(&random))
        }
        let isCut = Int.random(in: 0..<4, using: &random) == 0
        var facts = facts(
            month, deciding,
            startsOn: isCut ? month.firstDay.adding(days: .random(in: -5...33, using: &random)) : nil,
            endsOn: isCut ? month.firstDay.adding(days: .random(in: -5...33, using: &random)) : nil,
            isOver: Bool.random(using: &random), outages: outages, excusable: events, maintenance: works)
        if Bool.random(using: &random) { facts.addSpells(of: deciding, terms, using: &random) }
        return facts
    }

    /// Cuts the month into spells, with a gap now and then.
    private mutating func addSpells(
        of deciding: Terms, _ terms: (inout SeededGenerator) -> Terms, using random: inout SeededGenerator
    ) {
        let days = Set((0...2).map { _ in Int.random(in: 0..<month.length, using: &random) }).sorted()
        spells = zip(days, days.dropFirst() + [month.length]).map { from, next in
            var own = deciding
            own.coverage = terms(&random).coverage
            let special = (0..<Int.random(in: 0...2, using: &random)).map { _ in
                let windows: [Range<Int64>] =
                    [[], [0..<(24 * hour)], [(7 * hour)..<(9 * hour), (8 * hour)..<(20 * hour)]]
                    .randomElement(using: &random) ?? []
                let date = month.firstDay.adding(days: .random(in: 0..<month.length, using: &random))
                return SpecialDay(date: date, windows: windows, name: "s")
            }
            let length = Int.random(in: 0..<(next - from), using: &random)
            let isCut = Int.random(in: 0..<3, using: &random) == 0
            return spell(
                month, own, service: Bool.random(using: &random) ? "ivr" : "sms",
                holidays: ComputedCalendar.allCases.randomElement(using: &random) ?? .france,
                special: Dictionary(grouping: special, by: \.date).compactMap(\.value.first),
                startsOn: month.firstDay.adding(days: from),
                endsOn: month.firstDay.adding(days: isCut ? from + length : next - 1))
        }
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
