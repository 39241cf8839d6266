import Glibc
import Postgres
import TestSupport
import Testing

@Suite("avoir note template, and templates of one's own")
struct CommandNoteTemplateTests {
    /// Says the note's number and net, and greets.
    private static let own = """
        #let note = json("note.json")
        = Bonjour #note.number
        #note.net
        """

    @Test("the template is printed as it is, and the data of a note are those that the reference describes")
    func printed() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            let template = try await database.issuing("note", "template").expectSilentSuccess().text
            let source = "\(Checkout.root)/Sources/Documents/NoteTemplate/note.typ"
            #expect(Array(template.utf8) == (try Checkout.bytes(of: source)))
            try await database.issuing(
                "note", "reverse", IssuedMonth.number(8), "--reason", "Erreur", "--date", "2026-11-20"
            ).expectSilentSuccess()
            for (no, language) in [(4, "fr"), (15, "en"), (18, "fr")] {
                let data = try await database.issuing(
                    "note", "template", "--data", IssuedMonth.number(no), "--lang", language
                ).expectSilentSuccess()
                #expect(try data.json()["language"] == .string(language))
                try database.write(data.text, to: "\(no).json")
            }
            try await database.shell("'\(Checkout.root)/Tests/Documents/check-note-data' *.json")
                .expectSilentSuccess()
            try await database.issuing("note", "template", "--data", "AV-1")
                .expectFailure(1, saying: "there is no note AV-1")
            try await database.issuing("note", "template", "--lang", "en").expectFailure(64, saying: "--lang")
        }
    }

    @Test("a note is printed with the template that it was issued with")
    func own() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            try database.write(issuer: Self.own)
            let set = try await database.avoir("issuer", "set", "issuer/issuer.yaml").expectSilentSuccess()
            #expect(set.text.hasSuffix("version 2 is in force\n"))
            let shown = try await database.avoir("issuer", "show", "--json").expectSilentSuccess().json()
            #expect(shown["template_sha256"].text?.count == 64)
            try await database.issuing(
                "run", "2026-10", "--date", "2026-11-05", "--formats", "facturx", "--output",
                "\(database.folder)/run"
            ).expect(0)
            #expect(
                try await database.text("run/notes/\(IssuedMonth.number(4)).pdf")
                    == "Bonjour AV-2026-000004 196.00")
            try await database.shell("pdfdetach -list run/notes/\(IssuedMonth.number(4)).pdf")
                .expectSilentSuccess()
            #expect(try await database.textOfPDF(1).contains("Facture d’avoir".uppercased()))
            try await database.expectVerified()
            // What is not the template that was set.
            try database.connect().executeScript(
                """
                alter table issuer_version disable trigger no_change;
                update issuer_version set template = 'x' where issuer_key = 2;
                alter table issuer_version enable always trigger no_change
                """)
            let verify = try await database.avoir("verify").expect(1)
            #expect(verify.text.contains("issuer version 2"))
        }
    }

    @Test(
        "a template that cannot print a note is refused, with the reason and the line",
        arguments: [
            ("#let note = json(\"note.json\")\n#note.nmber", "(line 2, column 6 of the template)"),
            ("#let x = (", "unclosed delimiter (line 1, column 9 of the template)"),
            ("#read(\"/etc/hostname\")", "file not found"),
            ("#read(\"../../etc/hostname\")", "outside of the project"),
            ("#import \"@preview/cetz:0.3.1\"", "failed to download package"),
            ("#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\"))", "alt"),
            ("\u{0}", "is not a text in UTF-8"), ("", "is not a text in UTF-8"),
        ])
    func refused(template: String, reason: String) async throws {
        try await CommandDatabase.withSchema { database in
            try database.write(issuer: template)
            try await database.avoir("issuer", "set", "issuer/issuer.yaml").expectFailure(65, saying: reason)
            #expect(try database.number("select count(*) from issuer_version") == 0)
        }
    }

    @Test(
        "a template that is not there or too large is refused; without Typst it is stored, and that is said")
    func stored() async throws {
        try await CommandDatabase.withSchema { database in
            try database.write(issuer: Self.own)
            let bare = try await database.avoir(
                "issuer", "set", "issuer/issuer.yaml", environment: ["AVOIR_PYTHON": "/nonexistent/python3"]
            ).expect(0)
            #expect(bare.errors.contains("the template is stored untried: PDF files need Python with Typst"))
            try database.write(issuer: String(repeating: "x", count: 256 * 1024 + 1))
            try await database.avoir("issuer", "set", "issuer/issuer.yaml").expectFailure(
                66, saying: "is larger than 256 KiB")
            try await database.shell("rm issuer/note.typ").expect(0)
            try await database.avoir("issuer", "set", "issuer/issuer.yaml").expectFailure(
                66, saying: "issuer/note.typ")
        }
    }

    @Test("a template that was stored untried and fails stops a run before anything is issued")
    func run() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            try database.write(issuer: "#panic(\"no\")")
            try await database.avoir(
                "issuer", "set", "issuer/issuer.yaml", environment: ["AVOIR_PYTHON": "/nonexistent/python3"]
            ).expect(0)
            try await database.issuing(
                "run", "2026-10", "--date", "2026-11-05", "--formats", "pdf", "--output",
                "\(database.folder)/run"
            ).expectFailure(65, saying: "the template of PDF notes fails")
            #expect(try database.number("select count(*) from credit_note") == 3)
        }
    }
}

extension CommandDatabase {
    /// The sample issuer with a template, in a folder of their own.
    fileprivate func write(issuer template: String) throws {
        let sample = String(
            decoding: try Checkout.bytes(of: "\(Checkout.root)/examples/issuer.yaml"), as: UTF8.self)
        _ = mkdir("\(folder)/issuer", 0o755)
        try write(template, to: "issuer/note.typ")
        try write(sample + "\ntemplate: note.typ\n", to: "issuer/issuer.yaml")
    }

    /// What `pdftotext` reads from a file, every blank one space.
    fileprivate func text(_ file: String) async throws -> String {
        try await shell("pdftotext \(file) text").expectSilentSuccess()
        let text = String(decoding: try Checkout.bytes(of: "\(folder)/text"), as: UTF8.self)
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
