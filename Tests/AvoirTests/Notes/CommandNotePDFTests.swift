import Glibc
import TestSupport
import Testing

@Suite("avoir note export --format pdf and facturx")
struct CommandNotePDFTests {
    @Test("the text of a PDF carries the note's number, parties and amounts, and the calculation")
    func text() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            let note = try await database.issuing("note", "show", IssuedMonth.number(15), "--json")
                .expectSilentSuccess().json()
            let text = try await database.textOfPDF(15)
            for field in ["net", "vat_total", "gross"] {
                let amount = (note[field].text ?? "?").replacing(".", with: ",") + " €"
                #expect(text.contains(amount), "\(amount)")
            }
            for part in note["vat"].elements {
                #expect(text.contains((part["vat"].text ?? "?").replacing(".", with: ",") + " €"))
            }
            for expected in [
                "Avoir AV-2026-000015", "Émis le 5 novembre 2026", "Exemple Télécom SAS",
                "Assurances Bréhoval SA", "SIREN 299 990 051", "N° TVA FR91299990051", "99,5454 %", "99,85 %",
                "8,5 %", "Annexe : calcul de l’avoir", "Le mois en image", note["hash"].text ?? "?",
            ] {
                #expect(text.contains(expected), "\(expected)")
            }
            #expect(try await database.textOfPDF(15, ["--lang", "en"]).contains("€72.73"))
        }
    }

    @Test("Factur-X holds the bytes of cii, and shows the page of pdf")
    func facturX() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            for format in ["cii", "facturx", "pdf"] {
                try await database.issuing(
                    "note", "export", IssuedMonth.number(17), "--format", format, "--output",
                    "\(database.folder)/\(format)"
                ).expectSilentSuccess()
            }
            let name = IssuedMonth.number(17)
            #expect(try TemporaryFolder.names(in: "\(database.folder)/facturx") == ["\(name).pdf"])
            try await database.shell("pdfdetach -saveall -o . facturx/\(name).pdf").expectSilentSuccess()
            try await database.shell("cmp factur-x.xml cii/\(name).cii.xml").expectSilentSuccess()
            try await database.shell(
                "for f in pdf facturx; do pdftotext $f/\(name).pdf $f.txt; done; cmp pdf.txt facturx.txt"
            ).expectSilentSuccess()
            let marks = try await database.shell("pdfinfo -meta facturx/\(name).pdf").expectSilentSuccess()
                .text
            for mark in [
                "<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>",
                "<pdfuaid:part>1</pdfuaid:part>", "<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>",
                "<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>",
            ] {
                #expect(marks.contains(mark), "\(mark)")
            }
            #expect(
                try await database.shell("pdfdetach -list pdf/\(name).pdf").expectSilentSuccess().text
                    == "0 embedded files\n")
        }
    }

    @Test("the same note gives the same bytes, whatever the time zone, locale and clock")
    func reproducible() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            let variants = [
                [:],
                ["TZ": "America/Martinique", "LC_ALL": "tr_TR.UTF-8", "SOURCE_DATE_EPOCH": "1700000000"],
            ]
            var files: [[UInt8]] = []
            for environment in variants {
                try await database.avoir(
                    "note", "export", IssuedMonth.number(8), "--format", "facturx", "--output", "out",
                    environment: environment
                ).expectSilentSuccess()
                files.append(
                    try Checkout.bytes(of: "\(database.folder)/out/\(IssuedMonth.number(8)).pdf"))
            }
            #expect(files[0] == files[1])
        }
    }

    @Test("a customer's name is text, whatever it is made of")
    func hostileName() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            let name = #"Société <b>"L'Écluse"</b> & Œuvres 'Île' {{x}}"#
            try database.write(
                """
                customer,name,siren,vat_number,street,postcode,city,country,email
                C-002,"\(name.replacing("\"", with: "\"\""))",299990028,FR22299990028,"4 rue <du>
                Faux & Fret",59000,Lille,FR,

                """, to: "customers.csv")
            try await database.issuing("import", "customers", "\(database.folder)/customers.csv").expect(0)
            try await database.issuing(IssuedMonth.october).expectSilentSuccess()
            let page = try await database.page(of: 4)
            #expect(
                page.contains(
                    "Société &lt;b&gt;&quot;L&#39;Écluse&quot;&lt;/b&gt; &amp; Œuvres &#39;Île&#39; {{x}}"))
            #expect(page.contains("4 rue &lt;du&gt;<br>Faux &amp; Fret"))
            let text = try await database.textOfPDF(4)
            #expect(text.contains(name) && text.contains("4 rue <du> Faux & Fret"))
        }
    }

    @Test("without Typst nothing is written, and the message says what to install")
    func missing() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            // -S leaves the installed packages out.
            try database.write(program: "exec /usr/bin/python3 -S \"$@\"", to: "bare-python")
            for (python, reason) in [
                ("/nonexistent/python3", "/nonexistent/python3 cannot be run"),
                ("no-such-python", "no-such-python cannot be run"),
                ("\(database.folder)/bare-python", "exit code 69, saying: No module named 'typst'"),
                ("/bin/false", "exit code 1"), ("/bin/echo", "an answer of no known form"),
            ] {
                for format in ["pdf", "facturx"] {
                    let export = try await database.avoir(
                        "note", "export", "--format", format, "--output", "out",
                        environment: ["AVOIR_PYTHON": python]
                    ).expectFailure(
                        69,
                        saying:
                            "python3 -m venv \(database.folder)/typst && \(database.folder)/typst/bin/pip install typst"
                    )
                    #expect(export.errors.contains(reason), "\(export)")
                }
            }
            #expect(try TemporaryFolder.names(in: "\(database.folder)/out").isEmpty)
        }
    }

    @Test("a program that fails on a note names the note, and writes nothing of it")
    func failing() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            for (script, reason) in [
                ("printf 'failed 16\\nValueError: boom'", "ValueError: boom"), ("exit 3", "exit code 3"),
                ("kill -9 $$", "signal 9"), ("printf 'pdf 99 -\\nshort'", "exit code 0"),
                ("echo 'last words' >&2; exit 1", "last words"), ("echo hello", "an answer of no known form"),
            ] {
                // It says that it is there, reads a byte of the note, and then this.
                try database.write(
                    program: "echo ready 0.15.2; head -c 1 >/dev/null; \(script)", to: "python")
                let export = try await database.avoir(
                    "note", "export", IssuedMonth.number(4), "--format", "pdf", "--output", "out",
                    environment: ["AVOIR_PYTHON": "\(database.folder)/python"]
                ).expectFailure(1, saying: "the PDF of AV-2026-000004 cannot be made: ")
                #expect(export.errors.contains(reason), "\(export)")
            }
            #expect(try TemporaryFolder.names(in: "\(database.folder)/out").isEmpty)
        }
    }
}

extension CommandDatabase {
    /// What `pdftotext` reads from the PDF of a note, every blank one space.
    func textOfPDF(_ no: Int, _ options: [String] = []) async throws -> String {
        let number = IssuedMonth.number(no)
        let export = ["note", "export", number, "--format", "pdf", "--output", "\(folder)/pdf"]
        try await issuing(export + options).expectSilentSuccess()
        try await shell("pdftotext pdf/\(number).pdf text").expectSilentSuccess()
        let text = String(decoding: try Checkout.bytes(of: "\(folder)/text"), as: UTF8.self)
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Writes a script of `sh` that can be run.
    func write(program script: String, to name: String) throws {
        try write("#!/bin/sh\n\(script)\n", to: name)
        #expect(chmod("\(folder)/\(name)", 0o755) == 0)
    }
}
