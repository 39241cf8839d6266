import SLA
import Testing

@Suite("R1 and R2: the period and its coverage")
struct PeriodAndCoverageTests {
    @Test(
        "R1: a month runs from local midnight to local midnight, an hour longer or shorter when clocks change"
    )
    func monthLength() {
        #expect(judge(facts(month("2026-05"))).statement.period.microseconds == 31 * 24 * hour)
        #expect(judge(facts(month("2026-03"))).statement.period.microseconds == (31 * 24 - 1) * hour)
        #expect(judge(facts(month("2026-10"))).statement.period.microseconds == (31 * 24 + 1) * hour)
        #expect(
            judge(facts(month("2026-10"))).statement.period == utc(2026, 9, 30, 22)..<utc(2026, 10, 31, 23))
    }

    @Test(
        "R1: the first and the last day in force are both in force",
        arguments: [
            ("2026-05-18", nil, 14), ("2026-05-01", nil, 31), ("2026-05-31", nil, 1),
            ("2025-01-01", "2026-05-01", 1), ("2026-05-04", "2026-05-08", 5),
            ("2025-01-01", "2026-04-30", 0), ("2026-06-01", nil, 0),
        ] as [(String, String?, Int64)])
    func daysInForce(from: String, to: String?, days: Int64) {
        let statement = judge(facts(startsOn: LocalDate(from), endsOn: to.flatMap { LocalDate($0) }))
            .statement
        #expect(statement.period.microseconds == days * 24 * hour)
        #expect(statement.classes.period == days * 24 * hour)
    }

    @Test(
        "R2: the window is 08:00 included to 18:00 excluded, to the microsecond",
        arguments: [
            (local(5, 4, 7, 59, 59, micro: 999_999), 0), (local(5, 4, 8), 1),
            (local(5, 4, 17, 59, 59, micro: 999_999), 1), (local(5, 4, 18), 0),
        ] as [(Instant, Int64)])
    func edges(start: Instant, counted: Int64) {
        let statement = judge(facts(outages: [outage(start, start + 1)])).statement
        #expect(statement.classes.countedDowntime == counted)
        #expect(statement.outages.first?.outsideCoverage == 1 - counted)
    }

    @Test("R2: May 2026 has 21 weekdays, of which four are holidays")
    func mayHolidays() {
        let classes = judge(facts()).statement.classes
        #expect(classes.holiday == 40 * hour)
        #expect(classes.covered == 170 * hour)
        #expect(classes.outsideHours == (31 * 24 - 210) * hour)
    }

    @Test("R2: a holiday on a weekday is not covered, one on a weekend takes nothing")
    func holidays() {
        let ascension = outage(local(5, 14, 9), local(5, 14, 10))
        #expect(judge(facts(outages: [ascension])).statement.classes.countedDowntime == 0)
        // 15 August 2026 is a Saturday, 1 November 2026 a Sunday.
        #expect(judge(facts(month("2026-08"))).statement.classes.holiday == 0)
        #expect(judge(facts(month("2026-11"))).statement.classes.holiday == 10 * hour)
        #expect(judge(facts(month("2026-11"), holidays: .none)).statement.classes.holiday == 0)
    }

    @Test("R2: Alsace-Moselle has Good Friday and 26 December too")
    func alsace() {
        // Good Friday is 3 April 2026, Easter Monday the 6th; 26 December 2025 is a Friday.
        #expect(judge(facts(month("2026-04"))).statement.classes.holiday == 10 * hour)
        #expect(
            judge(facts(month("2026-04"), holidays: .alsaceMoselle)).statement.classes.holiday == 20 * hour)
        #expect(
            judge(facts(month("2025-12"), holidays: .alsaceMoselle)).statement.classes.holiday == 20 * hour)
    }

    @Test("R2: terms that do not exclude holidays cover them")
    func holidaysIncluded() {
        let classes = judge(facts(may, axantis(holidays: false))).statement.classes
        #expect(classes.holiday == 0)
        #expect(classes.covered == 210 * hour)
    }

    @Test("R2: planned maintenance takes covered time only, and only when the terms exclude it")
    func maintenance() {
        let works = [
            Maintenance(source: "c", id: "1", interval: local(5, 27, 7)..<local(5, 27, 9)),
            Maintenance(source: "c", id: "2", interval: local(5, 27, 8, 30)..<local(5, 27, 10)),
            Maintenance(source: "c", id: "3", interval: local(5, 14, 9)..<local(5, 14, 10)),
        ]
        let classes = judge(facts(maintenance: works)).statement.classes
        #expect(classes.plannedMaintenance == 2 * hour)
        #expect(classes.covered == 168 * hour)
        let covered = judge(facts(may, axantis(maintenance: false), maintenance: works)).statement.classes
        #expect(covered.plannedMaintenance == 0)
    }

    @Test("R16: outside hours comes before holiday, holiday before maintenance")
    func precedence() {
        let works = [Maintenance(source: "c", id: "1", interval: local(5, 14, 0)..<local(5, 15, 0))]
        let timeline = judge(facts(maintenance: works)).timeline
        #expect(timeline?.plannedMaintenance.isEmpty == true)
        #expect(timeline?.holiday.contains(local(5, 14, 9)) == true)
        #expect(timeline?.outsideHours.contains(local(5, 14, 7)) == true)
    }

    @Test("R2: windows follow the wall clock: 24 hours a day is 23 or 25 hours when clocks change")
    func clockChange() {
        let terms = axantis(weekly: always, holidays: false, basis: .calendar)
        #expect(judge(facts(month("2026-03"), terms)).statement.availability.base == 743 * hour)
        #expect(judge(facts(month("2026-10"), terms)).statement.availability.base == 745 * hour)
    }

    @Test("R2: a window over the hour that is skipped or repeated has its wall-clock times only")
    func windowInTheChange() {
        let sundays = axantis(weekly: [.init(day: .sun, from: 90 * Microseconds.perMinute, to: 3 * hour)])
        // 29 March 2026: 02:00 to 03:00 does not exist; 25 October: it is there twice. Five and four Sundays.
        #expect(judge(facts(month("2026-03"), sundays)).statement.classes.covered == (5 * 3 - 2) * hour / 2)
        #expect(judge(facts(month("2026-10"), sundays)).statement.classes.covered == (4 * 3 + 2) * hour / 2)
    }

    @Test("R2: other zones than Paris, with offsets of their own")
    func kolkata() {
        let zone = Zone(name: "Asia/Kolkata", initialOffset: 19_800, transitions: [])
        let statement = judge(facts(holidays: .none, zone: zone)).statement
        #expect(statement.period.lowerBound == utc(2026, 4, 30, 18, 30))
        #expect(statement.classes.covered == 210 * hour)
    }

    @Test("R7: without covered time nothing can be measured, and nothing is due")
    func zeroCoverage() {
        let weekend = facts(startsOn: LocalDate("2026-05-30"), outages: [outage(local(5, 30, 9), nil)])
        let statement = judge(weekend).statement
        #expect(statement.availability.base == 0)
        #expect(statement.availability.percentText == nil)
        #expect(statement.isMet == nil)
        #expect(statement.credit.status == .notMeasurable)
        #expect(statement.credit.earned?.percentage == .zero)
    }
}
