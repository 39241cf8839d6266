import TestSupport
import Testing

@Suite("avoir note issue")
struct CommandNoteIssueTests {
    private static func issue(_ subscription: String, _ amount: String, _ more: String...) -> [String] {
        [
            "note", "issue", subscription, "2026-10", "--amount", amount, "--reason", "Geste commercial",
            "--date",
            "2026-11-20",
        ] + more
    }

    @Test("a commercial note as JSON has what the others have, and what was left of the invoices")
    func json() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            let note = try await database.issuing(
                Self.issue("IVR-2001", "25,00", "--internal-reason", "Demandé par les ventes", "--json")
            ).expectSilentSuccess().json()
            #expect(note["number"] == .string(IssuedMonth.number(18)))
            #expect(note["kind"] == .string("commercial") && note["commercial"] == .bool(true))
            #expect(note["reason"] == .string("Geste commercial"))
            #expect(note["internal_reason"] == .string("Demandé par les ventes"))
            #expect(note["vat"].texts("rate_percent") == ["20", "8.5"])
            let line = try #require(note["lines"].elements.first)
            #expect(line["credited_under_the_terms"] == .string("61.73"))
            #expect(line["revision"] == .null && line["net"] == .string("25.00"))
            #expect(line["frozen"]["subscription"] == .string("IVR-2001"))
            let list = try await database.issuing("note", "list", "--subscription", "IVR-2001")
                .expectSilentSuccess().text
            #expect(list.contains("commercial") && list.contains("Geste commercial"))
        }
    }

    @Test("a dry run issues nothing; a named run issues once")
    func runs() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            let dry = try await database.issuing(Self.issue("CC-1002", "25.00", "--dry-run")).expect(0)
            #expect(
                dry.errors.contains("dry run: nothing is issued") && dry.text.contains(IssuedMonth.number(18))
            )
            #expect(try database.number("select count(*) from credit_note") == 17)
            let named = Self.issue("CC-1002", "25.00", "--run", "0b9c2f9e-3f0c-4d6e-9a50-0f5c5d7a1c11")
            for _ in 1...2 { try await database.issuing(named).expectSilentSuccess() }
            #expect(try database.number("select count(*) from credit_note") == 18)
            let again = try await database.issuing(Self.issue("CC-1002", "25.00")).expect(0)
            #expect(again.errors.contains("\(IssuedMonth.number(18)) has the same amount and reason"))
        }
    }

    @Test("what the terms give is not reduced: where both exceed the invoice, it is said before and after")
    func beyondInvoice() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            // 980.00 invoiced, of which the terms give 196.00.
            let base = try #require(
                try await SampleMonth.report("2026-10", on: database)["CC-1002"])["credit"]["base"].text
            let said = try await database.issuing(Self.issue("CC-1002", base ?? "")).expect(0)
            #expect(said.errors.contains("196.00 under the terms and"), "\(said)")
            let dry = try await database.issuing("issue", "2026-10", "--date", "2026-11-20", "--dry-run")
                .expect(0)
            #expect(dry.text.contains("credited_beyond_invoice: 196.00 EUR under the terms and"))
            try await database.issuing("issue", "2026-10", "--date", "2026-11-20").expect(0)
            let entry = try #require(try await SampleMonth.report("2026-10", on: database)["CC-1002"])
            #expect(
                entry["credit"]["credited"] == .string("196.00")
                    && entry["credit"]["status"] == .string("issued"))
            #expect(entry["warnings"].texts().contains { $0.hasPrefix("credited_beyond_invoice: ") })
            try await database.issuing("verify").expect(0)
        }
    }

    @Test("what a note or an e-invoice must say and is not known leaves nothing behind")
    func incomplete() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            try database.write("customer,name,street\nC-007,Client,\n", to: "customers.csv")
            try await database.issuing("import", "customers", "\(database.folder)/customers.csv").expect(0)
            let refused = try await database.issuing(Self.issue("IVR-2002", "1.00"))
            refused.expect(65)
            #expect(refused.errors.contains("the customer lacks street"), "\(refused)")
            try database.write(
                """
                invoice,subscription,month,issued_on,amount_excl_tax,vat_rate
                FA 2026 é,CC-1001,2026-10,2026-10-31,100.00,20
                """, to: "invoices.csv")
            _ = try await database.issuing("import", "invoices", "\(database.folder)/invoices.csv")
            let unfit = try await database.issuing(Self.issue("CC-1001", "1.00"))
            unfit.expect(65)
            #expect(unfit.errors.contains("BR-FR-02"), "\(unfit)")
            #expect(try database.number("select count(*) from credit_note") == 17)
        }
    }

    @Test("reasons that mean harm do none, wherever they are shown")
    func hostile() async throws {
        let reason = "=1+1 <script>alert(1)</script> \u{202E}desrever"
        try await CommandDatabase.withOctoberIssued { database in
            let subscription = "CC-1002"
            try await database.issuing(
                "note", "issue", subscription, "2026-10", "--amount", "1", "--reason", reason, "--date",
                "2026-11-20"
            ).expect(0)
            try await database.issuing(
                "note", "reverse", IssuedMonth.number(4), "--reason", reason, "--hold", "--date", "2026-11-20"
            )
            .expect(0)
            for command in [
                ["explain", "2026-10", subscription], ["report", "2026-10"], ["list", "holds"],
                ["note", "list"],
                ["note", "show", IssuedMonth.number(18)],
                ["issue", "2026-10", "--dry-run", "--date", "2026-11-20"],
            ] {
                let said = try await database.issuing(command).expect(0)
                let printed = said.text + said.errors
                #expect(printed.contains("script") || command[0] == "note", "\(command): \(printed)")
                #expect(!printed.unicodeScalars.contains("\u{202E}"), "\(command): \(printed)")
            }
            let page = try await database.issuing("report", "2026-10", "--format", "html").expect(0).text
            #expect(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert(1)"))
            let table = try await database.issuing("report", "2026-10", "--format", "csv").expect(0).text
            #expect(table.contains("'=1+1") && !table.contains(",=1+1"))
            let holds = try await database.issuing("list", "holds", "--format", "csv").expect(0).text
            #expect(holds.contains("'=1+1") && !holds.contains(",=1+1"))
        }
    }

    @Test("the report and the explanation with holds and commercial notes keep to their schemas")
    func schema() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            try await database.issuing(Self.issue("CC-1002", "25.00")).expect(0)
            try await database.issuing("hold", "CC-1002", "2026-10", "--reason", "Litige").expect(0)
            try await database.shell(
                """
                set -e
                "$AVOIR" report 2026-10 --format json --output report.json --quiet
                "$AVOIR" explain 2026-10 CC-1002 --json > explain.json
                exec '\(Checkout.root)/Tests/Documents/check-report' report.json explain.json
                """
            ).expect(0)
        }
    }
}
