import Glibc
import Postgres
import Subprocess
import TestSupport
import Testing

@Suite("verify against a ledger that was tampered with or left alone by force")
struct CommandIssueProofTests {
    /// What a superuser can do with every trigger, key and check switched off.
    private static func tamper(_ sql: String, with database: CommandDatabase) throws {
        try database.connect().executeScript("set session_replication_role = replica; \(sql)")
    }

    /// The triggers that refuse every change also to a replica, and the checks of one row.
    private static let open = """
        alter table credit_note disable trigger all;
        alter table audit_entry disable trigger all;
        do $$ declare c text; begin
            for c in select conname from pg_constraint where conrelid = 'avoir.credit_note'::regclass and contype = 'c' loop
                execute format('alter table avoir.credit_note drop constraint %I', c);
            end loop;
        end $$;
        """

    @Test(
        "one changed cent, two notes exchanged, a date, a customer's name",
        arguments: [
            (
                "update credit_note set net_cents = net_cents + 1 where number = 'AV-2026-000009'",
                "AV-2026-000009"
            ),
            (
                "update credit_note set vat_total_cents = vat_total_cents - 1 where number = 'AV-2026-000010'",
                "AV-2026-000010"
            ),
            (
                "update credit_note set document = replace(document, 'Meubles', 'Marbres') where number = 'AV-2026-000008'",
                "AV-2026-000008"
            ),
            (
                "update credit_note set issue_date = issue_date - 1 where number = 'AV-2026-000005'",
                "AV-2026-000005"
            ),
            (
                "update credit_note n set net_cents = o.net_cents, document = o.document from credit_note o "
                    + "where (n.no, o.no) in ((4, 5), (5, 4))", "AV-2026-000004"
            ),
        ])
    func changed(sql: String, number: String) async throws {
        try await CommandDatabase.withOctoberIssued { database in
            try Self.tamper("\(Self.open) \(sql)", with: database)
            let verify = try await database.issuing("verify").expect(1)
            #expect(verify.text.contains(number), "\(verify)")
            #expect(verify.errors.contains("no credit may be issued until they are explained"))
        }
    }

    /// The last two notes and audit entries go, and both heads are set back: the database agrees with itself.
    private static let cut = """
        delete from credit_note where no > 15;
        update note_series s set last_no = n.no, last_hash = n.hash, last_date = n.issue_date
            from credit_note n where n.series = s.series and n.no = 15;
        delete from audit_entry where action = 'issue' and no = (select max(no) from audit_entry);
        update audit_head h set no = e.no, hash = e.hash from audit_entry e
            where e.no = (select max(no) from audit_entry);
        """

    @Test("a tail that was cut off with its heads set back shows against anchors.log")
    func cutTail() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            try Self.tamper(
                "\(Self.open) alter table note_series disable trigger all; alter table audit_head disable trigger all; \(Self.cut)",
                with: database)
            let verify = try await database.issuing("verify").expect(1)
            #expect(verify.text.contains("number 17, anchored on"), "\(verify)")
            #expect(verify.text.contains("audit: number"), "\(verify)")

