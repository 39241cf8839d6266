import Glibc
import TestSupport
import Testing

@testable import EmbeddedPostgres

@Suite("Where results are written, and who can read them")
struct CommandOutputFileTests {
    @Test("everything that is written is its owner's alone, whatever the umask of the caller")
    func modes() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            let formats = "json,csv,text,html,notes-json,notes-html,ubl,cii,notes-csv,entries,pdf"
            let home = database.environment["AVOIR_HOME"] ?? ""
            let run = Command.shell(
                """
                umask 000
                rm '\(home)/anchors.log'
                "$AVOIR" import holidays - <holidays.csv >out 2>&1
                "$AVOIR" run 2026-09 --date 2026-11-06 --output deep/er/out --formats \(formats) --quiet
                "$AVOIR" note reverse \(IssuedMonth.number(4)) --reason Essai --date 2026-11-06 --quiet
                "$AVOIR" note export \(IssuedMonth.number(4)) --format facturx --output deep/facturx --quiet
                """, environment: database.environment, folder: database.folder
            )
            try database.write("calendar,date,name\n", to: "holidays.csv")
            try await run.run().expect(0)
            let found = try await Command.shell(
                """
                find deep -type f ! -perm 600; find deep -type d ! -perm 700; find anchors.log ! -perm 600
                find deep -type f | wc -l; find deep -name '*.pdf' | wc -l
                """, environment: [:], folder: database.folder
            ).run().expectSilentSuccess()
            let counts = found.text.split(separator: "\n").compactMap { Int($0) }
            #expect(found.text.split(separator: "\n").count == 2, "\(found)")
            #expect(counts.count == 2 && counts[0] >= 22 && counts[1] == 4, "\(found)")
        }
    }

    @Test(
        "so are the files and folders of the embedded database; root lets the server's account in, no other")
    func embeddedModes() async throws {
        try await EmbeddedTestHome.using("home") { test in
            var environment = Command.environment(home: test.root)
            environment["AVOIR_HOME"] = test.home
            try await Command.shell(
                #"umask 000; "$AVOIR" database start && "$AVOIR" verify"#, environment: environment,
                folder: test.root
            ).run().expect(0)
            let cluster = try #require(try Cluster(in: test.home))
            // The server makes and removes files meanwhile.
            let found = try await Command.shell(
                """
                find '\(test.home)' '\(cluster.folder)' -ignore_readdir_race -type f ! -perm 600 -printf '%m %g %f\\n'
                find '\(test.home)' '\(cluster.folder)' -ignore_readdir_race \\( -type d -o -type s \\) ! -perm 700 -printf '%m %p\\n'
                """, environment: ["PATH": "/usr/bin:/bin"], folder: "/"
            ).run().expectSilentSuccess()
            var passages: Set<String> = []
            if geteuid() == 0 {
                let server = cluster.account.name
                // Root's own: the server's account may read these two, and pass through these folders.
                passages = ["640 \(server) pg_hba.conf", "640 \(server) pg_ident.conf"]
                passages.formUnion([test.home, cluster.folder].map { "711 \($0)" })
            }
            let others = Set(found.text.split(separator: "\n").map(String.init)).subtracting(passages)
            #expect(others.isEmpty, "\(others)")
            #expect(try TemporaryFolder.names(in: test.home).contains("embedded.lock"))
        }
    }

    @Test(
        "a symbolic link is never written through: neither a report, a note, an anchor nor a folder of notes")
    func links() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            try await prepare(
                """
                mkdir target out real && echo kept > target/file && ln -s target folder && ln -s nowhere dangling
                for name in report.csv out/report.json out/\(IssuedMonth.number(4)).json; do
                    ln -s "$PWD/target/file" "$name"
                done
                """, database)
            let note = IssuedMonth.number(4)
            let cases: [(arguments: [String], said: String)] = [
                (
                    ["report", "2026-10", "--format", "csv", "--output", "report.csv"],
                    "report.csv is a symbolic"
                ),
                (
                    ["report", "2026-10", "--output", "dangling"],
                    "dangling is a symbolic link; name the file"
                ),
                (["note", "export", note, "--output", "out"], "out/\(note).json is a symbolic link"),
                (
                    ["run", "2026-10", "--date", "2026-11-06", "--output", "out"],
                    "report.json is a symbolic link"
                ),
                (
                    ["note", "export", note, "--output", "folder"],
                    "folder is a symbolic link; name the folder"
                ),
                (
                    ["note", "export", note, "--output", "folder/"],
                    "folder is a symbolic link; name the folder"
                ),
                (
                    ["note", "export", note, "--output", "dangling"],
                    "dangling is a symbolic link; name the folder"
                ),
                (
                    ["run", "2026-10", "--date", "2026-11-06", "--output", "folder"],
                    "folder is a symbolic link"
                ),
                // Not one of those that lead to what the command has open.
                (
                    ["report", "2026-10", "--output", "/dev/..\(database.folder)/report.csv"],
                    "report.csv is a symbolic link"
                ),
                (
                    ["report", "2026-10", "--output", "/proc/self/cwd/dangling"],
                    "dangling is a symbolic link"
                ),
            ]
            for (arguments, said) in cases {
                try await here(arguments, database).expectFailure(73, saying: said)
            }
            try await prepare("mv anchors.log kept.log && ln -s kept.log anchors.log", database)
            let kept = try Checkout.bytes(of: "\(database.folder)/kept.log")
            // The reversal is made, and told.
            let reversal = try await here(
                ["note", "reverse", note, "--reason", "Essai", "--date", "2026-11-06"], database
            ).expect(73)
            #expect(reversal.errors.contains("anchors.log cannot be written: it is a symbolic link"))
            #expect(reversal.text.contains("  reversal  "), "\(reversal)")
            #expect(try Checkout.bytes(of: "\(database.folder)/kept.log") == kept)
            #expect(try Checkout.bytes(of: "\(database.folder)/target/file") == Array("kept\n".utf8))
            #expect(try TemporaryFolder.names(in: "\(database.folder)/target") == ["file"])
            #expect(try TemporaryFolder.names(in: "\(database.folder)/real").isEmpty)
            #expect(!(try TemporaryFolder.names(in: database.folder)).contains("nowhere"))
        }
    }

    @Test("on the way to a file, links of the account itself are followed, those of others are not")
    func linksOnTheWay() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            try await prepare("mkdir target && ln -s target own && ln -s target foreign", database)
            try await here(["report", "2026-10", "--output", "own/report"], database).expect(0)
            try await here(["note", "export", IssuedMonth.number(4), "--output", "own/notes"], database)
                .expect(0)
            // Only root can give a link away.
            guard lchown("\(database.folder)/foreign", 1, 1) == 0 else { return #expect(geteuid() != 0) }
            for arguments in [
                ["report", "2026-10", "--output", "foreign/report2"],
                ["note", "export", IssuedMonth.number(4), "--output", "foreign/notes2"],
            ] {
                try await here(arguments, database)
                    .expectFailure(73, saying: "foreign is a symbolic link of daemon")
            }
            #expect(
                try TemporaryFolder.names(in: "\(database.folder)/target").sorted() == ["notes", "report"])
        }
    }

    @Test("another name of the same file keeps what it held; a pipe among notes makes way for the file")
    func otherNames() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            let note = IssuedMonth.number(4)
            try await prepare(
                "echo before > kept && ln kept report && mkdir out && mkfifo out/\(note).json", database)
            try await here(["report", "2026-10", "--output", "report"], database).expect(0)
            #expect(try Checkout.bytes(of: "\(database.folder)/kept") == Array("before\n".utf8))
            try await here(["note", "export", note, "--output", "out"], database).expect(0)
            let written = try await Command.shell(
                "find out -type f", environment: [:], folder: database.folder
            ).run()
            #expect(written.text == "out/\(note).json\n")
        }
    }

    @Test("devices, pipes and the caller's own output are written in place")
    func devices() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            let printed = try await here(["report", "2026-10", "--format", "csv"], database).expect(0)
            let outcome = Command.shell(
                """
                report() { "$AVOIR" report 2026-10 --format csv --quiet --output "$1"; }
                report /dev/null && report /dev/full && exit 1
                test $? = 73 || exit 2
                report /dev/stdout | cmp - expected || exit 3
                echo first > file; report /dev/stdout >> file; { echo first; cat expected; } | cmp - file || exit 4
                mkfifo pipe; cat pipe > read & report pipe; wait; cmp read expected || exit 5
                test -p pipe && test -h /dev/stdout && test -c /dev/null || exit 6
                report - | cmp - expected
                """, environment: database.environment, folder: database.folder)
            try TemporaryFolder.write(printed.output, to: "\(database.folder)/expected")
            try await outcome.run().expect(0)
        }
    }

    private func prepare(_ script: String, _ database: CommandDatabase) async throws {
        try await Command.shell("set -e\n" + script, environment: [:], folder: database.folder).run()
            .expectSilentSuccess()
    }

    private func here(_ arguments: [String], _ database: CommandDatabase) async throws -> Command.Outcome {
        try await Command(
            arguments: arguments, environment: database.environment, folder: database.folder
        ).run()
    }
}
