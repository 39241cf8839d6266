import Intake
import Sense
import Testing

@Suite("Events of a calendar")
struct CalendarEventTests {
    private func read(_ content: String, _ columns: [String] = CalendarText.columns) -> [String] {
        CalendarText.read(content, columns: columns)
    }

    @Test(
        "start and end on the clock that is named",
        arguments: [
            (
                "DTSTART:20261017T200000Z\nDTEND:20261017T230000Z",
                "2026-10-17T20:00:00Z end=2026-10-17T23:00:00Z"
            ),
            (
                "DTSTART;VALUE=DATE-TIME:20261017T200000Z\nDTEND;VALUE=DATE-TIME:20261017T230000Z",
                "2026-10-17T20:00:00Z end=2026-10-17T23:00:00Z"
            ),
            (
                "DTSTART;TZID=Europe/Paris:20261017T200000\nDTEND;TZID=\"Europe/Paris\":20261017T230000",
                "2026-10-17T18:00:00Z end=2026-10-17T21:00:00Z"
            ),
            (
                "DTSTART:20261017T200000\nDTEND:20261017T230000",
                "2026-10-17T18:00:00Z end=2026-10-17T21:00:00Z"
            ),
            (
                "DTSTART;TZID=Pacific/Kiritimati:20261017T200000\nDTEND:20261017T230000Z",
                "2026-10-17T06:00:00Z end=2026-10-17T23:00:00Z"
            ),
            (
                "DTSTART;VALUE=DATE:20261016\nDTEND;VALUE=DATE:20261018",
                "2026-10-15T22:00:00Z end=2026-10-17T22:00:00Z"
            ),
            ("DTSTART;VALUE=DATE:20261025", "2026-10-24T22:00:00Z end=2026-10-25T23:00:00Z"),
            ("DTSTART:20261016", "2026-10-15T22:00:00Z end=2026-10-16T22:00:00Z"),
            ("DTSTART:20261017T200000Z", "2026-10-17T20:00:00Z end=2026-10-17T20:00:00Z"),
            ("DTSTART:20261017T200000Z\nDURATION:PT1H30M", "2026-10-17T20:00:00Z end=2026-10-17T21:30:00Z"),
            (
                "DTSTART:20261017T200000Z\nDURATION:+P1W2DT3H4M5S",
                "2026-10-17T20:00:00Z end=2026-10-26T23:04:05Z"
            ),
            (
                "DTSTART;TZID=Europe/Paris:20261024T200000\nDURATION:P1D",
                "2026-10-24T18:00:00Z end=2026-10-25T19:00:00Z"
            ),
            (
                "DTSTART;TZID=Europe/Paris:20261024T200000\nDURATION:PT24H",
                "2026-10-24T18:00:00Z end=2026-10-25T18:00:00Z"
            ),
            ("DTSTART;VALUE=DATE:20261024\nDURATION:P2D", "2026-10-23T22:00:00Z end=2026-10-25T23:00:00Z"),
            (
                "DTSTART:20261017T200000Z\nDTEND:20261017T230000Z\nDURATION:PT1H",
                "2026-10-17T20:00:00Z end=2026-10-17T23:00:00Z"
            ),
            ("DTSTART:20261017T235960Z", "2026-10-17T23:59:59Z end=2026-10-17T23:59:59Z"),
            // Twice: the first of the two. Never: by the offset before the gap.
            ("DTSTART;TZID=Europe/Paris:20261025T023000", "2026-10-25T00:30:00Z end=2026-10-25T00:30:00Z"),
            ("DTSTART;TZID=Europe/Paris:20260329T023000", "2026-03-29T01:30:00Z end=2026-03-29T01:30:00Z"),
            ("DTSTART:00010101T000000Z", "0001-01-01T00:00:00Z end=0001-01-01T00:00:00Z"),
        ])
    func times(lines: String, expected: String) {
        #expect(read(CalendarText.event(lines)) == ["3: start=\(expected) occurrence=u"])
    }

    @Test(
        "that cannot be read are refused by name, and the next one is read",
        arguments: [
            (
                "DTSTART:2026-10-17",
                "DTSTART: is no date or time; write 20261020T060000 or 20261020T060000Z (2026-10-17)"
            ),
            (
                "DTSTART:20261017T2000Z",
                "DTSTART: is no date or time; write 20261020T060000 or 20261020T060000Z (20261017T2000Z)"
            ),
            ("DTSTART:20261131", "DTSTART: is a day that does not exist (20261131)"),
            ("DTSTART:00000101", "DTSTART: is a day that does not exist (00000101)"),
            ("DTSTART:20261017T240000", "DTSTART: is a time of day that does not exist (20261017T240000)"),
            (
                "DTSTART;TZID=W. Europe Standard Time:20261017T200000",
                "DTSTART: is in a time zone that neither this system nor the file knows (W. Europe Standard Time)"
            ),
            (
                "DTSTART:20261017T200000Z\nDTEND;TZID=Nowhere:20261017T200000",
                "DTEND: is in a time zone that neither this system nor the file knows (Nowhere)"
            ),
            ("DTSTART:20261017T200000Z\nDURATION:-PT1H", "DURATION: is a length below zero (-PT1H)"),
            ("DTSTART:20261017T200000Z\nDURATION:1H", "DURATION: is no length; write PT1H30M or P1D (1H)"),
            ("DTSTART:20261017T200000Z\nDURATION:P", "DURATION: is no length; write PT1H30M or P1D (P)"),
            ("DTSTART:20261017T200000Z\nDURATION:PT", "DURATION: is no length; write PT1H30M or P1D (PT)"),
            (
                "DTSTART:20261017T200000Z\nDURATION:PT1M1H",
                "DURATION: is no length; write PT1H30M or P1D (PT1M1H)"
            ),
            ("DTSTART:20261017T200000Z\nDURATION:P1H", "DURATION: is no length; write PT1H30M or P1D (P1H)"),
            (
                "DTSTART:20261017T200000Z\nDTSTART:20261018T200000Z",
                "DTSTART: stands twice in one event (20261018T200000Z)"
            ),
            ("DTSTART:20261017T200000Z\nUID:v", "UID: stands twice in one event (v)"),
        ])
    func refused(lines: String, reason: String) {
        let next = "\nBEGIN:VEVENT\nUID:n\nDTSTART:20261001T000000Z\nEND:VEVENT"
        let found = read(CalendarText.event(lines) + next, ["occurrence"])
        #expect(found.count == 2)
        #expect(found.contains("3: refused \(reason)"))
        #expect(found.contains { $0.hasSuffix("occurrence=n") })
    }

    @Test("without a zone are refused where they need one")
    func zone() {
        let setting = CalendarText.setting(nil)
        let floating = CalendarText.event("DTSTART:20261017T200000")
        #expect(
            CalendarText.read(floating, setting: setting) == [
                "3: refused DTSTART: is a time on no zone's clock; say whose with --time-zone Europe/Paris (u)"
            ])
        let day = CalendarText.event("DTSTART;VALUE=DATE:20261017")
        #expect(
            CalendarText.read(day, setting: setting) == [
                "3: refused DTSTART: is a day; say whose with --time-zone Europe/Paris (u)"
            ])
        let known = CalendarText.event("DTSTART;TZID=Europe/Paris:20261017T200000")
        #expect(
            CalendarText.read(known, columns: ["start"], setting: setting) == [
                "3: start=2026-10-17T18:00:00Z"
            ])
    }
}
