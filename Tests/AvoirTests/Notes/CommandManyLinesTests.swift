import Subprocess
import TestSupport
import Testing

@Suite("a customer with a line more than a PDF may have")
struct CommandManyLinesTests {
    private static let lines = 2_001

    @Test("gets two notes, so that each can be printed; the other customer's follows")
    func split() async throws {
        try await CommandDatabase.withSchema { database in
            try await read(into: database)
            let dry = try await database.issuing("issue", "2026-10", "--date", "2026-11-05", "--dry-run")
                .expect(0)
            #expect(dry.text.contains("3 credit notes would be issued"))
            let run = try await database.issuing(
                "run", "2026-10", "--date", "2026-11-05", "--formats", "ubl,notes-json", "--output",
                "\(database.folder)/run"
            ).expect(0)
            #expect(run.text.contains("3 credit notes issued"))
            let numbers = (1...3).map(IssuedMonth.number)
            #expect(
                try TemporaryFolder.names(in: "\(database.folder)/run/notes")
                    == numbers.flatMap { ["\($0).json", "\($0).ubl.xml"] })
            for (number, lines) in zip(numbers, [Self.lines - 1, 1, 1]) {
                #expect(
                    try await count("<cac:CreditNoteLine>", in: "run/notes/\(number).ubl.xml", database)
                        == lines)
            }
            try await database.expectVerified()
            try await database.issuing(
                "note", "export", numbers[0], "--format", "html", "--output", "\(database.folder)/out"
            )
            .expectSilentSuccess()
            #expect(try await count("<tr>", in: "out/\(numbers[0]).html", database) ?? 0 > 3 * Self.lines)
        }
    }

    /// How often the text stands in a file of the test's folder.
    private func count(_ text: String, in file: String, _ database: CommandDatabase) async throws -> Int? {
        let count = try await database.shell("grep -oF '\(text)' \(file) | wc -l").expectSilentSuccess()
        return Int(count.text.dropLast())
    }

    /// One customer with as many subscriptions, and one with one, each with a credit for October.
    private func read(into database: CommandDatabase) async throws {
        let customers = (1...Self.lines).map { ("CC-\($0)", "C-001") } + [("IVR-1", "C-002")]
        func write(_ kind: String, _ header: String, _ row: (String, String) -> String) throws {
            let rows = customers.map { row($0.0, $0.1) + "\n" }.joined()
            try database.write(header + "\n" + rows, to: "\(kind).csv")
        }
        try write("subscriptions", "subscription,customer,service,terms,starts_on") {
            "\($0),\($1),contact-centre,axantis-contact-experience,2025-06-01"
        }
        try write("invoices", "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate") { name, _ in
            "FA-\(name),\(name),2026-10,2026-10-31,1000.00,20"
        }
        try write("requests", "subscription,month,requested_on") { name, _ in "\(name),2026-10,2026-11-02" }
        try database.write(
            """
            source,id,service,started_at,ended_at,notified_at
            noc,1,contact-centre,2026-10-07T09:00:00+02:00,2026-10-07T14:00:00+02:00,2026-10-07T09:01:00+02:00

            """, to: "outages.csv")
        try await database.shell(
            "sed 's/^# notes_per/notes_per/' \(Checkout.root)/examples/issuer.yaml > issuer.yaml"
        ).expectSilentSuccess()
        for arguments in [
            ["terms", "add", "../terms/axantis-contact-experience.yaml"],
            ["issuer", "set", "\(database.folder)/issuer.yaml"], ["import", "customers", "customers.csv"],
            ["import", "subscriptions", "\(database.folder)/subscriptions.csv"],
            ["import", "invoices", "\(database.folder)/invoices.csv"],
            ["import", "outages", "\(database.folder)/outages.csv"],
            ["import", "requests", "\(database.folder)/requests.csv"],
        ] {
            try await database.issuing(arguments).expect(0)
        }
    }
}
