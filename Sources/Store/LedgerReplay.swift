internal import Postgres
internal import SLA

/// The notes applied again one by one, in the order in which they were issued, from what each one froze.
struct LedgerReplay {
    private(set) var faults: [String] = []
    /// Live credits of each subscription: what a cap's windows add up.
    private var live: [Int32: [Entry]] = [:]

    struct Entry {
        var number: String
        var isReversal: Bool
        var subscription: Int32
        var month: Int
        var revision: Int32
        var attempt: Int32
        var date: Int
        var net: Cents
        var gross: Cents
        var vat: [(rate: Int64, net: Int64, vat: Int64)]
        var treatment: Terms.VATTreatment
        var base: Cents
        var rate: Percentage
        var cap: (amount: Cents, days: Int, rate: Percentage)?
        var invoices: [(rate: Percentage, amount: Cents)]
        /// What the assessment of that revision says.
        var assessed: (base: Cents, amount: Cents)
        /// What the run decided to credit; nil for a reversal.
        var decided: Cents?
    }

    mutating func apply(_ entry: Entry) {
        if entry.isReversal { reverse(entry) } else { credit(entry) }
    }

    private mutating func reverse(_ entry: Entry) {
        let found = live[entry.subscription]?.firstIndex { $0.cancels(entry) }
        guard let found, live[entry.subscription]?[found].net == entry.net else {
            return faults.append("\(entry.number): reverses no live credit of its amount")
        }
        live[entry.subscription]?.remove(at: found)
    }

    private mutating func credit(_ entry: Entry) {
        live[entry.subscription, default: []].append(entry)
        let all = live[entry.subscription] ?? []
        if Cents.credit(entry.rate, of: entry.base) != entry.assessed.amount
            || entry.base != entry.assessed.base
        {
            faults.append("\(entry.number): its base and rate do not give what was assessed")
        }
        if entry.decided != entry.net {
            faults.append("\(entry.number): \(entry.net) is not what its run decided")
        }
        let ofMonth = all.filter { $0.month == entry.month }.reduce(Cents.zero) { $0 + $1.net }
        if ofMonth > entry.assessed.amount {
            faults.append(
                "\(entry.number): \(ofMonth) is credited for the month, \(entry.assessed.amount) is due")
        }
        checkVAT(entry)
        checkCap(entry, all)
    }

    private mutating func checkVAT(_ entry: Entry) {
        var weights: [Percentage: Cents] = [:]
        for line in entry.invoices {
            weights[line.rate, default: .zero] = (weights[line.rate] ?? .zero) + line.amount
        }
        let expected =
            entry.treatment == .priceReduction
            ? splitByVAT(entry.net, over: weights.map { (rate: $0.key, amount: $0.value) })
            : [(rate: Percentage.zero, net: entry.net)]
        let parts = expected.map { part in
            (
                rate: part.rate.millionths, net: part.net.amount,
                vat: Cents.credit(part.rate, of: part.net).amount
            )
        }
        let isRight = parts.count == entry.vat.count && zip(parts, entry.vat).allSatisfy { $0 == $1 }
        let gross = parts.reduce(entry.net.amount) { $0 + $1.vat }
        if !isRight || gross != entry.gross.amount {
            faults.append("\(entry.number): its VAT does not follow from its invoices")
        }
    }

    /// R13, over every window that contains the note.
    private mutating func checkCap(_ entry: Entry, _ all: [Entry]) {
        guard let cap = entry.cap else { return }
        if cap.amount != max(.zero, Cents.credit(cap.rate, of: entry.base)) {
            faults.append("\(entry.number): its cap is not that of its base")
        }
        for first in (entry.date - cap.days + 1)...entry.date {
            let window = first..<(first + cap.days)
            let sum = all.filter { window.contains($0.date) }.reduce(Cents.zero) { $0 + $1.net }
            if sum > cap.amount {
                return faults.append(
                    "\(entry.number): \(sum) is credited in \(cap.days) days, the cap is \(cap.amount)")
            }
        }
    }
}

extension LedgerReplay.Entry {
    fileprivate func cancels(_ reversal: LedgerReplay.Entry) -> Bool {
        month == reversal.month && revision == reversal.revision && attempt == reversal.attempt
    }
}

extension LedgerReplay {
    /// Every note in the order of issue, with what it froze and what was assessed.
    static func entries(_ connection: Connection) throws -> [Entry] {
        let invoices = try invoiceLines(connection)
        return try connection.query(
            """
            select n.*, (n.document::jsonb ->> 'rate_micropercent')::bigint as rate_micropercent,
                a.base_cents as assessed_base_cents, a.amount_cents as assessed_amount_cents,
                t.cap_micropercent, d.credited_cents as decided_cents
            from credit_note n join assessment a using (subscription_key, month, revision)
                left join terms_version t using (terms_key)
                left join issue_decision d on d.run = n.run and d.subscription_key = n.subscription_key
                    and d.outcome in ('credited', 'cut')
            order by n.issued_at, n.series collate "C", n.no
            """
        ).map { try entry($0, invoices) }
    }

    private static func entry(
        _ row: Row, _ invoices: [String: [(rate: Percentage, amount: Cents)]]
    ) throws -> Entry {
        let rates = try row.int64Array("vat_micropercent")
        let nets = try row.int64Array("vat_net_cents")
        let taxes = try row.int64Array("vat_cents")
        var cap: (amount: Cents, days: Int, rate: Percentage)?
        if let amount = try row.optionalInt64("cap_cents") {
            cap = (
                Cents(amount), Int(try row.int32("cap_days")),
                try row.optionalPercentage("cap_micropercent") ?? .zero
            )
        }
        let number = try row.text("number")
        return Entry(
            number: number, isReversal: try row.text("kind") == "reversal",
            subscription: try row.int32("subscription_key"), month: try row.date("month"),
            revision: try row.int32("revision"), attempt: try row.int32("attempt"),
            date: try row.date("issue_date"), net: try row.cents("net_cents"),
            gross: try row.cents("gross_cents"),
            vat: rates.indices.map { (rate: rates[$0], net: nets[$0], vat: taxes[$0]) },
            treatment: try row.word("vat_treatment"), base: try row.cents("base_cents"),
            rate: try row.percentage("rate_micropercent"), cap: cap, invoices: invoices[number] ?? [],
            assessed: (
                Cents(try row.optionalInt64("assessed_base_cents") ?? 0),
                Cents(try row.optionalInt64("assessed_amount_cents") ?? 0)
            ),
            decided: try row.optionalInt64("decided_cents").map(Cents.init))
    }

    private static func invoiceLines(
        _ connection: Connection
    ) throws -> [String: [(rate: Percentage, amount: Cents)]] {
        let rows = try connection.query(
            """
            select n.number, (i ->> 'vat_micropercent')::bigint as vat_micropercent,
                (i ->> 'amount_cents')::bigint as amount_cents
            from credit_note n cross join lateral jsonb_array_elements(n.document::jsonb -> 'invoices') i
            """)
        var lines: [String: [(rate: Percentage, amount: Cents)]] = [:]
        for row in rows {
            lines[try row.text("number"), default: []].append(
                (rate: try row.percentage("vat_micropercent"), amount: try row.cents("amount_cents")))
        }
        return lines
    }
}
