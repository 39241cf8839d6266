internal import Postgres
internal import Store
internal import Testing

@Suite("The database guards its facts")
struct HistoryGuardTests {
    /// Each history and one of its content columns.
    private static let histories = [
        ("customer_details", "name = 'x'"), ("subscription_details", "terms = 'x'"),
        ("invoice", "amount_cents = 1"), ("outage", "ended_at = null"),
        ("notification", "notified_at = now()"), ("excusable_event", "cause = 'over_capacity'"),
        ("maintenance", "summary = 'x'"), ("credit_request", "requested_on = '2026-06-01'"),
        ("holiday", "name = 'x'"),
    ]

    @Test("a version of a fact is neither changed, removed, opened again, nor closed twice")
    func histories() throws {
        try TestDatabase.with { _, connection in
            try importEverything(connection)
            let last = try Watermark.latest(connection)
            for (history, change) in Self.histories {
                #expect(try connection.number("select count(*) from \(history)") > 0, "\(history)")
                try Planted.refused(
                    [
                        Planted("delete from \(history)", Planted.unchangeable),
                        Planted("delete from \(history) where false", Planted.unchangeable),
                        Planted("truncate \(history)", Planted.unchangeable),
                        Planted("update \(history) set \(change)", Planted.unchangeable),
                        Planted(
                            "update \(history) set \(change), until_batch = \(last)", Planted.unchangeable),
                        Planted(
                            "update \(history) set from_batch = 1, until_batch = \(last)",
                            Planted.unchangeable),
                        Planted("update \(history) set until_batch = null", Planted.unchangeable),
                        Planted("update \(history) set until_batch = 0", Planted.check),
                        Planted("update \(history) set until_batch = \(last + 1000)", Planted.foreignKey),
                        // The version in force is one.
                        Planted("insert into \(history) select * from \(history)", Planted.unique),
                    ], on: connection)
                try connection.transaction {
                    let batch = try connection.newBatch()
                    try connection.execute("update \(history) set until_batch = \(batch)")
                }
                try Planted.refused(
                    [
                        Planted("update \(history) set until_batch = null", Planted.unchangeable),
                        Planted("update \(history) set until_batch = \(last)", Planted.unchangeable),
                    ], on: connection)
            }
        }
    }

    @Test("names, batches and refusals stay, and only a batch's row is ever written again")
    func names() throws {
        try TestDatabase.with { _, connection in
            try importEverything(connection)
            let texts = [
                ("customer", "customer"), ("service", "service"), ("subscription", "subscription"),
                ("import_rejection", "record"), ("import_batch", "file"),
            ]
            for (table, column) in texts {
                #expect(try connection.number("select count(*) from \(table)") > 0, "\(table)")
                var planted = [
                    Planted("delete from \(table)", Planted.unchangeable),
                    Planted("truncate \(table) cascade", Planted.unchangeable),
                ]
                if table != "import_batch" {
                    planted.append(Planted("update \(table) set \(column) = 'x'", Planted.unchangeable))
                }
                try Planted.refused(planted, on: connection)
            }
        }
    }

    @Test("a fact refers only to names and batches that exist, and a batch keeps its number")
    func references() throws {
        try TestDatabase.with { _, connection in
            try importEverything(connection)
            let references = try connection.texts(
                """
                select format('%s %s', table_name, column_name) from information_schema.columns
                where table_schema = 'avoir' and column_name in ('customer_key', 'service_key', 'subscription_key',
                    'from_batch', 'until_batch') and table_name = any ('{\(
                        Self.histories.map(\.0).joined(separator: ","))}')
                """
            ).map { $0.split(separator: " ") }
            #expect(references.count == 31)
            for reference in references {
                let (table, column) = (reference[0], reference[1])
                // A closed version, so that the one in force stays alone; of a service or of a subscription.
                let isScope = column == "service_key" && table != "subscription_details"
                let other = isScope ? ", 'subscription_key', null" : ""
                try Planted.refused(
                    [
                        Planted(
                            """
                            insert into \(table) select r.* from \(table) t, jsonb_populate_record(null::\(table),
                                to_jsonb(t) || jsonb_build_object('until_batch', 9999\(other), '\(column)', 9999)) r
                            limit 1
                            """, Planted.foreignKey)
                    ], on: connection)
            }
            try Planted.refused(
                [
                    Planted("update import_batch set batch = default", Planted.unchangeable),
                    Planted("update import_batch set kind = 'terms'", Planted.unchangeable),
                ], on: connection)
        }
    }

    @Test("facts that cannot be true are not stored")
    func truths() throws {
        try TestDatabase.with { _, connection in
            try importEverything(connection)
            func copy(_ table: String, _ changes: (column: String, value: String)...) -> String {
                // A closed version: the one in force stays alone.
                var row = "to_jsonb(t) || jsonb_build_object('until_batch', from_batch"
                for change in changes { row += ", '\(change.column)', \(change.value)" }
                return """
                    insert into \(table) select r.* from \(table) t,
                        jsonb_populate_record(null::\(table), \(row))) r limit 1
                    """
            }
            try connection.transaction {
                let batch = try connection.newBatch()
                let fact = copy("outage", ("from_batch", "\(batch)"), ("until_batch", "\(batch)"))
                #expect(try connection.execute(fact) == 1)
            }
            try Planted.refused(
                [
                    Planted(copy("customer_details", ("siren", "'12345678'")), Planted.check),
                    Planted(copy("customer_details", ("country", "'fr'")), Planted.check),
                    Planted(copy("customer_details", ("kind", "'firm'")), Planted.check),
                    Planted(copy("customer_details", ("siret", "'1234'")), Planted.check),
                    Planted(copy("customer_details", ("endpoint_id", "'299990010'")), Planted.check),
                    Planted(copy("customer_details", ("exemption_code", "'AE'")), Planted.check),
                    Planted(copy("invoice", ("period_from", "'2026-05-01'")), Planted.check),
                    Planted(
                        copy("invoice", ("period_from", "'2026-05-31'"), ("period_to", "'2026-05-01'")),
                        Planted.check),
                    Planted(copy("subscription_details", ("ends_on", "'2025-05-31'")), Planted.check),
                    Planted(copy("subscription_details", ("customer_key", "999")), Planted.foreignKey),
                    Planted(copy("invoice", ("month", "'2026-05-02'")), Planted.check),
                    Planted(copy("invoice", ("vat_micropercent", "-1")), Planted.check),
                    Planted(copy("invoice", ("vat_micropercent", "100000001")), Planted.check),
                    Planted(copy("invoice", ("currency", "'eur'")), Planted.check),
                    Planted(copy("outage", ("ended_at", "'2026-05-05T09:59:59.999999Z'")), Planted.check),
                    Planted(copy("outage", ("subscription_key", "null")), Planted.check),
                    Planted(copy("outage", ("service_key", "1")), Planted.check),
                    Planted(copy("outage", ("withdrawn", "null")), Planted.notNull),
                    Planted(copy("excusable_event", ("cause", "'bad_luck'")), Planted.check),
                    Planted(copy("excusable_event", ("ended_at", "started_at")), Planted.check),
                    Planted(copy("excusable_event", ("outage_id", "'O-1'")), Planted.check),
                    Planted(copy("maintenance", ("ended_at", "started_at")), Planted.check),
                    Planted(copy("credit_request", ("month", "'2026-05-31'")), Planted.check),
                    Planted(copy("holiday", ("calendar", "'none'")), Planted.check),
                    Planted("insert into import_batch (kind, file) values ('rumours', 'f')", Planted.check),
                ], on: connection)
        }
    }
}
