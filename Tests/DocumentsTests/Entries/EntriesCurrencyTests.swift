import Documents
import SLA
import TestSupport
import Testing

@Suite("Accounting entries of a note in another currency")
struct EntriesCurrencyTests {
    /// Account, debit, credit, amount and currency of each line, in cents.
    private struct Line: Equatable {
        var account: String
        var debit: Int64
        var credit: Int64
        var stated: Int64?
        var currency: String
    }

    private func lines(_ note: CreditNote) throws -> [Line] {
        var entries = Entries(siren: "100000009", closing: Samples.day("2026-12-31"))
        try entries.add(note, number: 1)
        let text = String(decoding: entries.bytes.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
        return try text.split(separator: "\r\n").dropFirst().map { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            func cents(_ text: String) -> Int64? { Int64(text.replacing(",", with: "")) }
            return Line(
                account: fields[4], debit: try #require(cents(fields[11])),
                credit: try #require(cents(fields[12])), stated: cents(fields[16]), currency: fields[17])
        }
    }

    private func note(
        _ vat: [(rate: Int64, net: Int64, vat: Int64)], rate millionths: Int64,
        accounts: String = "445710"
    ) -> CreditNote {
        var content = NoteSamples.content
        content.eurRate = ExchangeRate(millionths: millionths)
        content.issuer.accounts.vat = accounts
        return NoteSamples.note(vat: vat, content: content, currency: "USD")
    }

    @Test("amounts are in euros, and the note's own stand beside them, signed")
    func dollars() throws {
        let note = note([(20, 10_000, 2_000)], rate: 923_450)
        #expect(
            try lines(note) == [
                Line(account: "709600", debit: 9_234, credit: 0, stated: 10_000, currency: "USD"),
                Line(account: "445710", debit: 1_847, credit: 0, stated: 2_000, currency: "USD"),
                Line(account: "411000", debit: 0, credit: 11_081, stated: -12_000, currency: "USD"),
            ])
        #expect(
            try lines(NoteSamples.reversal(of: note, no: 2)) == [
                Line(account: "709600", debit: 0, credit: 9_234, stated: -10_000, currency: "USD"),
                Line(account: "445710", debit: 0, credit: 1_847, stated: -2_000, currency: "USD"),
                Line(account: "411000", debit: 11_081, credit: 0, stated: 12_000, currency: "USD"),
            ])
    }

    @Test("the cost takes the cent that rounding leaves")
    func cent() throws {
        // 0.005 + 0.005 is 0.01: the VAT alone is rounded up to it, too.
        let found = try lines(note([(100, 1, 1)], rate: 500_000))
        #expect(found.map(\.debit) == [0, 1, 0] && found.map(\.credit) == [0, 0, 1])
    }

    @Test("several rates share the VAT that the note states in euros")
    func severalRates() throws {
        let found = try lines(
            note([(20, 7, 1), (10, 14, 1), (5, 27, 1)], rate: 500_000, accounts: "20=1 10=2 5=3"))
        // 1.5 cents are 2: of three halves the two higher rates have one each.
        #expect(found.map(\.account) == ["709600", "1", "2", "3", "411000"])
        #expect(found.map(\.debit) == [24, 1, 1, 0, 0] && found.map(\.credit) == [0, 0, 0, 0, 26])
    }

    @Test(
        "every entry balances in both currencies, and its VAT is what the e-invoice states",
        arguments: [1, 2, 3, 4] as [UInt64])
    func balance(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let rates: [Int64] = [20, 10, 5, 0].filter { _ in Bool.random(using: &random) }
            let vat = (rates.isEmpty ? [20] : rates).map { rate -> (rate: Int64, net: Int64, vat: Int64) in
                let net = Int64.random(in: 1...9_999_999, using: &random)
                return (rate, net, (net * rate + 50) / 100)
            }
            let note = note(vat, rate: Int64.random(in: 1...3_000_000, using: &random))
            let found = try lines(note)
            #expect(found.reduce(0) { $0 + $1.debit - $1.credit } == 0, "seed \(seed)")
            #expect(found.reduce(0) { $0 + ($1.stated ?? 0) } == 0, "seed \(seed)")
            let posted = found.filter { $0.account == "445710" }.reduce(0) { $0 + $1.debit }
            #expect(note.content.eurRate?.euros(for: note.vatTotal) == Cents(posted), "seed \(seed)")
            #expect(note.content.eurRate?.euros(for: note.gross) == found.last.map { Cents($0.credit) })
            #expect(found.allSatisfy { $0.debit >= 0 && $0.credit >= 0 && $0.currency == "USD" })
        }
    }

    @Test("without a rate, and beyond 64 bits, no entry is made")
    func refusals() {
        var entries = Entries(siren: "100000009", closing: Samples.day("2026-12-31"))
        #expect(throws: Entries.Refusal.self) {
            try entries.add(NoteSamples.note(currency: "USD"), number: 1)
        }
        let large = note([(20, 900_000_000_000_000, 180_000_000_000_000)], rate: 1_000_000_000_000)
        #expect(throws: Entries.Refusal.self) { try entries.add(large, number: 1) }
        #expect(entries.count == 0)
    }
}
