import Documents
import SLA
import Testing

@Suite("Numbers and dates as people write them")
struct HTMLLocalTextTests {
    private let french = LocalText(.french)
    private let english = LocalText(.english)

    @Test(
        "amounts are grouped in threes to the cent",
        arguments: [
            (0, "0,00\u{A0}€", "€0.00"), (5, "0,05\u{A0}€", "€0.05"),
            (99_999, "999,99\u{A0}€", "€999.99"), (100_000, "1\u{202F}000,00\u{A0}€", "€1,000.00"),
            (123_456_789_00, "123\u{202F}456\u{202F}789,00\u{A0}€", "€123,456,789.00"),
            (-123_450, "\u{2212}1\u{202F}234,50\u{A0}€", "\u{2212}€1,234.50"),
        ] as [(Int64, String, String)])
    func money(_ cents: Int64, _ inFrench: String, _ inEnglish: String) {
        #expect(french.money(Cents(cents), "EUR") == inFrench)
        #expect(english.money(Cents(cents), "EUR") == inEnglish)
    }

    @Test("another currency than the euro is named by its code")
    func currency() {
        #expect(french.money(Cents(150), "CHF") == "1,50\u{A0}CHF")
        #expect(english.money(Cents(150), "CHF") == "CHF\u{A0}1.50")
    }

    @Test(
        "availability is truncated to four decimals and keeps two",
        arguments: [
            (290, 100_000, "99,71\u{202F}%"), (0, 1, "100,00\u{202F}%"), (1, 1, "0,00\u{202F}%"),
            (1_500_001, 1_000_000_000, "99,8499\u{202F}%"), (150, 100_000, "99,85\u{202F}%"),
            (1555, 1_000_000, "99,8445\u{202F}%"), (1550, 1_000_000, "99,845\u{202F}%"),
        ] as [(Int64, Int64, String)])
    func availability(_ down: Int64, _ of: Int64, _ expected: String) {
        #expect(french.percent(MeasuredAvailability(downtime: down, base: of)) == expected)
    }

    @Test("what cannot be measured has no percentage")
    func notMeasurable() {
        #expect(french.percent(MeasuredAvailability(downtime: 0, base: 0)) == nil)
    }

    @Test("dates and months are written out")
    func dates() {
        #expect(french.date(Samples.day("2026-11-05")) == "5\u{A0}novembre 2026")
        #expect(french.date(Samples.day("2026-05-01")) == "1er\u{A0}mai 2026")
        #expect(english.date(Samples.day("2026-05-01")) == "1\u{A0}May 2026")
        #expect(french.month(Samples.month("2026-10")) == "octobre 2026")
        #expect(english.month(Samples.month("2026-08")) == "August 2026")
        #expect(french.percent(Samples.percent(5_500_000)) == "5,5\u{202F}%")
        #expect(english.percent(Samples.percent(99_850_000)) == "99.85%")
    }

    @Test("instants are the zone's wall clock, with the offset where it is asked for")
    func instants() {
        let instant = Samples.at("2026-11-05 09:12:00")
        #expect(french.instant(instant, in: Samples.paris) == "05/11/2026 09:12")
        #expect(english.instant(instant, in: Samples.paris, showsOffset: true) == "2026-11-05 09:12 (+01:00)")
        let fraction = Samples.at("2026-11-05 09:12:07", plus: 500_000)
        #expect(french.instant(fraction, in: Samples.paris) == "05/11/2026 09:12:07,5")
        #expect(french.instant(fraction, in: .utc) == "05/11/2026 08:12:07,5")
    }

    @Test(
        "lengths are exact to the microsecond",
        arguments: [
            (0, "0\u{A0}min"), (60_000_000, "1\u{A0}min"), (8_580_500_001, "143\u{A0}min 0,500001\u{A0}s"),
            (1, "0,000001\u{A0}s"), (-1_200_000_000, "\u{2212}20\u{A0}min"),
            (712_800_000_000, "11\u{202F}880\u{A0}min"),
        ] as [(Int64, String)])
    func durations(_ microseconds: Int64, _ expected: String) {
        #expect(french.duration(microseconds) == expected)
    }

    @Test("a SIREN is read in threes")
    func siren() {
        #expect(french.grouped("100000009") == "100\u{202F}000\u{202F}009")
        #expect(french.grouped("10000000X") == "10000000X")
    }
}
