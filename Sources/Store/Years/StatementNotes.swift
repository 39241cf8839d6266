package import Postgres
package import SLA

/// The documents that a customer got for months, without what they froze.
package enum StatementNotes {
    /// By issue date, series and number; each whole, also where some of its lines are for other months.
    package static func load(
        of customer: String, for months: ClosedRange<Month>, on connection: Connection
    ) throws -> [StatementNote] {
        try connection.query(
            """
            select n.number, n.kind, n.is_commercial, n.issue_date, n.currency, n.net_cents, n.vat_total_cents,
                n.gross_cents, n.reason, o.number as reverses, r.number as reversed_by, l.months, l.subscriptions
            from credit_note n join customer k using (customer_key)
                cross join lateral (
                    select array_agg(distinct to_char(m.month, 'YYYY-MM')) as months,
                        array_agg(distinct u.subscription collate "C") as subscriptions,
                        bool_or(m.month between $2 and $3) as is_wanted
                    from noted_month m join subscription u using (subscription_key)
                    where m.series = n.series and m.no = n.no) l
                left join credit_note o on o.series = n.reverses_series and o.no = n.reverses_no
                left join credit_note r on r.reverses_series = n.series and r.reverses_no = n.no
            where k.customer = $1 and l.is_wanted
            order by n.issue_date, n.series collate "C", n.no
            """,
            [
                .text(customer), .date(months.lowerBound.firstDay.daysSinceEpoch),
                .date(months.upperBound.firstDay.daysSinceEpoch),
            ]
        ).map { row in
            StatementNote(
                number: try row.text("number"), kind: try row.word("kind"),
                isCommercial: try row.bool("is_commercial"), issueDate: try row.localDate("issue_date"),
                months: try row.textArray("months").compactMap { Month($0) },
                subscriptions: try row.textArray("subscriptions"), currency: try row.text("currency"),
                net: try row.cents("net_cents"), vat: try row.cents("vat_total_cents"),
                gross: try row.cents("gross_cents"), reverses: try row.optionalText("reverses"),
                reversedBy: try row.optionalText("reversed_by"), reason: try row.optionalText("reason"))
        }
    }
}

/// Customers, by the codes that files give them.
package enum CustomerCodes {
    package static func isKnown(_ customer: String, on connection: Connection) throws -> Bool {
        try connection.count("select count(*) from customer where customer = $1", [.text(customer)]) > 0
    }
}
