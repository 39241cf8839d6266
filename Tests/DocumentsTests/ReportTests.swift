import Documents
import SLA
import TestSupport
import Testing

@Suite struct ReportTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test("the JSON report of a month with every class is this, to the byte")
    func json() throws {
        let bytes = try Samples.report([Samples.entry(Samples.everyClass)], as: .json)
        #expect(text(bytes) == Golden.json)
        _ = try JSON(bytes)
    }

    @Test(
        "the CSV report is this, to the byte: quoted, neutralised, without zeros where nothing was measured")
    func csv() throws {
        let bytes = try Samples.report(Samples.fourEntries, as: .csv(.standard))
        #expect(text(bytes) == Golden.csv.split(separator: "\n").map { $0 + "\r\n" }.joined())
    }

    @Test("the text report is this, to the byte")
    func terminal() throws {
        #expect(text(try Samples.report(Samples.fourEntries, as: .text(.english))) == Golden.text)
    }

    @Test("JSON without terms is null where nothing was measured, and totals count every status")
    func nulls() throws {
        let report = try JSON(try Samples.report(Samples.fourEntries, as: .json))
        let first = try #require(report["subscriptions"].elements.first)
        for key in ["terms", "period", "seconds", "availability", "other_reading"] {
            #expect(first.members[key] == .null)
        }
        #expect(first["credit"]["status"] == .string("no_terms"))
        #expect(first["credit"].members["amount"] == .null)
        #expect(first["outages"] == .array([]))
        let totals = report["totals"]
        #expect(totals["subscriptions"] == .number("4"))
        #expect(totals["met"] == .number("1"))
        #expect(totals["breached"] == .number("2"))
        #expect(totals["without_verdict"] == .number("1"))
        #expect(totals["issued_amount"] == .string("50.00"))
        #expect(totals["by_status"]["issued"]["amounts"]["EUR"] == .string("50.00"))
    }

    @Test("the period's ends have the offsets in force then")
    func summerTime() throws {
        let october = Samples.month("2026-10")
        let entry = Samples.entry(Samples.facts(calendar: Samples.calendar(month: october)))
        let report = try JSON(try Samples.report([entry], as: .json, on: october))
        let period = report["subscriptions"].elements.first?["period"]
        #expect(period?["from"] == .string("2026-10-01T00:00:00+02:00"))
        #expect(period?["to"] == .string("2026-11-01T00:00:00+01:00"))
        #expect(period?["time_zone"] == .string("Europe/Paris"))
    }

    @Test("credits of several currencies are never added")
    func currencies() throws {
        var entries = [Samples.fourEntries[2], Samples.fourEntries[2], Samples.fourEntries[2]]
        for (index, currency) in ["EUR", "CHF", "EUR"].enumerated() {
            entries[index].facts.subscription = "SUB-\(index)"
            entries[index].ledger.currency = currency
        }
        let report = try Samples.report(entries, as: .json)
        let totals = try JSON(report)["totals"]
        #expect(totals.members["issued_amount"] == .null)
        #expect(totals["issued_amounts"] == .object(["CHF": .string("50.00"), "EUR": .string("100.00")]))
        let francs = try #require(text(report).firstRange(of: "\"CHF\": \"50.00\""))
        let euros = try #require(text(report).firstRange(of: "\"EUR\": \"100.00\""))
        #expect(francs.upperBound < euros.lowerBound)
        #expect(
            text(try Samples.report(entries, as: .text(.english))).contains(
                "Credited so far: 50.00 CHF, 100.00 EUR\n"))
    }

    @Test("the ledger's status, amount and cut go before the judgement's")
    func ledger() throws {
        var entry = Samples.fourEntries[2]
        entry.ledger = Ledger(status: .cappedOut, amount: .zero, cutByCap: Cents(5000))
        let credit = try JSON(try Samples.report([entry], as: .json))["subscriptions"].elements[0]["credit"]
        #expect(credit["status"] == .string("capped_out"))
        #expect(credit["amount"] == .string("0.00"))
        #expect(credit["cut_by_cap"] == .string("50.00"))
        #expect(credit["currency"] == .string("EUR"))
    }

    @Test("amounts and lengths at the ends of their ranges are written in full")
    func hugeNumbers() throws {
        var entry = Samples.entry(Samples.everyClass)
        entry.judgement.statement.credit.base = Cents(.min)
        entry.judgement.statement.credit.amount = Cents(.max)
        entry.judgement.statement.classes = Classes()
        entry.judgement.statement.classes.available = .max
        let subscription = try JSON(try Samples.report([entry], as: .json))["subscriptions"].elements[0]
        #expect(subscription["credit"]["base"] == .string("-92233720368547758.08"))
        #expect(subscription["credit"]["amount"] == .string("92233720368547758.07"))
        #expect(subscription["seconds"]["period"] == .number("9223372036854.775807"))
        #expect(subscription["availability"]["percent"] == .string("100.0000"))
    }

    @Test(
        "a month without subscriptions is a report too",
        arguments: [ReportFormat.json, .csv(.standard), .text(.english)])
    func empty(_ format: ReportFormat) throws {
        let bytes = try Samples.report([], as: format)
        if format == .json {
            let report = try JSON(bytes)
            #expect(report["subscriptions"] == .array([]))
            #expect(report["totals"]["issued_amount"] == .string("0.00"))
        } else {
            #expect(
                text(bytes).utf8.filter { $0 == UInt8(ascii: "\n") }.count
                    == (format == .text(.english) ? 4 : 1))
        }
    }

    @Test(
        "how the bytes are handed on does not change them",
        arguments: [ReportFormat.json, .csv(.standard), .text(.english)])
    func streaming(_ format: ReportFormat) throws {
        let whole = try Samples.report(Samples.fourEntries, as: format, threshold: .max)
        #expect(try Samples.report(Samples.fourEntries, as: format, threshold: 1) == whole)
    }
}

