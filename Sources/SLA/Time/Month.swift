/// A calendar month, `2026-10`. Bounds: the years 1 to 9999. Source: contract R1.
package struct Month: Hashable, Comparable, Sendable {
    package let year: Int
    package let number: Int

    package init?(year: Int, number: Int) {
        guard 1...9999 ~= year, 1...12 ~= number else { return nil }
        self.init(unchecked: year, number)
    }

    init(unchecked year: Int, _ number: Int) {
        self.year = year
        self.number = number
    }

    package static func < (a: Month, b: Month) -> Bool {
        (a.year, a.number) < (b.year, b.number)
    }

    /// How many days it has.
    package var length: Int {
        switch number {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    package var firstDay: LocalDate { LocalDate(uncheckedYear: year, month: number, day: 1) }
    package var lastDay: LocalDate { LocalDate(uncheckedYear: year, month: number, day: length) }

    /// So many months later, or earlier; nil beyond the years 1 to 9999.
    package func adding(months count: Int) -> Month? {
        let place = year * 12 + number - 1 + count
        guard place >= 0 else { return nil }
        return Month(year: place / 12, number: place % 12 + 1)
    }

    /// Its days in order.
    package var days: [LocalDate] { (0..<length).map { firstDay.adding(days: $0) } }
}

extension Month: CustomStringConvertible {
    package var description: String { "\(padded(year, to: 4))-\(padded(number, to: 2))" }

    /// Reads exactly `YYYY-MM`.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let year = digits(parts[0], count: 4),
            let number = digits(parts[1], count: 2)
        else { return nil }
        self.init(year: year, number: number)
    }
}