            try #require(unlink(database.anchorLog) == 0)
            let blind = try await database.issuing("verify")
            #expect(!blind.text.contains("anchored"), "\(blind)")
        }
    }

    @Test("a dropped guard is named", arguments: ["alter table credit_note disable trigger all", open])
    func droppedGuard(sql: String) async throws {
        try await CommandDatabase.withOctoberIssued { database in
            try Self.tamper(sql, with: database)
            let verify = try await database.issuing("verify").expect(1)
            #expect(
                verify.text.contains("guards: ") && !verify.text.contains("guards: all in place"), "\(verify)"
            )
        }
    }

    @Test(
        "nothing is issued while a guard is missing, and the first is named",
        arguments: [
            (
                ["issue", "2026-10", "--date", "2026-11-20"],
                "alter table credit_note disable trigger no_change"
            ),
            (
                ["issue", "2026-10", "--date", "2026-11-20", "--dry-run"],
                "alter table credit_note disable trigger no_change"
            ),
            (
                ["run", "2026-10", "--date", "2026-11-20"],
                "alter table credit_note disable trigger no_change"
            ),
            (["issue", "2026-10", "--date", "2026-11-20"], "grant insert on credit_note to avoir_finance"),
        ])
    func refused(command: [String], change: String) async throws {
        try await CommandDatabase.withOctoberIssued { database in
            try await database.issuing(
                "note", "reverse", IssuedMonth.number(4), "--reason", "Essai", "--date", "2026-11-20"
            ).expectSilentSuccess()
            let notes = try database.number("select count(*) from credit_note")
            try database.connect().executeScript(change)
            let outcome = try await database.issuing(command).expect(78)
            #expect(
                outcome.errors.contains(
                    change.hasPrefix("grant")
                        ? "not avoir's: right of avoir_finance to insert credit_note"
                        : "missing or altered: trigger no_change on credit_note"), "\(outcome)")
            #expect(outcome.errors.contains("so nothing is issued"), "\(outcome)")
            #expect(outcome.errors.contains("see: avoir verify"), "\(outcome)")
            #expect(try database.number("select count(*) from credit_note") == notes)
        }
    }

    @Test("a line of anchors.log that is no anchor proves nothing and is refused")
    func malformedAnchors() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            try TemporaryFolder.write("2026-11-05\tnonsense\n", to: database.anchorLog)
            try await database.issuing("verify").expectFailure(78, saying: "anchors.log:1: is not an anchor")
        }
    }

    @Test("a dump restores into a new database, where everything is proven again")
    func restored() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            let copy = try TestServer.create("avoir_command", from: "template0")
            defer { TestServer.drop(copy) }
            let url = try TestServer.url(of: copy)
            try await database.shell(
                """
                set -e
                pg_dump --format=custom --schema=avoir --file=avoir.dump '\(database.url)'
                pg_restore --exit-on-error --single-transaction --no-owner --dbname='\(url)' avoir.dump
                """
            ).expectSilentSuccess()
            let verify = try await database.issuing("verify", "--database", url).expectSilentSuccess()
            #expect(verify.text.contains("ledger: 17 notes"))
            #expect(verify.text.contains("guards: all in place"))
        }
    }

    @Test("an issue that is killed while it writes leaves nothing, and the next one no gap")
    func killed() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            let anchors = try Checkout.bytes(of: database.anchorLog)
            try database.connect().executeScript(Self.looksForClient)
            let holder = try database.connect()
            try holder.executeScript("begin; lock table credit_note in share mode")
            // On a busy machine it may give up waiting (75) before anybody has looked.
            async let outcome = Command.shell(
                """
                code=75
                while test $code = 75; do
                    "$AVOIR" \(IssuedMonth.october.joined(separator: " ")) &
                    echo $! >pid; wait $!; code=$?
                done
                exit $code
                """, environment: database.environment, folder: database.folder
            ).run()
            try await Self.until(someoneWaits: true, on: database)
            let pid = String(decoding: try Checkout.bytes(of: "\(database.folder)/pid"), as: UTF8.self)
            let process = try #require(pid_t(pid.filter(\.isNumber)))
            #expect(kill(process, SIGKILL) == 0)
            let killed = try await outcome
            #expect(killed.status == .exited(128 + SIGKILL), "\(killed)")
            // The server has to notice before it may go on.
            try await Self.until(someoneWaits: false, on: database)
            try holder.executeScript("rollback")

            #expect(try database.number("select count(*) from credit_note") == 3)
            let next = try await database.issuing(IssuedMonth.october + ["--json"]).expectSilentSuccess()
                .json()
            #expect(next["notes"].texts() == (4...17).map(IssuedMonth.number))
            #expect(try database.number("select count(*) from issue_run where month = '2026-10-01'") == 1)
            #expect(try Checkout.bytes(of: database.anchorLog).starts(with: anchors))
            try await database.expectVerified()
        }
    }

    /// While it waits the server looks whether its client is there still.
    private static let looksForClient = """
        do $$ begin
            execute format('alter database %I set client_connection_check_interval = %L', current_database(), '100ms');
        end $$;
        """

    /// Whether an issue waits to write its first note, with all locks taken. Gives up when that never comes, or after ten
    /// minutes.
    private static func until(someoneWaits: Bool, on database: CommandDatabase) async throws {
        let waiting = """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like '%issue_month%'
            """
        for _ in 0..<30_000 {
            if try (database.number(waiting) > 0) == someoneWaits { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("the issue never came to write its notes, or never ended")
    }
}
