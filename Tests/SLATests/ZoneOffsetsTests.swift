import SLA
import Testing

@Suite("The offsets that a run keeps (R19)")
struct ZoneOffsetsTests {
    private func instant(_ day: LocalDate, hour: Int64) -> Instant {
        Instant(microseconds: Zone.utc.start(of: day).microseconds + hour * Microseconds.perHour)
    }

    /// Summer time from 29 March, 01:00 UTC, to 25 October, 01:00 UTC.
    private func paris() throws -> Zone {
        let march = try #require(LocalDate("2026-03-29"))
        let october = try #require(LocalDate("2026-10-25"))
        return Zone(
            name: "Europe/Paris", initialOffset: 3_600,
            transitions: [
                Zone.Transition(start: instant(march, hour: 1), offset: 7_200),
                Zone.Transition(start: instant(october, hour: 1), offset: 3_600),
            ])
    }

    @Test("are written with each change in the month and its neighbours, and read again")
    func text() throws {
        for (text, words) in [
            ("2026-10", "7200 2026-10-25T01:00:00Z 3600"), ("2026-11", "7200 2026-10-25T01:00:00Z 3600"),
            ("2026-09", "7200 2026-10-25T01:00:00Z 3600"), ("2026-12", "3600"), ("2026-08", "7200"),
            ("2026-05", "7200"), ("2026-04", "3600 2026-03-29T01:00:00Z 7200"),
        ] {
            let month = try #require(Month(text))
            let offsets = ZoneOffsets(try paris(), around: month)
            #expect(offsets.description == words, "\(text)")
            #expect(ZoneOffsets(words, around: month) == offsets, "\(text)")
        }
    }

    @Test("are shown to people in hours, minutes and, where there are any, seconds")
    func readable() throws {
        let month = try #require(Month("2026-10"))
        for (text, shown) in [
            ("7200 2026-10-25T01:00:00Z 3600", "+02:00, from 2026-10-25T01:00:00Z +01:00"),
            ("-12600", "-03:30"), ("0", "+00:00"), ("-2670", "-00:44:30"), ("50400", "+14:00"),
        ] {
            #expect(ZoneOffsets(text, around: month)?.readable == shown, "\(text)")
        }
    }

    @Test("that cannot be meant are not read")
    func malformed() throws {
        let month = try #require(Month("2026-10"))
        for text in [
            "", " ", "x", "7200 ", "7200 3600", "7200 2026-10-25T01:00:00Z", "7200 2026-10-25 3600",
            "7200 2026-10-25T01:00:00Z 7200", "7200 2026-12-01T00:00:00Z 3600",
            "7200 2026-08-31T00:00:00Z 3600",
            "+7200", "93600", "7200 2026-10-25T25:00:00Z 3600",
            "7200 2026-10-25T01:00:00Z 3600 2026-10-24T01:00:00Z 0",
            "7200 2026-10-25T01:00:00+ 3600", "07200",
        ] {
            #expect(ZoneOffsets(text, around: month) == nil, "\(text)")
        }
    }

    @Test("take the place of a zone's own where they are known, and nowhere else")
    func beyond() throws {
        let month = try #require(Month("2026-10"))
        let own = try paris()
        #expect(ZoneOffsets(own, around: month).zone(beyond: own) == own)
        // A country that stays in summer time until 15 November, as an old table says.
        let kept = try #require(ZoneOffsets("7200 2026-11-15T01:00:00Z 3600", around: month))
        let zone = kept.zone(beyond: own)
        #expect(ZoneOffsets(zone, around: month) == kept)
        for (text, offset) in [
            ("2026-01-15", 3_600), ("2026-07-15", 7_200), ("2026-10-30", 7_200), ("2026-11-16", 3_600),
            ("2026-12-15", 3_600),
        ] {
            let day = try #require(LocalDate(text))
            #expect(zone.offset(at: instant(day, hour: 12)) == offset, "\(text)")
        }
    }
}
