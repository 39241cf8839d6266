package import Postgres
package import SLA

/// The months that somebody looks after: assessed, issued, held or asked for, and those that are running. One statement
/// for each thing that is asked of all of them.
package enum MonthsAtHand {
    /// Newest first.
    ///
    /// - Parameters:
    ///   - today: decides which months are over.
    ///   - zones: of the stored terms; they decide which facts concern a month.
    package static func load(
        today: LocalDate, zones: [Zone], on connection: Connection
    ) throws -> [MonthAttention] {
        var months: [Month: MonthAttention] = [:]
        for month in try all(today: today, connection) {
            months[month] = MonthAttention(month: month, isOver: today > month.lastDay)
        }
        for row in try connection.query(
            "select distinct on (month) month, assessed_at as at, assessed_by as by from assessment_run order by month, run desc"
        ) {
            months[try row.localDate("month").month]?.assessed = try deed(row)
        }
        for row in try connection.query(
            """
            select distinct on (month) month, issued_at as at, issued_by as by from issue_run where kind = 'credit'
            order by month, issued_at desc
            """
        ) {
            months[try row.localDate("month").month]?.issued = try deed(row)
        }
        let assessed = months.values.filter { $0.assessed != nil }.map(\.month)
        for month in try OpenMonths.changed(assessed, zones: zones, on: connection) {
            months[month]?.hasNewFacts = true
        }
        try CreditsAtHand.load(connection) { month, credit in months[month]?.add(credit, today: today) }
        return months.values.sorted { $0.month > $1.month }
    }

    private static func deed(_ row: Row) throws -> MonthAttention.Deed {
        MonthAttention.Deed(at: try row.instant("at"), by: try row.text("by"))
    }

    /// Those with a trace of their own; and from the last assessed one, at least from the one before the running one, to the
    /// running one those in which a subscription is in force.
    private static func all(today: LocalDate, _ connection: Connection) throws -> [Month] {
        try connection.query(
            """
            select distinct month from assessment_run
            union select distinct month from issue_run
            union select distinct month from hold_event
            union select distinct month from credit_request where until_batch is null and not withdrawn
            union select m.month::date from generate_series(least($1::date - interval '1 month',
                (select max(month) from assessment_run)), $1::date, interval '1 month') m (month)
            where exists (select from spell_in_force s
                where s.starts_on < m.month + interval '1 month' and coalesce(s.ends_on >= m.month, true))
            """, [.date(today.month.firstDay.daysSinceEpoch)]
        ).map { try $0.localDate("month").month }
    }
}

extension MonthAttention {
    fileprivate mutating func add(_ credit: CreditAtHand, today: LocalDate) {
        credits[credit.status, default: Credits()].add(
            credit.amount, in: credit.currency, until: credit.deadline)
        if credit.status == .heldByCap {
            let hasRoom = credit.firstFreeDate.map { $0 <= today } ?? false
            if hasRoom { self.hasRoom += 1 } else if credit.isUndecided { undecided += 1 }
        }
        if credit.status == .issuable, credit.isIncomplete { incomplete += 1 }
    }
}
