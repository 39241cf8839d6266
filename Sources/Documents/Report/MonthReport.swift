/// A month's report that is written while its entries arrive, sorted by subscription.
package protocol MonthReport {
    mutating func add(_ entry: ReportEntry) throws
    /// Writes what stands at the end, and hands on every byte that is left.
    mutating func finish() throws
}
