import SLA
import Testing

/// May 2026: 17 days of ten hours; the 1st, 8th, 14th and 25th are holidays.
@Suite("R1, R17: spells")
struct SpellTests {
    private static let first = month("2025-06").firstDay

    private func day(_ day: Int) -> LocalDate { may.firstDay.adding(days: day - 1) }

    /// Two spells, the second one from Tuesday the 12th.
    private func changed(
        _ second: Terms = axantis(), service: String = "ivr", holidays: ComputedCalendar = .france,
        endsOn: Int = 11, special: [SpecialDay] = [], outages: [Outage] = [],
        excusable: [ExcusableEvent] = [],
        maintenance: [Maintenance] = [], first: Terms = axantis()
    ) -> SubscriptionMonth {
        var facts = facts(may, first, outages: outages, excusable: excusable, maintenance: maintenance)
        var deciding = first
        deciding.coverage = second.coverage
        facts.spells = [
            spell(may, first, startsOn: Self.first, endsOn: day(endsOn)),
            spell(may, deciding, service: service, holidays: holidays, special: special, startsOn: day(12)),
        ]
        facts.spells[1].customer = "D"
        return facts
    }

    private func outage(
        _ id: String, _ start: Instant, _ end: Instant?, service: String? = nil
    ) -> Outage {
        var outage = SLATests.outage(id, start, end)
        outage.service = service
        return outage
    }

    @Test("the hours of a new plan count from its first instant, its target and tiers do not")
    func hours() {
        let down = [outage("O", local(5, 11, 17), local(5, 12, 2))]
        let before = judge(changed(outages: down)).statement
        #expect(before.classes.countedDowntime == 1 * hour)
        let after = judge(
            changed(axantis(weekly: always, target: .atLeast(percent(50_000_000))), outages: down)
        ).statement
        // One hour by the hours of the first plan, two by those of the second.
        #expect(after.classes.countedDowntime == 3 * hour)
        #expect(after.target == .atLeast(percent(99_850_000)))
        // Five days of ten hours, then twenty around the clock but two holidays.
        #expect(after.classes.covered == (5 * 10 + 18 * 24) * hour)
        #expect(after.classes.period == 31 * 24 * hour)
    }

    @Test(
        "a service's outages, maintenance and events are in scope on the days on which it is the subscription's"
    )
    func services() {
        let outages = [
            outage("A1", local(5, 11, 9), local(5, 11, 10), service: "ivr"),
            outage("A2", local(5, 18, 9), local(5, 18, 10), service: "ivr"),
            outage("B1", local(5, 11, 14), local(5, 11, 16), service: "sms"),
            outage("B2", local(5, 18, 14), local(5, 18, 16), service: "sms"),
            outage("own", local(5, 12, 9), local(5, 12, 9, 30)),
            // It runs over the change: an hour of it is of the service that the subscription had then.
            outage("C", local(5, 11, 17), local(5, 18, 12), service: "ivr"),
        ]
        var event = event(.forceMajeure, local(5, 18, 15), local(5, 18, 16))
        event.service = "sms"
        var other = SLATests.event(.forceMajeure, local(5, 18, 14), local(5, 18, 16))
        other.service = "ivr"
        var work = Maintenance(source: "m", id: "M", interval: local(5, 18, 14)..<local(5, 18, 14, 15))
        work.service = "sms"
        let statement = judge(
            changed(service: "sms", outages: outages, excusable: [event, other], maintenance: [work])
        ).statement
        #expect(statement.classes.plannedMaintenance == hour / 4)
        #expect(statement.classes.excused == [.forceMajeure: hour])
        #expect(statement.classes.countedDowntime == hour + hour + hour / 2 + hour * 3 / 4)
        #expect(statement.outages.map(\.outage.id) == ["A1", "C", "own", "B2"])
        #expect(statement.outages.map(\.counted) == [hour, hour, hour / 2, hour * 3 / 4])
        #expect(statement.outages[1].outsideCoverage == 6 * hour)
    }

    @Test("days between spells are not in force, and are neither up nor down")
    func gap() {
        let down = [outage("O", local(5, 7, 17), local(5, 12, 9))]
        let judgement = judge(changed(endsOn: 7, outages: down))
        #expect(judgement.statement.classes.period == 27 * 24 * hour)
        #expect(judgement.statement.classes.covered == 16 * 10 * hour)
        #expect(judgement.statement.classes.countedDowntime == 2 * hour)
        #expect(judgement.statement.outages.map { $0.counted + $0.outsideCoverage } == [16 * hour])
        #expect(judgement.statement.period == local(5, 1, 0)..<local(6, 1, 0))
        let open = judge(changed(endsOn: 7, outages: [outage("O", local(5, 7, 17), nil)]))
        #expect(open.statement.classes.countedDowntime == (1 + 12 * 10) * hour)
    }

    @Test("the period is all the time in force, whatever basis the second spell has")
    func basis() {
        let down = [outage("O", local(5, 5, 9), local(5, 5, 10))]
        let calendar = judge(changed(endsOn: 7, outages: down, first: axantis(basis: .calendar))).statement
        #expect(calendar.availability == MeasuredAvailability(downtime: hour, base: 27 * 24 * hour))
        let coverage = judge(changed(axantis(basis: .calendar), endsOn: 7, outages: down)).statement
        #expect(coverage.availability == MeasuredAvailability(downtime: hour, base: 160 * hour))
    }

    @Test("the holidays are those of each spell's calendar")
    func holidays() {
        #expect(judge(changed(holidays: .none)).statement.classes.holiday == 2 * 10 * hour)
        #expect(judge(changed()).statement.classes.holiday == 4 * 10 * hour)
    }

    @Test("the customer is that of the month's first spell; a spell without terms leaves the month without")
    func customer() {
        var facts = changed()
        #expect(facts.customer == "C")
        facts.spells[1].calendar = nil
        #expect(judge(facts).statement.credit.status == .noTerms)
        facts.spells.removeFirst()
        #expect(facts.customer == "D")
    }
}
