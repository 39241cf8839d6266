import SLA
import TestSupport
import Testing

@testable import Documents

@Suite("The rules of the formats before a note has a number")
struct NoteFaultTests {
    @Test("a note that every format takes has no fault")
    func none() {
        #expect(NoteOutline(EInvoiceSamples.note()).faults.isEmpty)
        #expect(NoteOutline(EInvoiceSamples.note(.reversal)).faults.isEmpty)
    }

    @Test("all faults are named at once, each with rule, field and remedy")
    func all() {
        let note = EInvoiceSamples.note(
            invoices: [
                EInvoiceSamples.invoice("FA 1"), EInvoiceSamples.invoice("FA-2", rate: 21_000_000),
                EInvoiceSamples.invoice("FA-3", rate: 0),
            ],
            change: {
                $0.exemption = nil
                $0.customer.siren = nil
                $0.issuer.accounts.vat = "10=445712"
            })
        #expect(
            NoteOutline(note).faults.map(\.sentence) == [
                "the number of invoice FA 1 may contain only letters without accents, digits and + - _ / "
                    + "(BR-FR-02, invoices.invoice): withdraw this row and import it under a number that e-invoices can carry",
                "21 %, invoice FA-2, is not a French VAT rate (BR-FR-16, invoices.vat_rate): withdraw this row and "
                    + "import it corrected",
                "it does not say why a part of it is without VAT (BR-E-10, customers.exemption_reason): import the "
                    + "customer with it",
                "the customer is French and has no SIREN (BR-FR-11, customers.siren): import the customer with it",
                "its issuer names no account for VAT at 21 % (accounts.vat of the issuer file) (issuer.accounts.vat): "
                    + "complete the issuer file, then run avoir issuer set",
                "its issuer names no account for VAT at 20 % (accounts.vat of the issuer file) (issuer.accounts.vat): "
                    + "complete the issuer file, then run avoir issuer set",
            ])
    }

    @Test("the exporters refuse a note exactly where it has a fault", arguments: [1, 2, 3, 4] as [UInt64])
    func agreement(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let note = RandomNote.make(&random)
            let faults = NoteOutline(note).faults
            func isRefused(_ export: () throws -> Void) -> Bool {
                do { try export() } catch { return true }
                return false
            }
            let isRefused =
                isRefused { _ = try EInvoice.ubl(note) } || isRefused { _ = try EInvoice.cii(note) }
                || isRefused { try NotePage.checkPrintable(note) }
                || isRefused {
                    var entries = Entries(siren: "100000009", closing: Samples.day("2026-12-31"))
                    try entries.add(note, number: 1)
                }
            #expect(isRefused == !faults.isEmpty, "seed \(seed): \(faults)")
            #expect(faults.allSatisfy { !$0.isWarning || $0.field == .eurRate }, "seed \(seed)")
        }
    }

    @Test("a planned note of several lines has the VAT of their sum, and the faults of it")
    func joined() throws {
        let line = NoteOutline(EInvoiceSamples.note(invoices: [EInvoiceSamples.invoice("FA-1", 310)]))
        let other = NoteOutline(EInvoiceSamples.note(invoices: [EInvoiceSamples.invoice("FA-2", 310)]))
        let joined = try #require(NoteOutline(joining: [line, other]))
        // 0.16 each, and 20 % of 0.32.
        #expect(line.vatTotal == Cents(3) && joined.vatTotal == Cents(6) && joined.gross == Cents(38))
        #expect(joined.invoices.map(\.invoice) == ["FA-1", "FA-2"] && joined.lines == 2)
        #expect(NoteOutline(joining: []) == nil)
        let many = try #require(
            NoteOutline(joining: Array(repeating: line, count: NotePage.mostPrintedLines + 1)))
        #expect(many.faults.map(\.field) == [.notesPer])
    }

    @Test("a reversal is held against what today's issuer says")
    func reversal() {
        let note = EInvoiceSamples.note(invoices: [EInvoiceSamples.invoice("FA-1")])
        var issuer = note.content.issuer
        issuer.accounts.vat = "10=445712"
        let planned = NoteOutline(reversing: note, as: "AV-2026-000001", on: note.issueDate, by: issuer)
        #expect(planned.faults.map(\.field) == [.vatAccounts])
        #expect(planned.cancels == DocumentReference(number: note.number, issuedOn: note.issueDate))
    }
}

/// A note with what invoices, customers and issuers may hold, good or bad.
private enum RandomNote {
    static func make(_ random: inout SeededGenerator) -> CreditNote {
        let numbers =
            ["FA-1", "FA+2", "FA_3/4"] + (Int.random(in: 0..<8, using: &random) == 0 ? ["FA 5", ""] : [])
        let rates: [Int64] =
            [20_000_000, 5_500_000, 0] + (Int.random(in: 0..<8, using: &random) == 0 ? [21_000_000] : [])
        let currency = ["EUR", "EUR", "USD", "EUX"].randomElement(using: &random) ?? "EUR"
        let invoices = (0..<Int.random(in: 1...3, using: &random)).map { _ in
            EInvoiceSamples.invoice(
                numbers.randomElement(using: &random) ?? "", 100_000,
                rate: rates.randomElement(using: &random) ?? 0,
                on: ["2026-10-31", "1999-12-31"][Int.random(in: 0..<12, using: &random) / 11],
                currency: currency)
        }
        let treatment = Terms.VATTreatment.allCases.randomElement(using: &random) ?? .indemnity
        let reasons = [
            nil, "VATEX-EU-AE", "VATEX-EU-G", "VATEX-EU-IC", "VATEX-EU-O", "VATEX-FR-FRANCHISE",
        ].map { VATExemption(code: $0, reason: "Motif") }
        let exemption: VATExemption? =
            Bool.random(using: &random) ? reasons.randomElement(using: &random) : nil
        let holes = (0..<6).map { _ in Int.random(in: 0..<6, using: &random) == 0 }
        return EInvoiceSamples.note(
            Bool.random(using: &random) ? .credit : .reversal, treatment, invoices: invoices,
            currency: currency,
            change: {
                $0.exemption = exemption
                $0.eurRate = holes[0] ? ExchangeRate(millionths: 923_450) : nil
                if holes[1] { $0.customer.siren = nil }
                if holes[2] { $0.customer.vatNumber = nil }
                if holes[3] { $0.issuer.vatNumber = nil }
                if holes[4] { $0.customer.endpoint = .init(scheme: "0009", id: "29999001000017") }
                $0.issuer.accounts.vat = holes[5] ? "20=445711" : "445710"
            })
    }
}
