import Subprocess
import TestSupport
import Testing

@Suite("avoir run, the monthly batch")
struct CommandRunTests {
    private static let october = ["run", "2026-10", "--date", "2026-11-05", "--allow-cuts"]

    @Test("one command writes the report and the notes, and says what it did")
    func whole() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            let folder = "\(database.folder)/2026-10"
            let run = try await database.issuing(Self.october + ["--output", folder]).expect(0)
            #expect(run.text.hasPrefix("avoir run 2026-10\n"))
            #expect(run.text.contains("2026-10, issue date 2026-11-05: 14 credit notes issued\n"))
            #expect(run.text.contains("17 files written to \(folder)\n"))
            #expect(!run.text.contains("Nothing changed"))
            #expect(run.errorLines.contains("verify: both proofs agree"))
            #expect(run.errorLines.contains("issue: 14 notes"))

            #expect(
                try TemporaryFolder.names(in: folder) == ["notes", "report.csv", "report.json", "report.txt"])
            #expect(
                try TemporaryFolder.names(in: "\(folder)/notes")
                    == (4...17).map { "\(IssuedMonth.number($0)).json" })
            for (name, format) in [("report.json", "json"), ("report.csv", "csv"), ("report.txt", "text")] {
                let report = try await database.issuing("report", "2026-10", "--format", format)

                // CSV has a carriage return at the end of each line.
                #expect(report.status == .exited(0), "\(report)")
                #expect(try Checkout.bytes(of: "\(folder)/\(name)") == report.output, "\(name)")
            }
            try await database.expectVerified()
        }
    }

    @Test("a second run changes nothing and says so; its files are the same, byte for byte")
    func again() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            let (first, second) = ("\(database.folder)/first", "\(database.folder)/second")
            try await database.issuing(Self.october + ["--output", first, "--quiet"]).expectSilentSuccess()
            let audited = try database.number("select count(*) from audit_entry")
            let anchors = try Checkout.bytes(of: database.anchorLog)

            let again = try await database.issuing(Self.october + ["--output", second, "--quiet"])
                .expectSilentSuccess().text
            #expect(again.contains("Nothing changed since the last run."))
            #expect(again.contains("0 credit notes issued"))
            let json = try await database.issuing(Self.october + ["--quiet", "--json"]).expectSilentSuccess()
                .json()
            #expect(json["changed"] == .bool(false))
            #expect(json["notes"].elements.isEmpty)

            #expect(try database.number("select count(*) from credit_note") == 17)
            #expect(try database.number("select count(*) from audit_entry") == audited)
            #expect(try Checkout.bytes(of: database.anchorLog) == anchors)
            try await database.shell("diff -r first second").expectSilentSuccess()
        }
    }

    @Test("an empty database is migrated on the way, and a run without an issuer ends with 78")
    func migrates() async throws {
        try await CommandDatabase.withEmpty { database in
            let run = try await database.issuing("run", "2026-10", "--date", "2026-11-05").expect(78)
            #expect(run.errorLines.first?.hasPrefix("schema: ") == true)
            #expect(run.errors.contains("no issuer is set"))
            try await database.issuing("issuer", "set", "../issuer.yaml").expectSilentSuccess()
        }
    }

    @Test("the folder and the reports may stand in the configuration file")
    func configured() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            try database.write("output: \(database.folder)/out\nformats: [csv]\n", to: "config.yaml")
            let configured = Self.october + ["--config", "\(database.folder)/config.yaml"]
            let run = try await database.issuing(configured).expect(0)
            #expect(run.text.contains("1 file written to \(database.folder)/out\n"))
            #expect(try TemporaryFolder.names(in: "\(database.folder)/out") == ["report.csv"])
            // The option wins over the file.
            let folder = "\(database.folder)/other"
            try await database.issuing(
                configured + ["--quiet", "--formats", "entries,notes-csv", "--output", folder]
            ).expectSilentSuccess()
            #expect(
                try TemporaryFolder.names(in: folder) == ["100000009FEC20261231.txt", "notes.csv"])
        }
    }

    @Test("every form of the report and of the notes has its place, and a second run writes the same bytes")
    func everyFormat() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            let formats = "json,csv,text,html,notes-json,notes-html,notes-csv,ubl,cii,facturx,entries"
            let options = ["--quiet", "--formats", formats, "--lang", "en", "--decimal", "comma"]
            let first = try await database.issuing(
                Self.october + options + ["--json", "--output", "\(database.folder)/first"]
            ).expectSilentSuccess().json()
            #expect(first["files"].elements.count == 76)
            #expect(first["refused"] == .array([]))
            #expect(
                try TemporaryFolder.names(in: "\(database.folder)/first") == [
                    "100000009FEC20261231.txt", "notes", "notes.csv", "report.csv", "report.html",
                    "report.json", "report.txt",
                ])
            let notes = (4...17).flatMap { no in
                ["cii.xml", "html", "json", "pdf", "ubl.xml"].map { "\(IssuedMonth.number(no)).\($0)" }
            }
            #expect(try TemporaryFolder.names(in: "\(database.folder)/first/notes") == notes)
            try await database.shell(
                """
                grep -q '<html lang="en">' first/report.html && grep -q '<html lang="en">' first/notes/*5.html \
                    && grep -q ';196,00;' first/notes.csv && grep -q ';196,00;' first/report.csv
                """
            ).expectSilentSuccess()
            try await database.issuing(
                Self.october + options + ["--output", "\(database.folder)/second"]
            ).expectSilentSuccess()
            try await database.shell("diff -r first second").expectSilentSuccess()
        }
    }

    @Test("a wrong list of formats is refused before anything is done, with the names that there are")
    func wrongFormats() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            let run = Self.october + ["--output", "\(database.folder)/out"]
            let known =
                "the formats are json, csv, text, html, notes-json, notes-html, notes-csv, ubl, cii, pdf, "
            try await database.issuing(run + ["--formats", "json,xml"]).expectFailure(64, saying: known)
            try await database.issuing(run + ["--formats", ""]).expectFailure(
                64, saying: "no format is named")
            try await database.issuing(run + ["--formats", "pdf,facturx"])
                .expectFailure(64, saying: "write the same file")
            try await database.issuing(run + ["--formats", "json", "--lang", "en"])
                .expectFailure(64, saying: "--lang")
            for (formats, reason) in [
                ("[json, xml]", "formats[2]: "), ("[pdf, facturx]", "write the same file"),
            ] {
                try database.write("formats: \(formats)\n", to: "config.yaml")
                try await database.issuing(run + ["--config", "\(database.folder)/config.yaml"])
                    .expectFailure(78, saying: reason)
            }
            #expect(try database.number("select count(*) from credit_note") == 3)
        }
    }

    @Test("where PDF files cannot be made, nothing is issued either")
    func withoutPDF() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            let run = Self.october + ["--output", "out", "--formats", "json,pdf"]
            for python in ["/nonexistent", "/bin/false"] {
                let environment = database.environment.merging(["AVOIR_PYTHON": python]) { $1 }
                try await Command(arguments: run, environment: environment, folder: database.folder).run()
                    .expectFailure(69, saying: "pip install typst")
            }
            #expect(try database.number("select count(*) from credit_note") == 3)
        }
    }

    @Test(
        "a note that an e-invoice could not state is named and not issued, all else is written, and the code is 65"
    )
    func refusedNote() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            try database.write(
                """
                invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,currency
                FA 2026 10,IVR-2004,2026-10,2026-10-31,530.00,20,EUR

                """, to: "more.csv")
            try await database.issuing("import", "invoices", "\(database.folder)/more.csv").expect(0)
            let folder = "\(database.folder)/out"
            let run = Self.october + ["--quiet", "--formats", "notes-json,ubl,json", "--output", folder]
            for _ in 1...2 {
                let outcome = try await database.issuing(run).expect(65)
                #expect(outcome.errors.isEmpty)
                #expect(
                    outcome.text.contains("not issued: the number of invoice FA 2026 10 may contain only"))
                #expect(outcome.text.contains("29 files written to \(folder)"))
            }
        }
    }

    @Test("what cannot be written ends with 73, and the next run writes it")
    func unwritable() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            try database.write("in the way", to: "out")
            let folder = "\(database.folder)/out"
            try await database.issuing(Self.october + ["--output", folder, "--quiet"]).expectFailure(
                73, saying: folder)
            let next = try await database.issuing(Self.october + ["--output", "\(folder)2", "--quiet"])
                .expectSilentSuccess()
            #expect(next.text.contains("17 files written to \(folder)2"))
            #expect(try database.number("select count(*) from credit_note") == 17)
        }
    }

    @Test("several at once: each does it, finds it done or leaves with 75, and nothing is issued twice")
    func atOnce() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            let outcomes = try await withThrowingTaskGroup(of: Command.Outcome.self) { group in
                for place in 1...4 {
                    group.addTask {
                        try await database.issuing(
                            Self.october + ["--quiet", "--output", "\(database.folder)/\(place % 2)"])
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for outcome in outcomes {
                #expect(outcome.status == .exited(0) || outcome.status == .exited(75), "\(outcome)")
            }
            #expect(outcomes.contains { $0.status == .exited(0) })
            #expect(try await database.notes().map { $0["number"].text } == (1...17).map(IssuedMonth.number))
            let last = try await database.issuing(
                Self.october + ["--quiet", "--output", "\(database.folder)/0"])
            #expect(last.expectSilentSuccess().text.contains("Nothing changed since the last run."))
            #expect(
                try TemporaryFolder.names(in: "\(database.folder)/0") == [
                    "notes", "report.csv", "report.json", "report.txt",
                ])
            try await database.expectVerified()
        }
    }
}