@Suite struct CSVTests {
    private func row(_ dialect: CSVDialect, _ write: (inout CSVWriter) -> Void) -> String {
        let bytes = ByteStream.whole { stream in
            var csv = CSVWriter(dialect: dialect, to: stream)
            write(&csv)
            csv.endRow()
            stream = csv.stream
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "text is quoted where RFC 4180 asks, and neutralised where a spreadsheet would take it for a formula",
        arguments: [
            ("plain", "plain"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\r\nb", "\"a\r\nb\""),
            ("a\nb", "\"a\nb\""),
            ("=1+1", "'=1+1"), ("+33 1", "'+33 1"), ("-5", "'-5"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"),
            ("\rx", "\"'\rx\""), ("\r\n=x", "\"'\r\n=x\""), ("=\"a\",b", "\"'=\"\"a\"\",b\""), ("", ""),
            ("a=b", "a=b"),
            ("=\u{301}", "'=\u{301}"), ("a;b", "a;b"), ("\"\u{301}", "\"\"\"\u{301}\""),
        ])
    func text(_ value: String, _ expected: String) {
        #expect(Array(row(.standard) { $0.text(value) }.utf8) == Array("\(expected)\r\n".utf8))
    }

    @Test("numbers are no text: a negative one stays a number")
    func numbers() {
        #expect(row(.standard) { $0.decimal("-5.25") } == "-5.25\r\n")
    }

    @Test("French spreadsheets get a semicolon, a decimal comma and a byte order mark")
    func dialect() {
        let french = CSVDialect(separator: .semicolon, decimalMark: .comma, byteOrderMark: true)
        let line = row(french) { csv in
            csv.text("a,b")
            csv.text("a;b")
            csv.decimal("99.8500")
            csv.seconds(1_500_000)
        }
        #expect(line == "\u{FEFF}a,b;\"a;b\";99,8500;1,5\r\n")
        #expect(row(CSVDialect(decimalMark: .comma)) { $0.decimal("1.5") } == "\"1,5\"\r\n")
    }

    @Test("every row has as many cells as there are columns")
    func cells() throws {
        let dialect = CSVDialect(separator: .tab)
        var entries = Samples.fourEntries
        entries[0].facts.spells[0].customer = "C-001"
        let bytes = try Samples.report(entries, as: .csv(dialect))
        let counts = bytes.split(separator: UInt8(ascii: "\n")).map { row in
            row.filter { $0 == UInt8(ascii: "\t") }.count + 1
        }
        #expect(counts == Array(repeating: CSVReport.columns.count, count: 5))
    }
}
