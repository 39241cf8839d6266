internal import Postgres
internal import SLA

/// Reads what the heads of notes froze, out of their JSON, column by column.
enum FrozenContent {
    private static let parties = [
        ("issuer", Issuer.fields.map(\.key) + ["vat_on_debits"]),
        (
            "customer",
            [
                "customer", "name", "kind", "siren", "siret", "vat_number", "street", "postcode", "city",
                "country",
                "email", "endpoint_scheme", "endpoint_id", "service_code",
            ]
        ),
        ("vat_exemption", ["code", "reason"]),
    ]
    private static let texts = ["reverses", "reverses_issue_date", "eur_rate_millionths", "settlement"]

    /// SQL: one column a field.
    static let columns =
        (parties.flatMap { name, fields in fields.map { "\(name).\($0) as \(name)_\($0)" } }
        + texts.map { "frozen.\($0)" }).joined(separator: ", ")

    /// SQL: joins the fields to note `n`. Its text is parsed once: that takes longer than all the rest.
    static let join =
        "cross join lateral jsonb_to_record(n.document::jsonb) as frozen ("
        + (parties.map { "\($0.0) jsonb" } + texts.map { "\($0) text" }).joined(separator: ", ") + ") "
        + parties.map { name, fields in
            "cross join lateral jsonb_to_record(coalesce(frozen.\(name), '{}')) as \(name) ("
                + fields.map { "\($0) text" }.joined(separator: ", ") + ") "
        }.joined()

    static func read(_ row: Row) throws -> NoteContent {
        NoteContent(
            issuer: try Issuer(
                vatOnDebits: row.text("issuer_vat_on_debits") == "true",
                text: { try row.text(.name("issuer_\($0.key)")) },
                optional: { try row.optionalText(.name("issuer_\($0.key)")) }),
            customer: try customer(row),
            reversedOn: try row.optionalText("reverses_issue_date").flatMap { LocalDate($0) },
            exemption: try row.optionalText("vat_exemption_reason").map {
                VATExemption(code: try row.optionalText("vat_exemption_code"), reason: $0)
            },
            eurRate: try row.optionalText("eur_rate_millionths").map { text in
                guard let rate = Int64(text).flatMap(ExchangeRate.init) else {
                    throw UnknownWord(column: "eur_rate_millionths", word: text)
                }
                return rate
            },
            settlement: try row.optionalWord("settlement"))
    }

    private static func customer(_ row: Row) throws -> NoteContent.Customer {
        let id = try row.optionalText("customer_endpoint_id")
        return NoteContent.Customer(
            name: try row.text("customer_name"), kind: try row.word("customer_kind"),
            siren: try row.optionalText("customer_siren"), siret: try row.optionalText("customer_siret"),
            vatNumber: try row.optionalText("customer_vat_number"),
            address: Address(
                street: try row.text("customer_street"),
                postcode: try row.optionalText("customer_postcode") ?? "",
                city: try row.text("customer_city"), country: try row.text("customer_country")),
            email: try row.optionalText("customer_email"),
            endpoint: try row.optionalText("customer_endpoint_scheme").flatMap { scheme in
                id.map { NoteContent.Endpoint(scheme: scheme, id: $0) }
            },
            serviceCode: try row.optionalText("customer_service_code"))
    }
}
