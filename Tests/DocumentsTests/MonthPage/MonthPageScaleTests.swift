import Documents
import SLA
import TestSupport
import Testing

@Suite struct MonthPageScaleTests {
    /// Months with one breach each, of falling weight.
    private func breached(_ count: Int) -> [ReportEntry] {
        (0..<count).map { number in
            var facts = Samples.facts("SUB-\(padded(number, to: 5))")
            facts.outages = [Samples.outage("INC-1", "2026-11-05 10:00:00", "2026-11-05 11:00:00")]
            facts.invoices = [Samples.invoice(Int64(100_000 + number * 100))]
            facts.request = CreditRequest(requestedOn: Samples.day("2026-12-03"))
            return Samples.entry(facts)
        }
    }

    @Test("how the bytes are handed on does not change them, and writing twice gives the same bytes")
    func streaming() throws {
        let whole = try Samples.report(Samples.fourEntries, as: .html(.french), threshold: .max)
        #expect(try Samples.report(Samples.fourEntries, as: .html(.french), threshold: 1) == whole)
        #expect(try Samples.report(Samples.fourEntries, as: .html(.french)) == whole)
    }

    @Test("the page's totals are those of the JSON report, to the cent")
    func totals() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        let entries = breached(40).map { entry in
            var entry = entry
            let credited = Cents(Int64.random(in: 1...9_999_999, using: &generator))
            entry.ledger = Ledger(
                status: Bool.random(using: &generator) ? .issued : .overcredited, credited: credited,
                currency: Bool.random(using: &generator) ? "EUR" : "CHF", notes: ["AV"])
            // Some are met after a revision: what was credited for them still counts.
            if Bool.random(using: &generator) {
                entry.judgement = judge(Samples.facts(entry.facts.subscription))
            }
            return entry
        }
        let totals = try JSON(try Samples.report(entries, as: .json))["totals"]
        let bytes = try Samples.report(entries, as: .html(.french))
        let text = try MarkupCheck(String(decoding: bytes, as: UTF8.self)).text
        let french = LocalText(.french)
        for (currency, sign) in [("EUR", "€"), ("CHF", "CHF")] {
            guard case .string(let amount) = totals["issued_amounts"][currency] else {
                Issue.record("no amount in \(currency), seed \(seed)")
                continue
            }
            // In the figure at the top, and in the sum of the tiers.
            let shown = "\(french.decimal(amount))\u{A0}\(sign)"
            #expect(text.split(separator: shown).count >= 3, "\(shown), seed \(seed)")
        }
        guard case .number(let breached) = totals["breached"] else {
            Issue.record("no count of breaches")
            return
        }
        #expect(text.contains("manqué\u{A0}: \(breached)"))
    }

    @Test("a long report folds its table into parts, and keeps the weightiest sheets alone")
    func long() throws {
        let entries = breached(1_201)
        let bytes = try Samples.report(entries, as: .html(.french))
        let check = try MarkupCheck(String(decoding: bytes, as: UTF8.self))
        #expect(check.all("details").count { $0.attributes["class"] == "plain part" } == 3)
        #expect(check.all("tr").count { $0.attributes["data-s"] != nil } == 1_201)
        let sheets = check.all("details").filter { $0.attributes["class"] == "sheet" }
        #expect(sheets.count == 500)
        // The amount rises with the number: the last entry is the weightiest, the 701 first have no sheet.
        #expect(sheets.first?.attributes["id"] == "s1201")
        #expect(sheets.last?.attributes["id"] == "s702")
        #expect(check.text.contains("Les 701 autres sont dans la table"))
        let ids = Set(check.elements.compactMap { $0.attributes["id"] })
        let links = check.all("a").compactMap { $0.attributes["href"] }
        #expect(links.allSatisfy { ids.contains(String($0.dropFirst())) })
    }

    @Test("the file grows by less than a kilobyte a subscription once it has all its sheets")
    func size() throws {
        let short = try Samples.report(breached(1_000), as: .html(.french)).count
        let long = try Samples.report(breached(2_000), as: .html(.french)).count
        #expect(long - short < 1_000 * 1_024)
    }

    @Test("the page is handed on in pieces while it is written")
    func pieces() throws {
        final class Pieces { var sizes: [Int] = [] }
        let pieces = Pieces()
        var report = ReportFormat.html(.french).report(
            on: Samples.november, to: ByteStream { pieces.sizes.append($0.count) })
        for entry in breached(600) { try report.add(entry) }
        try report.finish()
        #expect(pieces.sizes.count > 10)
        #expect(pieces.sizes.allSatisfy { $0 < 131_072 })
    }
}
