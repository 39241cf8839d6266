internal import Postgres
internal import Store
import TestSupport
internal import Testing

@Suite("Roles: a role records its own work, when it is done")
struct WorkGuardTests {
    private static let unpermitted = "42501"

    private func session(_ role: String, _ database: TestDatabase) throws -> Connection {
        let connection = try database.connectWithoutSchema()
        try connection.executeScript(
            "set session authorization \(role); set search_path = avoir, pg_temp")
        return connection
    }

    @Test(
        "an entry of the audit log is of the role's own actions",
        arguments: [("avoir_ingest", ["import"]), ("avoir_finance", ["assess", "issuer", "terms"])])
    func actions(role: String, own: [String]) throws {
        try TestDatabase.with { database, _ in
            let connection = try session(role, database)
            let actions = [
                "import", "assess", "terms", "issuer", "issue", "reverse", "commercial", "hold", "release",
                "migrate",
                "ledger", "x",
            ]
            try Planted.refused(
                actions.filter { !own.contains($0) }.map {
                    Planted("select record_work('\($0)', '{}')", Self.unpermitted)
                } + [
                    Planted("select record_audit('\(own[0])', '{}')", Self.unpermitted),
                    Planted("select record_audit('migrate', 'not json')", Self.unpermitted),
                ], on: connection)
            for action in own { _ = try connection.query("select record_work('\(action)', '{}')") }
        }
    }

    @Test("an entry's details are a JSON object, whoever makes it")
    func details() throws {
        try TestDatabase.with { database, owner in
            let ingest = try session("avoir_ingest", database)
            for (details, state) in [
                ("not json", "22P02"), ("", "22P02"), ("[]", Planted.check), ("1", Planted.check),
                ("null", Planted.check),
            ] {
                try Planted.refused([Planted("select record_audit('x', '\(details)')", state)], on: owner)
                try Planted.refused(
                    [Planted("select record_work('import', '\(details)')", state)], on: ingest)
            }
            try Planted.refused([Planted("select record_audit('x', null)", Planted.check)], on: owner)
        }
    }

