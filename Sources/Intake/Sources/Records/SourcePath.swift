/// Where a value stands in a record: a path through JSON, or the name of a column.
package struct SourcePath: Hashable, Sendable {
    /// Copied for each value that is asked for, a path must be small.
    private final class Content: Sendable {
        let text: String
        let climbs: Int
        let steps: [SourceStep]
        let column: ColumnName

        init(text: String, climbs: Int, steps: [SourceStep], column: ColumnName) {
            self.text = text
            self.climbs = climbs
            self.steps = steps
            self.column = column
        }
    }

    private let content: Content

    /// As it was written.
    package var text: String { content.text }
    /// How many `*` of `each` it climbs before it descends.
    package var climbs: Int { content.climbs }
    /// None where it is the name of a column.
    var steps: [SourceStep] { content.steps }
    /// What it names in a table, a log or a calendar.
    var column: ColumnName { content.column }

    /// The name of a column, compared without regard to case, accents and repeated blanks.
    package static func column(_ name: String) -> SourcePath {
        SourcePath(content: Content(text: name, climbs: 0, steps: [], column: ColumnName(name)))
    }

    /// A path of JSON: `hosts.host`, `values[2]`, `tags[tag=subscription].value`, `^.^.id`, `labels."a.b"`.
    ///
    /// Throws `SourcePathError` where it is none.
    package static func json(_ text: String) throws(SourcePathError) -> SourcePath {
        var reader = SourcePathReader(text)
        let (climbs, steps) = try reader.readPath()
        return SourcePath(
            content: Content(text: text, climbs: climbs, steps: steps, column: ColumnName(text)))
    }

    package static func == (a: SourcePath, b: SourcePath) -> Bool {
        a.content === b.content || a.column == b.column && a.climbs == b.climbs && a.steps == b.steps
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(column) }
}
