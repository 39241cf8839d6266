internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: orders, exchange rates, and the words of exemptions")
struct LedgerReferencesTests {
    @Test("orders, contract and exchange rate are frozen as they are when the note is issued")
    func references() throws {
        try Ledger.with { ledger in
            try importing(
                "subscriptions",
                """
                subscription,customer,service,terms,starts_on,order_reference,contract_reference
                S-1,C-1,ivr,axantis,2024-06-01,ENG-1,M-5
                """, on: ledger.connection)
            try ledger.harm("2025-12", rate: 20)
            try ledger.request("2025-12")
            try importing(
                "invoices",
                """
                invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,currency,eur_rate,order_reference
                F-1,S-1,2025-12,2025-12-31,100000,20000000,USD,900000,
                F-2,S-1,2025-12,2025-12-31,100000,20000000,USD,900000,ENG-7
                """, on: ledger.connection)
            try ledger.assess("2025-12")
            try importing(
                "invoices",
                """
                invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,eur_rate,currency
                F-1,S-1,2025-12,2025-12-31,100000,20000000,910000,USD
                """, on: ledger.connection)
            #expect(
                try ledger.plan("2025-12", on: "2026-01-31").first?.missing == ["invoice one eur_rate"])
            try importing(
                "invoices",
                """
                invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,eur_rate,currency
                F-2,S-1,2025-12,2025-12-31,100000,20000000,910000,USD
                """, on: ledger.connection)
            let note = try sample(ledger.issue("2025-12", on: "2026-01-31").first, "a note")
            #expect(note.lines.first?.content.orderReferences == ["ENG-1", "ENG-7"])
            #expect(note.orderReference == nil && note.contractReference == "M-5")
            #expect(note.content.eurRate == ExchangeRate(millionths: 910_000))
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a note per customer holds one exchange rate")
    func rates() throws {
        try Ledger.with { ledger in
            _ = try ledger.issuer(notesPer: .customer).set(ledger.connection)
            for (subscription, rate) in [("S-1", "900000"), ("S-2", "910000"), ("S-3", "900000")] {
                try ledger.harm("2025-12", subscription, rate: 20)
                try ledger.request("2025-12", subscription)
                try importing(
                    "invoices",
                    """
                    invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,currency,eur_rate
                    F-1,\(subscription),2025-12,2025-12-31,100000,20000000,USD,\(rate)
                    """, on: ledger.connection)
            }
            try ledger.assess("2025-12")
            let notes = try ledger.issue("2025-12", on: "2026-01-31")
            #expect(notes.map { $0.lines.map(\.subscription) } == [["S-1", "S-3"], ["S-2"]])
            #expect(notes.map { $0.content.eurRate?.description } == ["0.9", "0.91"])
        }
    }

    @Test("the words of a code are the same in the program and in the database")
    func words() throws {
        try TestDatabase.with { _, connection in
            for code in ["AE", "G", "IC", "O", "132"].map({ "VATEX-EU-" + $0 }) + [
                "VATEX-FR-AE", "VATEX-FR-FRANCHISE",
            ] {
                let words = try connection.query("select exemption_words($1) as words", [.text(code)])
                    .single()
                    .optionalText("words")
                #expect(words == VATExemption.standardReason(of: code))
            }
        }
    }

    @Test("the French parts of the world are the same in the program and in the database")
    func countries() throws {
        try TestDatabase.with { _, connection in
            for code in [
                "FR", "GP", "MQ", "GF", "RE", "YT", "BL", "MF", "PM", "NC", "PF", "WF", "MC", "BE", "US",
            ] {
                let isFrench = try connection.query("select is_french($1) as value", [.text(code)]).single()
                    .bool("value")
                #expect(isFrench == Country.isFrench(code), "\(code)")
            }
        }
    }
}
