internal import Postgres
internal import SLA

/// Reads what the heads of notes froze, out of their JSON, column by column.
enum FrozenContent {
    private static let parties = [
        ("issuer", Issuer.fields.map(\.key)),
        (
            "customer",
            ["customer", "name", "siren", "vat_number", "street", "postcode", "city", "country", "email"]
        ),
    ]
    private static let texts = ["reverses", "reverses_issue_date"]

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
            issuer: try Issuer { try row.text(.name("issuer_\($0.key)")) }, customer: try customer(row),
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
}
