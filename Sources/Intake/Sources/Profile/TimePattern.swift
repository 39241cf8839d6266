import SLA

/// How a tool writes the clock, letter by letter: `dd/MM/yyyy HH:mm[:ss]`.
///
/// Source: docs/reference/sources.md "Times".
package struct TimePattern: Sendable {
    /// One part of what is written.
    enum Piece: Hashable, Sendable {
        /// Digits, at least and at most so many.
        case number(Number, ClosedRange<Int>)
        case monthName(isShort: Bool)
        case weekday
        /// AM or PM.
        case half
        case offset
        /// Any of the blanks.
        case blank
        case text(Unicode.Scalar)
    }

    enum Number: Hashable, Sendable {
        case year, month, day, hour, hourOfHalf, minute, second, fraction
    }

    /// As it was written.
    package let text: String
    let names: CalendarNames
    /// Every form that its optional parts allow, the longest first.
    let variants: [[Piece]]

    /// Whether each form of it says which day it is.
    package var statesDay: Bool { variants.allSatisfy { $0.contains { $0.isNumber(.day) } } }
    var alwaysHasOffset: Bool { variants.allSatisfy { $0.contains(.offset) } }

    /// Throws where the text is no pattern, or leaves something open.
    package init(_ text: String, names: CalendarNames) throws(ProfileFault) {
        var reader = TimePatternReader(text)
        let variants = try reader.variants()
        for variant in variants { try Self.check(variant) }
        self.text = text
        self.names = names
        self.variants = variants
    }

    private static func check(_ pieces: [Piece]) throws(ProfileFault) {
        func count(_ number: Number) -> Int { pieces.count { $0.isNumber(number) } }
        let months = count(.month) + pieces.count { if case .monthName = $0 { true } else { false } }
        guard count(.year) > 0, months > 0 else {
            throw ProfileFault("names no year or no month; it needs yyyy or yy, and M, MM, MMM or MMMM")
        }
        let others: [Number] = [.year, .day, .hour, .hourOfHalf, .minute, .second, .fraction]
        let repeats = [.weekday, .half, .offset].contains { piece in pieces.count { $0 == piece } > 1 }
        guard months == 1, others.allSatisfy({ count($0) <= 1 }), !repeats else {
            throw ProfileFault("names the same part of a time twice")
        }
        guard count(.hour) + count(.hourOfHalf) <= 1, (count(.hourOfHalf) == 1) == pieces.contains(.half)
        else {
            throw ProfileFault("needs H for the hours of the day, or h together with a (AM, PM)")
        }
        let hasHour = count(.hour) + count(.hourOfHalf) == 1
        guard
            (count(.minute) == 0 || hasHour) && (count(.second) == 0 || count(.minute) == 1)
                && (count(.fraction) == 0 || count(.second) == 1)
        else { throw ProfileFault("has a smaller part of a time without the greater one") }
        for (piece, next) in zip(pieces, pieces.dropFirst()) {
            if case .number(_, let width) = piece, width.count > 1, case .number = next {
                throw ProfileFault(
                    "has digits of any number directly before others; where one ends cannot be told")
            }
        }
    }
}

extension TimePattern.Piece {
    func isNumber(_ number: TimePattern.Number) -> Bool {
        if case .number(let own, _) = self { own == number } else { false }
    }
}
