import Intake
import SLA
import Sense
import Testing

@Suite("Hostile calendars", .timeLimit(.minutes(5)))
struct CalendarHostileTests {
    private func read(_ content: String) -> [String] {
        SourceReading(
            .table(.calendar, ["start"]), Array(CalendarText.calendar(content).utf8), chunk: 1 << 16,
            setting: CalendarText.setting()
        ).items
    }

    @Test(
        "with a series without end take little time, however far back it begins",
        arguments: [
            ("FREQ=DAILY", 31), ("FREQ=DAILY;COUNT=1000000000", 31),
            ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", 0),
            ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 0), ("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4", 0),
            ("FREQ=DAILY;BYDAY=FR;COUNT=1000000000", 5), ("FREQ=DAILY;INTERVAL=100000", 0),
            ("FREQ=WEEKLY;INTERVAL=99999", 0),
            ("FREQ=MONTHLY;INTERVAL=100000", 0), ("FREQ=YEARLY;INTERVAL=100000", 0),
            ("FREQ=DAILY;UNTIL=99991231", 31),
        ])
    func endless(rule: String, instances: Int) {
        let time = processorSeconds {
            let found = read(CalendarText.event("DTSTART:19000101T000000Z\nRRULE:\(rule)"))
            #expect(found.count == instances)
        }
        #expect(time < 10)
    }

    @Test("with many series that are counted from far back give up on those that take too long")
    func many() {
        let event =
            "BEGIN:VEVENT\nUID:u\nDTSTART:19000101T000000Z\nRRULE:FREQ=DAILY;COUNT=1000000000;BYMONTH=1;BYMONTHDAY=1\nEND:VEVENT\n"
        var found: [String] = []
        let time = processorSeconds { found = read(String(repeating: event, count: 300)) }
        #expect(
            found.last?.hasSuffix(
                "refused RRULE: takes too long: too many series count from far back with COUNT (u)") == true)
        #expect(time < 60)
    }

    @Test("have at most 10,000 instances of one series in a month")
    func instances() {
        let start = 20_727 * 86_400
        func dates(_ count: Int) -> String {
            (1...count).map { number in
                let seconds = start + number * 60
                let clock = [seconds / 3_600 % 24, seconds / 60 % 60, 0].map { padded($0, to: 2) }.joined()
                return "\(NaiveSeries.digits(LocalDate(daysSinceEpoch: seconds / 86_400)))T\(clock)Z"
            }.joined(separator: ",")
        }
        #expect(read(CalendarText.event("DTSTART:20261001T000000Z\nRDATE:\(dates(9_999))")).count == 10_000)
        #expect(
            read(CalendarText.event("DTSTART:20261001T000000Z\nRDATE:\(dates(10_000))")) == [
                "3: refused has more than 10,000 instances in the month (u)"
            ])
    }

    @Test("with a length beyond any month are read")
    func long() {
        #expect(
            read(CalendarText.event("DTSTART:20260101T000000Z\nDURATION:P1000000D\nRRULE:FREQ=YEARLY")).count
                == 1)
        #expect(
            read(CalendarText.event("DTSTART:20260101T000000Z\nDURATION:P1000001D")) == [
                "3: refused DURATION: is no length; write PT1H30M or P1D (P1000001D)"
            ])
        #expect(read(CalendarText.event("DTSTART:99991231T235959Z\nDURATION:P1000000D")).count == 1)
    }
}
