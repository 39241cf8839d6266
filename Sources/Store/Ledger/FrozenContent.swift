internal import Postgres
internal import SLA

/// Reads what the heads of notes froze, out of their JSON, column by column.
enum FrozenContent {
    private static let parties = [
        (
            "issuer",
            [
                "name", "siren", "vat_number", "legal_form", "registration", "street", "postcode", "city",
                "country", "late_payment_fee", "late_payment_interest", "early_payment", "account_customer",
                "account_price_reduction", "account_vat", "account_indemnity",
            ]
        ),
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
            issuer: try issuer(row), customer: try customer(row),
            reversedOn: try row.optionalText("reverses_issue_date").flatMap { LocalDate($0) })
    }

    private static func issuer(_ row: Row) throws -> NoteContent.Issuer {
        NoteContent.Issuer(
            name: try row.text("issuer_name"), siren: try row.text("issuer_siren"),
            vatNumber: try row.text("issuer_vat_number"), legalForm: try row.text("issuer_legal_form"),
            registration: try row.text("issuer_registration"), address: try address("issuer", row),
            latePaymentFee: try row.text("issuer_late_payment_fee"),
            latePaymentInterest: try row.text("issuer_late_payment_interest"),
            earlyPayment: try row.text("issuer_early_payment"),
            accounts: NoteContent.Accounts(
                customer: try row.text("issuer_account_customer"),
                priceReduction: try row.text("issuer_account_price_reduction"),
                vat: try row.text("issuer_account_vat"),
                indemnity: try row.text("issuer_account_indemnity")))
    }

    private static func customer(_ row: Row) throws -> NoteContent.Customer {
        NoteContent.Customer(
            name: try row.text("customer_name"), siren: try row.text("customer_siren"),
            vatNumber: try row.optionalText("customer_vat_number"),
            address: try address("customer", row), email: try row.optionalText("customer_email"))
    }

    private static func address(_ party: String, _ row: Row) throws -> NoteContent.Address {
        NoteContent.Address(
            street: try row.text(.name("\(party)_street")),
            postcode: try row.text(.name("\(party)_postcode")),
            city: try row.text(.name("\(party)_city")),
            country: try row.text(.name("\(party)_country")))
    }
}
