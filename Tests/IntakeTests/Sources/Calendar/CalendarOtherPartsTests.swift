import Intake
import Testing

@Suite("Other parts of a calendar")
struct CalendarOtherPartsTests {
    private func read(_ content: String, _ columns: [String] = CalendarText.columns) -> [String] {
        CalendarText.read(content, columns: columns)
    }

    @Test("are those of the calendar, not what stands within them or beside them")
    func nested() {
        let task = "VT" + "ODO"
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
            BEGIN:\(task)
            UID:todo
            SUMMARY:todo
            END:\(task)
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
