internal import Postgres
internal import SLA

/// What an undo of standing data would change of months that are over and were assessed. Source: contract R18.
extension Undoing {
    func changesOfThePast(_ connection: Connection) throws -> [UndoRefusal.Reason] {
        guard table.kind.isStandingData else { return [] }
        try connection.execute(Import.closedMonths, [.timestamp(now.microseconds)])
        let months = try connection.query(
            """
            select distinct m.month from closed_month m
            where exists (select from \(changed)) order by m.month
            """
        ).map { try $0.localDate("month").month }
        return months.isEmpty ? [] : [.changesThePast(months)]
    }

    /// SQL: what of the undone facts falls into the closed month `m`.
    private var changed: String {
        switch table.kind {
        case .holidays: days(where: "d.holidays = s.calendar")
        case .specialHours:
            days(
                where:
                    "(d.holidays = s.calendar or d.service_key = s.service_key or d.subscription_key = s.subscription_key)"
            )
        case .calendars:
            "undone s where \(Import.assessedUnderCalendar)"
        default: "(\(spells)) changed where changed.days && daterange(m.month, m.next_month)"
        }
    }

    private func days(where scope: String) -> String {
        """
        undone s where s.date >= m.month and s.date < m.next_month
            and \(Import.assessed(on: "s.date", where: scope))
        """
    }

    /// The days that a subscription's spells say something else of, before and after; one that has none left was brought
    /// by the batch.
    private var spells: String {
        let history = table.history
        let concerned = "subscription_key in (select u.subscription_key from undone u)"
        let after = """
            select d.* from \(history) d where until_batch is null and \(concerned)
                and not exists (select from undone u where \(table.matching("u", "d")))
            union all
            select b.* from undone u join \(history) b on \(isBefore("b")) and \(table.matching("b", "u"))
            """
        let days = Import.changedDays(
            of: "subscription_key", by: ["customer_key", "service_key", "terms", "holidays"],
            before: "(select d.* from \(history) d where until_batch is null and \(concerned))",
            after: "(\(after))")
        return """
            select days from (\(days)) c where subscription_key in (select k.subscription_key from (\(after)) k)
            """
    }
}
