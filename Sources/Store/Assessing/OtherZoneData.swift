package import Postgres
package import SLA

/// A time zone whose data, as a month's current assessments used them, are not the database's. Source: contract R19.
package struct OtherZoneData: Sendable {
    package let timeZone: String
    /// nil: the assessments' run kept none.
    package let judgedBy: ZoneOffsets?
    /// nil: the database does not know the zone.
    package let database: ZoneOffsets?

    /// Those of a month, by name; empty where nothing stands in the way of issuing.
    package static func load(_ month: Month, on connection: Connection) throws -> [OtherZoneData] {
        try connection.query(
            "select time_zone, judged_by, of_database from other_zone_data($1)",
            [.date(month.firstDay.daysSinceEpoch)]
        ).map { row in
            OtherZoneData(
                timeZone: try row.text("time_zone"),
                judgedBy: try row.optionalText("judged_by").flatMap { ZoneOffsets($0, around: month) },
                database: try row.optionalText("of_database").flatMap { ZoneOffsets($0, around: month) })
        }
    }

    /// - Parameter program: the zone's data on this machine.
    package func sentence(program: ZoneOffsets, in month: Month) -> String {
        let here = program.readable
        guard let database else {
            return "the database does not know the time zone \(timeZone); bring its time zone data up to date"
        }
        guard program == database else {
            return
                "the time zone data of this machine and of the database differ: around \(month) \(timeZone) is "
                + "\(here) here and \(database.readable) there; bring both up to date (the package tzdata), then run: "
                + "avoir assess \(month)"
        }
        let before = judgedBy.map { "\(timeZone) was \($0.readable) then and is \(here) now" }
        return "\(month) was judged by other time zone data than those of today"
            + (before.map { ": \($0)" } ?? " of \(timeZone)") + "; run: avoir assess \(month)"
    }
}
