import Intake
import SLA
import Sense
import TestSupport
import Testing

@Suite("Random calendars")
struct CalendarRandomTests {
    @Test("have the instances that a naive expansion finds")
    func series() {
        var random = Seed.generator(851)
        var found = 0
        for _ in 0..<1_500 {
            let series = NaiveSeries(&random)
            let all = series.instances(to: LocalDate(daysSinceEpoch: 20_800))
            let left = all.filter { _ in random.chance(5) }
            let exceptions =
                left.isEmpty
                ? "" : "\nEXDATE;VALUE=DATE:" + left.map(NaiveSeries.digits).joined(separator: ",")
            let lines =
                "DTSTART;VALUE=DATE:\(NaiveSeries.digits(series.start))\nRRULE:\(series.rule)\(exceptions)"
            let text = CalendarText.calendar(CalendarText.event(lines))
            let reading = SourceReading(
                .table(.calendar, ["occurrence"]), Array(text.utf8), chunk: 4_096,
                setting: CalendarText.setting(.utc, month: Self.october))
            let expected = all.filter { (20_727..<20_758).contains($0.daysSinceEpoch) && !left.contains($0) }
            found += expected.count
            #expect(reading.items == expected.map { "3: occurrence=u@\($0)T00:00:00Z" }, "\(lines)")
        }
        #expect(found > 2_000)
    }

    /// October 2026 in UTC.
    private static let october =
        Instant(
            microseconds: 20_727 * Microseconds.perDay)..<Instant(microseconds: 20_758 * Microseconds.perDay)

    private static let lines = [
        "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VEVENT", "END:VEVENT",
        "UID:u", "UID:v",
        "DTSTART:20261001T000000Z", "DTSTART;TZID=x:20261001T000000", "DTSTART;VALUE=DATE:20261003",
        "DTEND:20261002T000000",
        "DURATION:PT1H", "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU", "EXDATE:20261002T000000Z",
        "RDATE:20261005T000000Z", "RECURRENCE-ID:20261003T000000Z",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20261003T000000Z",
        "SEQUENCE:3", "SUMMARY:a\\nb", " folded", "\tfolded", "", "no line", "BEGIN:VALARM", "END:VALARM",
        "BEGIN:VTIMEZONE",
        "TZID:x", "BEGIN:STANDARD", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:STANDARD", "END:VTIMEZONE",
        "é", "X;A=\"b:c",
    ]

    @Test("of any lines are read alike in pieces of any size, and to their end")
    func damaged() {
        var random = Seed.generator(852)
        for _ in 0..<1_500 {
            var lines = (0..<random.pick(1...25)).map { _ in random.pick(Self.lines) }
            if random.chance(80) { lines.insert("BEGIN:VCALENDAR", at: 0) }
            let bytes = Array(lines.joined(separator: random.pick(["\n", "\r\n"])).utf8)
            let format = SourceFormat.table(.calendar, CalendarText.columns)
            let whole = SourceReading(format, bytes, setting: CalendarText.setting())
            let pieces = SourceReading(
                format, bytes, chunk: random.pick(1...40), setting: CalendarText.setting())
            #expect(pieces == whole, "\(lines)")
        }
    }
}
