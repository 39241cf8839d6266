package import Postgres

extension TermsVersions {
    /// Those of all stored terms, by name.
    package static func timeZones(_ connection: Connection) throws -> [String] {
        try connection.query(
            "select distinct time_zone collate \"C\" as time_zone from terms_version order by 1"
        ).map {
            try $0.text("time_zone")
        }
    }

    /// The time zone that all stored terms share; nil: there are none, or several.
    package static func sharedTimeZone(_ connection: Connection) throws -> String? {
        try connection.query(
            "select case when count(distinct time_zone) = 1 then min(time_zone) end as time_zone from terms_version"
        ).single().optionalText("time_zone")
    }
}
