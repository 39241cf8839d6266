import TestSupport
import Testing

@Suite("avoir note export --format entries")
struct CommandNoteEntriesTests {
    /// The lines of a file of entries, each split into its fields; the bytes stay ISO 8859-15.
    private func lines(of path: String) throws -> [[[UInt8]]] {
        let bytes = try Checkout.bytes(of: path)
        return bytes.split(separator: UInt8(ascii: "\n")).map { line in
            line.dropLast().split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
                .map(Array.init)
        }
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private func cents(_ field: [UInt8]) throws -> Int {
        #expect(field.dropLast(2).last == UInt8(ascii: ","))
        return try #require(Int(text(field.filter { $0 != UInt8(ascii: ",") })))
    }

    @Test("every entry is balanced, numbered without gaps, and is one note's net, VAT and gross")
    func balanced() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            try await database.issuing(
                "note", "reverse", IssuedMonth.number(4), "--date", "2026-11-06", "--reason", "Erreur"
            ).expectSilentSuccess()
            let notes = try await database.notes()
            try await database.issuing(
                "note", "export", "--format", "entries", "--output", "\(database.folder)/out"
            ).expectSilentSuccess()
            let lines = try lines(of: "\(database.folder)/out/100000009FEC20261231.txt")
            #expect(lines.allSatisfy { $0.count == 18 })
            let entries = Dictionary(grouping: lines.dropFirst()) { text($0[2]) }
            #expect(entries.count == 18 && notes.count == 18)
            for (index, note) in notes.enumerated() {
                let number = "VE" + String(IssuedMonth.number(index + 1).suffix(6))
                let entry = try #require(entries[number], "\(number)")
                #expect(entry.allSatisfy { text($0[8]) == note["number"].text })
                let debit = try entry.reduce(0) { try $0 + cents($1[11]) }
                let credit = try entry.reduce(0) { try $0 + cents($1[12]) }
                #expect(debit == credit)
                #expect(debit == Int((note["gross"].text ?? "").filter { $0 != "." }))
                let customer = try #require(entry.last)
                #expect(text(customer[4]) == "411000")
                let isCredit = note["kind"] == .string("credit")
                #expect(try cents(customer[isCredit ? 12 : 11]) == debit)
            }
        }
    }

    @Test(
        "the selection goes by the filter, the file's name by the financial year",
        arguments: [
            (["--month", "2026-09"], "100000009FEC20261231.txt", 3),
            (["--to", "2026-10-31"], "100000009FEC20261231.txt", 3),
            (["--from", "2026-11-01", "--to", "2026-11-30"], "100000009FEC20261231.txt", 14),
            (["--subscription", "CC-1002"], "100000009FEC20261231.txt", 1),
        ])
    func selection(filter: [String], name: String, count: Int) async throws {
        try await CommandDatabase.withOctoberIssued { database in
            let export = ["note", "export", "--format", "entries", "--output", "\(database.folder)/out"]
            try await database.issuing(export + filter).expectSilentSuccess()
            #expect(try TemporaryFolder.names(in: "\(database.folder)/out") == [name])
            let lines = try lines(of: "\(database.folder)/out/\(name)").dropFirst()
            #expect(Set(lines.map { text($0[2]) }).count == count)
        }
    }

    @Test("names are in ISO 8859-15, and what that lacks is transliterated")
    func characters() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            try database.write(
                """
                customer,name,siren,vat_number,street,postcode,city,country,email
                C-002,"Œuvres d’Été €\tŐ",299990028,FR22299990028,4 rue du Faux-Fret,59000,Lille,FR,

                """, to: "customers.csv")
            try await database.issuing("import", "customers", "\(database.folder)/customers.csv").expect(0)
            try await database.issuing(IssuedMonth.october).expectSilentSuccess()
            try await database.issuing(
                "note", "export", "--customer", "C-002", "--format", "entries", "--output",
                "\(database.folder)/out"
            ).expectSilentSuccess()
            let lines = try lines(of: "\(database.folder)/out/100000009FEC20261231.txt")
            let name = try #require(lines.last)[7]
            let expected: [UInt8] = [
                0xBC, 0x75, 0x76, 0x72, 0x65, 0x73, 0x20, 0x64, 0x27, 0xC9, 0x74, 0xE9, 0x20, 0xA4, 0x20,
                0x4F,
            ]
            #expect(name == expected)
        }
    }
}
