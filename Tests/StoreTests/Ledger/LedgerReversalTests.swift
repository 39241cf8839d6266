internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: whose reversal it is, and for whom")
struct LedgerReversalTests {
    private func with(_ body: (Ledger) throws -> Void) throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", rate: 5)
            try ledger.credit("2025-12", on: "2026-01-31")
            try body(ledger)
        }
    }

    /// What is held to a form.
    private let texts = ["journal": "VE", "financial_year_ends": "12-31", "account_vat": "445710"]

    private func issuer(_ ledger: Ledger, _ change: (inout IssuerVersion) throws -> Void) throws {
        var issuer = ledger.issuer(series: "B-{year}-{number:5}")
        try change(&issuer)
        issuer.yaml = Array("\(issuer.issuer)".utf8)
        _ = try issuer.set(ledger.connection)
    }

    @Test("a reversal bears the details of today's issuer, in today's series")
    func renamed() throws {
        try with { ledger in
            try issuer(ledger) {
                $0.issuer = Issuer(
                    vatOnDebits: false,
                    text: {
                        ["siren": "100000009", "country": "FR"][$0.column] ?? texts[$0.column]
                            ?? "new \($0.column)"
                    },
                    optional: { $0.column == "vat_number" ? "FR" : nil })
            }
            let reversal = try ledger.reverse("AV-2026-00001", on: "2026-02-01")
            #expect(reversal.number == "B-2026-00001" && reversal.content.issuer.name == "new name")
            #expect(reversal.content.issuer.address.city == "new city")
            #expect(reversal.content.customer.name == "Client")
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("another company cannot cancel a note")
    func otherCompany() throws {
        try with { ledger in
            try issuer(ledger) {
                $0.issuer = Issuer(
                    vatOnDebits: false,
                    text: { ["siren": "200000008", "country": "FR"][$0.column] ?? texts[$0.column] ?? "x" },
                    optional: { $0.column == "vat_number" ? "FR" : nil })
            }
            #expect(
                try ledger.refusal { try ledger.reverse("AV-2026-00001", on: "2026-02-01") }
                    == .note(
                        "AV-2026-00001 was issued by another company, SIREN 100000009; the issuer of today, SIREN "
                            + "200000008, cannot cancel it"))
        }
    }

    @Test("a note that never reached the customer is reversed for the books; why stays in the chain")
    func `internal`() throws {
        try with { ledger in
            func reverse(isInternal: Bool, because reason: String?) throws -> CreditNote {
                let notes = try Issuing.reverse(
                    "AV-2026-00001", on: StoreTests.date("2026-02-01"), reason: "Jamais transmis",
                    isInternal: isInternal, internalReason: reason, run: Issuing.newRun(ledger.connection),
                    program: "StoreTests", ledger.connection)
                return try sample(notes.first, "a reversal")
            }
            let reversal = try reverse(isInternal: true, because: "typed twice")
            #expect(reversal.isInternal && reversal.internalReason == "typed twice")
            // The same again gives the same; otherwise the note is reversed already.
            #expect(try reverse(isInternal: true, because: "typed twice") == reversal)
            for (isInternal, reason) in [(false, "typed twice"), (true, nil), (true, "other")] {
                #expect(
                    try ledger.refusal { _ = try reverse(isInternal: isInternal, because: reason) }
                        == .note("AV-2026-00001 is already reversed"))
            }
            #expect(try ledger.faults().isEmpty)
            for change in ["is_internal = false", "internal_reason = null"] {
                try ledger.connection.executeScript(
                    "begin; alter table credit_note disable trigger all; alter table credit_note drop constraint "
                        + "the_hash_is_of_the_note; update credit_note set \(change) where kind = 'reversal'")
                #expect(
                    try ledger.faults().contains("AV-2026-00002: its content does not match its hash"),
                    "\(change)")
                try ledger.connection.execute("rollback")
            }
        }
    }

    @Test("a credit is never internal")
    func credits() throws {
        try with { ledger in
            for change in ["n.is_internal := true", "n.internal_reason := 'x'"] {
                let note = PlantedNote(change)
                let error = try refusal { try note.insert(on: ledger.connection) }
                #expect(error.sqlState == "23514", "\(error)")
            }
        }
    }
}
