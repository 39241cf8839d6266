import Documents
import SLA
import TestSupport
import Testing

@Suite("What may still fail, as documents")
struct BudgetTests {
    private let budget = BudgetSamples.budget

    private func text(_ budget: MonthBudget, _ language: Language = .english) -> [String] {
        String(decoding: budget.text(language), as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
    }

    @Test("for people: those furthest beyond their target first, those without one last, each with a word")
    func english() {
        #expect(text(budget) == BudgetTexts.english)
    }

    @Test("in French")
    func french() {
        #expect(text(budget, .french) == BudgetTexts.french)
    }

    @Test("as CSV, a row for each, in the same order")
    func csv() {
        #expect(
            String(decoding: budget.csv(), as: UTF8.self).split(separator: "\r\n").map(String.init)
                == BudgetRows.csv)
    }

    @Test("for Prometheus: the samples of a metric stand together, without timestamps")
    func prometheus() {
        #expect(
            String(decoding: budget.prometheus, as: UTF8.self).split(separator: "\n").map(String.init)
                == BudgetRows.prometheus)
    }

    @Test("label values are escaped, also where a mark combines with a quote, and steer no terminal")
    func labels() {
        var entry = BudgetSamples.within
        entry.facts.subscription = "a\"b\\c\nd\u{1B}[31m\"\u{301}"
        let budget = MonthBudget(
            on: Samples.november, at: BudgetSamples.instant, in: Samples.paris, [entry])
        let line = String(decoding: budget.prometheus, as: UTF8.self).split(separator: "\n")[2]
        #expect(
            line
                == #"avoir_budget_remaining_seconds{subscription="a\"b\\c\\nd\\u{1B}[31m\""#
                + "\u{301}" + #"",customer="C-001",service="contact-centre"} 180"#)
    }

    @Test("as JSON: exact seconds, and null where there is none")
    func json() throws {
        let json = try JSON(budget.json)
        #expect(json["at"].text == "2026-11-13T12:00:00+01:00" && json["over"] == .bool(false))
        let entries = json["subscriptions"].elements
        #expect(
            entries.map { $0["standing"].text } == [
                "missed", "missed", "within", "no_commitment", "not_measurable", "no_terms",
            ])
        #expect(entries[1]["budget"]["remaining_seconds"] == .number("-0.000001"))
        #expect(
            entries[1]["tiers"].elements.map { $0["reached"] } == [.bool(true), .bool(false), .bool(false)])
        #expect(
            entries[0]["cost"]["amount"].text == "61.73" && entries[0]["cost"]["base_month"].text == "2026-10"
        )
        #expect(entries[1]["cost"]["amount"].text == "50.00" && entries[1]["cost"]["currency"].text == "USD")
        #expect(entries[2]["budget"]["remaining_seconds"] == .number("180"))
        #expect(entries[2]["open_outages"].elements.map { $0["id"].text } == ["INC-2"])
        #expect(entries[3]["budget"] == .null && entries[3]["cost"]["amount"] == .null)
        #expect(entries[5]["availability"] == .null && entries[5]["terms"] == .null)
        #expect(json["totals"]["cost_amounts"]["EUR"].text == "61.73")
        #expect(json["totals"]["open_outages"] == .number("1"))
    }

    @Test("a month that is over says so, and one without subscriptions too")
    func over() {
        var entry = BudgetSamples.missed
        entry.facts.isOver = true
        let over = MonthBudget(
            on: Samples.november, at: Samples.at("2026-12-01 08:00:00"), in: Samples.paris, [entry])
        #expect(
            text(over)[1]
                == "The month is over: as at its end, from what was known at 2026-12-01 08:00 (+01:00).")
        let none = MonthBudget(on: Samples.november, at: BudgetSamples.instant, in: Samples.paris, [])
        #expect(
            text(none) == [
                "What may still fail, November 2026",
                "As at 2026-11-13 12:00 (+01:00): open outages count up to then.", "",
                "No subscription is in force.", "",
            ])
    }
}
