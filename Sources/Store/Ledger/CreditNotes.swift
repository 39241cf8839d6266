import Hashing
package import Postgres
package import SLA

/// Which notes to list; what is nil does not filter.
package struct NoteFilter: Sendable {
    package var numbers: [String]?
    /// Those with a line for it.
    package var month: Month?
    /// With the notes of earlier months that this month's batch took up.
    package var includesTakenUp: Bool
    package var customer: String?
    /// Those with a line for it.
    package var subscription: String?
    package var from: LocalDate?
    package var to: LocalDate?
    package var run: String?

    package init(
        numbers: [String]? = nil, month: Month? = nil, includesTakenUp: Bool = false,
        customer: String? = nil, subscription: String? = nil, from: LocalDate? = nil, to: LocalDate? = nil,
        run: String? = nil
    ) {
        self.numbers = numbers
        self.month = month
        self.includesTakenUp = includesTakenUp
        self.customer = customer
        self.subscription = subscription
        self.from = from
        self.to = to
        self.run = run
    }
}

package enum CreditNotes {
    /// The notes that pass the filter, by issue date, series and number, each with all its lines.
    ///
    /// For a few of them: `NoteSelection` is for as many as there may be.
    package static func list(_ filter: NoteFilter, on connection: Connection) throws -> [CreditNote] {
        let heads = try select(
            "n.*, r.number as reversed_by, \(FrozenContent.columns)",
            "\(FrozenContent.join) left join credit_note r on r.reverses_series = n.series and r.reverses_no = n.no",
            filter, connection)
        let numbers = try heads.map { try $0.text("number") }
        var lines = try CreditLines.of(numbers, on: connection)
        let commercial = try CommercialLines.of(numbers, on: connection)
        return try zip(heads, numbers).map { head, number in
            try note(head, lines.removeValue(forKey: number) ?? [], commercial[number])
        }
    }

    /// Only what is asked for is a condition: then its index is of use.
    fileprivate static func select(
        _ columns: String, _ joins: String, _ filter: NoteFilter, _ connection: Connection
    ) throws -> Rows {
        var parameters: [Parameter] = []
        func place(_ parameter: Parameter) -> String {
            parameters.append(parameter)
            return "$\(parameters.count)"
        }
        var conditions = ["true"]
        if let numbers = filter.numbers {
            conditions.append("n.number = any (\(place(.textArray(numbers))))")
        }
        if let month = filter.month?.firstDay.daysSinceEpoch {
            let place = place(.date(month))
            let takenUp = """
                union select b.series, b.no from credit_note b join issue_run r using (run) where r.batch = \(place)
                """
            conditions.append(
                """
                (n.series, n.no) in (select l.series, l.no from noted_month l where l.month = \(place)
                    \(filter.includesTakenUp ? takenUp : ""))
                """)
        }
        if let customer = filter.customer { conditions.append("k.customer = \(place(.text(customer)))") }
        if let subscription = filter.subscription {
            conditions.append(
                """
                (n.series, n.no) in (select l.series, l.no from noted_month l join subscription u using (subscription_key)
                    where u.subscription = \(place(.text(subscription))))
                """)
        }
        if let from = filter.from {
            conditions.append("n.issue_date >= \(place(.date(from.daysSinceEpoch)))")
        }
        if let to = filter.to { conditions.append("n.issue_date <= \(place(.date(to.daysSinceEpoch)))") }
        if let run = filter.run { conditions.append("n.run = \(place(.text(run)))::text::uuid") }
        return try connection.query(
            """
            select \(columns)
            from credit_note n join customer k using (customer_key) \(joins)
            where \(conditions.joined(separator: " and "))
            order by n.issue_date, n.series collate "C", n.no
            """, parameters)
    }

    /// The notes that pass the filter, in the same order, as a list says them.
    package static func heads(_ filter: NoteFilter, on connection: Connection) throws -> [NoteHead] {
        try select(
            """
            n.number, n.issue_date, n.kind, n.is_commercial, n.reason, n.currency, n.net_cents, n.gross_cents,
            k.customer, n.document::jsonb #>> '{customer,name}' as customer_name, c.number as reverses,
            r.number as reversed_by, m.first, m.last, m.subscriptions, m.subscription
            """,
            """
            left join credit_note r on r.reverses_series = n.series and r.reverses_no = n.no
            left join credit_note c on c.series = n.reverses_series and c.no = n.reverses_no
            cross join lateral (
                select min(l.month) as first, max(l.month) as last, count(distinct l.subscription_key) as subscriptions,
                    min(u.subscription) as subscription
                from noted_month l join subscription u using (subscription_key)
                where l.series = n.series and l.no = n.no) m
            """, filter, connection
        ).map { row in
            NoteHead(
                number: try row.text("number"), issueDate: try row.localDate("issue_date"),
                kind: try row.word("kind"), isCommercial: try row.bool("is_commercial"),
                months: try row.localDate("first").month...row.localDate("last").month,
                subscriptions: Int(try row.int64("subscriptions")),
                subscription: try row.text("subscription"), customer: try row.text("customer"),
                customerName: try row.text("customer_name"), currency: try row.text("currency"),
                net: try row.cents("net_cents"), gross: try row.cents("gross_cents"),
                reverses: try row.optionalText("reverses"), reversedBy: try row.optionalText("reversed_by"),
                reason: try row.optionalText("reason"))
        }
    }
}

