import TestSupport
import Testing

@Suite("avoir note export, and what each format is for")
struct CommandNoteExportTests {
    @Test(
        "each format has its file names",
        arguments: [
            ("json", ["AV-2026-000004.json", "AV-2026-000005.json"]),
            ("ubl", ["AV-2026-000004.ubl.xml", "AV-2026-000005.ubl.xml"]),
            ("cii", ["AV-2026-000004.cii.xml", "AV-2026-000005.cii.xml"]),
            ("html", ["AV-2026-000004.html", "AV-2026-000005.html"]),
            ("entries", ["100000009FEC20261231.txt"]), ("csv", ["notes.csv"]),
        ])
    func names(format: String, names: [String]) async throws {
        try await CommandDatabase.withOctoberIssued { database in
            // A number that is given twice is written, and booked, once.
            let numbers = [4, 5, 4].map(IssuedMonth.number)
            let export = ["note", "export", "--format", format, "--output", "\(database.folder)/out"]
            let list = try await database.issuing(export + numbers).expectSilentSuccess()
            #expect(list.text == names.map { "\(database.folder)/out/\($0)\n" }.joined())
            #expect(try TemporaryFolder.names(in: "\(database.folder)/out") == names)
            let again = try await database.issuing(
                ["note", "export", "--json", "--format", format, "--output", "\(database.folder)/again"]
                    + numbers
            ).expectSilentSuccess().json()
            #expect(again["files"].texts() == names.map { "\(database.folder)/again/\($0)" })
            #expect(again["refused"] == .array([]))
            try await database.shell("diff -r out again").expectSilentSuccess()
        }
    }

    @Test(
        "a page is French unless English is asked for",
        arguments: [
            ([], #"<html lang="fr">"#, "235,20\u{A0}€"),
            (["--lang", "fr"], "Facture d’avoir", "novembre 2026"),
            (["--lang", "en"], #"<html lang="en">"#, "€235.20"),
        ])
    func language(options: [String], text: String, other: String) async throws {
        try await CommandDatabase.withOctoberIssued { database in
            let page = try await database.page(of: 4, options)
            #expect(page.contains(text))
            #expect(page.contains(other))
            #expect(page.contains(#"<svg class="month""#))
        }
    }

    @Test(
        "a note's page stays what it was when its month is judged anew, and a supplement shows the new facts")
    func revisions() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            let before = try await database.page(of: 13)
            #expect(before.contains("99,6031\u{202F}%") && before.contains(#"<svg class="month""#))
            try await database.importLaterFacts()
            try await database.issuing("issue", "2026-10", "--date", "2026-11-20").expect(0)
            #expect(try await database.page(of: 13) == before)
            let notes = try await database.notes("--subscription", "CC-1013")
            #expect(notes.flatMap { $0["lines"].texts("revision") } == ["1", "2"])
            let supplement = try await database.page(named: notes.last?["number"].text ?? "")
            #expect(supplement.contains("99,1269\u{202F}%") && supplement.contains(#"<svg class="month""#))
        }
    }

