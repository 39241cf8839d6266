internal import Postgres
package import SLA

/// How many values of a column became absent.
package struct Cleared: Equatable, Sendable {
    package let column: FactColumn
    package let count: Int
}

extension Import {
    /// Source: docs/reference/file-formats.md "How rows become facts".
    func changes(of batch: Int32, _ connection: Connection) throws -> [Change] {
        let identity = table.identityColumns
        let content = table.contentColumns
        var changes: [Change] = []
        try connection.copyOut(changeRows(batch, most: dryRun ? nil : Self.toldUpdates)) { row in
            let line = Int(try row.int32(0))
            if changes.last?.line != line {
                let values = try identity.enumerated().map { place, column in
                    Change.Value(column: column, text: try row.optionalText(1 + place) ?? "")
                }
                changes.append(Change(line: line, identity: values, columns: []))
            }
            let first = 1 + identity.count
            changes[changes.count - 1].columns.append(
                Change.Column(
                    column: content[Int(try row.int32(first))], before: try row.optionalText(first + 1),
                    after: try row.optionalText(first + 2)))
        }
        return changes
    }

    func cleared(by batch: Int32, _ connection: Connection) throws -> [Cleared] {
        try table.cleared(try connection.query(clearedCounts(batch)).single())
    }
}

extension FactTable {
    /// From a row with a count for each column of the content, under its name.
    func cleared(_ row: Postgres.Row) throws -> [Cleared] {
        try zip(contentColumns, content).compactMap { column, stored in
            let count = Int(try row.int64(.name(stored.name)))
            return count > 0 ? Cleared(column: column, count: count) : nil
        }
    }
}
