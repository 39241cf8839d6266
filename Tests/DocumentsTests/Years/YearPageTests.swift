import Glibc
import SLA
import TestSupport
import Testing

@testable import Documents

@Suite("Pages of a year and of a customer")
struct YearPageTests {
    private static func pages(_ language: Language) throws -> [String] {
        try [
            YearSamples.report(as: .html(language)), YearSamples.statement(as: .html(language)),
            YearSamples.report([], as: .html(language)),
            YearSamples.statement(
                Statement(of: "C", named: nil, for: YearSamples.year, [], []), as: .html(language)),
        ].map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(
        "are well-formed, in both languages; tables have captions, charts a text",
        arguments: Language.allCases)
    func wellFormed(_ language: Language) throws {
        for page in try Self.pages(language) {
            let check = try MarkupCheck(page)
            #expect(check.all("html").first?.attributes["lang"] == language.rawValue)
            #expect(check.all("h1").count == 1)
            #expect(check.all("table").count == check.all("caption").count)
            #expect(check.all("th").allSatisfy { $0.attributes["scope"] != nil })
            for chart in check.all("svg") where chart.attributes["class"] == "chart" {
                #expect(chart.attributes["role"] == "img" && chart.attributes["aria-label"]?.isEmpty == false)
            }
        }
    }

    @Test("need nothing but themselves, and no script", arguments: Language.allCases)
    func selfContained(_ language: Language) throws {
        for page in try Self.pages(language) {
            for forbidden in [
                "http:", "https:", "//", "@import", "src=", "<link", "<iframe", "<form", "url(h", "<script",
                "onclick",
            ] {
                #expect(!page.contains(forbidden), "\(forbidden)")
            }
            let policy = try MarkupCheck(page).all("meta").first { $0.attributes["http-equiv"] != nil }
            #expect(policy?.attributes["content"] == "default-src 'none'; style-src 'unsafe-inline'")
        }
    }

    @Test("data never becomes markup")
    func escaping() throws {
        var standing = YearSamples.standings[0]
        standing.subscription = "S<script>1</script>\u{202E}"
        standing.customerName = "</title><b>\"Dupont\""
        standing.service = "<img src=x>"
        standing.notes = ["<i>AV</i>"]
        standing.currency = "<u>"
        let note = YearSamples.note("<i>AV</i>", "2026-01", "<em>", 1, currency: "<u>", reason: "<tt>")
        let statement = Statement(
            of: "<b>", named: standing.customerName, for: YearSamples.year, [standing], [note])
        for bytes in [
            try YearSamples.report([standing], as: .html(.french)),
            try YearSamples.statement(statement, as: .html(.english)),
        ] {
            let check = try MarkupCheck(String(decoding: bytes, as: UTF8.self))
            for name in ["script", "img", "i", "u", "em", "tt"] {
                #expect(check.all(name).isEmpty, "\(name)")
            }
            #expect(check.text.contains("S<script>1</script>\\u{202E}"))
        }
    }

    @Test("numbers on cells stand out by 4.5, and shades follow each other from light to dark")
    func contrasts() throws {
        let style = Resources.yearStyle
        for block in style.split(separator: ":root{").dropFirst() {
            var colours: [String: String] = [:]
            for declaration in block.prefix(while: { $0 != "}" }).split(separator: ";") {
                let parts = declaration.split(separator: ":")
                colours[String(parts[0].dropFirst(2))] = String(parts[1])
            }
            var shades: [Double] = []
            for place in 0...3 {
                let ground = try Self.luminance(try #require(colours["k\(place)"]))
                let ink = try Self.luminance(try #require(colours["i\(place)"]))
                #expect((max(ground, ink) + 0.05) / (min(ground, ink) + 0.05) >= 4.5, "k\(place)")
                shades.append(ground)
            }
            for (a, b) in zip(shades, shades.dropFirst()) {
                #expect((max(a, b) + 0.05) / (min(a, b) + 0.05) >= 1.4)
            }
            #expect(shades == shades.sorted() || shades == shades.sorted().reversed())
        }
    }

    /// Relative luminance of `#rgb` or `#rrggbb`. Source: WCAG 2.2.
    private static func luminance(_ colour: String) throws -> Double {
        var digits = colour.dropFirst().map(String.init)
        if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
        let channels = try [0, 2, 4].map { start in
            let value = Double(try #require(Int(digits[start] + digits[start + 1], radix: 16))) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }

    /// Twelve months of so many subscriptions, month by month.
    private static func many(_ count: Int) -> [MonthStanding] {
        YearSamples.year.all.flatMap { month in
            (0..<count).map { number in
                YearSamples.standing(
                    YearSamples.Made(
                        month: month.description, subscription: "SUB-\(padded(number, to: 5))",
                        customer: "C-\(padded(number / 2, to: 5))", down: Int64(number % 7 * 1000)))
            }
        }
    }

    @Test("many subscriptions are folded into parts, less than half a kilobyte each, handed on in pieces")
    func scale() throws {
        final class Pieces { var sizes: [Int] = [] }
        let pieces = Pieces()
        var report = ReportFormat.html(.french).report(
            on: YearScope(YearSamples.year, assessed: Set(YearSamples.year.all)),
            to: ByteStream { pieces.sizes.append($0.count) })
        for standing in Self.many(1_201) { try report.add(standing) }
        try report.finish()
        #expect(pieces.sizes.count > 5 && pieces.sizes.allSatisfy { $0 < 131_072 })

        let page = try MarkupCheck(
            String(decoding: try YearSamples.report(Self.many(1_201), as: .html(.french)), as: UTF8.self))
        // Three parts of the map; of 601 customers 25 are shown, the others in two parts.
        #expect(page.all("details").count == 3 + 2)
        let long = try YearSamples.report(Self.many(2_000), as: .html(.french)).count
        let short = try YearSamples.report(Self.many(1_000), as: .html(.french)).count
        #expect(long - short < 1_000 * 700)
    }

    @Test("a statement of many rows folds them, month by month")
    func foldedStatement() throws {
        let standings = Self.many(30)
        let statement = Statement(of: "C", named: nil, for: YearSamples.year, standings, [])
        let bytes = try YearSamples.statement(statement, as: .html(.english))
        let page = try MarkupCheck(String(decoding: bytes, as: UTF8.self))
        #expect(page.all("details").count == 12)
    }
}
