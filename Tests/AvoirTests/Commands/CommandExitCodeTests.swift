import TestSupport
import Testing

@testable import Postgres
@testable import SLA
@testable import Store

@Suite("Exit codes and where messages go")
struct CommandExitCodeTests {
    @Test("0: help and version are results")
    func help() async throws {
        try await TemporaryFolder.with { folder in
            let environment = Command.environment(home: folder)
            for arguments in [
                ["--help"], ["--version"], ["help", "import"], ["assess", "--help"], [], ["database"],
            ] {
                let outcome = try await Command(
                    arguments: arguments, environment: environment, folder: folder
                ).run().expectSilentSuccess()
                #expect(!outcome.output.isEmpty)
            }
        }
    }

    @Test(
        "64: what cannot be meant is refused before any database is touched",
        arguments: [
            (["frobnicate"], "frobnicate"), (["assess"], "<month>"), (["assess", "2026-13"], "2026-13"),
            (["assess", "2026-10-01"], "2026-10-01"), (["assess", "october"], "october"),
            (["assess", "2026-10", "--frob"], "--frob"), (["import", "outage", "x.csv"], "outages"),
            (["import", "outages"], "<files>"), (["report", "2026-10", "--format", "xml"], "json"),
            (["explain", "2026-10"], "<subscription>"),
            (["explain", "2026-10", "CC-1001", "--as-of", "last"], "last"),
            (["report", "2026-10", "--database", ""], "--database is empty"),
            (["import", "customers", "-chase.csv"], "for a file of that name, write ./-chase.csv"),
            (["note", "reverse", "AV-1", "--reason", "a\u{1B}[31m"], "--reason contains \\u{1B}"),
            (["note", "reverse", "AV-1", "--reason", "a\u{FFFE}"], "--reason contains \\u{FFFE}"),
        ])
    func usage(arguments: [String], part: String) async throws {
        try await TemporaryFolder.with { folder in
            try await Command(
                arguments: arguments, environment: Command.environment(home: folder), folder: folder
            ).run().expectFailure(64, saying: part)
            #expect(try TemporaryFolder.names(in: folder).isEmpty)
        }
    }

    @Test("64: words that are not UTF-8 are refused, not changed")
    func bytes() async throws {
        let script = #""$AVOIR" note reverse AV-1 --reason "$(printf 'a\377b')""#
        try await Command.shell(script, environment: Command.environment(home: "/"), folder: "/").run()
            .expectFailure(64, saying: "argument 5 of the command line is not valid UTF-8: a\u{FFFD}b")
    }

    @Test("78: a database that cannot hold every name is refused, with the command that makes another")
    func encoding() async throws {
        let name = try TestServer.create("avoir_command", from: "template0 encoding 'LATIN1' locale 'C'")
        defer { TestServer.drop(name) }
        let url = try TestServer.url(of: name)
        for arguments in [["database", "migrate"], ["verify"]] {
            try await Command(
                arguments: arguments + ["--database", url], environment: Command.environment(home: "/"),
                folder: "/"
            ).run().expectFailure(78, saying: "is encoded as LATIN1; avoir needs UTF8: createdb")
        }
    }

    @Test(
        "66: what cannot be read is named with its reason",
        arguments: [
            ("missing.csv", "No such file or directory"), (".", "is a directory"),
            ("file/inside", "Not a directory"), ("circle", "Too many levels of symbolic links"),
            ("/proc/self/mem", "Input/output error"), ("", "No such file or directory"),
        ])
    func unreadable(file: String, reason: String) async throws {
        try await CommandDatabase.withSchema { database in
            try database.write("x", to: "file")
            try await database.shell("ln -s circle circle").expect(0)
            let imported = try await database.avoir("import", "outages", "--", file).expect(66)
            #expect(imported.errorLines.count == 1 && imported.errors.contains(reason), "\(imported)")
            #expect(imported.errors.hasPrefix("\(file): ") && imported.text == "\(file): nothing stored\n")
            try await database.avoir("terms", "check", "--", file).expectFailure(66, saying: reason)
            try await database.avoir("terms", "list", "--config", file).expectFailure(66, saying: reason)
            #expect(try database.number("select count(*) from import_batch") == 0)
        }
    }

