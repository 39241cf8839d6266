import Testing

@testable import Documents

@Suite("Customers in accounting entries")
struct EntriesCustomersTests {
    @Test("two customers whose codes the file cannot tell apart do not share an account")
    func oneCode() throws {
        var entries = Entries(siren: "100000009", closing: Samples.day("2026-12-31"))
        for (number, customer) in ["Č1", "C2", "Č1"].enumerated() {
            try entries.add(NoteSamples.note(customer: customer), number: number + 1)
        }
        let other = NoteSamples.note(customer: "Ć1")
        let refusal = #expect(throws: Entries.Refusal.self) { try entries.add(other, number: 4) }
        #expect(refusal?.reason.contains("Ć1 and Č1 have one code") == true)
        #expect(entries.count == 3)
    }
}
