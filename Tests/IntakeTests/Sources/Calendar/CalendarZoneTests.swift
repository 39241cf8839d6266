import Intake
import Testing

@Suite("The zones of a calendar")
struct CalendarZoneTests {
    /// Summer time of Paris under another name, as some programs write it.
    private let office = """
        BEGIN:VTIMEZONE
        TZID:W. Europe Standard Time
        BEGIN:STANDARD
        DTSTART:16010101T030000
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0100
        RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:16010101T020000
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0200
        RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
        END:DAYLIGHT
        END:VTIMEZONE
        """

    private func zone(_ name: String, _ parts: String) -> String {
        "BEGIN:VTIMEZONE\nTZID:\(name)\n\(parts)\nEND:VTIMEZONE\n"
    }

    private func event(_ time: String, zone: String) -> String {
        CalendarText.event("DTSTART;TZID=\(zone):\(time)")
    }

    private func starts(_ content: String) -> [String] {
        CalendarText.read(content, columns: ["start"]).map { $0.replacing(#/^\d+: (start=)?/#, with: "") }
    }

    @Test("that it defines are used where the system has none of the name, wherever they stand")
    func defined() {
        let winter = event("20261028T120000", zone: "W. Europe Standard Time")
        let summer = event("20261020T120000", zone: "W. Europe Standard Time")
        #expect(
            starts("\(office)\n\(winter)\n\(summer)") == ["2026-10-28T11:00:00Z", "2026-10-20T10:00:00Z"])
        #expect(
            starts("\(winter)\n\(office)\n\(summer)") == ["2026-10-20T10:00:00Z", "2026-10-28T11:00:00Z"])
        let twice = event("20261025T023000", zone: "W. Europe Standard Time")
        let never = event("20260329T023000", zone: "W. Europe Standard Time")
        #expect(starts("\(office)\n\(twice)\n\(never)") == ["2026-10-25T00:30:00Z", "2026-03-29T01:30:00Z"])
    }

    @Test("do not count where the system knows the name")
    func system() {
        let wrong = zone(
            "Europe/Paris",
            "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0900\nTZOFFSETTO:+0900\nEND:STANDARD")
        #expect(starts(wrong + event("20261020T120000", zone: "Europe/Paris")) == ["2026-10-20T10:00:00Z"])
    }

    @Test("may change at single times, have seconds, and end")
    func changes() {
        let parts = """
            BEGIN:STANDARD
            DTSTART:20200101T000000
            RDATE:20261020T000000,20261021T000000
            TZOFFSETFROM:+0100
            TZOFFSETTO:-033015
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:20261020T120000
            TZOFFSETFROM:-033015
            TZOFFSETTO:+0100
            RRULE:FREQ=YEARLY;COUNT=1
            END:DAYLIGHT
            """
        let times = ["20191231T120000", "20261019T120000", "20261020T170000", "20261021T120000"]
        let events = times.map { event($0, zone: "x") }.joined(separator: "\n")
        #expect(
            starts(zone("x", parts) + events) == [
                "2019-12-31T11:00:00Z", "2026-10-19T15:30:15Z", "2026-10-20T16:00:00Z",
                "2026-10-21T15:30:15Z",
            ])
    }

    @Test("end with UNTIL", arguments: ["20261025T010000Z", "20261025T030000", "20261025"])
    func until(until: String) {
        let parts = """
            BEGIN:STANDARD
            DTSTART:20201025T030000
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=\(until)
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:20200329T020000
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
            END:DAYLIGHT
            """
        let times = ["20261026T120000", "20270701T120000", "20271201T120000"]
        let events = times.map { event($0, zone: "x") }.joined(separator: "\n")
        #expect(
            starts(zone("x", parts) + events) == [
                "2026-10-26T11:00:00Z", "2027-07-01T10:00:00Z", "2027-12-01T10:00:00Z",
            ])
    }

    @Test(
        "that cannot be read refuse the events that name them",
        arguments: [
            ("", "it has neither STANDARD nor DAYLIGHT"),
            (
                "BEGIN:STANDARD\nDTSTART:20200101T000000\nTZOFFSETTO:+0100\nEND:STANDARD",
                "a part of it lacks DTSTART, TZOFFSETFROM or TZOFFSETTO"
            ),
            ("BEGIN:STANDARD\nTZOFFSETFROM:0100\nEND:STANDARD", "is no offset; write +0200"),
            ("BEGIN:STANDARD\nTZOFFSETFROM:+1860\nEND:STANDARD", "is no offset; write +0200"),
            ("BEGIN:STANDARD\nTZOFFSETFROM:+1900\nEND:STANDARD", "is no offset; write +0200"),
            ("BEGIN:STANDARD\nDTSTART:20200101\nEND:STANDARD", "is no time at which clocks change"),
            (
                "BEGIN:STANDARD\nRRULE:FREQ=HOURLY\nEND:STANDARD",
                "has FREQ=HOURLY; read are DAILY, WEEKLY, MONTHLY and YEARLY"
            ),
            (
                "BEGIN:STANDARD\nDTSTART:20200101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=DAILY\nEND:STANDARD",
                "changes the clocks more than 10000 times"
            ),
        ])
    func unreadable(parts: String, reason: String) {
        let found = CalendarText.read(
            zone("x", parts) + event("20261020T120000", zone: "x"), columns: ["start"])
        #expect(
            found.map { $0.replacing(#/^\d+: /#, with: "") } == [
                "refused DTSTART: is in a time zone whose VTIMEZONE cannot be read: \(reason) (x)"
            ])
    }

    @Test("of one calendar do not count in the next one of the file")
    func next() {
        let one = CalendarText.calendar(
            "\(office)\n" + event("20261020T120000", zone: "W. Europe Standard Time"))
        let two = CalendarText.calendar(event("20261020T120000", zone: "W. Europe Standard Time"))
        let found = items(.table(.calendar, ["start"]), one + two, setting: CalendarText.setting())
        #expect(
            found == [
                "18: start=2026-10-20T10:00:00Z",
                "25: refused DTSTART: is in a time zone that neither this system nor the file knows (W. Europe Standard Time)",
            ])
    }
}
