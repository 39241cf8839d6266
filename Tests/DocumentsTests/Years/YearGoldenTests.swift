import SLA
import Testing

@testable import Documents

/// Files that were found to be right, by hand: Golden.
@Suite("A year and a statement, in every format")
struct YearGoldenTests {
    private static let formats: [(name: String, format: ReportFormat)] = [
        ("json", .json), ("csv", .csv(.standard)), ("fr.csv", .csv(.french)), ("txt", .text(.english)),
        ("fr.txt", .text(.french)), ("html", .html(.english)), ("fr.html", .html(.french)),
    ]

    @Test("the report of a year as each document", arguments: formats.indices)
    func year(_ place: Int) throws {
        let (name, format) = Self.formats[place]
        try GoldenFile.expect(
            YearSamples.report(as: format), toBe: "year.\(name)", besides: #filePath)
    }

    @Test("a customer's statement as each document", arguments: formats.indices)
    func statement(_ place: Int) throws {
        let (name, format) = Self.formats[place]
        try GoldenFile.expect(
            YearSamples.statement(as: format), toBe: "statement.\(name)", besides: #filePath)
    }

    @Test("how the bytes are handed on does not change them", arguments: formats.indices)
    func streaming(_ place: Int) throws {
        let format = Self.formats[place].format
        #expect(
            try YearSamples.report(as: format, threshold: 1)
                == YearSamples.report(as: format, threshold: .max))
    }

    @Test(
        "months in a row are one range",
        arguments: [
            ([], ""), (["2026-01"], "2026-01"), (["2026-02", "2026-01"], "2026-01 to 2026-02"),
            (
                ["2025-12", "2026-01", "2026-03", "2026-05", "2026-06"],
                "2025-12 to 2026-01, 2026-03, 2026-05 to 2026-06"
            ),
        ])
    func ranges(_ months: [String], _ text: String) {
        #expect(LocalText(.english).ranges(of: months.map(Samples.month), \.description) == text)
    }

    @Test("time taken together is truncated, never rounded, also beyond 64 bits")
    func pooled() {
        var pooled = PooledAvailability()
        #expect(pooled.percentText == nil)
        let year = 366 * Microseconds.perDay
        for _ in 0..<1_000_000 { pooled.add(MeasuredAvailability(downtime: 0, base: year)) }
        #expect(pooled.percentText == "100.0000")
        pooled.add(MeasuredAvailability(downtime: 1, base: 1))
        #expect(pooled.percentText == "99.9999")
    }

    @Test("nothing at all is said, not drawn")
    func empty() throws {
        let report = try YearSamples.report([], as: .text(.english))
        #expect(
            String(decoding: report, as: UTF8.self) == """
                Availability and credits, 2026

                0 months of subscriptions: 0 met the target, 0 missed it, 0 without a verdict
                Not assessed: 2026-01 to 2026-12

                """)
        let statement = Statement(of: "C-9", named: nil, for: YearSamples.year, [], [])
        #expect(
            String(decoding: try YearSamples.statement(statement, as: .text(.french)), as: UTF8.self) == """
                Relevé de C-9, 2026

                Aucun abonnement en vigueur\u{A0}: 2026-01 à 2026-12

                Aucun avoir pour ces mois.

                Totaux
                  0 mois d’abonnement\u{A0}: objectif tenu 0, manqué 0, sans verdict 0
                  Crédité au titre des engagements\u{A0}: rien

                """)
    }

    @Test("notes that another customer got for a month are not told")
    func others() throws {
        let statement = Statement(
            of: "C-1", named: nil, for: YearSamples.year, YearSamples.standings,
            [YearSamples.note("AV-2026-000001", "2026-01", "S-1", 10_000)])
        for format in [ReportFormat.json, .csv(.standard), .text(.english), .html(.french)] {
            let text = String(decoding: try YearSamples.statement(statement, as: format), as: UTF8.self)
            #expect(text.contains("AV-2026-000001"))
            #expect(!text.contains("AV-2026-000002") && !text.contains("AV-2026-000004"))
        }
    }
}
