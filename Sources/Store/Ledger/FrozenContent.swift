internal import Postgres
internal import SLA

/// Reads what a note froze, out of its JSON, column by column.
enum FrozenContent {
    private static let parties = [
        ("issuer", Issuer.fields.map(\.key)),
        (
            "customer",
            ["customer", "name", "siren", "vat_number", "street", "postcode", "city", "country", "email"]
        ),
        ("terms", ["id", "version", "title", "sha256"]),
        ("request", ["requested_on", "reference"]),
    ]
    private static let texts = ["service", "basis", "reverses", "reverses_issue_date"]
    private static let numbers = [
        "measured_us", "counted_downtime_us", "target_micropercent", "rate_micropercent", "amount_cents",
    ]

    /// SQL: one column a field.
    static let columns =
        (parties.flatMap { name, fields in fields.map { "\(name).\($0) as \(name)_\($0)" } }
        + (texts + numbers).map { "frozen.\($0)" } + ["lines.*"]).joined(separator: ", ")

    /// SQL: joins the fields to note `n`. Its text is parsed once: that takes longer than all the rest.
    static let join =
        "cross join lateral jsonb_to_record(n.document::jsonb) as frozen ("
        + (parties.map { "\($0.0) jsonb" } + ["invoices jsonb"] + texts.map { "\($0) text" }
        + numbers.map { "\($0) bigint" }).joined(separator: ", ") + ") "
        + parties.map { name, fields in
            "cross join lateral jsonb_to_record(coalesce(frozen.\(name), '{}')) as \(name) ("
                + fields.map { "\($0) text" }.joined(separator: ", ") + ") "
        }.joined()
            + """
            cross join lateral (
                select coalesce(array_agg(i ->> 'invoice' order by place), '{}') as line_invoices,
                    coalesce(array_agg(i ->> 'issued_on' order by place), '{}') as line_dates,
                    coalesce(array_agg((i ->> 'vat_micropercent')::bigint order by place), '{}') as line_rates,
                    coalesce(array_agg((i ->> 'amount_cents')::bigint order by place), '{}') as line_amounts
                from jsonb_array_elements(frozen.invoices) with ordinality as l (i, place)) as lines
            """

    static func read(_ row: Row) throws -> NoteContent {
        NoteContent(
            issuer: try Issuer { try row.text(.name("issuer_\($0.key)")) }, customer: try customer(row),
            service: try row.text("service"),
            terms: NoteContent.TermsName(
                id: try row.text("terms_id"), version: try row.text("terms_version"),
                title: try row.text("terms_title"), sha256: try row.text("terms_sha256")),
            basis: try row.word("basis"),
            availability: MeasuredAvailability(
                downtime: try row.int64("counted_downtime_us"), base: try row.int64("measured_us")),
            target: try row.percentage("target_micropercent"),
            rate: try row.percentage("rate_micropercent"), amount: try row.cents("amount_cents"),
            invoices: try invoices(row), request: try request(row),
            reversedOn: try row.optionalText("reverses_issue_date").flatMap { LocalDate($0) })
    }

    private static func customer(_ row: Row) throws -> NoteContent.Customer {
        NoteContent.Customer(
            name: try row.text("customer_name"), siren: try row.text("customer_siren"),
            vatNumber: try row.optionalText("customer_vat_number"),
            address: Address(
                street: try row.text("customer_street"), postcode: try row.text("customer_postcode"),
                city: try row.text("customer_city"), country: try row.text("customer_country")),
            email: try row.optionalText("customer_email"))
    }

    private static func request(_ row: Row) throws -> CreditRequest? {
        guard let day = try row.optionalText("request_requested_on") else { return nil }
        guard let day = LocalDate(day) else { throw UnknownWord(column: "requested_on", word: day) }
        return CreditRequest(
            requestedOn: day, reference: try row.optionalText("request_reference"))
    }

    private static func invoices(_ row: Row) throws -> [InvoiceLine] {
        let numbers = try row.textArray("line_invoices")
        let dates = try row.textArray("line_dates")
        let rates = try row.int64Array("line_rates")
        let amounts = try row.int64Array("line_amounts")
        let currency = try row.text("currency")
        return try numbers.indices.map { index in
            guard let issuedOn = LocalDate(dates[index]) else {
                throw UnknownWord(column: "issued_on", word: dates[index])
            }
            guard let rate = Percentage(millionths: rates[index]) else {
                throw UnknownWord(column: "vat_micropercent", word: String(rates[index]))
            }
            return InvoiceLine(
                invoice: numbers[index], issuedOn: issuedOn, amount: Cents(amounts[index]),
                vatRate: rate, currency: currency)
        }
    }
}
