import Intake
import Testing

@Suite("The properties of a calendar's events")
struct CalendarPropertyTests {
    private func read(_ content: String, _ columns: [String] = CalendarText.columns) -> [String] {
        CalendarText.read(content, columns: columns)
    }

    @Test("give their properties by name, in any case, unfolded as bytes, unescaped where they are text")
    func properties() {
        let content = """
            begin:vevent
            uid: u
            summary;LANGUAGE=fr;X-A="a;b:c":  R\\, é\\n\\;\\\\x\\q
            DESCRIPTION:pliée
              ici
            \tet là
            LOCATION:
            CATEGORIES:a\\,b,c
            COMMENT:one
            COMMENT:two
            X-OBJECT;X=1,2,"3":circuit\\,1
            dtstart:20261017T200000Z
            CREATED:20260820T080000Z
            DTSTAMP:00001231T000000Z
            LAST-MODIFIED;TZID=Europe/Paris:20260820T080000
            STATUS: confirmed\u{20}
            end:vevent
            """
        let columns = [
            "summary", "description", "location", "categories", "comment", "x-object", "created", "dtstamp",
            "last-modified", "status",
            "uid",
        ]
        #expect(
            read(content, columns) == [
                "3: summary=R, é\n;\\x\\q description=pliée iciet là categories=a\\,b,c comment=one|two x-object=circuit\\,1 "
                    + "created=2026-08-20T08:00:00Z dtstamp=0000-12-31T00:00:00Z last-modified=2026-08-20T06:00:00Z "
                    + "status=confirmed uid=u"
            ])
    }

    @Test("may be folded within a character")
    func folded() {
        let text =
            Array("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:\u{C3}".utf8).dropLast(2) + [
                0xC3, 0x0D, 0x0A, 0x20, 0xA9, 0x0A,
            ]
        let found = items(
            .table(.calendar, ["summary"]), Array(text) + Array("END:VEVENT\nEND:VCALENDAR\n".utf8))
        #expect(found == ["2: summary=é"])
    }

    @Test("are those of the calendar, not what stands within them or beside them")
    func nested() {
        let content = """
            BEGIN:VEVENT
            UID:u
            BEGIN:VALARM
            DTSTART:20260101T000000Z
            SUMMARY:alarm
            UID:alarm
            END:VALARM
            SUMMARY:event
            DTSTART:20261017T200000Z
            END:VEVENT
            BEGIN:VFREEBUSY
            UID:busy
            SUMMARY:busy
            END:VFREEBUSY
            BEGIN:VJOURNAL
            BEGIN:VEVENT
            SUMMARY:inner
            END:VEVENT
            END:VJOURNAL
            """
        #expect(read(content, ["summary", "occurrence"]) == ["3: summary=event occurrence=u"])
    }

    @Test("without a start or a UID have none")
    func missing() {
        #expect(read("BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT") == ["3: summary=x"])
    }
}