    @Test("a login that must first take on its role records its work under its own name")
    func member() throws {
        try TestDatabase.with { database, owner in
            let login = "avoirtest_member_\(UInt32.random(in: 0 ... .max))"
            try owner.executeScript("create role \(login) login noinherit in role avoir_ingest")
            defer { _ = try? owner.executeScript("drop role \(login)") }
            let connection = try session(login, database)
            try connection.executeScript("set role avoir_ingest")
            _ = try connection.query("select record_work('import', '{}')")
            let error = try refusal { try connection.execute("select record_work('assess', '{}')") }
            #expect(error.sqlState == Self.unpermitted)
            #expect(
                try owner.texts("select by from audit_entry order by no desc limit 1") == [login])
        }
    }

    @Test("a batch has the number that was drawn for it, and says who made it and when")
    func batch() throws {
        try TestDatabase.with { database, owner in
            let forged = """
                insert into import_batch (batch, kind, file, imported_by, imported_at) overriding system value
                values (2147483647, 'outages', 'f', 'alice', '2020-01-01')
                """
            for role in ["avoir_ingest", "avoir_finance"] {
                try Planted.refused(
                    [
                        Planted(forged, Self.unpermitted),
                        Planted(
                            "insert into import_batch (kind, file, imported_by) values ('terms', 'f', 'alice')",
                            Self.unpermitted),
                    ], on: try session(role, database))
            }
            _ = try owner.newBatch()
            try Planted.refused([Planted(forged, Planted.unchangeable)], on: owner)
            try owner.execute(
                """
                insert into import_batch (kind, file, imported_by, imported_at)
                values ('outages', 'f', 'alice', '2020-01-01')
                """)
            #expect(
                try owner.number(
                    """
                    select count(*) from import_batch
                    where imported_by = session_user and imported_at > now() - interval '1 hour'
                    """) == 2)
        }
    }

    @Test("a batch takes back an earlier batch of its own kind of facts")
    func undoing() throws {
        try TestDatabase.with { _, owner in
            try importEverything(owner)
            let terms = try owner.number("select batch::bigint from import_batch where kind = 'terms'")
            let outages = try owner.number(
                "select min(batch)::bigint from import_batch where kind = 'outages'")
            func undoing(_ batch: Int, as kind: String) -> String {
                "insert into import_batch (kind, file, undoes) values ('\(kind)', 'f', \(batch))"
            }
            try Planted.refused(
                [
                    Planted(undoing(outages, as: "invoices"), Planted.unchangeable),
                    Planted(undoing(terms, as: "terms"), Planted.unchangeable),
                    Planted(undoing(9999, as: "outages"), Planted.unchangeable),
                    Planted("update import_batch set undoes = 1", Planted.unchangeable),
                ], on: owner)
            #expect(try owner.execute(undoing(outages, as: "outages")) == 1)
        }
    }

    @Test("a batch that is recorded is neither counted anew nor added to")
    func closed() throws {
        try TestDatabase.with { database, owner in
            try importEverything(owner)
            let ingest = try session("avoir_ingest", database)
            var planted = [
                Planted("update import_batch set inserted = 7 where batch = 1", Planted.unchangeable),
                Planted("insert into imported_file values (1, 10, sha256('x'), 'x')", Planted.foreignKey),
                Planted(
                    """
                    insert into import_rejection select max(batch), 1000, 1, '{null}', '{x}', '{null}', 'x', false, false, null
                    from import_batch
                    """, Planted.foreignKey),
            ]
            for history in [
                "customer_details", "subscription_details", "invoice", "outage", "notification",
                "excusable_event", "maintenance", "credit_request", "holiday_calendar", "holiday",
                "special_hours",
            ] {
                planted += [
                    // Closed at once, so that the version in force stays alone.
                    Planted(
                        """
                        insert into \(history) select r.* from \(history) t, jsonb_populate_record(null::\(history),
                            to_jsonb(t) || jsonb_build_object('until_batch', from_batch)) r limit 1
                        """, Planted.foreignKey),
                    Planted(
                        "update \(history) set until_batch = (select max(batch) from import_batch)",
                        Planted.foreignKey),
                ]
            }
            try Planted.refused(planted, on: ingest)
            // Nor by a batch that a savepoint hides the maker of.
            try ingest.executeScript("begin; savepoint s")
            let batch = try ingest.newBatch()
            try Planted.refused(
                [
                    Planted(
                        "insert into imported_file values (\(batch), 10, sha256('x'), 'x')",
                        Planted.foreignKey)
                ],
                on: ingest)
            try ingest.executeScript("rollback")
        }
    }

    @Test("a batch that is being recorded is added to also within a savepoint")
    func underWay() throws {
        try TestDatabase.with { _, connection in
            try importEverything(connection)
            try connection.transaction {
                let batch = try connection.newBatch()
                try connection.executeScript("savepoint s")
                try connection.execute("update outage set until_batch = \(batch)")
                try connection.executeScript("release s")
                #expect(
                    try connection.execute(
                        "insert into imported_file values (\(batch), 10, sha256('x'), 'x')") == 1)
                #expect(
                    try connection.execute("update import_batch set updated = 1 where batch = \(batch)") == 1)
            }
        }
    }

    @Test("terms are of a batch that is being recorded")
    func terms() throws {
        try TestDatabase.with { database, owner in
            try add(axantis(), on: owner)
            let columns = RolesMatrix.insertable("terms_version", by: "avoir_finance") ?? []
            let names = columns.sorted().joined(separator: ", ")
            let values = columns.sorted().map { name in
                name == "version" ? "'x'" : name == "effective_from" ? "'2030-01-01'" : name
            }
            try Planted.refused(
                [
                    Planted(
                        "insert into terms_version (\(names)) select \(values.joined(separator: ", ")) from terms_version",
                        Planted.foreignKey)
                ], on: try session("avoir_finance", database))
        }
    }

    @Test("no watermark is beyond the last batch")
    func watermark() throws {
        try TestDatabase.with { database, owner in
            try importEverything(owner)
            let last = try Watermark.latest(owner)
            func run(_ watermark: Int32) -> String {
                """
                insert into assessment_run (month, watermark, assessed_at, program)
                values ('2026-04-01', \(watermark), now(), 'x')
                """
            }
            let finance = try session("avoir_finance", database)
            try Planted.refused(
                [
                    Planted(run(last + 1), Planted.check),
                    Planted("insert into assessed_month values ('2026-04-01', \(last + 1))", Planted.check),
                    Planted("update assessed_month set watermark = \(last + 1)", Planted.check),
                    Planted(
                        "insert into assessment_run (run, month, watermark, assessed_at, program) "
                            + "overriding system value values (9, '2026-04-01', 1, now(), 'x')",
                        Self.unpermitted),
                ], on: finance)
            #expect(try finance.execute(run(last)) == 1)
            #expect(
                try finance.execute("insert into assessed_month values ('2026-04-01', \(last))") == 1)
        }
    }

    @Test("the ledger's name is an entry of the audit log, once")
    func ledger() throws {
        try TestDatabase.with { _, connection in
            let name = try connection.texts("select ledger::text from ledger")
            let entries = try connection.texts("select details from audit_entry where action = 'ledger'")
            #expect(entries == name.map { "{\"ledger\": \"\($0)\"}" })
        }
    }
}
