import TestSupport
import Testing

/// A dump is put back after notes were issued; `anchors.log` stands in its folder, undamaged.
@Suite("An old copy of the database numbers nothing")
struct CommandOldCopyTests {
    @Test("issue, run, reverse, note issue and hold are refused, and say what to do")
    func refused() async throws {
        try await CommandDatabase.withMonth { database in
            try await database.avoir("issuer", "set", "\(Checkout.root)/examples/issuer.yaml").expect(0)
            try await database.avoir("issue", "2026-09", "--date", "2026-10-05").expect(0)
            let first = try await database.avoir("note", "list", "--json").text
            let number = try #require(first.firstMatch(of: /AV-2026-[0-9]+/)).output
            let copy = try TestServer.create("avoir_command", from: database.name)
            defer { TestServer.drop(copy) }
            try await database.avoir("issue", "2026-10", "--date", "2026-11-05").expect(0)

            let old = ["AVOIR_DATABASE_URL": try TestServer.url(of: copy)]
            try database.write(
                "subscription,month,requested_on\nSUB-0001,2026-10,2026-11-06\n", to: "requests.csv")
            _ = try await database.avoir("import", "requests", "requests.csv", environment: old)
            for command in [
                ["issue", "2026-10", "--date", "2026-11-06"],
                ["issue", "2026-10", "--date", "2026-11-06", "--dry-run"],
                ["run", "2026-10", "--date", "2026-11-06", "--output", "out"],
                ["note", "reverse", String(number), "--reason", "Erreur", "--date", "2026-11-06"],
                [
                    "note", "issue", "CC-1002", "2026-10", "--amount", "1.00", "--reason", "Geste", "--date",
                    "2026-11-06",
                ],
                ["hold", "CC-1002", "2026-10", "--reason", "Litige"],
            ] {
                let run = Command(
                    arguments: command, environment: database.environment.merging(old) { $1 },
                    folder: database.folder)
                let refused = try await run.run()
                refused.expect(78)
                #expect(refused.errors.contains("know a later ledger"), "\(command)")
                #expect(refused.errors.contains("put back the latest backup"), "\(command)")
            }
            try await database.avoir("verify", environment: old).expect(1)
            // The one that was not put back goes on.
            try await database.avoir("issue", "2026-10", "--date", "2026-11-06").expect(0)
        }
    }
}
