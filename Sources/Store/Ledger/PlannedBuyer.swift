internal import Postgres
internal import SLA

/// What a planned note would freeze of its customer, as far as it is known.
struct PlannedBuyer {
    var customer: NoteContent.Customer
    var exemption: VATExemption?

    /// By the customer's code.
    static func load(_ customers: [String], _ connection: Connection) throws -> [String: PlannedBuyer] {
        let rows = try connection.query(
            """
            select k.customer, d.name, d.kind, siren_of(d) as siren, d.siret, d.vat_number, d.street, d.postcode,
                d.city, d.country, d.endpoint_scheme, d.endpoint_id, exemption.code, exemption.reason
            from current_issuer() i
                cross join unnest($1::text[]) p (customer) join customer k using (customer)
                join customer_details d on d.customer_key = k.customer_key and d.until_batch is null
                cross join lateral jsonb_to_record(coalesce(exemption_of(d, i), '{}')) exemption (code text, reason text)
            """, [.textArray(customers)])
        var buyers: [String: PlannedBuyer] = [:]
        for row in rows {
            let id = try row.optionalText("endpoint_id")
            buyers[try row.text("customer")] = PlannedBuyer(
                customer: NoteContent.Customer(
                    name: try row.text("name"), kind: try row.word("kind"),
                    siren: try row.optionalText("siren"), siret: try row.optionalText("siret"),
                    vatNumber: try row.optionalText("vat_number"),
                    address: Address(
                        street: try row.optionalText("street") ?? "",
                        postcode: try row.optionalText("postcode") ?? "",
                        city: try row.optionalText("city") ?? "",
                        country: try row.optionalText("country") ?? ""),
                    email: nil,
                    endpoint: try row.optionalText("endpoint_scheme").flatMap { scheme in
                        id.map { NoteContent.Endpoint(scheme: scheme, id: $0) }
                    }),
                exemption: try row.optionalText("reason").map {
                    VATExemption(code: try row.optionalText("code"), reason: $0)
                })
        }
        return buyers
    }
}