    @Test("a reversal's page shows the month of the note that it reverses")
    func reversal() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            try await database.issuing(
                "note", "reverse", IssuedMonth.number(4), "--date", "2026-11-06", "--reason",
                "Motif <b> & \"autre\""
            ).expectSilentSuccess()
            let page = try await database.page(of: 18)
            #expect(page.contains("Annulation d’avoir"))
            #expect(page.contains("Motif &lt;b&gt; &amp; &quot;autre&quot;"))
            #expect(page.contains(#"<svg class="month""#))
        }
    }

    @Test("csv opens in a French Excel with --decimal comma")
    func decimalComma() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            let export = ["note", "export", IssuedMonth.number(4), "--format", "csv"]
            try await database.issuing(export + ["--output", "\(database.folder)/point"])
                .expectSilentSuccess()
            try await database.issuing(
                export + ["--decimal", "comma", "--output", "\(database.folder)/comma"]
            ).expectSilentSuccess()
            let point = String(
                decoding: try Checkout.bytes(of: "\(database.folder)/point/notes.csv"), as: UTF8.self)
            let comma = String(
                decoding: try Checkout.bytes(of: "\(database.folder)/comma/notes.csv"), as: UTF8.self)
            #expect(
                point.hasPrefix("number,line,kind,")
                    && point.contains(",EUR,196.00,price_reduction,20,196.00,39.20,"))
            #expect(comma.hasPrefix("\u{FEFF}number;line;kind;"))
            #expect(comma.contains(";EUR;196,00;price_reduction;20;196,00;39,20;"))
        }
    }

    @Test("an option without effect, and numbers beside a filter, are refused")
    func usage() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            let cases = [
                (["--format", "json", "--lang", "en"], "--lang is for text and pages"),
                (["--format", "html", "--decimal", "comma"], "--decimal is for csv"),
                (["--format", "csv", "--decimal", "dot"], "point"),
                (["--format", "html", "--lang", "de"], "fr"),
                (["--format", "doc"], "facturx"),
                ([IssuedMonth.number(4), "--month", "2026-10"], "numbers or a filter"),
            ]
            for (options, reason) in cases {
                try await database.issuing(
                    ["note", "export", "--output", "\(database.folder)/out"] + options
                )
                .expectFailure(64, saying: reason)
            }
            #expect(try !TemporaryFolder.names(in: database.folder).contains("out"))
        }
    }

    @Test("a selection without notes writes nothing and says so")
    func nothing() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            for format in ["html", "pdf", "entries", "csv"] {
                let export = try await database.issuing(
                    "note", "export", "--month", "2026-08", "--format", format, "--output",
                    "\(database.folder)/out"
                ).expect(0)
                #expect(export.output.isEmpty)
                #expect(export.errors == "no credit notes are selected; nothing is written\n")
            }
            #expect(try !TemporaryFolder.names(in: database.folder).contains("out"))
        }
    }

    @Test(
        "a note that a format cannot state is named with the reason, and the others are written",
        arguments: [
            ("ubl", "FA 2026 10", "EUR", "BR-FR-02", 14), ("cii", "FA 2026 10", "EUR", "BR-FR-02", 14),
            ("facturx", "FA 2026 10", "EUR", "BR-FR-02", 0), ("cii", "FA-1", "CHF", "", 15),
            ("entries", "FA 2026 10", "CHF", "", 1),
            ("html", "FA 2026 10", "CHF", "", 15), ("csv", "FA-1", "CHF", "", 1),
        ])
    func refused(format: String, invoice: String, currency: String, reason: String, files: Int) async throws {
        try await CommandDatabase.withOctoberIssued { database in
            try database.write(
                """
                invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,currency,eur_rate
                \(invoice),IVR-2004,2026-10,2026-10-31,530.00,20,\(currency),1.0721

                """, to: "more.csv")
            try await database.issuing("import", "invoices", "\(database.folder)/more.csv").expect(0)
            try await database.issuing("assess", "2026-10").expect(0)
            try database.issueUnchecked("2026-10", on: "2026-11-06")
            let output = ["--format", format, "--output", "\(database.folder)/out"]
            // Fourteen PDF files would be slow to make: the refused note alone.
            let selection = files == 0 ? [IssuedMonth.number(18)] : ["--month", "2026-10"]
            let export = try await database.issuing(["note", "export"] + selection + output)
                .expect(reason.isEmpty ? 0 : 65)
            #expect(export.errors.contains(reason))
            #expect(export.errors.contains(IssuedMonth.number(18)) == !reason.isEmpty)
            #expect(try TemporaryFolder.names(in: "\(database.folder)/out").count == files)
        }
    }
}

extension CommandDatabase {
    /// The HTML page of a note.
    func page(of no: Int, _ options: [String] = []) async throws -> String {
        try await page(named: IssuedMonth.number(no), options)
    }

    func page(named number: String, _ options: [String] = []) async throws -> String {
        let export = ["note", "export", number, "--format", "html", "--output", "\(folder)/pages"]
        try await issuing(export + options).expectSilentSuccess()
        return String(
            decoding: try Checkout.bytes(of: "\(folder)/pages/\(number).html"), as: UTF8.self)
    }
}
