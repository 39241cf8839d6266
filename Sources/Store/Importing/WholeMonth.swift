internal import Postgres
package import SLA

/// All that some sources know of a month: facts that they no longer say are withdrawn.
/// Source: docs/reference/sources.md "Repeated exports".
package struct WholeMonth: Sendable {
    /// What a row names.
    package struct Identity: Hashable, Sendable {
        let source: String
        let id: String

        package init(source: String, id: String) {
            self.source = source
            self.id = id
        }
    }

    /// Of the facts' beginnings.
    let span: Range<Instant>
    /// What the rows of the command name, whenever it begins.
    let said: Set<Identity>

    package init(span: Range<Instant>, said: Set<Identity>) {
        self.span = span
        self.said = said
    }
}

extension Import {
    /// Lines of facts that are withdrawn begin after those of any file.
    private static let firstLine = 2_000_000_000

    /// Puts what is no longer said among the rows, withdrawn; how many facts that are.
    func withdrawUnsaid(_ connection: Connection) throws -> Int {
        guard let whole else { return 0 }
        try connection.executeScript(
            "create temp table said (source text not null, id text not null) on commit drop")
        try connection.copyIn("copy said from stdin (format binary)") { writer in
            for identity in whole.said {
                try writer.beginRow(columns: 2)
                try writer.text(identity.source)
                try writer.text(identity.id)
            }
        }
        try connection.executeScript("analyze said")
        return try connection.count(
            """
            with gone as (insert into fresh (row_line, row_stated, \(names), nth, times)
                select \(Self.firstLine) + row_number() over (order by h.started_at, h.source, h.id), 0, \(values), 1, 1
                from \(table.history) h
                where h.until_batch is null and not h.withdrawn and h.source in (select s.source from said s)
                    and h.started_at >= $1 and h.started_at < $2
                    and not exists (select from said s where s.source = h.source and s.id = h.id)
                returning 1)
            select count(*) from gone
            """,
            [
                .timestamp(whole.span.lowerBound.microseconds),
                .timestamp(whole.span.upperBound.microseconds),
            ])
    }

    private var names: String { (table.identity + table.content).map(\.name).joined(separator: ", ") }

    private var values: String {
        (table.identity + table.content).map { $0.name == "withdrawn" ? "true" : "h.\($0.name)" }
            .joined(separator: ", ")
    }
}
