internal import Documents
internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

/// Source: docs/reference/file-formats.md "Before a note has a number".
@Suite("Ledger: the plan and the formats' rules")
struct LedgerRulesTests {
    /// What the rules of the formats say of each planned line, by subscription: as the plan names it.
    private func faults(_ plan: [PlannedCredit], on date: String, _ ledger: Ledger) throws -> [String:
        [String]]
    {
        let lines = try PlannedLine.load(
            plan, of: StoreTests.month("2025-12"), on: StoreTests.date(date), ledger.connection)
        return Dictionary(
            uniqueKeysWithValues: lines.map {
                ($0.subscription, $0.outline.faults.filter { !$0.isWarning }.compactMap(\.field.inPlan))
            })
    }

    @Test("they agree on random buyers, rates and currencies", arguments: [1, 2, 3] as [UInt64])
    func agreement(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        try Ledger.with { ledger in
            if Bool.random(using: &random) {
                var issuer = ledger.issuer()
                issuer.issuer.vatNumber = nil
                if Bool.random(using: &random) { issuer.issuer.exemptionCode = "VATEX-FR-FRANCHISE" }
                issuer.issuer.exemptionReason = "Art. 293 B"
                _ = try issuer.set(ledger.connection)
            }
            let names = (1...60).map { "R-\($0)" }
            for name in names {
                try importing("customers", RandomBuyer.rows(name, &random), on: ledger.connection)
            }
            let known = try ledger.connection.texts("select customer from customer where customer like 'R-%'")
            for name in known {
                try ledger.subscribe([name], to: name)
                try ledger.request("2025-12", name)
                try importing("invoices", RandomBuyer.invoices(name, &random), on: ledger.connection)
            }
            try importing(
                "outages",
                "source,id,service,started_at,ended_at,notified_at\n"
                    + "noc,1,ivr,2025-12-16T09:00:00Z,2025-12-16T13:00:00Z,2025-12-16T09:00:00Z",
                on: ledger.connection)
            try ledger.assess("2025-12")
            let plan = try ledger.plan("2025-12", on: "2026-01-31")
            let said = try faults(plan, on: "2026-01-31", ledger)
            // The database wants more of an address than the rules, and a VAT number of every business of the Union.
            let only = ["street", "postcode", "city"]
            #expect(plan.count > 20 && plan.contains { $0.missing.isEmpty }, "seed \(seed)")
            for credit in plan {
                let missing = Set(credit.missing).subtracting(only)
                let found = Set(try sample(said[credit.subscription], credit.subscription))
                #expect(found.subtracting(missing).isEmpty, "seed \(seed): \(credit.subscription)")
                #expect(
                    missing.subtracting(found).subtracting(["vat_number"]).isEmpty,
                    "seed \(seed): \(credit.subscription) \(missing) \(found)")
            }
            // And the exporters take what was issued.
            for note in try ledger.issue("2025-12", on: "2026-01-31") {
                _ = try EInvoice.ubl(note)
                _ = try EInvoice.cii(note)
                #expect(try faults(of: note).isEmpty)
            }
        }
    }

    private func faults(of note: CreditNote) throws -> [NoteFault] {
        NoteOutline(note).faults.filter { !$0.isWarning }
    }

    @Test("a planned line is what its note will be")
    func outline() throws {
        try Ledger.with { ledger in
            try ledger.harm("2025-12", rate: 20)
            try ledger.request("2025-12")
            try ledger.invoice(
                "2025-12", "S-1",
                lines: [.init(cents: 90_001), .init(cents: 5_000, vat: 5.5), .init(cents: -1_000)])
            try ledger.assess("2025-12")
            let plan = try ledger.plan("2025-12", on: "2026-01-31")
            let planned = try sample(
                PlannedLine.load(
                    plan, of: StoreTests.month("2025-12"), on: StoreTests.date("2026-01-31"),
                    ledger.connection
                ).first, "a line")
            let note = try sample(ledger.issue("2025-12", on: "2026-01-31").first, "a note")
            var issued = NoteOutline(note)
            // A plan needs no email and no service code.
            issued.customer.email = planned.outline.customer.email
            #expect(planned.note == 1 && planned.outline == issued)
        }
    }

    @Test("a credit that a format could not state is incomplete, and issued when it can")
    func withheld() throws {
        try Ledger.with { ledger in
            for subscription in ["S-1", "S-2"] { try ledger.breach("2025-12", subscription) }
            try ledger.assess("2025-12")
            var withheld = Withheld()
            let added = ["its number is odd", "again"].map { withheld.add([$0], to: "S-1") }
            #expect(added == [true, false])
            let (month, date) = (try StoreTests.month("2025-12"), try StoreTests.date("2026-01-31"))
            let plan = try Issuing.plan(
                month, on: date, allowsCuts: true, withholding: withheld, ledger.connection)
            #expect(plan.map(\.outcome) == [.incomplete, .credited] && plan.map(\.note) == [nil, 1])
            #expect(plan.map(\.missing) == [["rule its number is odd"], []])
            #expect(plan.map(\.incompleteness) == ["its number is odd", ""])
            #expect(
                plan.map(\.customer) == ["C-1", "C-1"] && plan.map(\.customerName) == ["Client", "Client"])
            let run = try Issuing.newRun(ledger.connection)
            try Issuing.issue(
                month, on: date, run: run, plan: plan, allowsCuts: true, withholding: withheld,
                program: "StoreTests", ledger.connection)
            #expect(try ledger.decisions("2025-12") == ["S-1 1 incomplete 0 0", "S-2 1 credited 20000 0"])
            #expect(
                try Issuing.decisions(of: run, ledger.connection)?.map(\.incompleteness) == [
                    "its number is odd", "",
                ])
            #expect(try ledger.credit("2025-12", on: "2026-01-31") == ["AV-2026-00002 S-1 200.00"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("nothing is issued but what was planned: by revision and amount, not only in sum")
    func otherRevision() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12")
            try ledger.assess("2025-12")
            let plan = try ledger.plan("2025-12", on: "2026-01-31")
            // The same amount, of another day.
            try importing(
                "invoices",
                """
                invoice,subscription,month,issued_on,amount_excl_tax,vat_rate
                F-1,S-1,2025-12,2025-12-30,100000,20000000
                """, on: ledger.connection)
            try ledger.assess("2025-12")
            let refused = try ledger.refusal { try ledger.issue("2025-12", on: "2026-01-31", plan: plan) }
            #expect(refused == .planChanged("other credits are due than those that were announced"))
            #expect(try ledger.issue("2025-12", on: "2026-01-31").count == 1)
        }
    }

    @Test("what was planned is told by names of any script")
    func names() throws {
        try Ledger.with { ledger in
            let names = ["Z", "a b", "é", "e\u{301}", "%s", "日本", "\u{1F600}", "\u{FFFD}"]
            try ledger.subscribe(names)
            for name in names { try ledger.breach("2025-12", name) }
            try ledger.assess("2025-12")
            #expect(try ledger.issue("2025-12", on: "2026-01-31").count == names.count)
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("what is outside the scope of VAT has a note of its own")
    func outsideScope() throws {
        try Ledger.with { ledger in
            _ = try ledger.issuer(notesPer: .customer).set(ledger.connection)
            try importing(
                "customers",
                "customer,name,kind,street,city,country,exemption_code\nC-9,Client,business,1 High St,Dubai,AE,VATEX-EU-O",
                on: ledger.connection)
            try ledger.subscribe(["S-7", "S-8", "S-9"], to: "C-9")
            for (name, vat) in [("S-7", 20.0), ("S-8", 0.0), ("S-9", 20.0)] {
                try ledger.harm("2025-12", name, rate: 20)
                try ledger.request("2025-12", name)
                try ledger.invoice("2025-12", name, lines: [.init(cents: 100_000, vat: vat)])
            }
            try ledger.assess("2025-12")
            let notes = try ledger.issue("2025-12", on: "2026-01-31")
            #expect(notes.map { $0.lines.map(\.subscription) } == [["S-7", "S-9"], ["S-8"]])
            for note in notes { #expect(try faults(of: note).isEmpty) }
            #expect(try ledger.faults().isEmpty)
        }
    }
}
