import Intake
import SLA
import Testing

@Suite("Single instances of a series")
struct CalendarInstanceTests {
    private let master =
        "BEGIN:VEVENT\nUID:u\nDTSTART;TZID=Europe/Paris:20260901T060000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n"

    private func instance(_ id: String, _ start: String, _ more: String = "") -> String {
        "BEGIN:VEVENT\nUID:u\nRECURRENCE-ID\(id)\nDTSTART\(start)\nDURATION:PT1H\n\(more)END:VEVENT\n"
    }

    private func read(_ content: String) -> [String] {
        CalendarText.read(content, columns: ["start", "occurrence"]).map {
            $0.replacing(#/^\d+: (start=)?/#, with: "")
        }
    }

    private let october = [6, 13, 20, 27].map { day in
        let hour = day == 27 ? "05" : "04"
        let text = "2026-10-\(day < 10 ? "0" : "")\(day)T\(hour):00:00Z"
        return "\(text) occurrence=u@\(text)"
    }

    @Test("that are moved keep their id, and come once, whether they stand before or after the series")
    func moved() {
        let moved = instance(";TZID=Europe/Paris:20261020T060000", ";TZID=Europe/Paris:20261020T200000")
        let expected = [
            "2026-10-20T18:00:00Z occurrence=u@2026-10-20T04:00:00Z", october[0], october[1], october[3],
        ]
        #expect(read(master + moved) == expected)
        #expect(read(moved + master) == expected)
        let utc = instance(":20261020T040000Z", ":20261020T180000Z")
        #expect(read(master + utc) == expected)
    }

    @Test("may be moved into the month, out of it, or be cancelled")
    func border() {
        let into = instance(":20260929T040000Z", ":20261002T040000Z")
        #expect(read(master + into) == ["2026-10-02T04:00:00Z occurrence=u@2026-09-29T04:00:00Z"] + october)
        let out = instance(":20261027T050000Z", ":20261103T120000Z", "STATUS:CANCELLED\n")
        #expect(
            read(master + out) == ["2026-11-03T12:00:00Z occurrence=u@2026-10-27T05:00:00Z"]
                + october.dropLast())
    }

    @Test("that cannot be read take their place all the same")
    func unreadable() {
        let bad = instance(":20261020T040000Z", ":20261020T250000Z")
        #expect(
            read(master + bad) == [
                "refused DTSTART: is a time of day that does not exist (20261020T250000Z)", october[0],
                october[1], october[3],
            ])
        let rule = instance(":20261020T040000Z", ":20261020T180000Z", "RRULE:FREQ=DAILY\n")
        #expect(
            read(master + rule) == [
                "refused RRULE: stands beside RECURRENCE-ID; one instance does not come again (u)",
                october[0], october[1], october[3],
            ])
    }

    @Test("from which on all is changed are refused, and nothing is said of what comes after")
    func future() {
        let future = instance(";RANGE=THISANDFUTURE:20261020T040000Z", ":20261020T180000Z")
        #expect(
            read(master + future) == [
                "refused RECURRENCE-ID: has RANGE=THISANDFUTURE, which is not read; change each instance by itself (u)",
                october[0], october[1],
            ])
    }

    @Test("of days have the day's beginning in their id")
    func days() {
        let master =
            "BEGIN:VEVENT\nUID:u\nDTSTART;VALUE=DATE:20261001\nRRULE:FREQ=WEEKLY;COUNT=2\nEND:VEVENT\n"
        let moved =
            "BEGIN:VEVENT\nUID:u\nRECURRENCE-ID;VALUE=DATE:20261008\nDTSTART;VALUE=DATE:20261009\nEND:VEVENT\n"
        #expect(
            read(master + moved) == [
                "2026-10-08T22:00:00Z occurrence=u@2026-10-07T22:00:00Z",
                "2026-09-30T22:00:00Z occurrence=u@2026-09-30T22:00:00Z",
            ])
    }

    @Test("count by the newest version of their series in the file")
    func versions() {
        let older =
            "BEGIN:VEVENT\nUID:u\nSEQUENCE:1\nDTSTART:20261001T000000Z\nRRULE:FREQ=DAILY;COUNT=2\nEND:VEVENT\n"
        let newer =
            "BEGIN:VEVENT\nUID:u\nSEQUENCE:2\nDTSTART:20261005T000000Z\nRRULE:FREQ=DAILY;COUNT=1\nEND:VEVENT\n"
        let expected = ["2026-10-05T00:00:00Z occurrence=u@2026-10-05T00:00:00Z"]
        #expect(read(older + newer) == expected)
        #expect(read(newer + older) == expected)
        let cancelled =
            "BEGIN:VEVENT\nUID:u\nSEQUENCE:10\nDTSTART:20261001T000000Z\nSTATUS:CANCELLED\nEND:VEVENT\n"
        #expect(read(older + cancelled) == ["2026-10-01T00:00:00Z occurrence=u"])
    }

    @Test("of a series without a UID have no id")
    func noUID() {
        #expect(
            read("BEGIN:VEVENT\nDTSTART:20261001T000000Z\nRRULE:FREQ=DAILY;COUNT=2\nEND:VEVENT\n") == [
                "2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z",
            ])
    }
}
