import Documents
import SLA
import TestSupport
import Testing

@Suite("docs/reference/notes.md")
struct NoteReferenceTests {
    @Test("names each column of notes.csv, in order")
    func columns() throws {
        #expect(try names(in: "notes.csv") == NotesCSV.columns)
    }

    @Test("names each member of a note's JSON, and of its lines'")
    func members() throws {
        let note = try JSON(NoteSummary.document(LineSamples.three))
        let named = Set(try names(in: "JSON"))
        for key in keys(of: note) { #expect(named.contains(key), "\(key)") }
    }

    /// The words in code type of a section's tables, in order, without those that stand for values.
    private func names(in section: String) throws -> [String] {
        let page = String(
            decoding: try Checkout.bytes(of: "\(Checkout.root)/docs/reference/notes.md"), as: UTF8.self)
        let text = try #require(page.split(separator: "\n## ").first { $0.hasPrefix("\(section)\n") })
        return text.split(separator: "\n").filter { $0.hasPrefix("| `") }.flatMap { row in
            let cells = section == "JSON" ? row[...] : row.split(separator: "|")[0]
            return cells.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
        }
    }

    private func keys(of value: JSON) -> Set<String> {
        var keys: Set<String> = []
        for (key, member) in value.members {
            keys.insert(key)
            keys.formUnion(self.keys(of: member))
        }
        for element in value.elements { keys.formUnion(self.keys(of: element)) }
        return keys
    }
}
