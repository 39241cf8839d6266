internal import Postgres
internal import SLA

/// Commercial notes, replayed: within what was invoiced less all that stood credited then.
/// Source: docs/reference/commands.md "avoir note issue".
extension LedgerReplay {
    /// The line of a commercial note, or of its reversal.
    struct CommercialEntry {
        var number: String
        /// Whether its document names the subscription and the month that it is of.
        var isNamed: Bool
        /// Whether its invoices are those that were known at its watermark.
        var followsFacts: Bool
        var isReversal: Bool
        var of: SubscriptionMonthKey
        var date: Int
        var net: Cents
        /// The net over VAT rates.
        var parts: [(rate: Int64, net: Int64)]
        var treatment: Terms.VATTreatment
        /// What it says was invoiced, and credited of that before.
        var said: (invoiced: Cents, credited: Cents, commercial: Cents)
        var invoices: [(rate: Percentage, amount: Cents, date: Int)]

        var isBelieved: Bool {
            let all = [net, said.invoiced, said.credited, said.commercial] + invoices.map(\.amount)
            return all.allSatisfy { LedgerReplay.amounts.contains($0.amount) }
        }
    }

    mutating func apply(_ entry: CommercialEntry, of note: Note) {
        if !entry.isNamed {
            faults.append("\(entry.number): names a subscription or month other than its own")
        }
        if let last = lastDates[entry.of.subscription], entry.date < last {
            faults.append("\(entry.number): is dated before the last note of its subscription")
        }
        lastDates[entry.of.subscription] = entry.date
        if entry.isReversal {
            let found = commercial[entry.of]?.firstIndex {
                $0.number == note.reverses && $0.net == entry.net
                    && $0.parts.elementsEqual(entry.parts, by: ==)
            }
            guard let found else {
                return faults.append("\(entry.number): does not reverse a live commercial note of its amount")
            }
            commercial[entry.of]?.remove(at: found)
        } else {
            check(entry)
            commercial[entry.of, default: []].append(entry)
        }
    }

    private mutating func check(_ entry: CommercialEntry) {
        let underTerms = (live[entry.of.subscription] ?? []).filter { $0.of == entry.of }
        let others = commercial[entry.of] ?? []
        let invoiced = entry.invoices.reduce(Cents.zero) { $0 + $1.amount }
        let credited = underTerms.reduce(Cents.zero) { $0 + $1.net }
        let before = others.reduce(Cents.zero) { $0 + $1.net }
        if !entry.followsFacts {
            faults.append("\(entry.number): its invoices are not those that were known then")
        }
        if entry.said != (invoiced, credited, before) {
            faults.append("\(entry.number): what it says was invoiced and credited before is wrong")
        }
        if entry.net > invoiced - credited - before {
            faults.append("\(entry.number): credits more than was left of its invoices")
        }
        if entry.invoices.contains(where: { $0.date > entry.date }) {
            faults.append("\(entry.number): is dated before an invoice that it corrects")
        }
        let parts =
            underTerms.filter { $0.treatment == .priceReduction }.flatMap(\.parts)
            + others.filter { $0.treatment == .priceReduction }.flatMap(\.parts)
        if !entry.split(after: parts).elementsEqual(entry.parts, by: ==) {
            faults.append("\(entry.number): its VAT does not follow from what was left of its invoices")
        }
    }

    /// By the number of their note.
    static func commercialEntries(_ connection: Connection) throws -> [String: CommercialEntry] {
        var entries: [String: CommercialEntry] = [:]
        for row in try connection.query(
            """
            select l.*, n.number, n.vat_treatment, u.subscription, l.document::jsonb ->> 'subscription' as named,
                l.document::jsonb ->> 'month' as named_month, said.*,
                l.document::jsonb -> 'invoices' is not distinct from (
                    select jsonb_agg(to_jsonb(i) order by i.invoice collate "C", i.vat_micropercent) from (
                        select i.invoice, i.issued_on, i.vat_micropercent, sum(i.amount_cents) as amount_cents
                        from invoice i
                        where i.subscription_key = l.subscription_key and i.month = l.month and not i.withdrawn
                            and i.from_batch <= l.watermark and coalesce(i.until_batch > l.watermark, true)
                        group by 1, 2, 3) i) as follows_facts
            from commercial_line l join credit_note n using (series, no) join subscription u using (subscription_key)
                cross join lateral (
                    select coalesce(array_agg((i ->> 'vat_micropercent')::bigint order by place), '{}') as rates,
                        coalesce(array_agg((i ->> 'amount_cents')::bigint order by place), '{}') as amounts,
                        coalesce(array_agg(((i ->> 'issued_on')::date - date '1970-01-01')::bigint order by place), '{}') as dates
                    from jsonb_array_elements(l.document::jsonb -> 'invoices') with ordinality e (i, place)) said
            """)
        {
            let number = try row.text("number")
            entries[number] = try entry(number, row)
        }
        return entries
    }

    private static func entry(_ number: String, _ row: Row) throws -> CommercialEntry {
        CommercialEntry(
            number: number,
            isNamed: try row.optionalText("named") == row.text("subscription")
                && row.optionalText("named_month") == row.localDate("month").month.description,
            followsFacts: try row.bool("follows_facts"), isReversal: try row.text("kind") == "reversal",
            of: try key(row), date: try row.date("issue_date"), net: try row.cents("net_cents"),
            parts: Array(zip(try row.int64Array("vat_micropercent"), try row.int64Array("vat_net_cents"))),
            treatment: try row.word("vat_treatment"),
            said: (
                try row.cents("invoiced_cents"), try row.cents("credited_cents"),
                try row.cents("commercial_cents")
            ),
            invoices: try invoices(row))
    }

    private static func invoices(_ row: Row) throws -> [(rate: Percentage, amount: Cents, date: Int)] {
        let amounts = try row.int64Array("amounts")
        let dates = try row.int64Array("dates")
        return try row.int64Array("rates").enumerated().map { place, rate in
            (
                rate: try percentage(millionths: rate, column: "rates"), amount: Cents(amounts[place]),
                date: Int(dates[place])
            )
        }
    }
}

extension LedgerReplay.CommercialEntry {
    /// The net over what these parts left of the invoices at each rate.
    fileprivate func split(after parts: [(rate: Int64, net: Int64)]) -> [(rate: Int64, net: Int64)] {
        guard treatment == .priceReduction else { return [(rate: 0, net: net.amount)] }
        var left: [Int64: Int64] = [:]
        for line in invoices { left[line.rate.millionths, default: 0] += line.amount.amount }
        for part in parts { left[part.rate, default: 0] -= part.net }
        let weights = left.compactMap { rate, amount in
            Percentage(millionths: rate).map { (rate: $0, amount: Cents(amount)) }
        }
        return splitByVAT(net, over: weights).map { (rate: $0.rate.millionths, net: $0.net.amount) }
    }
}
