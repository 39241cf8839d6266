/// A date with hours of its own, which take the place of the weekly hours and of a holiday. Source: contract R2.
package struct SpecialDay: Hashable, Sendable {
    package var date: LocalDate
    /// In microseconds since local midnight, at most 24 hours, in order and merged; none: closed all day.
    package var windows: [Range<Int64>]
    /// Why, as it was recorded; several are joined.
    package var name: String

    package init(date: LocalDate, windows: [Range<Int64>], name: String) {
        self.date = date
        self.windows = windows
        self.name = name
    }
}
