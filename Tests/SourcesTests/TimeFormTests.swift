import Intake
import SLA
import Testing

/// Forms of instants. Source: docs/reference/sources.md "Times".
@Suite struct TimeFormTests {
    /// The start of the row of one record, or what is said of it.
    private func start(
        _ text: String, form: String, zone: String? = nil, more: String = "", language: String = "en"
    ) throws -> String {
        let mapping = """
            read: { format: csv }
            language: \(language)
            id: { const: x }
            start: { of: t, form: \(form)\(more) }
            service: { const: svc }
            """
        let quoted = "\"\(text.replacing("\"", with: "\"\""))\""
        let outcome = try Trial(mapping, "t,ns\n\(quoted),\(more.isEmpty ? "" : "7999")\n", zone: zone).run()
        return outcome.rows.first.map {
            String($0.split(separator: "|", omittingEmptySubsequences: false)[4])
        }
            ?? outcome.said.joined()
    }

    @Test(arguments: [
        ("2026-10-05T09:12:30+02:00", "2026-10-05T07:12:30Z"), ("2026-10-05 09:12Z", "2026-10-05T09:12:00Z"),
        ("2026-10-05t09:12:30.5z", "2026-10-05T09:12:30.500000Z"),
        ("2026-10-05T09:12:30+0200", "2026-10-05T07:12:30Z"),
        ("2026-10-05T09:12:30.123456999Z", "2026-10-05T09:12:30.123456Z"),
        ("2026-10-05T23:59:59.9999999Z", "2026-10-05T23:59:59.999999Z"),
        ("1969-12-31T23:59:59.0000001Z", "1969-12-31T23:59:59Z"),
        (
            "2026-10-05T09:12:30",
            "1:2: t (started_at): has no UTC offset; say whose clock it is with --time-zone, such as Europe/Paris (2026-10-05T09:12:30)"
        ),
        ("2026-13-05T09:12:30Z", "1:2: t (started_at): is a day that does not exist (2026-13-05T09:12:30Z)"),
        (
            "2026-10-05T24:00:00Z",
            "1:2: t (started_at): has hour 24; write 00:00 of the next day (2026-10-05T24:00:00Z)"
        ),
        ("05/10/2026", "1:2: t (started_at): is not of the form rfc3339 (05/10/2026)"),
        ("2026-10-05T09:12:30 Z", "1:2: t (started_at): is not of the form rfc3339 (2026-10-05T09:12:30 Z)"),
        ("2199-12-31T23:59:59Z", "2199-12-31T23:59:59Z"),
        (
            "2200-01-01T00:00:00Z",
            "1:2: t (started_at): is after 2199; leave the field empty when there is no end (2200-01-01T00:00:00Z)"
        ),
        (
            "1900-01-01T00:00:00Z",
            "1:2: t (started_at): is what a program writes for an instant that was never set (1900-01-01T00:00:00Z)"
        ),
        (
            "1970-01-01T01:00:00+01:00",
            "1:2: t (started_at): is what a program writes for an instant that was never set (1970-01-01T01:00:00+01:00)"
        ),
    ])
    func rfc3339(text: String, expected: String) throws {
        #expect(try start(text, form: "rfc3339") == expected)
    }

    @Test(arguments: [
        ("s", "1791270600", "2026-10-06T07:10:00Z"), ("s", "1791270600.781", "2026-10-06T07:10:00.781000Z"),
        ("s", "1791270600.0000009", "2026-10-06T07:10:00Z"),
        ("ms", "1791270600781", "2026-10-06T07:10:00.781000Z"),
        ("ms", "1791270600781.9999", "2026-10-06T07:10:00.781999Z"),
        ("us", "1791270600781123", "2026-10-06T07:10:00.781123Z"),
        ("ns", "1791270600781123999", "2026-10-06T07:10:00.781123Z"), ("s", "-1", "1969-12-31T23:59:59Z"),
        ("s", "7258118399", "2199-12-31T23:59:59Z"),
        (
            "s", "7258118400",
            "1:2: t (started_at): lies outside the years 1900 to 2199; is it in another unit? (7258118400)"
        ),
        (
            "s", "1791270600781",
            "1:2: t (started_at): lies outside the years 1900 to 2199; is it in another unit? (1791270600781)"
        ),
        (
            "s", "99999999999999999999999999",
            "1:2: t (started_at): lies outside the years 1900 to 2199; is it in another unit? (99999999999999999999999999)"
        ),
        ("s", "0", "1:2: t (started_at): is what a program writes for an instant that was never set (0)"),
        ("s", "1.79e9", "1:2: t (started_at): is not of the form epoch s (1.79e9)"),
        ("s", "1791270600.", "1:2: t (started_at): is not of the form epoch s (1791270600.)"),
        ("s", " 1791270600", "1:2: t (started_at): is not of the form epoch s ( 1791270600)"),
    ])
    func secondsAndTheirParts(unit: String, text: String, expected: String) throws {
        #expect(try start(text, form: "epoch \(unit)") == expected)
    }

    @Test func secondsAndNanosecondsOfTheirOwn() throws {
        #expect(
            try start("1791270600", form: "epoch s+ns", more: ", ns: ns") == "2026-10-06T07:10:00.000007Z")
        #expect(
            try start("1791270600.5", form: "epoch s+ns", more: ", ns: ns")
                == "1:2: t (started_at): is not of the form epoch s+ns (1791270600.5)")
    }

    @Test(arguments: [
        ("dd/MM/yyyy HH:mm[:ss]", "05/10/2026 09:12", "07:12:00Z"),
        ("dd/MM/yyyy HH:mm[:ss]", "05/10/2026 09:12:30", "07:12:30Z"),
        ("d/MMM/yy h:mm a", "5/Oct/26 9:12 AM", "07:12:00Z"),
        ("d/MMM/yy h:mm a", "05/oct./26 12:12 am", "2026-10-04T22:12:00Z"),
        ("d/MMM/yy h:mm a", "5/OCT/26 12:12\u{A0}PM", "10:12:00Z"),
        ("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2026-10-05T09:12:30.1234567-01:30", "10:42:30.123456Z"),
        ("yyyyMMddHHmmss", "20261005091230", "07:12:30Z"),
        ("EEE, d MMM yyyy HH:mm:ss 'GMT'XXX", "Mon, 5 Oct 2026 09:12:30 GMT+0200", "07:12:30Z"),
        ("d MMMM yyyy 'o''clock' H", "5 October 2026 o'clock 9", "07:00:00Z"),
        ("yyyy-MM-dd[ HH:mm[:ss[.SSS]]]", "2026-10-05", "2026-10-04T22:00:00Z"),
        ("yyyy-MM-dd[ HH:mm[:ss[.SSS]]]", "2026-10-05 09:12:30.5", "07:12:30.500000Z"),
    ])
    func patterns(form: String, text: String, expected: String) throws {
        let full = expected.count < 18 ? "2026-10-05T\(expected)" : expected
        #expect(try start(text, form: "\"\(form)\"", zone: "Europe/Paris") == full)
    }

    @Test(arguments: [
        ("5 octobre 2026 09:12", "2026-10-05T07:12:00Z"), ("1er octobre 2026 09:12", nil),
        ("5 AOÛT 2026 09:12", "2026-08-05T07:12:00Z"),
        ("5 aout 2026 09:12", "2026-08-05T07:12:00Z"),
        ("5 de\u{301}cembre 2026 09:12", "2026-12-05T08:12:00Z"), ("5 october 2026 09:12", nil),
    ])
    func namesOfMonthsInFrench(text: String, expected: String?) throws {
        let found = try start(text, form: "\"d MMMM yyyy HH:mm\"", zone: "Europe/Paris", language: "fr")
        #expect(found == expected ?? "1:2: t (started_at): is not of the form d MMMM yyyy HH:mm (\(text))")
    }

    @Test(arguments: [
        ("29/03/2026 02:30", "does not exist in Europe/Paris: the clocks went forward over it that day"),
        (
            "25/10/2026 02:30",
            "happens twice in Europe/Paris, where the clocks went back that day: at 2026-10-25T00:30:00Z and at 2026-10-25T01:30:00Z"
        ),
        ("31/04/2026 02:30", "is a day that does not exist"),
        ("01/13/2026 02:30", "is a month that does not exist; months are 1 to 12"),
        ("01/10/2026 24:00", "has an hour that does not exist; they are 0 to 23"),
        ("01/10/2026 12:60", "has a minute that does not exist; they are 00 to 59"),
        ("1/10/2026 02:30", "is not of the form dd/MM/yyyy HH:mm"),
        ("01/10/26 02:30", "is not of the form dd/MM/yyyy HH:mm"),
        ("01/10/2026 02:30x", "is not of the form dd/MM/yyyy HH:mm"),
    ])
    func aTextThatNamesNoTimeIsRefused(text: String, reason: String) throws {
        #expect(
            try start(text, form: "\"dd/MM/yyyy HH:mm\"", zone: "Europe/Paris")
                == "1:2: t (started_at): \(reason) (\(text))")
    }

    @Test func theFirstFormThatFitsCountsAndATimesOwnZoneComesFirst() throws {
        let forms = "[\"dd/MM/yyyy HH:mm\", rfc3339, epoch ms]"
        #expect(try start("05/10/2026 09:12", form: forms, zone: "Europe/Paris") == "2026-10-05T07:12:00Z")
        #expect(try start("2026-10-05T09:12:00Z", form: forms) == "2026-10-05T09:12:00Z")
        #expect(try start("1791270600781", form: forms) == "2026-10-06T07:10:00.781000Z")
        #expect(
            try start("soon", form: forms)
                == "1:2: t (started_at): has none of the forms dd/MM/yyyy HH:mm, rfc3339, epoch ms (soon)")
        #expect(
            try start(
                "05/10/2026 09:12", form: "\"dd/MM/yyyy HH:mm\", zone: America/New_York", zone: "Europe/Paris"
            )
                == "2026-10-05T13:12:00Z")
    }

    @Test func textsThatMeanNoInstantAreAbsentWhereverAValueIsLookedFor() throws {
        let mapping = """
            read: { format: csv }
            unset: ["01/01/1900 00:00", "0"]
            time: "dd/MM/yyyy HH:mm"
            zone: UTC
            id: { const: x }
            start: a
            end: [b, "{c} 10:00"]
            service: { const: svc }
            """
        let outcome = try Trial(
            mapping, "a,b,c\n05/10/2026 09:12,01/01/1900 00:00,06/10/2026\n05/10/2026 09:12,0,0\n"
        ).run()
        #expect(outcome.rows.isEmpty == false)
        #expect(outcome.said == ["1:3: ended_at: is not of the form dd/MM/yyyy HH:mm (0 10:00)"])
        let open = try Trial(
            mapping.replacing("end: [b, \"{c} 10:00\"]", with: "end: b"), "a,b\n05/10/2026 09:12,0\n"
        ).run()
        #expect(open.rows == ["trial|x|svc||2026-10-05T09:12:00Z|"])
    }
}
