import Documents
import SLA
import TestSupport
import Testing

@Suite("Days that have not come yet, on the page of a running month")
struct MonthPageFutureTests {
    private func page(asOf: String?, isOver: Bool = false, _ language: Language = .english) throws -> String {
        var facts = Samples.everyClass
        facts.isOver = isOver
        var entry = Samples.entry(facts)
        entry.asOf = asOf.map { Samples.at($0) }
        return String(
            decoding: try Samples.report([entry], as: .html(language), on: Samples.november), as: UTF8.self)
    }

    @Test(
        "from tomorrow on, by the wall clock of the terms, days are veiled",
        arguments: [
            ("2026-10-31 23:59:59", 1), ("2026-11-01 00:00:00", 2), ("2026-11-12 12:00:00", 13),
            ("2026-11-12 23:59:59", 13), ("2026-11-13 00:00:00", 14), ("2026-11-29 12:00:00", 30),
        ])
    func veiled(asOf: String, first: Int) throws {
        let page = try page(asOf: asOf)
        // Small in the table and in the sheet's line, large in the sheet.
        #expect(page.ranges(of: "class=\"f\"").count == 3)
        #expect(page.contains("<path class=\"f\" d=\"M\((first - 1) * 7) 0H210V24H\((first - 1) * 7)z\"/>"))
        #expect(
            page.contains("<path class=\"f\" d=\"M\((first - 1) * 21) 0H630V144H\((first - 1) * 21)z\"/>"))
        #expect(page.contains("; still to come from "))
    }

    @Test("what is counted of an open outage beyond today is marked as still to come")
    func openOutage() throws {
        #expect(try page(asOf: "2026-11-12 12:00:00").contains(" (still to come)</li>"))
        #expect(try page(asOf: "2026-11-12 12:00:00", .french).contains(" (à venir)</li>"))
    }

    @Test("no day is veiled on the last day, in a month that is over, or where the time is not known")
    func whole() throws {
        for page in [
            try page(asOf: "2026-11-30 00:00:00"), try page(asOf: "2026-11-12 12:00:00", isOver: true),
            try page(asOf: nil),
        ] {
            #expect(!page.contains("class=\"f\""))
            #expect(!page.contains("still to come"))
        }
    }
}
