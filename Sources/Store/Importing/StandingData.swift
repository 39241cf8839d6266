internal import Postgres
package import SLA

/// Rows that would change the days of months that are over and were assessed. Source: contract R18.
///
/// Each statement fills the temporary table `restated` with the lines of such rows and those months.
extension Import {
    /// Refuses such rows, unless the import restates them; which months it restates.
    func restateOrRefuse(_ connection: Connection) throws -> [Month] {
        guard kind.isStandingData else { return [] }
        try connection.execute(
            "create temp table restated (row_line int not null, month date not null) on commit drop")
        try connection.execute(Self.closedMonths, [.timestamp(now.microseconds)])
        guard try connection.count("select count(*) from closed_month") > 0 else { return [] }
        switch kind {
        case .subscriptions: try connection.execute(changedSpells)
        case .specialHours: try connection.execute(changedHours)
        case .holidays: try insertRestated(try changedHolidays(connection), connection)
        case .calendars: try insertRestated(try changedCalendars(connection), connection)
        default: break
        }
        guard !restate else {
            return try connection.query("select distinct month from restated order by month").map {
                try $0.localDate("month").month
            }
        }
        try connection.execute(
            """
            update staged s set row_faults = \(fault("", Self.changesThePast, "r.months"))
            from (select row_line, string_agg(distinct to_char(month, 'YYYY-MM'), ', ') as months
                from restated group by row_line) r
            where r.row_line = s.row_line
            """)
        return []
    }

    private static let changesThePast =
        "changes days of months that are over and assessed (R18); what is new begins on a later day, in a row of its own; "
        + "to correct the past, use --restate"

    /// Months of assessments that are over in the time zone of some terms.
    static var closedMonths: String {
        """
        create temp table closed_month on commit drop as
            select month, (month + interval '1 month')::date as next_month
            from (select month from assessed_month union select month from assessment_run) m
            where exists (select from (select time_zone from terms_version union select 'UTC') z
                where (m.month + interval '1 month') at time zone z.time_zone <= $1)
        """
    }

    private func insertRestated(_ rows: [(line: Int32, month: Month)], _ connection: Connection) throws {
        for row in rows {
            try connection.execute(
                "insert into restated values ($1, $2)",
                [.int32(row.line), .date(row.month.firstDay.daysSinceEpoch)])
        }
    }
}

/// Spells.
extension Import {
    /// Compares, day by day, what a known subscription's spells say before the file and after it.
    ///
    /// Rows of a file that states a spell twice count as they end up. A subscription that the file brings has no past.
    private var changedSpells: String {
        let content = ["customer", "service", "terms", "holidays"]
        func last(_ name: String) -> String {
            let stated = "s.row_stated & \(kind.bit(of: name)) <> 0"
            return "(array_agg(s.\(name) order by s.row_line desc) filter (where \(stated)))[1] as \(name), "
                + "bool_or(\(stated)) as states_\(name)"
        }
        // What a new spell does not say is what it will be stored with.
        let defaults = ["holidays": "'FR'", "withdrawn": "false"]
        func merged(_ name: String) -> String {
            let filed = defaults[name].map { "coalesce(f.\(name), \($0))" } ?? "f.\(name)"
            return
                "case when f.states_\(name) or k.starts_on is null then \(filed) else k.\(name) end as \(name)"
        }
        let all = content + ["ends_on", "withdrawn"]
        return """
            with filed as (
                select s.subscription, s.starts_on, array_agg(s.row_line) as lines, \(all.map(last).joined(separator: ", "))
                from staged s
                where s.row_faults is null
                group by s.subscription, s.starts_on
            ),
            known as (
                select u.subscription, d.starts_on, d.ends_on, c.customer, v.service, d.terms, d.holidays, d.withdrawn
                from subscription_details d
                    join subscription u using (subscription_key) join customer c using (customer_key)
                    join service v using (service_key)
                where d.until_batch is null and u.subscription in (select subscription from filed)
            ),
            becoming as (
                select subscription, starts_on, f.lines, f.lines is not null and (k.starts_on is null or row(\(
                    all.map { "x.\($0)" }.joined(separator: ", "))) is distinct from row(\(
                    all.map { "k.\($0)" }.joined(separator: ", ")))) as is_changed, x.*
                from filed f full join known k using (subscription, starts_on)
                cross join lateral (select \(all.map { "case when f.lines is null then k.\($0) else z.\($0) end as \($0)" }
                    .joined(separator: ", ")) from (select \(all.map(merged).joined(separator: ", "))) z) x
                where subscription in (select subscription from known)
            ),
            changed as (
                \(Self.changedDays(of: "subscription", by: content, before: "known", after: "becoming"))
            )
            insert into restated
            select distinct line, m.month
            from changed c
            join closed_month m on c.days && daterange(m.month, m.next_month)
            join becoming b on b.subscription = c.subscription and b.is_changed
            cross join unnest(b.lines) line
            """
    }
}

extension Import {
    /// SQL: the days of each subscription of which its spells say something else before and after, as `days`.
    ///
    /// - Parameters:
    ///   - subject: the column that names the subscription.
    ///   - content: the columns of what a spell says.
    ///   - before, after: what has the spells' columns.
    static func changedDays(
        of subject: String, by content: [String], before: String, after: String
    ) -> String {
        let names = ([subject] + content).joined(separator: ", ")
        func days(_ rows: String) -> String {
            """
            select \(names), range_agg(days) as days from (
                select r.*, daterange(starts_on, least(ends_on, lead(starts_on) over (
                    partition by \(subject) order by starts_on) - 1), '[]') as days
                from \(rows) r where not withdrawn) r
            group by \(names)
            """
        }
        return """
            select \(subject), unnest(coalesce(a.days, '{}') - coalesce(b.days, '{}')
                + (coalesce(b.days, '{}') - coalesce(a.days, '{}'))) as days
            from (\(days(after))) a full join (\(days(before))) b using (\(names))
            """
    }
}

extension FactKind {
    /// Whether its facts say which days are judged by what, so that they are not restated in silence.
    ///
    /// Source: contract R18.
    package var isStandingData: Bool {
        switch self {
        case .subscriptions, .calendars, .holidays, .specialHours: true
        default: false
        }
    }
}
