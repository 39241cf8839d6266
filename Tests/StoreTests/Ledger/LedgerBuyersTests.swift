internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: who can receive a note")
struct LedgerBuyersTests {
    struct Buyer: Sendable, CustomTestStringConvertible {
        let row: String
        var vat: Double = 20
        var currency = "EUR"
        /// What the plan says is missing; none: it is credited.
        var missing: [String] = []
        var testDescription: String { "\(row) \(vat) % \(currency)" }
    }

    private static let header =
        "customer,name,kind,siren,siret,vat_number,street,postcode,city,country,endpoint_scheme,endpoint_id,"
        + "exemption_code,exemption_reason\n"
    private static let lyon = "1 rue A,69002,Lyon,FR"

    static let buyers = [
        Buyer(row: "business,299990010,,FR65299990010,\(lyon),,,,"),
        Buyer(row: "business,299990010,,,\(lyon),,,,"),
        Buyer(row: "business,,29999001000017,,\(lyon),,,,"),
        Buyer(row: "business,,,,\(lyon),,,,", missing: ["siren"]),
        Buyer(row: "public,,29999001000017,,\(lyon),0225,299990010_S,,"),
        Buyer(row: "public,,,,\(lyon),,,,", missing: ["siren"]),
        Buyer(row: "consumer,,,,\(lyon),,,,"),
        Buyer(row: "consumer,,,,,,,,,,,", missing: ["street", "postcode", "city", "country"]),
        Buyer(row: "business,299990010,,,1 rue A,97300,Cayenne,GF,,,,Art. 294", vat: 0),
        Buyer(row: "business,299990010,,,\(lyon),0225,299990028_S,,", missing: ["endpoint_id"]),
        Buyer(row: "business,299990010,,,\(lyon),0009,29999001000017,,", missing: ["endpoint_id"]),
        Buyer(row: "business,,,BE0123456749,1 rue H,1000,Bruxelles,BE,,,VATEX-EU-AE,", vat: 0),
        Buyer(row: "business,,,,1 rue H,1000,Bruxelles,BE,,,,", missing: ["vat_number"]),
        Buyer(row: "business,,,BE0123456749,1 rue H,,Bruxelles,BE,,,,", missing: ["postcode"]),
        Buyer(
            row: "public,,,,1 rue H,1000,Bruxelles,BE,,,VATEX-EU-AE,", vat: 0, missing: ["vat_number"]),
        Buyer(row: "business,,,,1 High St,,Dubai,AE,,,VATEX-EU-G,", vat: 0),
        Buyer(row: "business,,,,1 High St,,Dubai,AE,,,VATEX-EU-O,", vat: 0),
        Buyer(row: "business,,,,1 High St,,Dubai,AE,,,,", vat: 0, missing: ["exemption_reason"]),
        Buyer(row: "business,299990010,,,\(lyon),,,VATEX-EU-132,", vat: 0, missing: ["exemption_reason"]),
        Buyer(row: "business,299990010,,,\(lyon),,,,", currency: "USD", missing: ["invoice one eur_rate"]),
        Buyer(row: "business,299990010,,,\(lyon),,,,Exonéré", vat: 0, currency: "USD"),
    ]

    @Test(
        "each kind of buyer needs its own details, and the plan names those that are missing",
        arguments: buyers)
    func plan(_ buyer: Buyer) throws {
        try Ledger.with { ledger in
            try importing("customers", Self.header + "C-9,Client," + buyer.row, on: ledger.connection)
            try ledger.subscribe(["S-9"], to: "C-9")
            try ledger.harm("2025-12", "S-9", rate: 20)
            try ledger.request("2025-12", "S-9")
            try ledger.invoice(
                "2025-12", "S-9", lines: [.init(cents: 100_000, vat: buyer.vat, currency: buyer.currency)])
            try ledger.assess("2025-12")
            let planned = try sample(ledger.plan("2025-12", on: "2026-01-31").first, "S-9")
            #expect(planned.missing == buyer.missing)
            #expect(planned.outcome == (buyer.missing.isEmpty ? .credited : .incomplete))
            let notes = try ledger.issue("2025-12", on: "2026-01-31")
            #expect(notes.count == (buyer.missing.isEmpty ? 1 : 0))
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a note outside VAT asks for no VAT number and no reason")
    func indemnity() throws {
        try Ledger.with {
            $0.vatTreatment = .indemnity
        } _: { ledger in
            try importing(
                "customers", Self.header + "C-9,Client,business,,,,1 rue H,1000,Bruxelles,BE,,,,",
                on: ledger.connection)
            try ledger.subscribe(["S-9"], to: "C-9")
            try ledger.harm("2025-12", "S-9", rate: 20)
            try ledger.request("2025-12", "S-9")
            try ledger.invoice("2025-12", "S-9", lines: [.init(cents: 100_000, vat: 0)])
            try ledger.assess("2025-12")
            #expect(try ledger.plan("2025-12", on: "2026-01-31").map(\.missing) == [[]])
        }
    }

    @Test("what lies outside the scope of VAT cannot stand beside VAT")
    func mixed() throws {
        try Ledger.with { ledger in
            try importing(
                "customers", Self.header + "C-9,Client,business,,,,1 High St,,Dubai,AE,,,VATEX-EU-O,",
                on: ledger.connection)
            try ledger.subscribe(["S-9"], to: "C-9")
            try ledger.harm("2025-12", "S-9", rate: 20)
            try ledger.request("2025-12", "S-9")
            try ledger.invoice(
                "2025-12", "S-9", lines: [.init(cents: 100_000), .init(cents: 100_000, vat: 0)])
            try ledger.assess("2025-12")
            let planned = try sample(ledger.plan("2025-12", on: "2026-01-31").first, "S-9")
            #expect(planned.missing == ["invoice one of VAT and VATEX-EU-O"])
            #expect(planned.incompleteness.contains("cannot stand beside VAT in one note"))
        }
    }

    @Test("an issuer who charges no VAT gives its reason, and cannot credit VAT")
    func franchise() throws {
        try Ledger.with { ledger in
            var issuer = ledger.issuer()
            issuer.issuer.vatNumber = nil
            issuer.issuer.exemptionCode = "VATEX-FR-FRANCHISE"
            issuer.issuer.exemptionReason = "Art. 293 B"
            _ = try issuer.set(ledger.connection)
            try importing(
                "customers", Self.header + "C-9,Client,business,299990010,,,\(Self.lyon),,,,",
                on: ledger.connection)
            try ledger.subscribe(["S-8", "S-9"], to: "C-9")
            for (subscription, vat) in [("S-8", 0.0), ("S-9", 20.0)] {
                try ledger.harm("2025-12", subscription, rate: 20)
                try ledger.request("2025-12", subscription)
                try ledger.invoice("2025-12", subscription, lines: [.init(cents: 100_000, vat: vat)])
            }
            try ledger.assess("2025-12")
            let plan = try ledger.plan("2025-12", on: "2026-01-31")
            #expect(plan.map(\.missing) == [[], ["issuer vat_number"]])
            #expect(plan.last?.incompleteness == "the issuer lacks vat_number")
            let note = try sample(ledger.issue("2025-12", on: "2026-01-31").first, "a note")
            #expect(note.content.exemption == VATExemption(code: "VATEX-FR-FRANCHISE", reason: "Art. 293 B"))
            #expect(note.content.issuer.vatNumber == nil)
        }
    }
}
