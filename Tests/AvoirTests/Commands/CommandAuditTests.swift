import Postgres
import TestSupport
import Testing

@Suite("avoir audit")
struct CommandAuditTests {
    /// `LOGIN SENTENCE` of each entry, with every run called RUN.
    private func entries(_ options: String..., on database: CommandDatabase) async throws -> [String] {
        let outcome = try await database.run(["audit", "--json"] + options, asLoginOf: nil)
        return try outcome.expectSilentSuccess().json()["entries"].elements.map { entry in
            let said = "\(entry["by"].text ?? "") \(entry["sentence"].text ?? "")"
            let run = [entry["details"]["run"].text, entry["details"]["ledger"].text].compactMap { $0 }
            return run.first { $0.count == 36 }.map { said.replacing($0, with: "RUN") } ?? said
        }
    }

    /// A month of two subscriptions: one on hold and released, one credited, reversed and credited again.
    private func prepare(_ database: CommandDatabase) async throws {
        for file in try FieldCase("standing-data.case").files { try database.write(file.text, to: file.name) }
        try database.write(
            """
            subscription,customer,service,terms,starts_on
            S1,C1,svc,office,2020-01-01
            S2,C2,svc,office,2020-01-01
            """, to: "subscriptions.csv")
        try database.write(
            """
            invoice,subscription,month,issued_on,amount_excl_tax,vat_rate
            FA-1,S1,2026-10,2026-10-31,24690.00,20
            FA-2,S2,2026-10,2026-10-31,500.00,20
            """, to: "invoices.csv")
        try database.write(
            """
            source,id,service,started_at,ended_at
            noc,1,svc,2026-10-06T09:00:00+02:00,2026-10-06T10:00:00+02:00
            """, to: "outages.csv")
        try database.write(
            """
            source,id,service,started_at,ended_at
            noc,2,svc,2026-09-08T09:00:00+02:00,2026-09-08T10:00:00+02:00
            """, to: "september.csv")
        try await database.shell(
            """
            set -e
            "$AVOIR" terms add terms.yaml; "$AVOIR" issuer set issuer.yaml
            for kind in customers subscriptions invoices outages; do "$AVOIR" import $kind $kind.csv; done
            "$AVOIR" import outages september.csv
            "$AVOIR" assess 2026-10; "$AVOIR" hold S1 2026-10 --reason 'Litige 4711'
            "$AVOIR" issue 2026-10 --date 2026-11-05; "$AVOIR" release S1 2026-10 --reason Accord
            "$AVOIR" issue 2026-10 --date 2026-11-05
            "$AVOIR" note reverse AV-2026-000001 --date 2026-11-06 --reason Doublon --internal
            "$AVOIR" note issue S2 2026-10 --amount 5 --reason Geste --date 2026-11-06; "$AVOIR" close 2026-10-31
            """
        ).expect(0)
    }

    @Test("tells each entry in a sentence, and filters by month, note and login")
    func filters() async throws {
        try await CommandDatabase.withSchema { database in
            try await prepare(database)
            let owner = try database.connect().user
            let month = [
                "terms: office version 1",
                "import: subscriptions from subscriptions.csv (import 3): 2 inserted, 0 updated, 0 rejected",
                "import: invoices from invoices.csv (import 4): 2 inserted, 0 updated, 0 rejected",
                "import: outages from outages.csv (import 5): 1 inserted, 0 updated, 0 rejected",
                "assess: 2026-10, 2 new revisions, from the imports up to 6",
                "hold: S1 (Client Un SAS) for 2026-10; Litige 4711",
                "issue: 1 note of 2026-10, 25.00 EUR in all, dated 2026-11-05, by run RUN",
                "release: S1 (Client Un SAS) for 2026-10; Accord",
                "issue: 1 note of 2026-10, 1,234.50 EUR in all, dated 2026-11-05, by run RUN",
                "reverse: AV-2026-000003 reverses AV-2026-000001, 25.00 EUR, by run RUN; Doublon; for the books only",
                "commercial: note AV-2026-000004, 5.00 EUR, S2 (Client Deux SAS) for 2026-10; Geste",
            ]
            let all =
                [
                    "ledger: the name of this ledger is RUN", "migrate: the schema is at revision 1",
                    month[0],
                    "issuer: version 1",
                    "import: customers from customers.csv (import 2): 2 inserted, 0 updated, 0 rejected",
                ] + month[1...3]
                + ["import: outages from september.csv (import 6): 1 inserted, 0 updated, 0 rejected"]
                + month[4...] + ["close: the books up to 2026-10-31"]
            func byOwner(_ sentences: some Sequence<String>) -> [String] {
                sentences.map { "\(owner) \($0)" }
            }

            #expect(try await entries(on: database) == byOwner(all))
            #expect(try await entries("--month", "2026-10", on: database) == byOwner(month))
            #expect(
                try await entries("--month", "2026-09", on: database)
                    == byOwner(
                        [month[0], month[1], all[8]]))
            for number in ["AV-2026-000001", "AV-2026-000003"] {
                #expect(try await entries("--note", number, on: database) == byOwner([month[6], month[9]]))
            }
            #expect(try await entries("--note", "AV-2026-000002", on: database) == byOwner([month[8]]))
            #expect(try await entries("--note", "AV-2026-000004", on: database) == byOwner([month[10]]))
            #expect(try await entries("--note", "AV-2026-000004", "--month", "2026-09", on: database).isEmpty)
            #expect(try await entries("--who", owner, on: database) == byOwner(all))
            #expect(try await entries("--who", "nobody", on: database).isEmpty)

            let lines = try await database.avoir("audit", "--who", "nobody").expectSilentSuccess()
            #expect(lines.text == "no entries\n")
            let text = try await database.avoir("audit", "--month", "2026-10").expectSilentSuccess().text
            #expect(text.split(separator: "\n").count == month.count)
            #expect(text.contains("  \(owner)  hold: S1 (Client Un SAS) for 2026-10; Litige 4711\n"))
            try await database.avoir("audit", "--note", "AV-1").expectFailure(
                1, saying: "there is no note AV-1; see: avoir note list")
        }
    }
}
