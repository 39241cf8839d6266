import Testing

@testable import Contracts

@Suite struct IssuerNumberSeriesTests {
    @Test(
        "a number is rendered with the year and its leading zeros",
        arguments: [
            ("AV-{year}-{number:6}", 2026, 1, "AV-2026-000001"),
            ("AV-{year}-{number:6}", 2026, 999_999, "AV-2026-999999"),
            ("{number:1}/{year}", 2199, 9, "9/2199"), ("{year}{number:12}", 2026, 42, "2026000000000042"),
            ("a+B_/{number:2}{year}-9", 1999, 7, "a+B_/071999-9"),
        ])
    func rendering(pattern: String, year: Int, number: Int, expected: String) throws {
        #expect(try NumberSeries(pattern: pattern).render(year: year, number: number) == expected)
    }

    @Test(
        "outside its bounds there is no number, rather than a wider one",
        arguments: [(2026, 0), (2026, -1), (2026, 1000), (999, 1), (10_000, 1)])
    func bounds(year: Int, number: Int) throws {
        let series = try NumberSeries(pattern: "AV-{year}-{number:3}")
        #expect(series.last == 999)
        #expect(series.render(year: year, number: number) == nil)
    }

    @Test(
        "a pattern that could not number every note once is refused with its reason",
        arguments: [
            ("AV-{number:6}", "must contain {year} once, because each year starts at 1"),
            ("AV-{year}-{year}-{number:6}", "must contain {year} once, because each year starts at 1"),
            ("AV-{year}", "must contain {number:N} once, such as {number:6}"),
            ("{year}-{number:6}-{number:6}", "must contain {number:N} only once"),
            ("{year}-{number:0}", "must have from 1 to 12 digits in {number:N}"),
            ("{year}-{number:06}", "must have from 1 to 12 digits in {number:N}"),
            ("{year}-{number:13}", "must have from 1 to 12 digits in {number:N}"),
            (
                "{year}-{number}",
                "may contain only {year}, {number:N}, letters without accents, digits and + - _ /"
            ),
            (
                "AVÉ-{year}-{number:6}",
                "may contain only {year}, {number:N}, letters without accents, digits and + - _ /"
            ),
            (
                "AV {year}-{number:6}",
                "may contain only {year}, {number:N}, letters without accents, digits and + - _ /"
            ),
            (
                "AV-{year}-{number:6}-{month}",
                "may contain only {year}, {number:N}, letters without accents, digits and + - _ /"
            ),
            (
                "ABCDEFGHIJKLMNOPQRSTUVWXY-{year}{number:6}",
                "makes numbers of 36 characters; at most 35 are allowed"
            ),
        ])
    func refusal(pattern: String, reason: String) {
        #expect(throws: NumberSeries.Refusal(reason: reason)) { try NumberSeries(pattern: pattern) }
    }

    @Test("thirty-five characters are allowed")
    func longest() throws {
        let series = try NumberSeries(pattern: "ABCDEFGHIJKLMNOPQRSTUVWX-{year}{number:6}")
        #expect(series.render(year: 2026, number: 1)?.count == 35)
    }
}
