package import Postgres
package import SLA

/// Days whose books are closed: no note or reversal is dated on or before them.
/// Source: docs/reference/commands.md "avoir close".
package enum Closing {
    /// The last closed day; nil: none was ever closed.
    package static func last(_ connection: Connection) throws -> LocalDate? {
        try connection.query("select max(closed_until) as closed from closing").single()
            .optionalLocalDate("closed")
    }

    /// Closes the books up to a day, for good.
    ///
    /// - Throws: `IssueRefusal` for a day before the last closed one, or in the future.
    package static func close(_ day: LocalDate, on connection: Connection) throws {
        try IssueRefusal.refusing {
            try connection.transaction {
                try connection.executeScript("set local lock_timeout = '10s'")
                _ = try connection.query(
                    "select (close_books($1)).closed_until", [.date(day.daysSinceEpoch)])
            }
        }
    }
}