    @Test(
        "69: a database that is down, without the password of its address",
        arguments: [
            "postgresql://u:s3cret@/x?host=/nonexistent", "postgresql://u:s3cret@127.0.0.1:1/x",
            "host=/nonexistent password=s3cret", "host=127.0.0.1 port=1 password=s3cret",
        ])
    func databaseDown(url: String) async throws {
        try await TemporaryFolder.with { folder in
            for arguments in [["assess", "2026-10"], ["database", "status"], ["database", "migrate"]] {
                let given = Command(
                    arguments: arguments + ["--database", url],
                    environment: Command.environment(home: folder), folder: folder)
                var inherited = Command(
                    arguments: arguments, environment: Command.environment(home: folder), folder: folder)
                inherited.environment["AVOIR_DATABASE_URL"] = url
                for command in [given, inherited] {
                    let outcome = try await command.run()
                    outcome.expectFailure(69, saying: "connection to server")
                    #expect(!outcome.errors.contains("s3cret"), "\(outcome)")
                }
            }
        }
    }

    @Test("66: a standard input that is closed is not taken for an empty file")
    func closedInput() async throws {
        try await CommandDatabase.withSchema { database in
            let outcome = try await database.shell(#""$AVOIR" import outages - <&-"#).expect(66)
            #expect(outcome.errors == "standard input: cannot be read beyond byte 0: Bad file descriptor\n")
        }
    }

    @Test(
        "78: a malformed address is refused without a part of it, which may be the password",
        arguments: [
            "postgresql://u:s3cret@127.0.0.1:nonsense/x", "postgresql://u:s3cret@[::1/x",
            "host=h password='s3cret", "host=h passwort=s3cret", "postgresql://u:s3cret@h/x?nonsense=s3cret",
        ])
    func malformedAddress(url: String) async throws {
        try await TemporaryFolder.with { folder in
            let outcome = try await Command(
                arguments: ["verify", "--database", url], environment: Command.environment(home: folder),
                folder: folder
            ).run().expectFailure(78, saying: "malformed")
            #expect(!outcome.errors.contains("s3cret"), "\(outcome)")
        }
    }

    @Test("69: a database that is not there on a server that is")
    func noSuchDatabase() async throws {
        try await CommandDatabase.withEmpty { database in
            try await database.avoir(
                "verify", "--database", TestServer.url(of: "avoir_no_such_database")
            )
            .expectFailure(69, saying: "avoir_no_such_database")
        }
    }

    @Test(
        "73: results that cannot be written",
        arguments: [
            ("--output /dev/full", "/dev/full cannot be written: No space left on device"),
            ("--output missing/month.txt", "missing cannot be opened: No such file or directory"),
            ("--output .", ". is a directory"),
            (">/dev/full", "standard output cannot be written: No space left"),
            (">&-", "standard output cannot be written"),
            ("</dev/null >&- 3>&-", "standard output cannot be"),
        ], ["text", "json", "csv"])
    func unwritable(redirection: (String, String), format: String) async throws {
        try await CommandDatabase.withMonth { database in
            try await database.shell(#""$AVOIR" report 2026-10 --format \#(format) \#(redirection.0)"#)
                .expectFailure(73, saying: redirection.1)
            #expect(try TemporaryFolder.names(in: database.folder).isEmpty)
        }
    }

    @Test("75: another run holds the month; other months are free")
    func held() async throws {
        try await CommandDatabase.withMonth { database in
            let holder = try database.connect()
            let october = try #require(Month("2026-10"))
            try holder.execute("begin")
            try MonthLock.take(october, on: holder)
            try await database.avoir("assess", "2026-10")
                .expectFailure(75, saying: "another run has locked 2026-10; try again when it has ended")
            try await database.avoir("assess", "2026-09").expectSilentSuccess()
            try holder.execute("rollback")
            try await database.avoir("assess", "2026-10").expect(0)
        }
    }

    @Test(
        "78: configuration that is wrong is named with file, line and key",
        arguments: [
            ("databaze: x\n", "config.yaml:1: databaze: unknown key; did you mean database?"),
            ("database: \"postgresql://u:s3cret@h:nonsense/d\"\n", "malformed"),
            ("database: [s3cret\n", "config.yaml:"), ("formats: [pdx]\n", "config.yaml:1: formats"),
        ])
    func badConfiguration(yaml: String, part: String) async throws {
        try await TemporaryFolder.with { folder in
            try TemporaryFolder.write(yaml, to: "\(folder)/config.yaml")
            let outcome = try await Command(
                arguments: ["assess", "2026-10", "--config", "config.yaml"],
                environment: Command.environment(home: folder), folder: folder
            ).run().expectFailure(78, saying: part)
            #expect(!outcome.errors.contains("s3cret"), "\(outcome)")
        }
    }

    @Test(
        "78: terms that are wrong are named with file, line and key, and not stored",
        arguments: [
            ("id: x\n", "terms.yaml:"), ("", "terms.yaml:1: the file is empty"),
            ("id: \"\u{1B}[31mx\"\n", "terms.yaml:"), ("id: [\n", "terms.yaml:"),
        ])
    func badTerms(yaml: String, part: String) async throws {
        try await CommandDatabase.withSchema { database in
            try database.write(yaml, to: "terms.yaml")
            for action in ["check", "add"] {
                try await database.avoir("terms", action, "terms.yaml").expectFailure(78, saying: part)
            }
            #expect(try database.number("select count(*) from terms_version") == 0)
        }
    }

    @Test("78: a stored version of terms never changes")
    func otherTerms() async throws {
        try await CommandDatabase.withMonth { database in
            let other = try await database.shell(
                #"sed 's/rate: 5%/rate: 6%/' \#(Checkout.root)/examples/terms/axantis-contact-experience.yaml"#
            ).expect(0).text
            try await database.avoir("terms", "add", "-", input: other)
                .expectFailure(78, saying: "version 2025-03 are already stored with other content")
            let sha256 = try await database.avoir("terms", "list", "--json").expect(0).text
            #expect(sha256.contains("1fe74de3cc6e2171e76eefab1a4fed409c6b7d6fb2e526f378b2f0eed203b0ff"))
        }
    }

    @Test(
        "78: a time that is none, and a time zone that is none",
        arguments: [
            (["assess", "2026-10"], ["AVOIR_NOW": "now"], "AVOIR_NOW is not an instant"),
            (["import", "outages", "x", "--time-zone", "Europe/Pariss"], [:], "did you mean Europe/Paris?"),
        ])
    func badTime(arguments: [String], environment: [String: String], part: String) async throws {
        try await CommandDatabase.withSchema { database in
            var command = Command(
                arguments: arguments, environment: database.environment, folder: database.folder)
            command.environment.merge(environment) { $1 }
            try await command.run().expectFailure(78, saying: part)
        }
    }

    @Test("1: nothing there to be shown")
    func nothing() async throws {
        try await CommandDatabase.withMonth { database in
            try await database.avoir("explain", "2026-10", "CC-9999")
                .expectFailure(1, saying: "no subscription is called CC-9999")
            try await database.avoir("explain", "2026-08", "CC-1001")
                .expectFailure(
                    1, saying: "CC-1001 has not been assessed for 2026-08; run: avoir assess 2026-08")
            try await database.avoir("explain", "2020-01", "CC-1001")
                .expectFailure(1, saying: "CC-1001 is not in force on any day of 2020-01")
            try await database.avoir("explain", "2026-10", "CC-10O1")
                .expectFailure(1, saying: "no subscription is called CC-10O1; the nearest is CC-1001")
            try await database.avoir("list", "outages", "--service", "contact-center")
                .expectFailure(
                    1, saying: "no service is called contact-center; the nearest is contact-centre")
            try await database.avoir("assess", "2026-10", "--subscription", "\u{1B}[31m")
                .expectFailure(1, saying: "no subscription is called \\u{1B}[31m")
            try await database.avoir("assess", "2020-01", "--subscription", "CC-1001")
                .expectFailure(1, saying: "CC-1001 is not in force on any day of 2020-01")
            try await database.avoir("terms", "show", "none").expectFailure(1, saying: "avoir terms list")
        }
    }
}
