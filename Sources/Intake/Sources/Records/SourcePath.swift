/// Where a value stands in a record: a path through JSON, or the name of a column.
package struct SourcePath: Hashable, Sendable {
    /// As it was written.
    package let text: String
    /// How many `*` of `each` it climbs before it descends.
    package let climbs: Int
    let steps: [SourceStep]
    /// What it names in a table, a log or a calendar.
    let column: ColumnName

    /// The name of a column, compared without regard to case, accents and repeated blanks.
    package static func column(_ name: String) -> SourcePath {
        SourcePath(text: name, climbs: 0, steps: [.name(Array(name.utf8))], column: ColumnName(name))
    }

    /// A path of JSON: `hosts.host`, `values[2]`, `tags[tag=subscription].value`, `^.^.id`, `labels."a.b"`.
    ///
    /// Throws `SourcePathError` where it is none.
    package static func json(_ text: String) throws(SourcePathError) -> SourcePath {
        var reader = SourcePathReader(text)
        let (climbs, steps) = try reader.readPath()
        return SourcePath(text: text, climbs: climbs, steps: steps, column: ColumnName(text))
    }

    package static func == (a: SourcePath, b: SourcePath) -> Bool {
        a.climbs == b.climbs && a.steps == b.steps && a.column == b.column
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(column) }
}
