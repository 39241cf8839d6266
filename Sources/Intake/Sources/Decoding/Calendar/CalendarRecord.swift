import SLA

/// An event, or one instance of a series.
struct CalendarRecord: SourceRecord {
    let place: RecordPlace
    /// By their names.
    let properties: [ColumnName: [SourceValue]]
    let start: SourceValue?
    let end: SourceValue?
    let occurrence: SourceValue?

    func values(at path: SourcePath) -> [SourceValue] {
        switch path.column {
        case Self.startName: start.map { [$0] } ?? []
        case Self.endName: end.map { [$0] } ?? []
        case Self.occurrenceName: occurrence.map { [$0] } ?? []
        default: properties[path.column] ?? []
        }
    }

    private static let startName = ColumnName("start")
    private static let endName = ColumnName("end")
    private static let occurrenceName = ColumnName("occurrence")
}
