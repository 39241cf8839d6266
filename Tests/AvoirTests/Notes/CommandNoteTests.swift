import TestSupport
import Testing

@Suite("avoir note")
struct CommandNoteTests {
    @Test("the list's filters")
    func filters() async throws {
        let cases: [([String], [Int])] = [
            ([], Array(1...17)),
            (["--month", "2026-09"], [1, 2, 3]),
            (["--month", "2026-08"], []),
            (["--customer", "C-007"], [1, 3, 16]),
            (["--subscription", "CC-1015"], [2]),
            (["--from", "2026-10-21"], Array(4...17)),
            (["--from", "2026-11-05", "--to", "2026-11-05"], Array(4...17)),
            (["--to", "2026-11-04"], [1, 2, 3]),
            (["--customer", "C-007", "--month", "2026-10"], [16]),
        ]
        try await CommandDatabase.withOctoberIssued { database in
            for (filter, numbers) in cases {
                let list = try await database.issuing(["note", "list", "--json"] + filter)
                    .expectSilentSuccess()
                #expect(
                    try list.json()["notes"].texts("number") == numbers.map(IssuedMonth.number), "\(filter)")
                let table = try await database.issuing(["note", "list"] + filter).expectSilentSuccess().text
                let lines = numbers.isEmpty ? 1 : numbers.count + 2
                #expect(table.split(separator: "\n").count == lines, "\(table)")
            }
        }
    }

    @Test("a note shows its amounts by VAT rate, to the cent")
    func show() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            let note = try await database.issuing("note", "show", IssuedMonth.number(15), "--json")
                .expectSilentSuccess().json()
            #expect(note["schema"] == .string("avoir.note/1"))
            #expect(note["lines"].texts("subscription") == ["IVR-2001"])
            #expect(note["kind"] == .string("credit"))
            #expect(note["net"] == .string("61.73"))
            #expect(note["vat"].texts("rate_percent") == ["20", "8.5"])
            #expect(note["vat"].texts("net") == ["50.01", "11.72"])
            #expect(note["vat"].texts("vat") == ["10.00", "1.00"])
            #expect(note["vat_total"] == .string("11.00"))
            #expect(note["gross"] == .string("72.73"))
            #expect(note["frozen"]["customer"]["customer"] == .string("C-005"))
            #expect(note["frozen"]["issuer"]["siren"] == .string("100000009"))
            let text = try await database.issuing("note", "show", IssuedMonth.number(15))
                .expectSilentSuccess().text
            #expect(text.contains("72.73 EUR, VAT treatment price_reduction"))
            #expect(text.contains(note["hash"].text ?? "no hash"))
        }
    }

    @Test(
        "no note of that number",
        arguments: [["show"], ["reverse", "--reason", "x", "--date", "2026-11-20"]])
    func unknown(arguments: [String]) async throws {
        try await CommandDatabase.withOctoberIssued { database in
            try await database.issuing(["note"] + arguments + ["AV-2026-000099"])
                .expectFailure(1, saying: "there is no note AV-2026-000099; see: avoir note list")
        }
    }

    @Test("a reversal is a numbered document, after which the month is credited again")
    func reverse() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            let reverse = ["note", "reverse", IssuedMonth.number(4), "--date", "2026-11-06", "--reason"]
            let reversal = try await database.issuing(reverse + ["Mauvaise adresse", "--json"])
                .expectSilentSuccess().json()["notes"].elements
            #expect(reversal.map { $0["number"].text } == [IssuedMonth.number(18)])
            #expect(reversal.map { $0["kind"].text } == ["reversal"])
            #expect(reversal.map { $0["reverses"].text } == [IssuedMonth.number(4)])
            #expect(reversal.map { $0["reason"].text } == ["Mauvaise adresse"])
            #expect(reversal.map { $0["gross"].text } == ["235.20"])
            #expect(
                try await database.notes("--subscription", "CC-1002").first?["reversed_by"]
                    == .string(IssuedMonth.number(18)))
            let report = try await SampleMonth.report("2026-10", on: database)
            #expect(try #require(report["CC-1002"])["credit"]["status"] == .string("issuable"))
            let repeated = try await database.issuing(reverse + ["Mauvaise adresse", "--json"])
                .expectSilentSuccess().json()["notes"].elements
            #expect(repeated == reversal)
            try await database.issuing(reverse + ["Encore"]).expectFailure(1, saying: "is already reversed")

            let again = try await database.issuing("issue", "2026-10", "--date", "2026-11-06", "--json")
                .expectSilentSuccess().json()
            #expect(again["notes"].texts() == [IssuedMonth.number(19)])
            #expect(again["credits"].elements.first?["credit"] == .string("196.00"))
            try await database.issuing(
                "note", "reverse", IssuedMonth.number(18), "--reason", "x", "--date", "2026-11-06"
            )
            .expectFailure(1, saying: "is a reversal itself")
            try await database.expectVerified()
        }
    }

    @Test(
        "a reversal is refused without a reason, before its note and in the future",
        arguments: [
            (["--reason", " ", "--date", "2026-11-06"], Int32(64), "--reason says nothing"),
            (["--date", "2026-11-06"], 64, "--reason"),
            (["--reason", "x", "--date", "2026-11-04"], 64, "is before 2026-11-05, the last date of series"),
            (["--reason", "x", "--date", "2099-01-01"], 64, "is in the future"),
        ])
    func reverseRefused(options: [String], code: Int32, reason: String) async throws {
        try await CommandDatabase.withOctoberIssued { database in
            try await database.issuing(["note", "reverse", IssuedMonth.number(4)] + options)
                .expectFailure(code, saying: reason)
            #expect(try database.number("select count(*) from credit_note") == 17)
        }
    }

    @Test("export writes one file a note, which show prints too")
    func export() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            let folder = "\(database.folder)/out/notes"
            let list = try await database.issuing(
                "note", "export", "--month", "2026-09", "--format", "json", "--output", folder
            ).expectSilentSuccess()
            let names = (1...3).map { "\(IssuedMonth.number($0)).json" }
            #expect(list.text == names.map { "\(folder)/\($0)\n" }.joined())
            #expect(try TemporaryFolder.names(in: folder) == names)
            let shown = try await database.issuing("note", "show", IssuedMonth.number(3), "--json")
            #expect(try Checkout.bytes(of: "\(folder)/\(names[2])") == shown.output)

            try await database.issuing("note", "export", IssuedMonth.number(17), "--output", folder)
                .expectSilentSuccess()
            #expect(try TemporaryFolder.names(in: folder) == names + ["\(IssuedMonth.number(17)).json"])
            try await database.issuing("note", "export", "AV-1", "--output", folder).expectFailure(
                1, saying: "AV-1")
            try await database.issuing("note", "export", "--output", "/dev/null/x").expectFailure(
                73, saying: "/dev/null/x")
        }
    }
}
