import SLA
import Testing

@Suite("days, months, Easter and zones")
struct CalendarTests {
    @Test("every day from 1900 to 2199 has its components, its weekday and its text")
    func everyDay() {
        var weekday = 0  // 1900-01-01 was a Monday
        var day = LocalDate(year: 1900, month: 1, day: 1)?.daysSinceEpoch ?? 0
        for year in 1900...2199 {
            for number in 1...12 {
                guard let month = Month(year: year, number: number) else { return #expect(Bool(false)) }
                for index in 1...month.length {
                    let date = LocalDate(daysSinceEpoch: day)
                    let found = date.components
                    guard found == (year, number, index), date.weekday == Weekday.allCases[weekday],
                        LocalDate(date.description) == date
                    else {
                        Issue.record("\(year)-\(number)-\(index) became \(date)")
                        return
                    }
                    day += 1
                    weekday = (weekday + 1) % 7
                }
            }
        }
        #expect(LocalDate("2199-12-31")?.daysSinceEpoch == day - 1)
    }

    @Test(
        "dates that do not exist are none",
        arguments: [
            "2026-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "0000-01-01", "2026-1-01",
            "+026-01-01", "2026-01-1", "2026/01/01", "",
        ])
    func noDates(text: String) {
        #expect(LocalDate(text) == nil)
    }

    @Test(
        "Easter Sunday of known years, the earliest and latest dates among them",
        arguments: [
            "1900-04-15", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23",
            "2011-04-24", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25",
            "2049-04-18", "2076-04-19", "2100-03-28", "2160-03-23", "2190-04-25", "2199-04-14",
        ])
    func easter(text: String) {
        let date = LocalDate(text)
        #expect(date != nil)
        #expect(date.map { LocalDate.easterSunday(of: $0.components.year) } == date)
    }

    @Test("Easter agrees from 1900 to 2199 with the computation by golden number and epact")
    func easterTwice() {
        for year in 1900...2199 {
            // Gauss, with the corrections of 1816: another road to the same day.
            let (a, b, c, k) = (year % 19, year % 4, year % 7, year / 100)
            let p = (13 + 8 * k) / 25
            let m = (15 - p + k - k / 4) % 30
            let n = (4 + k - k / 4) % 7
            let d = (19 * a + m) % 30
            let e = (2 * b + 4 * c + 6 * d + n) % 7
            var days = 22 + d + e
            if d == 29, e == 6 { days -= 7 }
            if d == 28, e == 6, a > 10 { days -= 7 }
            let gauss = LocalDate(year: year, month: 3, day: 1)?.adding(days: days - 1)
            #expect(LocalDate.easterSunday(of: year) == gauss)
        }
    }

    @Test("France has eleven holidays every year, Alsace-Moselle thirteen, the calendar none none")
    func counts() {
        for year in 1900...2199 {
            #expect(ComputedCalendar.france.holidays(of: year).count == 11)
            #expect(ComputedCalendar.alsaceMoselle.holidays(of: year).count == 13)
            #expect(ComputedCalendar.none.holidays(of: year).isEmpty)
        }
    }

    @Test("the holidays of 2026")
    func year2026() {
        let dates = ComputedCalendar.alsaceMoselle.holidays(of: 2026).map(\.date.description)
        #expect(
            dates == [
                "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14",
                "2026-05-25", "2026-07-14", "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25",
                "2026-12-26",
            ])
    }

    @Test("a day begins at its first instant, also where midnight is skipped or comes twice")
    func startOfDay() {
        // At 24:00 on 24 March clocks go to 01:00; on 28 October at 24:00 back to 23:00.
        let beirut = Zone(
            name: "Asia/Beirut", initialOffset: 7200,
            transitions: [
                .init(start: utc(2023, 3, 25, 22), offset: 10_800),
                .init(start: utc(2023, 10, 28, 21), offset: 7200),
            ])
        #expect(beirut.start(of: LocalDate("2023-03-26") ?? may.firstDay) == utc(2023, 3, 25, 22))
        #expect(beirut.start(of: LocalDate("2023-10-29") ?? may.firstDay) == utc(2023, 10, 28, 22))
        #expect(paris.start(of: LocalDate("2026-10-25") ?? may.firstDay) == utc(2026, 10, 24, 22))
        #expect(paris.day(of: utc(2026, 10, 24, 22)).description == "2026-10-25")
        #expect(paris.day(of: utc(2026, 10, 24, 21, 59)).description == "2026-10-24")
    }

    @Test("an offset holds from its transition on")
    func offsets() {
        #expect(paris.offset(at: utc(2026, 3, 29, 0, 59, 59, micro: 999_999)) == 3600)
        #expect(paris.offset(at: utc(2026, 3, 29, 1)) == 7200)
        #expect(paris.offset(at: utc(1990, 1, 1)) == 3600)
        #expect(paris.pieces(of: utc(2026, 3, 28)..<utc(2026, 3, 30)).map(\.offset) == [3600, 7200])
        #expect(Zone.utc.pieces(of: utc(2026, 3, 28)..<utc(2026, 3, 28)).isEmpty)
    }

    @Test(
        "money and percentages print exactly",
        arguments: [
            (Cents(123_453).description, "1234.53"), (Cents(-5).description, "-0.05"),
            (Cents(0).description, "0.00"), (Cents(Int64.min).description, "-92233720368547758.08"),
            (percent(99_850_000).description, "99.85"), (percent(0).description, "0"),
            (percent(1).description, "0.000001"), (percent(100_000_000).description, "100"),
        ])
    func printing(found: String, expected: String) {
        #expect(found == expected)
    }

    @Test("a percentage is between 0 and 100")
    func percentBounds() {
        #expect(Percentage(millionths: -1) == nil)
        #expect(Percentage(millionths: 100_000_001) == nil)
    }
}
