import Intake
import SLA
import Testing

@Suite("Series of a calendar")
struct CalendarSeriesTests {
    private func starts(_ lines: String) -> [String] { CalendarText.starts(lines) }

    /// The days of October 2026 on which a rule has an instance at noon, from the beginning of the year on.
    private func days(_ rule: String, from start: String = "20260101") -> [Int] {
        starts("DTSTART;TZID=Europe/Paris:\(start)T120000\nRRULE:\(rule)").compactMap {
            Int($0.dropFirst(8).prefix(2))
        }
    }

    @Test(
        "come on the days of their rule",
        arguments: [
            ("FREQ=DAILY", "20261027", [27, 28, 29, 30, 31]),
            ("FREQ=DAILY;INTERVAL=10", "20260101", [8, 18, 28]),
            ("FREQ=DAILY;BYDAY=MO,WE;INTERVAL=2", "20261001", [1, 5, 7, 19, 21]),
            ("FREQ=DAILY;BYMONTH=10;BYMONTHDAY=1,-1", "20200101", [1, 31]),
            ("FREQ=DAILY;BYMONTH=9", "20200101", []),
            ("FREQ=DAILY;COUNT=3", "20260930", [1, 2]),
            ("FREQ=DAILY;COUNT=1", "20260930", []),
            ("FREQ=DAILY;UNTIL=20261002", "20260930", [1, 2]),
            ("FREQ=DAILY;UNTIL=20261002T100000Z", "20260930", [1, 2]),
            ("FREQ=DAILY;UNTIL=20261002T095959Z", "20260930", [1]),
            ("FREQ=DAILY;UNTIL=20261002T120000", "20260930", [1, 2]),
            ("FREQ=DAILY;UNTIL=20261002T115959", "20260930", [1]),
            ("FREQ=WEEKLY", "20260106", [6, 13, 20, 27]),
            ("freq=weekly;byday=tu,sa", "20260106", [3, 6, 10, 13, 17, 20, 24, 27, 31]),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU", "20261006", [6, 11, 20, 25]),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "20261006", [6, 18, 20]),
            ("FREQ=WEEKLY;BYDAY=TU;COUNT=3", "20260926", [6]),
            ("FREQ=WEEKLY;BYMONTH=10;BYDAY=TU", "20200107", [6, 13, 20, 27]),
            ("FREQ=MONTHLY", "20260131", [31]),
            ("FREQ=MONTHLY;INTERVAL=2", "20260115", []),
            ("FREQ=MONTHLY;INTERVAL=3", "20260115", [15]),
            ("FREQ=MONTHLY;BYMONTHDAY=-1,1,15", "20260101", [1, 15, 31]),
            ("FREQ=MONTHLY;BYDAY=2TU", "20260113", [13]),
            ("FREQ=MONTHLY;BYDAY=-1SU,1MO", "20260125", [5, 25]),
            ("FREQ=MONTHLY;BYDAY=+3WE", "20260121", [21]),
            ("FREQ=MONTHLY;BYDAY=5SA", "20260131", [31]),
            ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "20200101", []),
            ("FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=13", "20200101", [13]),
            ("FREQ=MONTHLY;BYMONTH=9,10;BYDAY=TH", "20200101", [1, 8, 15, 22, 29]),
            ("FREQ=YEARLY", "20201012", [12]),
            ("FREQ=YEARLY;INTERVAL=4", "20201012", []),
            ("FREQ=YEARLY;INTERVAL=3", "20201012", [12]),
            ("FREQ=YEARLY;BYMONTH=10", "20200112", [12]),
            ("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "20200101", [25]),
            ("FREQ=YEARLY;BYMONTHDAY=4", "20200104", [4]),
            ("FREQ=YEARLY;BYDAY=41MO", "20200101", [12]),
            ("FREQ=YEARLY;BYDAY=-10SA", "20200101", [24]),
            ("FREQ=YEARLY;BYMONTH=10;BYDAY=MO;BYMONTHDAY=1,5,12", "20200101", [5, 12]),
            // Its first instance is that of its start, whatever the rule says, and counts.
            ("FREQ=DAILY;BYDAY=MO;COUNT=2", "20261001", [1, 5]),
            ("FREQ=MONTHLY;BYMONTHDAY=20", "20261003", [3, 20]),
            ("FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2", "20261003", [3]),
        ])
    func rules(rule: String, start: String, expected: [Int]) {
        #expect(days(rule, from: start) == expected)
    }

    @Test(
        "that use anything else are refused by name",
        arguments: [
            ("FREQ=HOURLY", "has FREQ=HOURLY; read are DAILY, WEEKLY, MONTHLY and YEARLY (u)"),
            (
                "FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO",
                "has BYSETPOS, which is not read; read are INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH and WKST (u)"
            ),
            (
                "FREQ=DAILY;BYHOUR=6",
                "has BYHOUR, which is not read; read are INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH and WKST (u)"
            ),
            (
                "FREQ=YEARLY;BYWEEKNO=20",
                "has BYWEEKNO, which is not read; read are INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH and WKST (u)"
            ),
            ("INTERVAL=2", "does not say how often (FREQ) (INTERVAL=2)"),
            (
                "FREQ=DAILY;COUNT=2;UNTIL=20261001",
                "has both COUNT and UNTIL (FREQ=DAILY;COUNT=2;UNTIL=20261001)"
            ),
            ("FREQ=DAILY;COUNT=0", "has a part that means nothing (0)"),
            ("FREQ=DAILY;INTERVAL=0", "has a part that means nothing (0)"),
            ("FREQ=DAILY;INTERVAL=x", "has a part that means nothing (X)"),
            ("FREQ=DAILY;INTERVAL", "has a part that means nothing (INTERVAL)"),
            ("FREQ=DAILY;FREQ=WEEKLY", "has a part that means nothing (FREQ=WEEKLY)"),
            ("FREQ=MONTHLY;BYMONTHDAY=32", "has a part that means nothing (32)"),
            ("FREQ=MONTHLY;BYMONTHDAY=0", "has a part that means nothing (0)"),
            ("FREQ=MONTHLY;BYDAY=0MO", "has a part that means nothing (0)"),
            ("FREQ=MONTHLY;BYDAY=XX", "has a part that means nothing (XX)"),
            ("FREQ=MONTHLY;BYDAY=", "has a part that means nothing ()"),
            ("FREQ=MONTHLY;BYDAY=6MO", "has a BYDAY that no month has (FREQ=MONTHLY;BYDAY=6MO)"),
            ("FREQ=YEARLY;BYDAY=54MO", "has a part that means nothing (54)"),
            (
                "FREQ=WEEKLY;BYDAY=2MO",
                "numbers a BYDAY, which only MONTHLY and YEARLY may (FREQ=WEEKLY;BYDAY=2MO)"
            ),
            ("FREQ=WEEKLY;BYMONTHDAY=2", "has BYMONTHDAY with WEEKLY (FREQ=WEEKLY;BYMONTHDAY=2)"),
            ("FREQ=YEARLY;BYMONTH=13", "has a part that means nothing (13)"),
            ("FREQ=DAILY;UNTIL=soon", "is no date or time; write 20261020T060000 or 20261020T060000Z (SOON)"),
            ("FREQ=DAILY;WKST=8", "has a part that means nothing (8)"),
        ])
    func refusedRules(rule: String, reason: String) {
        #expect(starts("DTSTART:20261001T000000Z\nRRULE:\(rule)") == ["3: refused RRULE: \(reason)"])
    }
}
