import Intake
import SLA
import Sense
import Testing

@Suite("Timestamps")
struct TimestampTests {
    static let at0912: Int64 = 1_791_184_320_000_000

    @Test(
        "what a program writes where nothing was ever set is refused",
        arguments: [
            "1970-01-01T00:00:00Z", "1970-01-01T01:00:00+01:00", "1970-01-01T00:00:00+01:00",
            "1900-01-01T00:00:00Z",
            "1900-01-01 00:00+00:09",
        ])
    func unset(text: String) throws {
        #expect(
            try OneValue(.outages, "notified_at", text).reason
                == "notified_at: is what a program writes for an instant that was never set; leave the field empty"
        )
    }

    @Test(
        "RFC 3339 is read to the microsecond",
        arguments: [
            ("2026-10-05T09:12:00+02:00", at0912),
            ("2026-10-05 09:12:00+02:00", at0912),
            ("2026-10-05t07:12:00z", at0912),
            ("2026-10-05T07:12:00Z", at0912),
            ("2026-10-05T07:12Z", at0912),
            ("2026-10-05T09:12+02", at0912),
            ("2026-10-05T09:12:00+0200", at0912),
            ("2026-10-05T01:12:00-06:00", at0912),
            ("2026-10-05T07:12:00-00:00", at0912),
            ("2026-10-06T01:12:00+18:00", at0912),
            ("2026-10-04T13:12:00-18", at0912),
            ("2026-10-05T07:12:00.5Z", at0912 + 500_000),
            ("2026-10-05T07:12:00.000001Z", at0912 + 1),
            ("2026-10-05T07:12:00.1234560000Z", at0912 + 123_456),
            ("2026-10-05T07:11:59.999999Z", at0912 - 1),
            ("1970-01-01T00:01:00Z", 60_000_000),
            ("1969-12-31T23:59:59.999999Z", -1),
            ("2024-02-29T12:00:00Z", 1_709_208_000_000_000),
            ("1900-01-01T00:01:00Z", -2_208_988_740_000_000),
            ("2199-12-31T23:59:59Z", 7_258_118_399_000_000),
        ])
    func valid(text: String, microseconds: Int64) throws {
        let read = try OneValue(.outages, "notified_at", text)
        #expect(read.value == .integer(microseconds))
        #expect(Timestamp.instant(text) == Instant(microseconds: microseconds))
    }

    private static let shape = "is not an instant; write 2026-10-05T09:12:00+02:00"
    private static let tooEarly =
        "is before 1900; 0001-01-01 is some systems' word for \"still open\": leave the field empty instead"
    private static let tooLate = "is after 2199; leave the field empty when there is no end"
    private static let offset = "has a UTC offset that does not exist; it lies between -18:00 and +18:00"

    @Test(
        "anything else is rejected, saying what would be right",
        arguments: [
            (
                "2026-10-05T09:12:00",
                "has no UTC offset; write 2026-10-05T09:12:00+02:00, or import with --time-zone Europe/Paris"
            ),
            (
                "2026-10-05T09:12",
                "has no UTC offset; write 2026-10-05T09:12:00+02:00, or import with --time-zone Europe/Paris"
            ),
            ("2026-10-05", "has no time of day; write 2026-10-05T09:12:00+02:00"),
            ("0001-01-01T00:00:00Z", tooEarly),
            ("0000-00-00 00:00:00Z", tooEarly),
            ("1899-12-31T23:59:59Z", tooEarly),
            ("2200-01-01T00:00:00Z", tooLate),
            ("9999-12-31T23:59:59Z", tooLate),
            ("2026-02-29T00:00:00Z", "is a day that does not exist"),
            ("2026-13-01T00:00:00Z", "is a day that does not exist"),
            ("2026-10-00T00:00:00Z", "is a day that does not exist"),
            ("2026-10-05T24:00:00Z", "has hour 24; write 00:00 of the next day"),
            ("2026-10-05T25:00:00Z", "has an hour that does not exist; write 00 to 23"),
            ("2026-10-05T09:60:00Z", "has a minute that does not exist; write 00 to 59"),
            (
                "2026-12-31T23:59:60Z",
                "has second 60; leap seconds are not counted: write the next full minute"
            ),
            ("2026-10-05T09:12:61Z", "has a second that does not exist; write 00 to 59"),
            (
                "2026-10-05T09:12:00.1234567Z",
                "is finer than a microsecond; nothing is rounded: write at most six decimals"
            ),
            (
                "2026-10-05T09:12:00.0000000001Z",
                "is finer than a microsecond; nothing is rounded: write at most six decimals"
            ),
            ("2026-10-05T09:12:00+18:01", offset),
            ("2026-10-05T09:12:00-19:00", offset),
            ("2026-10-05T09:12:00+02:60", offset),
            ("2026-10-05T09:12:00+99", offset),
            ("2026-10-05T09:12:00.Z", shape),
            ("2026-10-05T09:12:00,5Z", shape),
            ("2026-10-05T09:12.5Z", shape),
            ("2026-10-05T09:12:0Z", shape),
            ("2026-10-05T9:12:00Z", shape),
            ("2026-10-05T09Z", shape),
            ("2026-10-05T09:12:00ZZ", shape),
            ("2026-10-05T09:12:00Z ", shape),
            (" 2026-10-05T09:12:00Z", shape),
            ("2026-10-05T09:12:00 +02:00", shape),
            ("2026-10-05T09:12:00+2", shape),
            ("2026-10-05T09:12:00+020", shape),
            ("2026-10-05T09:12:00+02:0", shape),
            ("2026-10-05T09:12:00+02:", shape),
            ("2026-10-05T09:12:00+02:00:00", shape),
            ("2026-10-05T09:12:00+", shape),
            ("2026-10-05T09:12:00 Europe/Paris", shape),
            ("2026-10-05_09:12:00Z", shape),
            ("2026-10-05T", shape),
            ("05/10/2026 09:12", shape),
            ("20261005T091200Z", shape),
            ("+026-10-05T09:12:00Z", shape),
            ("1791184320", shape),
            ("now", shape),
            ("２０２６-10-05T09:12:00Z", shape),
        ])
    func invalid(text: String, reason: String) throws {
        #expect(try OneValue(.outages, "notified_at", text).reason == "notified_at: \(reason)")
        #expect(Timestamp.instant(text) == nil)
    }

    @Test(
        "a wall-clock time is read in the given zone",
        arguments: [
            ("2026-10-05T09:12:00", at0912),
            ("2026-10-05 09:12", at0912),
            ("2026-01-05T09:12:00", 1_767_600_720_000_000),
            ("2026-03-29T01:59:59.999999", 1_774_745_999_999_999),
            ("2026-03-29T03:00:00", 1_774_746_000_000_000),
            ("2026-10-25T01:59:59.999999", 1_792_886_399_999_999),
            ("2026-10-25T03:00:00", 1_792_893_600_000_000),
            // An offset that is given is believed.
            ("2026-10-25T02:30:00+02:00", 1_792_888_200_000_000),
            ("2026-10-05T07:12:00Z", at0912),
        ])
    func wallClock(text: String, microseconds: Int64) throws {
        #expect(try OneValue(.outages, "notified_at", text, zone: paris2026).value == .integer(microseconds))
    }

    @Test(
        "a wall-clock time that the clocks skipped is rejected",
        arguments: ["2026-03-29T02:00:00", "2026-03-29T02:30", "2026-03-29 02:59:59.999999"])
    func gap(text: String) throws {
        #expect(
            try OneValue(.outages, "notified_at", text, zone: paris2026).reason
                == "notified_at: does not exist in Europe/Paris: the clocks went forward over it that day")
    }

    @Test(
        "a wall-clock time that the clocks showed twice is rejected with both readings",
        arguments: ["2026-10-25T02:00:00", "2026-10-25T02:30", "2026-10-25 02:59:59.999999"])
    func fold(text: String) throws {
        #expect(
            try OneValue(.outages, "notified_at", text, zone: paris2026).reason
                == "notified_at: happens twice in Europe/Paris, where the clocks went back that day; "
                + "write \(text)+02:00 or \(text)+01:00")
    }

    @Test("every instant around a change is read back from its own wall clock, or is one of two readings")
    func everyHour() throws {
        for change in paris2026.transitions {
            for step in -100..<100 {
                let instant = change.start.microseconds + Int64(step) * 7 * Microseconds.perMinute
                let offset = step >= 0 ? change.offset : 10_800 - change.offset
                let local = instant + Int64(offset) * Microseconds.perSecond
                let day = LocalDate(daysSinceEpoch: Int(local / Microseconds.perDay))
                let minute = Int(local % Microseconds.perDay / Microseconds.perMinute)
                let text = "\(day)T\(padded(minute / 60, to: 2)):\(padded(minute % 60, to: 2))"
                let read = try OneValue(.outages, "notified_at", text, zone: paris2026)
                if let value = read.value {
                    #expect(value == .integer(instant))
                } else {
                    #expect(read.reason?.contains("happens twice") == true)
                    #expect(read.reason?.contains("\(text)+0\(offset / 3600):00") == true)
                }
            }
        }
    }

    @Test(
        "days and months are read exactly",
        arguments: [
            ("2026-10-05", 20_731 as Int64), ("1900-01-01", -25_567), ("2199-12-31", 84_005),
            ("2024-02-29", 19_782),
        ])
    func dates(text: String, days: Int64) throws {
        #expect(try OneValue(.holidays, "date", text).value == .integer(days))
    }

    @Test(
        "other days are rejected",
        arguments: [
            ("2026-10-5", "is not a date; write 2026-10-05"),
            ("05/10/2026", "is not a date; write 2026-10-05"),
            ("2026-10-05T00:00:00Z", "is not a date; write 2026-10-05"),
            ("2026-02-29", "is a day that does not exist"),
            ("2026-04-31", "is a day that does not exist"), ("1899-12-31", tooEarly), ("9999-12-31", tooLate),
        ])
    func invalidDates(text: String, reason: String) throws {
        #expect(try OneValue(.holidays, "date", text).reason == "date: \(reason)")
    }

    @Test(
        "a month is its first day; others are rejected",
        arguments: [
            ("2026-10", Value.integer(20_727), nil),
            ("2026-1", nil, "is not a month; write 2026-10"),
            ("2026-10-01", nil, "is not a month; write 2026-10"),
            ("10/2026", nil, "is not a month; write 2026-10"),
            ("2026-13", nil, "is a month that does not exist; write 01 to 12 after the year"),
            ("2026-00", nil, "is a month that does not exist; write 01 to 12 after the year"),
            ("0001-01", nil, tooEarly),
        ] as [(String, Value?, String?)])
    func months(text: String, value: Value?, reason: String?) throws {
        let read = try OneValue(.requests, "month", text)
        #expect(read.value == value)
        #expect(read.reason == reason.map { "month: \($0)" })
    }
}
