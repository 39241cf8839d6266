internal import Postgres
internal import SLA

/// The terms in force in a month and its holidays, as of a watermark.
struct Calendars {
    private let month: Month
    private let versions: [String: TermsVersion]
    private let added: [String: [PublicHoliday]]

    init(_ scope: MonthScope, on connection: Connection) throws {
        month = scope.month
        let keys = try connection.query(
            """
            select distinct on (terms) terms_key from terms_version
            where from_batch <= $1 and effective_from <= $2 order by terms, effective_from desc
            """, [.int32(scope.watermark), .date(scope.month.firstDay.daysSinceEpoch)]
        ).map { try $0.int32("terms_key") }
        let loaded = try TermsVersions.load(connection, keys: keys)
        versions = Dictionary(uniqueKeysWithValues: loaded.map { ($0.terms.id, $0) })
        let days = try connection.query(
            """
            select h.calendar, h.date, h.name from holiday h
            where \(MonthScope.inForce("h")) and not h.withdrawn and h.date between $2 and $3
            """,
            [
                .int32(scope.watermark), .date(scope.month.firstDay.daysSinceEpoch),
                .date(scope.month.lastDay.daysSinceEpoch),
            ]
        ).map { row in
            (
                calendar: try row.text("calendar"),
                day: PublicHoliday(date: try row.localDate("date"), name: try row.text("name"))
            )
        }
        added = Dictionary(grouping: days, by: \.calendar).mapValues { $0.map(\.day) }
    }

    /// The version with the latest effective date on or before the month's first day.
    func terms(inForce id: String) -> TermsVersion? { versions[id] }

    /// The month under these terms; a day that is both computed and added keeps its computed name.
    func calendar(
        _ terms: Terms, _ holidays: String, zone: (String) throws -> Zone
    ) throws -> MonthCalendar {
        let computed = ComputedCalendar(rawValue: holidays)?.holidays(of: month.year) ?? []
        let known = Set(computed.map(\.date))
        return MonthCalendar(
            month: month, terms: terms, zone: try zone(terms.timeZone),
            holidays: computed + (added[holidays] ?? []).filter { !known.contains($0.date) })
    }
}
