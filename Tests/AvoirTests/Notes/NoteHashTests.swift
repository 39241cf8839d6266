import TestSupport
import Testing

/// Runs the program that docs/internals/note-hash.md prints, as a reader would.
@Suite("A note's hash, recomputed by the documented program")
struct NoteHashTests {
    /// The page's block of Python.
    private func program() throws -> String {
        let page = String(
            decoding: try Checkout.bytes(of: "\(Checkout.root)/docs/internals/note-hash.md"), as: UTF8.self)
        let blocks = page.split(separator: "```python\n", maxSplits: 1)
        try #require(blocks.count == 2)
        return String(try #require(blocks[1].split(separator: "```", maxSplits: 1).first))
    }

    @Test("a credit, its reversal and a commercial note have the hash that the program computes")
    func recomputed() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            try database.write(try program(), to: "note-hash.py")
            try await database.issuing(
                "note", "reverse", IssuedMonth.number(4), "--date", "2026-11-06", "--reason",
                "Mauvaise « adresse »"
            ).expect(0)
            try await database.issuing(
                "note", "issue", "CC-1001", "2026-10", "--amount", "1.00", "--reason", "Geste", "--date",
                "2026-11-06"
            ).expect(0)
            for number in [1, 4, 15, 18, 19].map(IssuedMonth.number) {
                let note = try await database.issuing("note", "show", number, "--json").expectSilentSuccess()
                    .json()
                let computed = try await database.shell("python3 note-hash.py '\(database.url)' \(number)")
                #expect(computed.text == "\(note["hash"].text ?? "none")\n", "\(number)")
            }
        }
    }
}
