import TestSupport
import Testing

@testable import avoir

@Suite("What PostgreSQL refuses for lack of rights")
struct CommandRightsTests {
    /// Every command that works on a database, in the form that needs most, as it succeeds on the sample month with
    /// September's notes.
    static let lines = [
        "approve plan.json", "assess 2026-10", "audit --month 2026-10", "close 2026-09-30",
        "explain 2026-10 CC-1001",
        "hold CC-1001 2026-10 --reason r",
        "import customers customers.csv", "imports list", "imports rejects REFUSED", "imports show UNDONE",
        "imports undo UNDONE", "issue 2026-10 --date 2026-11-06", "issuer set issuer.yaml", "issuer show",
        "list holds", "propose notifications 2026-10",
        "note export --month 2026-09 --format html --output out",
        "note issue CC-1001 2026-10 --amount 1 --reason r --date 2026-11-06", "note list",
        "note reverse AV-2026-000001 --reason r --date 2026-11-06", "note show AV-2026-000001",
        "note template --data AV-2026-000001", "record customers customer=C-9 name=x",
        "release CC-1002 2026-10 --reason r", "report 2026-10", "run 2026-10 --date 2026-11-06",
        "budget 2026-10", "simulate --terms terms.yaml --from 2026-10 --to 2026-10",
        "statement C-001 --year 2026", "status",
        "terms add terms.yaml", "terms list", "terms show axantis-contact-experience", "verify",
    ]

    @Test("every command that works on a database is in the table, and is tried")
    func complete() {
        let without: Set = [
            "anchors sign", "anchors verify", "convert", "database start", "database status", "database stop",
            "database url", "help",
            "sources check",
            "sources list", "sources show", "terms check", "terms explain",
        ]
        let commands = Set(CommandRights.leaves(of: Avoir.self).map(\.words)).subtracting(without).sorted()
        #expect(CommandRights.needs.keys.sorted() == commands)
        #expect((Self.lines.map(Self.words) + ["database migrate"]).sorted() == commands)
    }

    /// The words of a line that call the command.
    private static func words(_ line: String) -> String {
        CommandRights.needs.keys.first { line == $0 || line.hasPrefix($0 + " ") } ?? line
    }

    @Test("is told as who may not do what, and which role that needs", arguments: lines)
    func refused(line: String) async throws {
        let need = try #require(CommandRights.needs[Self.words(line)])
        try await CommandDatabase.withSeptemberIssued { database in
            let words = try await Self.prepared(line, on: database)
            // Those that may not come first: what the others do changes what is there to do.
            for role in CommandRights.Role.allCases where !need.isMet(by: role) {
                let login = try await CommandDatabase.login(of: role.name)
                let outcome = try await database.run(words, asLoginOf: role.name).expect(77)
                #expect(outcome.errors == "avoir: \(login) may not \(need.deed); that needs \(need.named)\n")
                #expect(outcome.output.isEmpty, "\(outcome)")
            }
            for role in CommandRights.Role.allCases where role != .owner && need.isMet(by: role) {
                try await database.run(words, asLoginOf: role.name).expect(0)
            }
        }
    }

    /// Brings about what the line takes for granted.
    private static func prepared(_ line: String, on database: CommandDatabase) async throws -> [String] {
        try database.write("customer,name\nC-8,Huit", to: "customers.csv")
        let terms = "\(Checkout.root)/examples/terms/axantis-contact-experience.yaml"
        try await database.shell(
            """
            sed 's/^name: .*/name: Autre SAS/' \(Checkout.root)/examples/issuer.yaml >issuer.yaml
            sed 's/^id: .*/id: other/' \(terms) >terms.yaml
            """
        ).expect(0)
        try await database.avoir("hold", "CC-1002", "2026-10", "--reason", "q").expect(0)
        try await database.avoir("import", "customers", "-", input: "customer,name\nC-7,\n").expect(65)
        let refused = try database.number("select max(batch)::bigint from import_batch")
        try await database.avoir("record", "customers", "customer=C-6", "name=Six").expect(0)
        try await database.avoir(
            "issue", "2026-10", "--date", "2026-11-06", "--dry-run", "--save-plan", "plan.json"
        ).expect(0)
        return line.replacing("REFUSED", with: String(refused)).replacing("UNDONE", with: String(refused + 1))
            .split(separator: " ").map(String.init)
    }

    @Test("a database without a schema is made by whoever may create in it")
    func migrate() async throws {
        let login = try await CommandDatabase.login(of: "avoir_reader")
        try await CommandDatabase.withEmpty { database in
            try await database.run(["database", "migrate"], asLoginOf: "avoir_reader").expectFailure(
                77,
                saying:
                    "avoir: \(login) may not migrate the database; that needs avoir_owner, and for the first "
                    + "time the right to create in the database\n")
        }
    }

    @Test("a login without a role is told the least one that suffices")
    func nobody() async throws {
        let login = try await CommandDatabase.login(of: "nobody")
        try await CommandDatabase.withMonth { database in
            for (words, need) in [
                ("report 2026-10", "see reports; that needs avoir_reader"),
                ("import outages x.csv", "import; that needs avoir_ingest"),
            ] {
                let outcome = try await database.run(
                    words.split(separator: " ").map(String.init), asLoginOf: "nobody"
                ).expect(77)
                #expect(outcome.errors == "avoir: \(login) may not \(need)\n")
            }
        }
    }
}
