import Documents
import Glibc
import SLA
import Testing

@Suite struct MonthPageContrastTests {
    /// The colours of the page, in the order in which it names its palettes: light, dark, paper.
    private func palettes() throws -> [[String: String]] {
        let page = String(decoding: try Samples.report([], as: .html(.french)), as: UTF8.self)
        var palettes: [[String: String]] = []
        for block in page.split(separator: ":root{").dropFirst() {
            var colours = palettes.first ?? [:]
            for declaration in block.prefix(while: { $0 != "}" }).split(separator: ";") {
                let parts = declaration.split(separator: ":")
                if parts.count == 2, parts[0].hasPrefix("--") {
                    colours[String(parts[0].dropFirst(2))] = String(parts[1].filter { $0 != " " })
                }
            }
            palettes.append(colours)
        }
        return palettes
    }

    /// Relative luminance of `#rgb` or `#rrggbb`. Source: WCAG 2.2.
    private func luminance(_ colour: String) throws -> Double {
        var digits = colour.dropFirst().map(String.init)
        if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
        let channels = try [0, 2, 4].map { start in
            let value = Double(try #require(Int(digits[start] + digits[start + 1], radix: 16))) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }

    private func contrast(_ a: String, _ b: String, in palette: [String: String]) throws -> Double {
        let first = try luminance(try #require(palette[a]))
        let second = try luminance(try #require(palette[b]))
        return (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }

    @Test("every text stands out by 4.5 and every mark by 3: in light, in the dark, on paper")
    func contrasts() throws {
        let palettes = try palettes()
        #expect(palettes.count == 3)
        for (index, palette) in palettes.enumerated() {
            for text in ["ink", "soft", "accent", "counted", "met"] {
                for ground in ["page", "card"] {
                    #expect(
                        try contrast(text, ground, in: palette) >= 4.5,
                        "\(text) on \(ground), palette \(index)")
                }
            }
            #expect(try contrast("notice-ink", "notice", in: palette) >= 4.5, "notice, palette \(index)")
            for mark in ["counted", "unnotified", "excused", "maintenance", "holiday"] {
                for ground in ["covered", "card"] {
                    #expect(
                        try contrast(mark, ground, in: palette) >= 3, "\(mark) on \(ground), palette \(index)"
                    )
                }
            }
        }
    }
}
