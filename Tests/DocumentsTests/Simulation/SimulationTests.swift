import Documents
import SLA
import TestSupport
import Testing

@Suite("What other terms would have cost, as documents")
struct SimulationTests {
    private let simulation = SimulationSamples.simulation

    private func lines(_ bytes: [UInt8], _ separator: String = "\n") -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: separator, omittingEmptySubsequences: false)
            .map(String.init)
    }

    @Test(
        "for people: months, rates, customers and the largest differences, and what the cap and requests do")
    func english() {
        #expect(lines(simulation.text(.english)) == SimulationTexts.english)
    }

    @Test("in French")
    func french() {
        #expect(lines(simulation.text(.french)) == SimulationTexts.french)
    }

    @Test("as CSV, a row for each month with a credit")
    func csv() {
        #expect(lines(simulation.csv(), "\r\n") == SimulationTexts.csv)
    }

    @Test("as JSON: sums by currency, with what is due only if asked")
    func json() throws {
        let json = try JSON(simulation.json)
        #expect(json["judged"] == .number("5") && json["under_other_terms"] == .number("5"))
        let euros = json["total"]["amounts"]["EUR"]
        #expect(
            ["own", "other", "difference", "own_only_if_asked", "other_only_if_asked"].map {
                euros[$0].text
            } == ["150.00", "220.00", "70.00", "100.00", "0.00"])
        #expect(json["total"]["amounts"]["USD"]["difference"].text == "10.00")
        #expect(json["total"]["without_invoice"] == .number("1"))
        #expect(json["subscriptions"].elements.count == 4)
        let unknown = json["subscriptions"].elements[3]
        #expect(unknown["difference"] == .null && unknown["own"]["amount"] == .null)
        #expect(json["months"].elements.map { $0["tiers"].elements.count } == [2, 4])
    }

    @Test(
        "a page is well-formed, needs nothing but itself, and every table is captioned",
        arguments: Language.allCases)
    func page(_ language: Language) throws {
        let page = String(decoding: simulation.page(language), as: UTF8.self)
        let check = try MarkupCheck(page)
        #expect(check.all("html").first?.attributes["lang"] == language.rawValue)
        #expect(check.all("h1").count == 1 && check.all("script").isEmpty)
        #expect(check.all("table").count == 4 && check.all("caption").count == 4)
        #expect(check.all("th").allSatisfy { ["col", "row"].contains($0.attributes["scope"] ?? "") })
        for forbidden in ["http:", "https:", "//", "@import", "src=", "<link", "url(h"] {
            #expect(!page.contains(forbidden), "\(forbidden)")
        }
        let amount = language == .french ? "+70,00\u{A0}€" : "+€70.00"
        #expect(check.text.contains(amount))
        #expect(!check.text.contains("Optional(") && !check.text.contains("nil"))
    }

    @Test("data never becomes markup, and steers nothing")
    func escaping() throws {
        var simulation = Simulation(of: SimulationSamples.months, under: [SimulationSamples.generous])
        simulation.add(
            SimulationSamples.row(
                "<b>\u{202E}", "<script>", SimulationSamples.months[0], minutes: 60, invoiced: 100,
                currency: "<i>"),
            isUnderOthers: true)
        let check = try MarkupCheck(String(decoding: simulation.page(.english), as: UTF8.self))
        #expect(check.all("script").isEmpty && check.all("i").isEmpty && check.all("b").isEmpty)
        #expect(check.text.contains("<b>\\u{202E}"))
    }

    @Test("a request that came too late is worth nothing; one that may come is counted, and said")
    func requests() {
        let month = SimulationSamples.months[0]
        let open = SimulationSamples.row("S", "C", month, minutes: 60, invoiced: 100_000, isRequested: false)
        #expect(open.own.amount == Cents(5_000) && open.own.isOnlyIfAsked && !open.other.isOnlyIfAsked)
        var terms = Samples.axantis
        terms.credit?.requestWithin = .days(2)
        for (day, status, amount) in [
            ("2026-11-02", CreditStatus.issuable, 5_000), ("2026-11-03", .expired, 0),
        ] as [(String, CreditStatus, Int64)] {
            var facts = Samples.facts(calendar: Samples.calendar(terms, month: month))
            facts.outages = [Samples.outage("I", "2026-10-05 09:00:00", "2026-10-05 10:00:00")]
            facts.invoices = [Samples.invoice(100_000)]
            facts.request = CreditRequest(requestedOn: Samples.day(day))
            let credit = SimulatedCredit(judge(facts).statement, terms: terms)
            #expect(credit.status == status && credit.amount == Cents(amount))
        }
    }

    @Test("the caps of the files are stated: cut, waiting, none")
    func caps() {
        var (held, none) = (SimulationSamples.generous, SimulationSamples.generous)
        (held.id, none.id) = ("held", "none")
        held.credit?.cap = Terms.Cap(rate: Samples.percent(20_000_000), consecutiveDays: 365, excess: .held)
        none.credit?.cap = nil
        var simulation = Simulation(
            of: [Samples.november], under: [SimulationSamples.generous, held, none])
        simulation.add(
            SimulationSamples.row("S", "C", Samples.november, minutes: 60, invoiced: 100), isUnderOthers: true
        )
        #expect(
            lines(simulation.text(.english)).suffix(5).prefix(3) == [
                "The cap of generous: 20% of a month's base in 30 consecutive days; the excess is cut.",
                "The cap of held: 20% of a month's base in 365 consecutive days; the excess waits.",
                "The cap of none: none.",
            ])
    }

    @Test("a month that no terms judge, and one without any credit, say so")
    func nothing() {
        let none = Simulation(of: [Samples.november], under: [SimulationSamples.generous])
        #expect(
            lines(none.text(.english)) == [
                "What other terms would have cost, November 2026",
                "Other terms: generous version 1, effective from 2025-03-01", "No subscription is in force.",
                "",
            ])
        var quiet = none
        quiet.add(
            SimulationSamples.row("S", "C", Samples.november, minutes: 0, invoiced: 100), isUnderOthers: true)
        #expect(
            lines(quiet.text(.english)) == [
                "What other terms would have cost, November 2026",
                "Other terms: generous version 1, effective from 2025-03-01",
                "1 month of subscriptions judged, 1 of them under the other terms", "",
                "month    own terms  other terms  difference", "2026-11          -            -           -",
                "",
                "No credit under either, and no other verdict.", "",
            ])
    }
}
