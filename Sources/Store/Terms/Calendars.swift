internal import Postgres
internal import SLA

/// The terms in force in a month, its holidays and special hours, as of a watermark.
struct Calendars {
    private let month: Month
    /// By id, in the order of their effective dates: the one in force on the first day, and those of later days.
    private let versions: [String: [TermsVersion]]
    private let holidays: HolidayCalendars
    private let special: SpecialHours
    private let instead: TermsInstead?

    /// - Parameter instead: terms that take the place of those in force; nil: none do.
    init(_ scope: MonthScope, instead: TermsInstead? = nil, on connection: Connection) throws {
        month = scope.month
        self.instead = instead
        let keys = try connection.query(
            """
            select terms_key from terms_version t
            where from_batch <= $1 and effective_from <= $3 and (effective_from > $2 or not exists (
                select from terms_version later where later.terms = t.terms and later.from_batch <= $1
                    and later.effective_from <= $2 and later.effective_from > t.effective_from))
            """,
            [
                .int32(scope.watermark), .date(scope.month.firstDay.daysSinceEpoch),
                .date(scope.month.lastDay.daysSinceEpoch),
            ]
        ).map { try $0.int32("terms_key") }
        versions = Dictionary(grouping: try TermsVersions.load(connection, keys: keys), by: \.terms.id)
        holidays = try HolidayCalendars(scope, on: connection)
        special = try SpecialHours(scope, on: connection)
    }

    /// The version with the latest effective date on or before the month's first day.
    ///
    /// - Parameter day: of a spell that begins within the month; where no version is in force on the first day, the one of
    ///   this day decides. Source: contract R17.
    func terms(inForce id: String, orFrom day: LocalDate? = nil) -> TermsVersion? {
        if let other = instead?.version(of: id, on: month.firstDay) { return other }
        let versions = versions[id] ?? []
        return versions.inForce(on: month.firstDay) ?? day.flatMap(versions.inForce)
    }

    /// Those of the subscription, else of the service, else of the holiday calendar, by date. Source: contract R2.
    func specialDays(subscription: Int32, service: Int32, calendar: String) -> [SpecialDay] {
        special.days(subscription: subscription, service: service, calendar: calendar)
    }

    func calendar(
        _ terms: Terms, holidays name: String, specialDays: [SpecialDay], zone: (String) throws -> Zone
    ) throws -> MonthCalendar {
        MonthCalendar(
            month: month, terms: terms, zone: try zone(terms.timeZone),
            holidays: holidays.days(of: name, around: terms.workingDaysReach), specialDays: specialDays)
    }
}

extension [TermsVersion] {
    /// The latest in effect on a day, unless its last day is past: an earlier version never comes back. In the order of
    /// their effective dates. Source: contract T3.
    func inForce(on day: LocalDate) -> TermsVersion? {
        last { $0.terms.effectiveFrom <= day }.flatMap { version in
            version.terms.effectiveUntil.map { $0 >= day } ?? true ? version : nil
        }
    }
}
