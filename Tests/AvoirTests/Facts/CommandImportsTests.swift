import TestSupport
import Testing

@Suite("avoir imports: seen, and taken back")
struct CommandImportsTests {
    private static let wrong = """
        source;id;service;subscription;started_at;ended_at;summary
        noc;2;svc;;2026-10-06T06:00:00Z;2026-10-06T16:00:00Z;
        test;T-9;svc;;2026-10-07T06:00:00Z;2026-10-07T10:00:00Z;"eau; ""feu"" ici"
        test;T-10;fax;;2026-10-07T06:00:00.5Z;;"two
        lines"
        test;T-11;svc;;hier;;
        test;T-12;"svc

        """

    /// The wrong file is batch 9.
    private func withWrong(_ body: (CommandDatabase) async throws -> Void) async throws {
        try await CommandListTests.with { database in
            try database.write(Self.wrong, to: "wrong.csv")
            try await database.avoir("import", "outages", "wrong.csv").expect(65)
            try await body(database)
        }
    }

    @Test("the list has every batch, newest first, by kind and number if asked for")
    func list() async throws {
        try await withWrong { database in
            let list = try await database.avoir("imports").expectSilentSuccess()
            #expect(try await database.avoir("imports", "list").text == list.text)
            let lines = list.text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
            #expect(lines[0].prefix(5) == ["batch", "imported", "by", "kind", "file"])
            #expect(lines.dropFirst().map { $0[0] } == ["9", "8", "7", "6", "5", "4", "3", "2", "1"])
            #expect(lines[1].dropFirst(3) == ["outages", "wrong.csv", "1", "1", "0", "3", "1"])
            #expect(lines.last?[3] == "terms")
            let json = try await database.avoir("imports", "list", "--kind", "outages", "--json").expect(0)
                .json()
            #expect(json["imports"].elements.map { $0["batch"].text } == ["9", "6"])
            let last = try await database.avoir("imports", "list", "--last", "1").expect(0)
            #expect(last.text.split(separator: "\n").count == 2)
            try await database.avoir("imports", "--kind", "rumours").expectFailure(
                64, saying: "--kind is one of")
            try await database.avoir("imports", "--last", "0").expectFailure(
                64, saying: "--last is at least 1")
        }
    }

