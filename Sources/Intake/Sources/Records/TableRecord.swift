/// Which places of its records a column has: several where files repeat its name.
final class TableLayout: Sendable {
    private let places: [ColumnName: [Int]]

    /// Of the column at each place.
    init(_ names: [ColumnName]) {
        var places: [ColumnName: [Int]] = [:]
        for (place, name) in names.enumerated() { places[name, default: []].append(place) }
        self.places = places
    }

    func places(of path: SourcePath) -> [Int] { places[path.column] ?? [] }

    func has(_ path: SourcePath) -> Bool { places[path.column] != nil }
}

/// A record whose values stand in columns.
struct TableRecord: SourceRecord {
    let place: RecordPlace
    let layout: TableLayout
    /// By the layout's places; nil where nothing stands.
    let values: [SourceValue?]

    func values(at path: SourcePath) -> [SourceValue] {
        layout.places(of: path).compactMap { $0 < values.count ? values[$0] : nil }
    }
}
