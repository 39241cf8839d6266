internal import Postgres
internal import SLA

/// The notes that the ledger's replay applies, read from the database.
extension LedgerReplay {
    /// Every note in the order of issue, with what its lines froze and what was assessed.
    static func notes(_ connection: Connection) throws -> [Note] {
        var lines = try lines(connection)
        let commercial = try commercialEntries(connection)
        return try connection.query(
            """
            select n.*, r.number as reverses from credit_note n
                left join credit_note r on r.series = n.reverses_series and r.no = n.reverses_no
            order by n.issued_at, n.series collate "C", n.no
            """
        ).map { row in
            let rates = try row.int64Array("vat_micropercent")
            let nets = try row.int64Array("vat_net_cents")
            let taxes = try row.int64Array("vat_cents")
            let number = try row.text("number")
            return Note(
                number: number, at: try row.timestamp("issued_at"),
                reverses: try row.optionalText("reverses"),
                net: try row.cents("net_cents"), gross: try row.cents("gross_cents"),
                vat: rates.indices.map { (rate: rates[$0], net: nets[$0], vat: taxes[$0]) },
                lines: lines.removeValue(forKey: number) ?? [], commercial: commercial[number])
        }
    }

    /// By the number of their note, in order.
    private static func lines(_ connection: Connection) throws -> [String: [Entry]] {
        let invoices = try invoiceLines(connection)
        var lines: [String: [Entry]] = [:]
        for row in try connection.query(
            """
            select l.*, n.number, n.run, n.issued_at, n.vat_treatment, n.line_count,
                verdict.*,
                a.base_cents as assessed_base_cents, a.amount_cents as assessed_amount_cents,
                t.cap_micropercent, t.cap_days as terms_cap_days, t.vat_treatment as terms_vat_treatment,
                d.credited_cents as decided_cents, d.cut_cents as decided_cut_cents, u.subscription,
                (l.document::jsonb ->> 'cut_before_cents')::bigint as said_cut_before_cents,
                (l.document::jsonb ->> 'cut_cents')::bigint as said_cut_cents, before.*, l.document::jsonb ->> 'subscription' as named,
                l.document::jsonb ->> 'month' as named_month
            from credit_line l join credit_note n using (series, no)
                join assessment a using (subscription_key, month, revision)
                join subscription u using (subscription_key)
                left join terms_version t using (terms_key)
                left join issue_decision d on d.run = n.run and d.subscription_key = l.subscription_key
                    and d.outcome in ('credited', 'cut')
                cross join lateral jsonb_to_record(l.document::jsonb) as verdict (
                    \(StoredVerdict.columns.map { "\($0) bigint" }.joined(separator: ", ")))
                cross join lateral (
                    select coalesce(array_agg(b ->> 'number' order by place), '{}') as before_numbers,
                        coalesce(array_agg((b ->> 'net_cents')::bigint order by place), '{}') as before_amounts
                    from jsonb_array_elements(l.document::jsonb -> 'credited_before') with ordinality e (b, place)) before
            order by l.series collate "C", l.no, l.line
            """)
        {
            let entry = try entry(row, invoices)
            lines[entry.number, default: []].append(entry)
        }
        return lines
    }

    private struct LineName: Hashable {
        var number: String
        var line: Int32
    }

    private typealias Invoices = [LineName: [(rate: Percentage, amount: Cents, date: Int)]]

    private static func entry(_ row: Row, _ invoices: Invoices) throws -> Entry {
        let rates = try row.int64Array("vat_micropercent")
        let nets = try row.int64Array("vat_net_cents")
        let base = try row.cents("base_cents")
        let cap = try row.optionalInt64("cap_cents").map { amount in
            Cap(amount: Cents(amount), days: Int(try row.int32("cap_days")))
        }
        let termsCap = try row.optionalPercentage("cap_micropercent").map { rate in
            Cap(amount: Cents.credit(rate, of: base), days: Int(try row.int32("terms_cap_days")))
        }
        let name = LineName(number: try row.text("number"), line: try row.int32("line"))
        let month = try row.localDate("month").month
        return Entry(
            name: try row.int32("line_count") == 1 ? name.number : "\(name.number), line \(name.line)",
            number: name.number, run: try row.text("run"),
            isNamed: try row.optionalText("named") == row.text("subscription")
                && row.optionalText("named_month") == month.description,
            isReversal: try row.text("kind") == "reversal",
            of: try key(row), at: try row.timestamp("issued_at"), revision: try row.int32("revision"),
            attempt: try row.int32("attempt"), date: try row.date("issue_date"),
            net: try row.cents("net_cents"),
            parts: rates.indices.map { (rate: rates[$0], net: nets[$0]) },
            treatment: try row.word("vat_treatment"),
            termsTreatment: try row.optionalText("terms_vat_treatment").map {
                try word($0, column: "vat_treatment")
            },
            base: base,
            earned: try StoredVerdict.earned { try row.optionalInt64(.name($0)) }, cap: cap,
            termsCap: termsCap,
            invoices: invoices[name] ?? [],
            assessed: (
                Cents(try row.optionalInt64("assessed_base_cents") ?? 0),
                Cents(try row.optionalInt64("assessed_amount_cents") ?? 0)
            ),
            decided: try row.optionalInt64("decided_cents").map {
                (credit: Cents($0), cut: try row.cents("decided_cut_cents"))
            },
            said: (
                Array(zip(try row.textArray("before_numbers"), try row.int64Array("before_amounts"))),
                try row.cents("said_cut_before_cents"), try row.cents("said_cut_cents")
            ))
    }

    private static func invoiceLines(_ connection: Connection) throws -> Invoices {
        let rows = try connection.query(
            """
            select n.number, l.line, (i ->> 'vat_micropercent')::bigint as vat_micropercent,
                (i ->> 'amount_cents')::bigint as amount_cents, (i ->> 'issued_on')::date as issued_on
            from credit_line l join credit_note n using (series, no)
                cross join lateral jsonb_array_elements(l.document::jsonb -> 'invoices') i
            """)
        var invoices: Invoices = [:]
        for row in rows {
            let name = LineName(number: try row.text("number"), line: try row.int32("line"))
            invoices[name, default: []].append(
                (
                    rate: try row.percentage("vat_micropercent"), amount: try row.cents("amount_cents"),
                    date: try row.date("issued_on")
                ))
        }
        return invoices
    }
}