/// The notes that pass a filter, in order of issue date, series and number, to be read part by part: what they say
/// takes some kilobytes a line.
package struct NoteSelection: Sendable {
    /// How many lines a part has at most, unless one note alone has more.
    package static let linesAtOnce = 500

    package let numbers: [String]
    /// Ranges of `numbers`, in order.
    package let parts: [Range<Int>]

    package init(_ filter: NoteFilter, on connection: Connection) throws {
        let rows = try CreditNotes.select("n.number, n.line_count", "", filter, connection)
        numbers = try rows.map { try $0.text("number") }
        var parts: [Range<Int>] = []
        var (start, lines) = (0, 0)
        for (place, row) in rows.enumerated() {
            let more = Int(try row.int32("line_count"))
            if place > start, lines + more > Self.linesAtOnce {
                parts.append(start..<place)
                (start, lines) = (place, 0)
            }
            lines += more
        }
        if start < numbers.count { parts.append(start..<numbers.count) }
        self.parts = parts
    }

    package var isEmpty: Bool { numbers.isEmpty }

    package func read(_ part: Range<Int>, on connection: Connection) throws -> [CreditNote] {
        try CreditNotes.list(NoteFilter(numbers: Array(numbers[part])), on: connection)
    }
}

extension CreditNotes {
    private static func note(
        _ row: Row, _ lines: [CreditLine], _ commercial: CommercialLine?
    ) throws -> CreditNote {
        CreditNote(
            number: try row.text("number"), series: try row.text("series"),
            no: Int(try row.int32("no")), kind: try row.word("kind"),
            customer: try row.text("customer_customer"), issueDate: try row.localDate("issue_date"),
            issuedAt: try row.instant("issued_at"), issuedBy: try row.text("issued_by"),
            reverses: try row.optionalText("reverses"), reason: try row.optionalText("reason"),
            isInternal: try row.bool("is_internal"), internalReason: try row.optionalText("internal_reason"),
            reversedBy: try row.optionalText("reversed_by"), currency: try row.text("currency"),
            net: try row.cents("net_cents"), vatTreatment: try row.word("vat_treatment"),
            vat: try vatParts(row), vatTotal: try row.cents("vat_total_cents"),
            gross: try row.cents("gross_cents"), lines: lines, commercial: commercial,
            document: try row.text("document"),
            content: try FrozenContent.read(row),
            previousHash: Digest.hexadecimal(try row.bytes("previous_hash")),
            hash: Digest.hexadecimal(try row.bytes("hash")))
    }

    private static func vatParts(_ row: Row) throws -> [CreditNote.VATPart] {
        let taxes = try row.int64Array("vat_cents")
        return zip(try CreditLines.parts(row), taxes).map {
            CreditNote.VATPart(rate: $0.rate, net: $0.net, vat: Cents($1))
        }
    }
}
