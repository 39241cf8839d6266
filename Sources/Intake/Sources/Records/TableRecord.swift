/// Which places of its records a column has: several where files repeat its name.
final class TableLayout: Sendable {
    /// Of the column at each place.
    let names: [ColumnName]
    let file: Int

    init(_ names: [ColumnName], file: Int) {
        self.names = names
        self.file = file
    }

    func has(_ path: SourcePath) -> Bool { names.contains(path.column) }
}

/// A record whose values stand in columns.
struct TableRecord: SourceRecord {
    let layout: TableLayout
    /// By the layout's places; nil where nothing stands.
    let values: [SourceValue?]
    let line: Int

    var place: RecordPlace { RecordPlace(file: layout.file, line: line) }

    func values(at path: SourcePath) -> [SourceValue] {
        var found: [SourceValue] = []
        // Profiles name few columns: looking through them costs less than a table of hashes.
        for place in layout.names.indices where layout.names[place] == path.column {
            if let value = values[place] { found.append(value) }
        }
        return found
    }

    func first(at path: SourcePath) -> SourceValue? {
        for place in layout.names.indices where layout.names[place] == path.column {
            if let value = values[place] { return value }
        }
        return nil
    }
}
