package import SLA

/// A report of several months that is written while their standings arrive: by month, then subscription.
package protocol YearReport {
    mutating func add(_ standing: MonthStanding) throws
    /// Writes what stands at the end, and hands on every byte that is left.
    mutating func finish() throws
}

/// Which months a report is of.
package struct YearScope: Sendable {
    package let months: ClosedRange<Month>
    /// Those that were assessed, for whomever.
    package let assessed: Set<Month>

    package init(_ months: ClosedRange<Month>, assessed: Set<Month>) {
        self.months = months
        self.assessed = assessed
    }

    /// In order.
    var unassessed: [Month] { months.all.filter { !assessed.contains($0) } }
}
