package import Postgres
package import SLA

/// A holiday calendar of one's own that is not known to the end of a month.
/// Source: docs/reference/file-formats.md "calendars".
package struct RunOutCalendar: Sendable {
    /// `calendar NAME until DATE`.
    private let text: String
    package let subscriptions: Int

    package var sentence: String { Self.sentence(text) }

    /// What SQL's `run_out_calendars` says, as a sentence with the remedy.
    static func sentence(_ text: String) -> String {
        let parts = text.split(separator: " until ")
        let name = parts.dropLast().joined(separator: " until ")
        let until =
            parts.last == "-infinity"
            ? "is not said to be known at all" : "is known until \(parts.last ?? "")"
        return "\(name) \(until); import its later days, then calendars with the new known_until"
    }

    /// Those of a month, by name.
    package static func load(_ month: Month, on connection: Connection) throws -> [RunOutCalendar] {
        try connection.query(
            """
            select text, count(distinct subscription_key) as subscriptions
            from (select distinct subscription_key from assessment
                where month = $1 and exists (select from calendars_that_run_out($1))) a
                cross join lateral unnest(run_out_calendars(a.subscription_key, $1)) text
            group by text order by text collate "C"
            """, [.date(month.firstDay.daysSinceEpoch)]
        ).map {
            RunOutCalendar(text: try $0.text("text"), subscriptions: Int(try $0.int64("subscriptions")))
        }
    }
}
