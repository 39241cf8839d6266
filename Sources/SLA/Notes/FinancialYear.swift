/// A company's financial years: twelve months that end on the same day each time.
///
/// Source: docs/reference/file-formats.md "Issuer file".
package struct FinancialYear: Equatable, Sendable {
    /// 1 to 12.
    private let month: Int
    /// 1 to 31; of February's last two, the month's last day is meant.
    private let day: Int

    /// Reads exactly `MM-DD`; nil for anything else and for days that no year has.
    package init?(endsOn text: some StringProtocol) {
        // A leap year has every day that there is.
        guard let date = LocalDate("2024-\(text)") else { return nil }
        (_, month, day) = date.components
    }

    /// The days of the financial year in which a day lies.
    package func days(around date: LocalDate) -> ClosedRange<LocalDate> {
        let year = date.components.year
        let end = end(in: year) < date ? self.end(in: year + 1) : end(in: year)
        return self.end(in: end.components.year - 1).adding(days: 1)...end
    }

    private func end(in year: Int) -> LocalDate {
        let first = LocalDate(uncheckedYear: year, month: month, day: 1)
        let length = first.month.length
        return first.adding(days: (month == 2 && day >= 28 ? length : day) - 1)
    }
}
