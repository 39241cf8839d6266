import Messages
import SLA
import Testing

@testable import Documents

@Suite struct DurationTextTests {
    @Test(
        "seconds are exact decimals without trailing zeros",
        arguments: [
            (0, "0"), (1, "0.000001"), (-1, "-0.000001"), (3_600_000_000, "3600"), (1_500_000, "1.5"),
            (100_000, "0.1"), (2_682_000_000_001, "2682000.000001"), (Int64.max, "9223372036854.775807"),
            (Int64.min, "-9223372036854.775808"),
        ] as [(Int64, String)])
    func seconds(_ microseconds: Int64, _ expected: String) {
        #expect(DurationText.seconds(microseconds) == expected)
    }

    @Test(
        "the clock shows hours, minutes, seconds, and what is below a second",
        arguments: [
            (0, "0:00:00"), (59_999_999, "0:00:59.999999"), (60_000_000, "0:01:00"),
            (3_661_500_000, "1:01:01.5"),
            (2_682_000_000_000, "745:00:00"), (-3_600_000_000, "-1:00:00"),
        ] as [(Int64, String)])
    func clock(_ microseconds: Int64, _ expected: String) {
        #expect(DurationText.clock(microseconds) == expected)
    }

    @Test(
        "a time of day has its seconds only where there are any",
        arguments: [(28_800_000_000, "08:00"), (86_400_000_000, "24:00"), (28_830_500_000, "08:00:30.5")]
            as [(Int64, String)])
    func timeOfDay(_ microseconds: Int64, _ expected: String) {
        #expect(DurationText.timeOfDay(microseconds) == expected)
    }
}

@Suite struct LocalTimeTests {
    private func rfc3339(_ text: String, plus microseconds: Int64 = 0, in zone: Zone) -> String {
        LocalTime(zone).rfc3339(Samples.at(text, in: .utc, plus: microseconds))
    }

    private func zone(_ offset: Int) -> Zone { Zone(name: "X", initialOffset: offset, transitions: []) }

    @Test("an instant has the offset in force, on both sides of a change of the clock")
    func offsets() {
        #expect(rfc3339("2026-10-25 00:59:59", in: Samples.paris) == "2026-10-25T02:59:59+02:00")
        #expect(rfc3339("2026-10-25 01:00:00", in: Samples.paris) == "2026-10-25T02:00:00+01:00")
        #expect(rfc3339("2026-01-01 00:00:00", in: zone(0)) == "2026-01-01T00:00:00+00:00")
        #expect(rfc3339("2026-01-01 00:00:00", in: zone(-12_600)) == "2025-12-31T20:30:00-03:30")
        #expect(rfc3339("2026-01-01 00:00:00", in: zone(20_700)) == "2026-01-01T05:45:00+05:45")
    }

    @Test("fractional seconds stand only where there are any, before 1970 too")
    func fractions() {
        #expect(rfc3339("2026-01-01 00:00:00", plus: 1, in: .utc) == "2026-01-01T00:00:00.000001+00:00")
        #expect(rfc3339("2026-01-01 00:00:00", plus: 500_000, in: .utc) == "2026-01-01T00:00:00.5+00:00")
        #expect(rfc3339("1969-12-31 23:59:59", plus: 999_999, in: .utc) == "1969-12-31T23:59:59.999999+00:00")
    }

    @Test("UTC is used where RFC 3339 cannot say the local time")
    func fallsBackToUTC() {
        #expect(rfc3339("1900-01-01 00:00:00", in: zone(561)) == "1900-01-01T00:00:00Z")
        #expect(rfc3339("9999-12-31 23:30:00", in: zone(3600)) == "9999-12-31T23:30:00Z")
        #expect(rfc3339("0001-01-01 00:00:00", in: zone(-3600)) == "0001-01-01T00:00:00Z")
    }

    @Test("for people, an interval repeats the day only when it is another, and the offset only when asked")
    func intervals() {
        let time = LocalTime(Samples.paris)
        let day = Samples.from("2026-11-05 09:12:00", to: "2026-11-05 11:00:00")
        #expect(time.text(day) == "Thu 2026-11-05 09:12:00 to 11:00:00")
        let night = Samples.from("2026-11-05 22:00:00", to: "2026-11-06 00:00:00")
        #expect(time.text(night) == "Thu 2026-11-05 22:00:00 to Fri 2026-11-06 00:00:00")
        let offsets = LocalTime(Samples.paris, showsOffset: true)
        #expect(offsets.text(day) == "Thu 2026-11-05 09:12:00 +01:00 to 11:00:00 +01:00")
    }
}

@Suite struct TableTests {
    @Test("colours change no column's width")
    func colours() {
        var table = Table([.left, .right])
        table.add(["no", "1"], tones: [0: .bad])
        table.add(["longer", "10"], tones: [1: .good])
        #expect(Array(table.lines()) == ["no       1", "longer  10"])
        #expect(
            Array(table.lines(in: Ink(showsColours: true))) == [
                "\u{1B}[31mno\u{1B}[0m       1", "longer  \u{1B}[32m10\u{1B}[0m",
            ])
    }

    @Test("a table's columns line up whatever the scripts, with no space at the end of a line")
    func table() {
        var table = Table([.left, .right, .left])
        table.add(["漢字", "1", "x"])
        table.add(["e\u{301}", "100", ""])
        table.add(["plain\u{7}", "20", "yy"])
        table.add(["short"])
        #expect(
            Array(table.lines(indent: 1)) == [
                " 漢字          1  x", " e\u{301}           100", " plain\\u{7}   20  yy", " short",
            ])
    }
}
