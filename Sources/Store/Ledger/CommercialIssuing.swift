package import Postgres
package import SLA

/// Issuing commercial notes, through the database's own function.
/// Source: docs/reference/commands.md "avoir note issue".
package enum CommercialIssuing {
    /// What is to be credited, on which month, and why.
    package struct Order: Equatable, Sendable {
        package var subscription: String
        package var month: Month
        package var date: LocalDate
        /// Before tax, in the currency of the month's invoices.
        package var amount: Cents
        package var treatment: Terms.VATTreatment
        /// Printed on the note.
        package var reason: String
        /// For the books, never printed.
        package var internalReason: String?

        package init(
            subscription: String, month: Month, date: LocalDate, amount: Cents,
            treatment: Terms.VATTreatment, reason: String, internalReason: String?
        ) {
            self.subscription = subscription
            self.month = month
            self.date = date
            self.amount = amount
            self.treatment = treatment
            self.reason = reason
            self.internalReason = internalReason
        }
    }

    /// Carries the note of a dry run out of its transaction.
    private struct RolledBack: Error {
        let note: CreditNote
    }

    /// Issues the note, or shows what it would be: then everything is rolled back.
    ///
    /// - Parameters:
    ///   - run: names this issue; the same name again gives the stored note.
    ///   - check: looks at the note before it is final; what it throws leaves nothing behind.
    /// - Throws: `IssueRefusal`, `PostgresError`, and what `check` throws.
    package static func issue(
        _ order: Order, run: String, isDryRun: Bool, program: String, _ connection: Connection,
        check: (CreditNote) throws -> Void
    ) throws -> CreditNote {
        do {
            return try connection.retrying {
                try connection.transaction {
                    try connection.executeScript("set local lock_timeout = '10s'")
                    // What is rolled back needs no approval.
                    if isDryRun { try connection.executeScript("set constraints is_approved deferred") }
                    let number = try IssueRefusal.refusing {
                        try connection.query(
                            """
                            select (issue_commercial($1::text::uuid, $2, $3, $4, $5, $6, $7, $8, $9)).number as number
                            """,
                            [
                                .text(run), .text(order.subscription),
                                .date(order.month.firstDay.daysSinceEpoch), .date(order.date.daysSinceEpoch),
                                .int64(order.amount.amount), .text(order.treatment.rawValue),
                                .text(order.reason), .optional(order.internalReason, Parameter.text),
                                .text(program),
                            ]
                        ).single().text("number")
                    }
                    guard let note = try CreditNotes.list(NoteFilter(numbers: [number]), on: connection).first
                    else { throw IssueRefusal.otherParameters("run \(run) has no note \(number)") }
                    try check(note)
                    if isDryRun { throw RolledBack(note: note) }
                    return note
                }
            }
        } catch let dry as RolledBack {
            return dry.note
        }
    }

    /// Other commercial notes of the month that stand, with this amount and reason: a command given twice.
    package static func alike(_ note: CreditNote, on connection: Connection) throws -> [String] {
        guard let line = note.commercial else { return [] }
        return try connection.query(
            """
            select n.number from live_commercial l join credit_note n using (series, no)
                join subscription u using (subscription_key)
            where u.subscription = $1 and l.month = $2 and n.net_cents = $3 and n.reason = $4 and n.number <> $5
            order by l.issue_date, n.series collate "C", n.no
            """,
            [
                .text(line.subscription), .date(line.month.firstDay.daysSinceEpoch), .int64(note.net.amount),
                .text(note.reason ?? ""), .text(note.number),
            ]
        ).map { try $0.text("number") }
    }

    /// What the terms give for the month of a commercial note: credited already, or due by the current revision.
    package static func underTheTerms(
        _ line: CommercialLine, on connection: Connection
    ) throws -> (credited: Cents, due: Cents) {
        let row = try connection.query(
            """
            select coalesce((select sum(l.net_cents) from live_credit l
                    where l.subscription_key = u.subscription_key and l.month = $2), 0)::bigint as credited,
                coalesce((select a.amount_cents from assessment a
                    where a.subscription_key = u.subscription_key and a.month = $2 and a.status = 'issuable'
                        and not exists (select from assessment b where b.subscription_key = a.subscription_key
                            and b.month = a.month and b.revision > a.revision)), 0)::bigint as due
            from subscription u where u.subscription = $1
            """, [.text(line.subscription), .date(line.month.firstDay.daysSinceEpoch)]
        ).single()
        return (try row.cents("credited"), try row.cents("due"))
    }
}
