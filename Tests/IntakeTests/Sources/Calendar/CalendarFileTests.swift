import Intake
import Sense
import Testing

@Suite("A calendar as a file")
struct CalendarFileTests {
    private func read(_ text: String, setting: SourceSetting = CalendarText.setting()) -> [String] {
        items(.table(.calendar, ["occurrence", "start"]), text, setting: setting)
    }

    private let plain = "BEGIN:VEVENT\nUID:u\nDTSTART:20261017T200000Z\nEND:VEVENT\n"

    @Test(
        "reports lines that are none and reads on",
        arguments: [
            "no line", "SUMMARY", "SUMMARY;X:y", "SUMMARY;X=\"y:z", ":x", ";A=b:c", "é:x", "SUM MARY:x",
        ])
    func notALine(line: String) {
        let found = read(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\n\(line)\nDTSTART:20261017T200000Z\nEND:VEVENT\nEND:VCALENDAR\n"
        )
        #expect(
            found == [
                "4: is no line of a calendar, as NAME:value is (\(line))",
                "2: occurrence=u start=2026-10-17T20:00:00Z",
            ])
    }

    @Test("may hold several calendars, blank lines, and BOM")
    func several() {
        let one = "BEGIN:VCALENDAR\n\(plain)\n  \nEND:VCALENDAR\n"
        #expect(
            read("\u{FEFF}\(one)\n\(one)") == [
                "2: occurrence=u start=2026-10-17T20:00:00Z", "11: occurrence=u start=2026-10-17T20:00:00Z",
            ])
    }

    @Test("reports what ends or begins out of place")
    func places() {
        let found = read(
            "BEGIN:VCALENDAR\nEND:VEVENT\n\(plain)END:VCALENDAR\nSUMMARY:x\nBEGIN:VEVENT\nEND:\n")
        #expect(
            found == [
                "2: ends VEVENT, which has not begun", "3: occurrence=u start=2026-10-17T20:00:00Z",
                "8: stands outside a calendar", "9: begins a part outside a calendar",
                "10: ends a part, which has not begun",
            ])
    }

    @Test("refuses events that are not ended")
    func open() {
        let open = "BEGIN:VEVENT\nUID:v\nDTSTART:20261017T200000Z\n"
        let refused = { (line: Int) in "\(line): refused has no END:VEVENT (v)" }
        let cut = "refused ends without END:VCALENDAR: the file was cut off; export it again"
        #expect(
            read("BEGIN:VCALENDAR\n\(open)\(plain)END:VCALENDAR\n") == [
                refused(2), "5: occurrence=u start=2026-10-17T20:00:00Z",
            ])
        #expect(read("BEGIN:VCALENDAR\n\(open)END:VCALENDAR\n") == [refused(2)])
        #expect(
            read("BEGIN:VCALENDAR\n\(open)BEGIN:VALARM\nEND:VEVENT\nEND:VCALENDAR\n") == [
                "2: occurrence=v start=2026-10-17T20:00:00Z"
            ])
        #expect(
            read("BEGIN:VCALENDAR\n\(open)BEGIN:VCALENDAR\n\(plain)END:VCALENDAR\n") == [
                refused(2), "6: occurrence=u start=2026-10-17T20:00:00Z",
            ])
        #expect(read("BEGIN:VCALENDAR\n\(open)") == [refused(2), "4: \(cut)"])
        #expect(
            read("BEGIN:VCALENDAR\n\(plain)") == ["2: occurrence=u start=2026-10-17T20:00:00Z", "5: \(cut)"])
    }

    @Test(
        "is refused where it is none",
        arguments: [
            ("", "is empty; a calendar begins with BEGIN:VCALENDAR"),
            ("\n\r\n", "is empty; a calendar begins with BEGIN:VCALENDAR"),
            ("id,start\n", "is no calendar: it does not begin with BEGIN:VCALENDAR"),
            ("BEGIN:VEVENT\nEND:VEVENT\n", "is no calendar: it does not begin with BEGIN:VCALENDAR"),
            (
                "PK\u{3}\u{4}",
                "is a ZIP archive or a workbook, not a calendar; unpack it, or save its sheet as CSV"
            ),
            ("<html>", "is a page of HTML, not a calendar; fetch the file itself: is a login missing?"),
        ])
    func refused(text: String, reason: String) {
        #expect(read(text) == ["refused: \(reason)"])
    }

    @Test("is UTF-8, unless another charset is said")
    func charset() {
        let bytes =
            Array("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nSUMMARY:caf".utf8) + [0xE9]
            + Array("\nEND:VEVENT\nX:".utf8) + [0xE9]
            + Array("\nEND:VCALENDAR\n".utf8)
        let utf8 = SourceFormat.table(.calendar, ["summary"])
        #expect(
            items(utf8, bytes)
                == [
                    "2: refused SUMMARY: is not utf-8 at byte E9; say --encoding with the one that it is in (u)",
                    "6: is not utf-8 at byte E9; say --encoding with the one that it is in",
                ])
        #expect(items(.table(.calendar, ["summary"], charsets: [.windows1252]), bytes) == ["2: summary=café"])
    }

    @Test("has unfolded lines of at most 1 MiB")
    func length() {
        let most = 1 << 20
        for (length, isRead) in [(most, true), (most + 1, false)] {
            let line = "SUMMARY:" + String(repeating: "x", count: length - 8)
            let folds = stride(from: 0, to: length, by: 60_000).map { start in
                String(line.utf8.dropFirst(start).prefix(60_000)) ?? ""
            }.joined(separator: "\r\n ")
            let text = CalendarText.calendar(CalendarText.event("DTSTART:20261017T200000Z")).replacing(
                "UID:u", with: "UID:u\r\n\(folds)")
            let found = SourceReading(
                .table(.calendar, ["start"]), Array(text.utf8), chunk: 1 << 14,
                setting: CalendarText.setting()
            ).items
            #expect(
                found == [
                    isRead ? "3: start=2026-10-17T20:00:00Z" : "3: refused has a line longer than 1 MiB (u)"
                ])
        }
    }

    @Test("passes over a physical line of more than 1 MiB")
    func physicalLine() {
        let long = "SUMMARY:" + String(repeating: "x", count: 3 << 20)
        let text =
            "BEGIN:VCALENDAR\n\(long)\n\(plain)BEGIN:VEVENT\nUID:v\n\(long)\n folded\nEND:VEVENT\nEND:VCALENDAR\n"
        let found = SourceReading(
            .table(.calendar, ["occurrence"]), Array(text.utf8), chunk: 1 << 14,
            setting: CalendarText.setting()
        ).items
        #expect(
            found == [
                "2: refused is longer than 1 MiB", "3: occurrence=u",
                "7: refused has a line longer than 1 MiB (v)",
            ])
    }

    @Test("has at most 100,000 events and 64 parts within each other", .timeLimit(.minutes(2)))
    func counts() {
        let event = "BEGIN:VEVENT\nEND:VEVENT\n"
        for (count, failure) in [
            (100_000, nil), (100_001, "200002: has more than 100,000 events; export fewer at once"),
        ] {
            let text = "BEGIN:VCALENDAR\n" + String(repeating: event, count: count) + "END:VCALENDAR\n"
            let reading = SourceReading(.table(.calendar, ["start"]), Array(text.utf8), chunk: 1 << 16)
            #expect(reading.places.count == 100_000)
            #expect(reading.failure?.description == failure)
        }
        let deep = "BEGIN:VCALENDAR\n" + String(repeating: "BEGIN:X\n", count: 64)
        #expect(read(deep) == ["refused: 65: has more than 64 parts within each other"])
        let most = "BEGIN:VCALENDAR\n" + String(repeating: "BEGIN:X\n", count: 63) + "END:VCALENDAR\n"
        #expect(read(most) == [])
    }
}
