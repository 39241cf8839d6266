package import Postgres
package import SLA

/// Which notes to list; what is nil does not filter.
package struct NoteFilter: Sendable {
    package var numbers: [String]?
    package var month: Month?
    package var customer: String?
    package var subscription: String?
    package var from: LocalDate?
    package var to: LocalDate?
    package var run: String?

    package init(
        numbers: [String]? = nil, month: Month? = nil, customer: String? = nil,
        subscription: String? = nil, from: LocalDate? = nil, to: LocalDate? = nil, run: String? = nil
    ) {
        self.numbers = numbers
        self.month = month
        self.customer = customer
        self.subscription = subscription
        self.from = from
        self.to = to
        self.run = run
    }
}

package enum CreditNotes {
    /// The notes that pass the filter, by issue date, series and number.
    ///
    /// For a few of them: `NoteSelection` is for as many as there may be.
    package static func list(_ filter: NoteFilter, on connection: Connection) throws -> [CreditNote] {
        try select(
            "n.*, u.subscription, r.number as reversed_by, \(FrozenContent.columns)", filter, connection
        ).map(note)
    }

    fileprivate static func select(
        _ columns: String, _ filter: NoteFilter, _ connection: Connection
    ) throws -> Rows {
        try connection.query(
            """
            select \(columns)
            from credit_note n join subscription u using (subscription_key)
                \(FrozenContent.join)
                left join credit_note r on n.kind = 'credit' and r.kind = 'reversal'
                    and r.subscription_key = n.subscription_key and r.month = n.month
                    and r.revision = n.revision and r.attempt = n.attempt
            where ($1::text[] is null or n.number = any ($1)) and ($2::date is null or n.month = $2)
                and ($3::text is null or customer.customer = $3)
                and ($4::text is null or u.subscription = $4)
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
                .optional(filter.run, Parameter.text),
            ])
    }
}

/// The notes that pass a filter, in order of issue date, series and number, to be read part by part: what they say
/// takes some kilobytes each.
package struct NoteSelection: Sendable {
    /// How many notes are a part.
    package static let part = 500

    package let numbers: [String]

    package init(_ filter: NoteFilter, on connection: Connection) throws {
        numbers = try CreditNotes.select("n.number", filter, connection).map { try $0.text("number") }
    }

    package var isEmpty: Bool { numbers.isEmpty }

    /// Where the parts begin.
    package var starts: StrideTo<Int> { stride(from: 0, to: numbers.count, by: Self.part) }

    package func part(from start: Int, on connection: Connection) throws -> [CreditNote] {
        let part = numbers[start..<min(start + Self.part, numbers.count)]
        return try CreditNotes.list(NoteFilter(numbers: Array(part)), on: connection)
    }
}

extension CreditNotes {
    private static func note(_ row: Row) throws -> CreditNote {
        CreditNote(
            number: try row.text("number"), series: try row.text("series"),
            no: Int(try row.int32("no")), kind: try row.word("kind"),
            subscription: try row.text("subscription"), customer: try row.text("customer_customer"),
            month: try row.localDate("month").month, revision: Int(try row.int32("revision")),
            issueDate: try row.localDate("issue_date"), issuedAt: try row.instant("issued_at"),
            issuedBy: try row.text("issued_by"), reverses: try row.optionalText("reverses"),
            reason: try row.optionalText("reason"), reversedBy: try row.optionalText("reversed_by"),
            currency: try row.text("currency"), net: try row.cents("net_cents"),
            vatTreatment: try row.word("vat_treatment"), vat: try vatParts(row),
            vatTotal: try row.cents("vat_total_cents"), gross: try row.cents("gross_cents"),
            base: try row.cents("base_cents"), cap: try row.optionalInt64("cap_cents").map(Cents.init),
            document: try row.text("document"), content: try FrozenContent.read(row),
            previousHash: Digest.hexadecimal(try row.bytes("previous_hash")),
            hash: Digest.hexadecimal(try row.bytes("hash")))
    }

    private static func vatParts(_ row: Row) throws -> [CreditNote.VATPart] {
        let rates = try row.int64Array("vat_micropercent")
        let nets = try row.int64Array("vat_net_cents")
        let taxes = try row.int64Array("vat_cents")
        return try rates.indices.map { index in
            guard let rate = Percentage(millionths: rates[index]) else {
                throw UnknownWord(column: "vat_micropercent", word: String(rates[index]))
            }
            return CreditNote.VATPart(rate: rate, net: Cents(nets[index]), vat: Cents(taxes[index]))
        }
    }
}
