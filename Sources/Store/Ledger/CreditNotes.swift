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

    fileprivate static func select(
        _ columns: String, _ joins: String, _ filter: NoteFilter, _ connection: Connection
    ) throws -> Rows {
        try connection.query(
            """
            select \(columns)
            from credit_note n join customer k using (customer_key) \(joins)
            where ($1::text[] is null or n.number = any ($1))
                and ($2::date is null or (n.series, n.no) in (select l.series, l.no from noted_month l where l.month = $2)
                    or ($8 and n.run in (select r.run from issue_run r where r.batch = $2)))
                and ($3::text is null or k.customer = $3)
                and ($4::text is null or (n.series, n.no) in (
                    select l.series, l.no from noted_month l join subscription u using (subscription_key)
                    where u.subscription = $4))
                and ($5::date is null or n.issue_date >= $5) and ($6::date is null or n.issue_date <= $6)
                and ($7::text is null or n.run = $7::uuid)
            order by n.issue_date, n.series collate "C", n.no
            """,
            [
                .optional(filter.numbers, Parameter.textArray),
                .optional(filter.month?.firstDay.daysSinceEpoch, Parameter.date),
                .optional(filter.customer, Parameter.text),
                .optional(filter.subscription, Parameter.text),
                .optional(filter.from?.daysSinceEpoch, Parameter.date),
                .optional(filter.to?.daysSinceEpoch, Parameter.date),
                .optional(filter.run, Parameter.text), .bool(filter.includesTakenUp),
            ])
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
