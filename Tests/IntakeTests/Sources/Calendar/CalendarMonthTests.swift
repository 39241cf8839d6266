import Intake
import SLA
import Testing

@Suite("The instances of a series")
struct CalendarMonthTests {
    private func starts(_ lines: String) -> [String] { CalendarText.starts(lines) }

    @Test("keep the wall clock of both ends; a length is exact, but for its days")
    func clocks() {
        let rule = "RRULE:FREQ=WEEKLY;COUNT=5"
        func read(_ lines: String) -> [String] {
            CalendarText.read(CalendarText.event("\(lines)\n\(rule)"), columns: ["start", "end"])
                .map {
                    $0.replacing(#/^3: start=2026-10-|:00Z/#, with: "").replacing(" end=2026-10-", with: "–")
                }
        }
        let paris = "DTSTART;TZID=Europe/Paris:20261011T013000"
        #expect(
            read("\(paris)\nDTEND;TZID=Europe/Paris:20261011T043000") == [
                "10T23:30–11T02:30", "17T23:30–18T02:30", "24T23:30–25T03:30",
            ])
        #expect(
            read("\(paris)\nDURATION:PT3H") == [
                "10T23:30–11T02:30", "17T23:30–18T02:30", "24T23:30–25T02:30",
            ])
        #expect(
            read("\(paris)\nDURATION:P1DT1H") == [
                "10T23:30–12T00:30", "17T23:30–19T00:30", "24T23:30–26T01:30",
            ])
        #expect(
            read("\(paris)\nDTEND:20261011T023000Z") == [
                "10T23:30–11T02:30", "17T23:30–18T02:30", "24T23:30–25T02:30",
            ])
        #expect(
            read("DTSTART:20261018T013000\nDTEND:20261018T043000") == [
                "17T23:30–18T02:30", "24T23:30–25T03:30",
            ])
        #expect(
            read("DTSTART:20261018T013000Z\nDTEND:20261018T043000Z") == [
                "18T01:30–18T04:30", "25T01:30–25T04:30",
            ])
        #expect(read("DTSTART;VALUE=DATE:20261018") == ["17T22:00–18T22:00", "24T22:00–25T23:00"])
    }

    @Test("have instances that are added and left out")
    func dates() {
        let start = "DTSTART;TZID=Europe/Paris:20261001T120000\nRRULE:FREQ=WEEKLY;COUNT=4\n"
        let plain = [
            "2026-10-01T10:00:00Z", "2026-10-08T10:00:00Z", "2026-10-15T10:00:00Z", "2026-10-22T10:00:00Z",
        ]
        #expect(starts(start) == plain)
        #expect(
            starts(start + "EXDATE;TZID=Europe/Paris:20261008T120000,20261022T120000") == [
                plain[0], plain[2],
            ])
        #expect(starts(start + "EXDATE:20261008T100000Z\nEXDATE:20261001T100000Z") == [plain[2], plain[3]])
        #expect(starts(start + "EXDATE;TZID=Europe/Paris:20261008T110000") == plain)
        #expect(starts(start + "EXDATE;VALUE=DATE:20261008,20261015") == [plain[0], plain[3]])
        let added = starts(
            start + "RDATE;TZID=Europe/Paris:20261026T090000,20261008T120000\nRDATE:20261003T000000Z")
        #expect(
            added == [plain[0], "2026-10-03T00:00:00Z", plain[1], plain[2], plain[3], "2026-10-26T08:00:00Z"])
        #expect(
            starts("DTSTART:20261001T120000Z\nRDATE:20261002T120000Z") == [
                "2026-10-01T12:00:00Z", "2026-10-02T12:00:00Z",
            ])
        #expect(
            starts("DTSTART;VALUE=DATE:20261001\nRDATE;VALUE=DATE:20261003") == [
                "2026-09-30T22:00:00Z", "2026-10-02T22:00:00Z",
            ])
    }

    @Test(
        "whose dates or other parts cannot be read are refused by name",
        arguments: [
            (
                "RDATE;VALUE=PERIOD:20261002T000000Z/PT1H",
                "RDATE: has VALUE=PERIOD, which is not read (20261002T000000Z/PT1H)"
            ),
            ("RDATE;VALUE=DATE:20261002", "RDATE: and DTSTART must both be days, or both be times (u)"),
            ("EXDATE:never", "EXDATE: is no date or time; write 20261020T060000 or 20261020T060000Z (never)"),
            ("EXRULE:FREQ=WEEKLY", "EXRULE: is not read; leave single instances out with EXDATE (u)"),
            ("RRULE:FREQ=DAILY", "RRULE: stands twice in one event (FREQ=DAILY)"),
        ])
    func refusedDates(line: String, reason: String) {
        #expect(starts("DTSTART:20261001T000000Z\nRRULE:FREQ=WEEKLY\n\(line)") == ["3: refused \(reason)"])
    }

    @Test("need a start, between 1900 and 2199")
    func start() {
        #expect(
            starts("RRULE:FREQ=DAILY") == [
                "3: refused DTSTART: is missing; the instances of a series are counted from it (u)"
            ])
        #expect(
            starts("DTSTART:18991231T000000Z\nRRULE:FREQ=DAILY") == [
                "3: refused DTSTART: is outside the years 1900 to 2199 (1899-12-31)"
            ])
        #expect(starts("DTSTART:19000101T000000Z\nRRULE:FREQ=YEARLY;BYMONTH=10") == ["2026-10-01T00:00:00Z"])
    }

    @Test("are given for the month alone: what overlaps it, or lies in it without a length")
    func month() {
        func read(_ lines: String) -> [String] { starts("\(lines)\nRRULE:FREQ=DAILY") }
        #expect(read("DTSTART:20260801T213000Z\nDURATION:PT30M").first == "2026-10-01T21:30:00Z")
        #expect(read("DTSTART:20260801T213000Z\nDURATION:PT31M").first == "2026-09-30T21:30:00Z")
        #expect(read("DTSTART:20260801T220000Z").first == "2026-09-30T22:00:00Z")
        #expect(read("DTSTART:20260801T230000Z\nDURATION:PT1H").last == "2026-10-30T23:00:00Z")
        #expect(read("DTSTART:20260801T225959Z\nDURATION:PT1H").last == "2026-10-31T22:59:59Z")
        #expect(read("DTSTART:20260801T230000Z").last == "2026-10-30T23:00:00Z")
        #expect(
            starts("DTSTART:20260901T000000Z\nDURATION:P90D\nRRULE:FREQ=YEARLY") == ["2026-09-01T00:00:00Z"])
        #expect(starts("DTSTART:20261101T000000Z\nRRULE:FREQ=DAILY") == [])
    }

    @Test("need a month")
    func noMonth() {
        let setting = CalendarText.setting(month: nil)
        let reason = "refused: 3: has an event that comes again (u); say for which month with --month 2026-10"
        for line in ["RRULE:FREQ=DAILY", "RDATE:20261002T000000Z"] {
            #expect(CalendarText.starts("DTSTART:20261001T000000Z\n\(line)", setting: setting) == [reason])
        }
        let instance = "DTSTART:20261001T000000Z\nRECURRENCE-ID:20261002T000000Z"
        #expect(CalendarText.starts(instance, setting: setting) == ["2026-10-01T00:00:00Z"])
        let unread = "DTSTART:20261001T000000Z\nRRULE:FREQ=HOURLY"
        #expect(
            CalendarText.starts(unread, setting: setting).first?.hasPrefix(
                "3: refused RRULE: has FREQ=HOURLY") == true)
    }
}
