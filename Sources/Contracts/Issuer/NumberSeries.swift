import SLA

/// How a credit note is numbered: `AV-{year}-{number:6}` gives `AV-2026-000001`.
///
/// The year is that of the issue date and every year's numbers start at 1. As year and number have fixed
/// widths, two notes never share a number. Source: docs/reference/file-formats.md "Issuer file".
package struct NumberSeries: Hashable, Sendable {
    struct Refusal: Error, Equatable {
        var reason: String
    }

    private enum Part: Hashable {
        case literal(String)
        case year
        case number
    }

    package let pattern: String
    /// Digits of the number, 1 to 12.
    package let width: Int
    private let parts: [Part]

    /// A rendered number's most characters; they are letters without accents, digits and `+ - _ /`.
    static let longest = 35

    init(pattern: String) throws(Refusal) {
        var parts: [Part] = []
        var width: Int?
        var years = 0
        var rest = pattern[...]
        while !rest.isEmpty {
            if rest.hasPrefix("{year}") {
                years += 1
                parts.append(.year)
                rest = rest.dropFirst(6)
            } else if let match = rest.prefixMatch(of: /\{number:([0-9]{1,2})\}/) {
                guard width == nil else { throw Refusal(reason: "must contain {number:N} only once") }
                guard let digits = Int(match.1), 1...12 ~= digits, match.1.first != "0" else {
                    throw Refusal(reason: "must have from 1 to 12 digits in {number:N}")
                }
                width = digits
                parts.append(.number)
                rest = rest[match.range.upperBound...]
            } else if let match = rest.prefixMatch(of: /[A-Za-z0-9+\-_\/]+/) {
                parts.append(.literal(String(match.output)))
                rest = rest[match.range.upperBound...]
            } else {
                throw Refusal(
                    reason: "may contain only {year}, {number:N}, letters without accents, digits and + - _ /"
                )
            }
        }
        guard years == 1 else {
            throw Refusal(reason: "must contain {year} once, because each year starts at 1")
        }
        guard let width else { throw Refusal(reason: "must contain {number:N} once, such as {number:6}") }
        self.pattern = pattern
        self.width = width
        self.parts = parts
        let length = parts.reduce(0) { sum, part in
            switch part {
            case .literal(let text): sum + text.utf8.count
            case .year: sum + 4
            case .number: sum + width
            }
        }
        guard length <= Self.longest else {
            throw Refusal(
                reason: "makes numbers of \(length) characters; at most \(Self.longest) are allowed")
        }
    }

    /// The most notes that one year can hold: all of `width` digits.
    package var last: Int { (0..<width).reduce(1) { power, _ in power * 10 } - 1 }

    /// The note's number, or nil outside the years 1000 to 9999 and the numbers 1 to `last`.
    package func render(year: Int, number: Int) -> String? {
        guard 1000...9999 ~= year, 1...last ~= number else { return nil }
        return parts.reduce(into: "") { text, part in
            switch part {
            case .literal(let literal): text += literal
            case .year: text += String(year)
            case .number: text += padded(number, to: width)
            }
        }
    }
}
