/// Months in a row, as statements and reports of a year have them.
extension ClosedRange<Month> {
    /// January to December; nil beyond the years 1 to 9999.
    package init?(year: Int) {
        guard let first = Month(year: year, number: 1), let last = Month(year: year, number: 12) else {
            return nil
        }
        self = first...last
    }

    /// How many they are.
    package var months: Int {
        (upperBound.year - lowerBound.year) * 12 + upperBound.number - lowerBound.number + 1
    }

    /// Each of them, in order.
    package var all: [Month] { (0..<months).compactMap { lowerBound.adding(months: $0) } }

    /// The year that they are, from January to December; nil for any other range.
    package var year: Int? {
        lowerBound.number == 1 && months == 12 ? lowerBound.year : nil
    }
}