    @Test("show tells what an import brought and changed; 1 for a batch that is not there")
    func show() async throws {
        try await withWrong { database in
            let text = try await database.avoir("imports", "show", "9").expectSilentSuccess().text
            #expect(text.hasPrefix("batch 9 (outages from wrong.csv), imported "))
            #expect(text.contains("1 inserted, 1 updated, 0 unchanged, 3 rejected, 1 values cleared\n"))
            #expect(text.contains("the rejected rows: avoir imports rejects 9\n"))
            #expect(text.contains("inserted:\n    test T-9\n"))
            #expect(
                text.contains(
                    "updated:\n    noc 2: started_at 2026-10-06T09:00:00+02:00 → 2026-10-06T08:00:00+02:00;"))
            let json = try await database.avoir("imports", "show", "9", "--json").expect(0).json()
            #expect(json["facts_inserted"].elements.map { $0["identity"]["id"].text } == ["T-9"])
            #expect(
                json["facts_updated"].elements[0]["columns"].elements.map { $0["column"].text } == [
                    "started_at", "ended_at", "summary",
                ])
            #expect(json["facts_removed"].elements == [])
            #expect(
                try await database.avoir("imports", "show", "1").expect(0).text.contains("avoir terms list"))
            try await database.avoir("imports", "show", "77").expectFailure(
                1, saying: "there is no batch 77; see: avoir imports")
        }
    }

    @Test("show is bounded and counts the rest; --json has all")
    func bounded() async throws {
        try await CommandListTests.with { database in
            let rows = (0..<50).map { "m,\($0),svc,2026-10-05T10:00:00Z\n" }.joined()
            try database.write("source,id,service,started_at\n\(rows)", to: "many.csv")
            try await database.avoir("import", "outages", "many.csv").expect(0)
            let text = try await database.avoir("imports", "show", "9").expect(0).text
            #expect(text.contains("    and 30 further; --json has them all\n"))
            #expect(text.split(separator: "\n").count == 24)
            let json = try await database.avoir("imports", "show", "9", "--json").expect(0).json()
            #expect(json["facts_inserted"].elements.count == 50)
        }
    }

    @Test("rejects names the reasons as the import did, and writes the rows as a file to be corrected")
    func rejects() async throws {
        try await withWrong { database in
            let text = try await database.avoir("imports", "rejects", "9").expectSilentSuccess().text
            #expect(
                text == """
                    wrong.csv:4: service: unknown service; no subscription names it (fax)
                    wrong.csv:6: started_at: is not an instant; write 2026-10-05T09:12:00+02:00 (hier)
                    wrong.csv:7: service: opens a quotation mark that is not closed before the end of the file ("svc)
                    batch 9: 3 of its rows refused

                    """)
            let file = try await database.shell(
                "$AVOIR imports rejects 9 --format csv > refused.csv && cat refused.csv")
            #expect(
                file.text
                    == [
                        "source;id;service;subscription;started_at;ended_at;summary",
                        "test;T-10;fax;;2026-10-07T06:00:00.500000Z;;\"two\nlines\"", "test;T-11;svc;;hier;;",
                        "test;T-12;\"svc", "",
                    ].joined(separator: "\r\n"))
            // Corrected in part, it is imported like any other file.
            let mended = file.text.replacing("fax", with: "other").replacing(
                "hier", with: "2026-10-08T09:00:00+02:00")
            try database.write(mended, to: "refused.csv")
            let again = try await database.avoir("import", "outages", "refused.csv").expect(65)
            #expect(again.text.contains("2 inserted, 0 updated, 0 unchanged, 1 rejected"))
            let json = try await database.avoir("imports", "rejects", "9", "--json").expect(0).json()
            #expect(json["rejections"].elements.map { $0["line"].text } == ["4", "6", "7"])
            try await database.avoir("imports", "rejects", "9", "--format", "jsonl").expectFailure(
                64, saying: "write --format csv")
            #expect(
                try await database.avoir("imports", "rejects", "8").text == "batch 8: 0 of its rows refused\n"
            )
        }
    }

    @Test("rejected rows of JSON Lines stay such rows; what they do not state stays out")
    func jsonLines() async throws {
        try await CommandListTests.with { database in
            let lines = """
                {"source":"noc","id":"J-1","service":"fax","started_at":"2026-10-06T09:00:00+02:00","ended_at":null}
                {"source":"noc","id":"J-2","service":"svc","started_at":"hier"}

                """
            try await database.avoir("import", "outages", "-", input: lines).expect(65)
            try await database.avoir("imports", "rejects", "9", "--format", "csv").expectFailure(
                64, saying: "batch 9 was not read from CSV: write --format jsonl")
            let rows = try await database.shell("$AVOIR imports rejects 9 --format jsonl").expect(0).text
                .split(separator: "\r\n").map { try JSON(line: Array($0.utf8)[...]) }
            #expect(
                rows[0].members == [
                    "source": .string("noc"), "id": .string("J-1"), "service": .string("fax"),
                    "subscription": .null,
                    "started_at": .string("2026-10-06T07:00:00Z"), "ended_at": .null,
                ])
            #expect(rows[1]["started_at"].text == "hier")
            let good = try await database.shell(
                "$AVOIR imports rejects 9 --format jsonl | sed 's/fax/svc/' | $AVOIR import outages -")
            #expect(good.text.contains("1 inserted, 0 updated, 0 unchanged, 1 rejected"))
        }
    }

    @Test("undo puts back and takes out, twice changes nothing, and can itself be undone")
    func undo() async throws {
        try await withWrong { database in
            let before = try await database.avoir("list", "outages", "--as-of", "8", "--json").expect(0)
            let dry = try await database.avoir("imports", "undo", "9", "--dry-run").expectSilentSuccess()
            #expect(
                dry.text.hasPrefix(
                    "would take back batch 9 (outages from wrong.csv): 1 as before, 1 no longer in force; nothing stored (--dry-run)\n"
                ))
            let undone = try await database.avoir("imports", "undo", "9").expectSilentSuccess()
            #expect(
                undone.text == """
                    batch 11 takes back batch 9 (outages from wrong.csv): 1 as before, 1 no longer in force
                        noc 2: started_at 2026-10-06T08:00:00+02:00 → 2026-10-06T09:00:00+02:00; \
                    ended_at 2026-10-06T18:00:00+02:00 → 2026-10-06T10:00:00+02:00; summary absent → Panne, "totale" ici
                        test T-9: no longer in force

                    """)
            let after = try await database.avoir("list", "outages", "--json").expect(0)
            #expect(try after.json()["facts"] == before.json()["facts"])
            let again = try await database.avoir("imports", "undo", "9").expectSilentSuccess()
            #expect(
                again.text
                    == "batch 9 (outages from wrong.csv): nothing of it is in force any more, so nothing was undone\n"
            )
            #expect(try await database.avoir("imports").text.contains("undone by batch 11"))
            let redone = try await database.avoir("imports", "undo", "11", "--json").expect(0).json()
            #expect(
                redone["inserted"].text == "1" && redone["updated"].text == "1"
                    && redone["batch"].text == "12")
            try await database.issuing("verify").expect(0)
        }
    }

    @Test("65: what later imports built on and what others name is not undone")
    func refused() async throws {
        try await withWrong { database in
            try await database.avoir("record", "ends", "source=noc", "id=2", "ended_at=2026-10-06T17:00:00Z")
                .expect(0)
            let refused = try await database.avoir("imports", "undo", "9")
            refused.expectFailure(
                65, saying: "batch 9 (outages from wrong.csv) cannot be undone; nothing was changed:\n")
            #expect(refused.errors.contains("    batch 10 changed noc 2 later: undo that batch first\n"))
            try await database.avoir("imports", "undo", "3").expectFailure(
                65,
                saying:
                    "subscriptions name what would leave force: S1 2020-01-01, S2 2020-01-01; undo their imports first"
            )
            try await database.avoir("imports", "undo", "1").expectFailure(
                65, saying: "a stored version of terms never changes; add a new version: avoir terms add")
            try await database.avoir("imports", "undo", "77").expectFailure(1, saying: "there is no batch 77")
        }
    }
}
