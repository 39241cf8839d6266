internal import Postgres
internal import SLA

/// Reads what the lines of notes froze, out of their JSON, column by column.
enum FrozenLine {
    private static let records = [
        ("terms", ["id", "version", "title", "sha256"]), ("request", ["requested_on", "reference"]),
    ]
    private static let numbers =
        [
            "measured_us", "counted_downtime_us", "amount_cents", "cut_before_cents", "cut_cents",
        ] + StoredVerdict.columns

    /// SQL: one column a field.
    static let columns =
        (records.flatMap { name, fields in fields.map { "\(name).\($0) as \(name)_\($0)" } }
        + (["service", "basis", "contract_reference"] + numbers).map { "frozen.\($0)" }
        + ["invoiced.*", "before.*", "orders.*"])
        .joined(separator: ", ")

    /// SQL: joins the fields to line `l`. Its text is parsed once: that takes longer than all the rest.
    static let join =
        "cross join lateral jsonb_to_record(l.document::jsonb) as frozen ("
        + (records.map { "\($0.0) jsonb" }
        + [
            "invoices jsonb", "credited_before jsonb", "service text", "basis text",
            "contract_reference text",
            "order_references jsonb",
        ]
        + numbers.map { "\($0) bigint" }).joined(separator: ", ") + ") "
        + records.map { name, fields in
            "cross join lateral jsonb_to_record(coalesce(frozen.\(name), '{}')) as \(name) ("
                + fields.map { "\($0) text" }.joined(separator: ", ") + ") "
        }.joined()
        + joinInvoices
            + """
             cross join lateral (
                select coalesce(array_agg(i ->> 'number' order by place), '{}') as before_numbers,
                    coalesce(array_agg((i ->> 'net_cents')::bigint order by place), '{}') as before_amounts
                from jsonb_array_elements(frozen.credited_before) with ordinality as e (i, place)) as before
            """

    /// SQL: joins `invoiced` and `orders` to the record `frozen`, which has `invoices` and `order_references`.
    static let joinInvoices = """
        cross join lateral (
            select coalesce(array_agg(i ->> 'invoice' order by place), '{}') as invoice_numbers,
                coalesce(array_agg(i ->> 'issued_on' order by place), '{}') as invoice_dates,
                coalesce(array_agg((i ->> 'vat_micropercent')::bigint order by place), '{}') as invoice_rates,
                coalesce(array_agg((i ->> 'amount_cents')::bigint order by place), '{}') as invoice_amounts
            from jsonb_array_elements(frozen.invoices) with ordinality as e (i, place)) as invoiced
        cross join lateral (
            select coalesce(array_agg(i order by place), '{}') as order_references
            from jsonb_array_elements_text(frozen.order_references) with ordinality as e (i, place)) as orders
        """

    static func read(_ row: Row, currency: String) throws -> LineContent {
        LineContent(
            service: try row.text("service"),
            terms: LineContent.TermsName(
                id: try row.text("terms_id"), version: try row.text("terms_version"),
                title: try row.text("terms_title"), sha256: try row.text("terms_sha256")),
            basis: try row.word("basis"),
            availability: MeasuredAvailability(
                downtime: try row.int64("counted_downtime_us"), base: try row.int64("measured_us")),
            target: try target(row), earned: try earned(row), amount: try row.cents("amount_cents"),
            cutBefore: try row.cents("cut_before_cents"), cut: try row.cents("cut_cents"),
            creditedBefore: zip(
                try row.textArray("before_numbers"), try row.int64Array("before_amounts")
            ).map { LineContent.EarlierCredit(number: $0, net: Cents($1)) },
            invoices: try invoices(row, currency), request: try request(row),
            orderReferences: try row.textArray("order_references"),
            contractReference: try row.optionalText("contract_reference"))
    }

    private static func target(_ row: Row) throws -> Target {
        guard let target = try StoredVerdict.target({ try row.optionalInt64(.name($0)) }) else {
            throw UnknownWord(column: "target_micropercent", word: "null")
        }
        return target
    }

    private static func earned(_ row: Row) throws -> Earned {
        try StoredVerdict.earned { try row.optionalInt64(.name($0)) } ?? .nothing
    }

    private static func request(_ row: Row) throws -> CreditRequest? {
        guard let day = try row.optionalText("request_requested_on") else { return nil }
        guard let day = LocalDate(day) else { throw UnknownWord(column: "requested_on", word: day) }
        return CreditRequest(
            requestedOn: day, reference: try row.optionalText("request_reference"))
    }

    static func invoices(_ row: Row, _ currency: String) throws -> [InvoiceLine] {
        let numbers = try row.textArray("invoice_numbers")
        let dates = try row.textArray("invoice_dates")
        let rates = try row.int64Array("invoice_rates")
        let amounts = try row.int64Array("invoice_amounts")
        return try numbers.indices.map { index in
            guard let issuedOn = LocalDate(dates[index]) else {
                throw UnknownWord(column: "issued_on", word: dates[index])
            }
            return InvoiceLine(
                invoice: numbers[index], issuedOn: issuedOn, amount: Cents(amounts[index]),
                vatRate: try percentage(millionths: rates[index], column: "vat_micropercent"),
                currency: currency)
        }
    }
}
