import Glibc
import Subprocess
import TestSupport
import Testing

@testable import EmbeddedPostgres

@Suite("The embedded database, from the command line", .serialized)
struct CommandEmbeddedTests {
    private static let holidays = "calendar,date,name\nACME,2026-10-16,Fondation\n"

    @Test("is made by whichever command comes first, by two at once, lives in its home, and stops when told")
    func lifecycle() async throws {
        try await EmbeddedTestHome.using("home") { test in
            var environment = Command.environment(home: test.root)
            environment["AVOIR_HOME"] = test.home
            func avoir(_ arguments: String..., input: String = "", folder: String = "/") async throws
                -> Command.Outcome
            {
                try await Command(
                    arguments: arguments, input: Array(input.utf8), environment: environment, folder: folder
                ).run()
            }
            let before = try await avoir("database", "status", "--json").expectSilentSuccess().json()
            #expect(before["state"] == .string("not created") && before["home"] == .string(test.home))
            #expect(try TemporaryFolder.names(in: test.root).isEmpty)

            let first = Command(
                arguments: ["import", "holidays", "-"], input: Array(Self.holidays.utf8),
                environment: environment, folder: "/")
            let second = Command(arguments: ["verify"], environment: environment, folder: test.root)
            async let imported = first.run()
            async let verified = second.run()
            #expect(
                try await imported.expect(0).text
                    == "standard input: holidays: 1 inserted, 0 updated, 0 unchanged, 0 rejected\n")
            #expect(try await verified.expect(0).text.contains("nothing is assessed yet\n"))

            let running = try await avoir("database", "status", "--json").expectSilentSuccess().json()
            #expect(running["state"] == .string("running"))
            // Not even the names of who may log in are for others to read.
            let cluster = try #require(try Cluster(in: test.home))
            let open = try await Command.shell(
                "find '\(cluster.folder)' -type f -perm /007", environment: [:], folder: "/"
            ).run().expectSilentSuccess()
            #expect(open.text.isEmpty)
            let url = try await avoir("database", "url").expectSilentSuccess().text.dropLast()
            let (kept, isSuccess) = try await test.psql(String(url), "select name from avoir.holiday")
            #expect(isSuccess && kept == "Fondation")
            var given = environment
            given["AVOIR_HOME"] = nil
            try await Command(
                arguments: ["verify", "--database", String(url)], environment: given, folder: "/"
            ).run().expectSilentSuccess()

            let stopped = try await avoir("database", "stop").expectSilentSuccess()
            #expect(stopped.text.contains("stopped"))
            try await avoir("database", "stop").expectSilentSuccess()
            #expect(try await avoir("database", "start").expectSilentSuccess().text.contains("running"))
            #expect(try await avoir("database", "migrate").expect(0).text.hasPrefix("the schema is current"))
            let again = try await avoir("import", "holidays", "-", input: Self.holidays).expectSilentSuccess()
            #expect(again.text.contains("1 unchanged"))
        }
    }

    @Test("serves an ordinary user whose avoir lies anywhere, in its own home folder")
    func ordinaryUser() async throws {
        try await EmbeddedTestHome.using(".local/share/avoir") { test in
            let copy = "\(test.root)/avoir"
            try TemporaryFolder.write(try Checkout.bytes(of: Checkout.avoir), to: copy)
            #expect(chmod(copy, 0o755) == 0)
            var change: [String] = []
            if geteuid() == 0 {
                let account = try #require(Account(name: "daemon"))
                #expect(chown(test.root, account.uid, account.gid) == 0)
                change = [
                    "/usr/bin/setpriv", "--reuid=\(account.uid)", "--regid=\(account.gid)", "--clear-groups",
                ]
            }
            var environment = Command.environment(home: test.root)
            environment["AVOIR_HOME"] = nil
            // Left over in many a shell; none of it names a database.
            environment.merge(["PGPORT": "1", "PGUSER": "nobody", "PGOPTIONS": "-c x=y"]) { $1 }
            func avoir(_ arguments: String..., input: String = "") async throws -> Command.Outcome {
                let command = change + [copy] + arguments
                return try await Command(
                    program: command[0], arguments: Array(command.dropFirst()), input: Array(input.utf8),
                    environment: environment, folder: test.root
                ).run()
            }
            let terms = String(
                decoding: try Checkout.bytes(
                    of: "\(Checkout.root)/examples/terms/axantis-contact-experience.yaml"), as: UTF8.self)
            try await avoir("terms", "add", "-", input: terms).expect(0)
            for (kind, rows) in Self.facts {
                try await avoir("import", kind, "-", input: rows).expectSilentSuccess()
            }
            try await avoir("assess", "2026-10").expectSilentSuccess()
            let report = try await avoir("report", "2026-10", "--format", "csv", "--output", "month.csv")
            report.expect(0)
            let csv = String(decoding: try Checkout.bytes(of: "\(test.root)/month.csv"), as: UTF8.self)
            #expect(csv.contains("99.5454") && csv.contains("awaiting_request"))
            try await avoir("verify").expectSilentSuccess()

            let status = try await avoir("database", "status", "--json").expectSilentSuccess().json()
            #expect(status["home"] == .string(test.home))
            #expect(status["user"].text == (try #require(try FolderEntry(at: test.home))).ownerName)
            try await avoir("database", "stop").expectSilentSuccess()
        }
    }

    private static let facts = [
        ("customers", "customer,name\nC-1,Exemple\n"),
        (
            "subscriptions",
            "subscription,customer,service,terms,starts_on\nS-1,C-1,voice,axantis-contact-experience,2026-01-01\n"
        ),
        (
            "invoices",
            "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate\nF-1,S-1,2026-10,2026-10-31,1000.00,20\n"
        ),
        (
            "outages",
            "source,id,subscription,started_at,ended_at,notified_at\n"
                + "noc,1,S-1,2026-10-12T09:00:00+02:00,2026-10-12T10:00:00+02:00,2026-10-12T09:05:00+02:00\n"
        ),
    ]
}

extension FolderEntry {
    fileprivate var ownerName: String { Account.name(of: owner) }
}
