import Documents
import SLA
import TestSupport
import Testing

@Suite("Accounting entries")
struct EntriesTests {
    private func file(_ notes: [CreditNote], closing: String = "2026-12-31") throws -> Entries {
        var entries = Entries(siren: "100000009", closing: Samples.day(closing))
        for (index, note) in notes.enumerated() { try entries.add(note, number: index + 1) }
        return entries
    }

    /// The fields of every line after the header.
    private func rows(_ notes: [CreditNote]) throws -> [[String]] { rows(try file(notes)) }

    private func rows(_ entries: Entries) -> [[String]] {
        let bytes = entries.bytes
        let text = String(decoding: bytes.map { $0 < 0x80 ? $0 : UInt8(ascii: "~") }, as: UTF8.self)
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: true)
        #expect(text.hasSuffix("\r\n"))
        return lines.dropFirst().map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
        }
    }

    @Test("the file is named by company and closing date and begins with the 18 columns")
    func header() throws {
        let empty = try file([])
        #expect(empty.name == "100000009FEC20261231.txt")
        #expect(Entries.columns.count == 18)
        #expect(
            String(decoding: empty.bytes, as: UTF8.self)
                == "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\t"
                + "PieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\t"
                + "Idevise\r\n")
    }

    @Test("a price reduction debits the reduction and the VAT, and credits the customer")
    func priceReduction() throws {
        let rows = try rows([NoteSamples.note()])
        let common = ["AV-2026-000001", "20261205", "Avoir SLA 2026-11 FA-2026-1107"]
        let start = ["VE", "Ventes", "VE000001", "20261205"]
        let end = ["", "", "20261205", "", ""]
        #expect(
            rows == [
                start + ["709600", "Rabais sur prestations de services", "", ""] + common + [
                    "123,45", "0,00",
                ] + end,
                start + ["445710", "TVA collect~e", "", ""] + common + ["24,69", "0,00"] + end,
                start + ["411000", "Clients", "C-001", "Client Exemple SA"] + common + ["0,00", "148,14"]
                    + end,
            ])
    }

    @Test(
        "without VAT there is no VAT line, and an indemnity has its own account",
        arguments: [(Terms.VATTreatment.netOfTax, "709600"), (.indemnity, "671000")])
    func withoutVAT(_ treatment: Terms.VATTreatment, _ account: String) throws {
        let rows = try rows([NoteSamples.note(treatment: treatment, vat: [(0, 12_345, 0)])])
        #expect(rows.map { $0[4] } == [account, "411000"])
        #expect(rows.map { [$0[11], $0[12]] } == [["123,45", "0,00"], ["0,00", "123,45"]])
    }

    @Test("a part without VAT makes no empty line")
    func zeroRate() throws {
        let rows = try rows([NoteSamples.note(vat: [(20, 100, 20), (0, 100, 0)])])
        #expect(
            rows.map { $0[5] } == ["Rabais sur prestations de services", "TVA collect~e", "Clients"])
    }

    @Test("a reversal is the other way round and names the note that it cancels")
    func reversal() throws {
        let note = NoteSamples.note()
        let rows = try rows([note, NoteSamples.reversal(of: note, no: 2)])
        #expect(
            rows[3...].map { [$0[11], $0[12]] } == [
                ["0,00", "123,45"], ["0,00", "24,69"], ["148,14", "0,00"],
            ])
        #expect(rows[3][10] == "Annulation AV-2026-000001 SLA 2026-11 FA-2026-1107")
    }

    @Test("entries have the numbers that they are given, and stand in their order")
    func numbering() throws {
        var entries = Entries(siren: "100000009", closing: Samples.day("2026-12-31"))
        for number in [12, 10, 11] { try entries.add(NoteSamples.note(number), number: number) }
        let rows = rows(entries)
        #expect(rows.map { $0[2] } == (10...12).flatMap { Array(repeating: "VE0000\($0)", count: 3) })
        #expect(rows.map { $0[8] } == (10...12).flatMap { Array(repeating: "AV-2026-0000\($0)", count: 3) })
        #expect(entries.count == 3)
    }

    @Test(
        "each rate has its account where the issuer names one for each, and an account has one name in a file"
    )
    func accounts() throws {
        let two: [(rate: Int64, net: Int64, vat: Int64)] = [(20, 10_000, 2_000), (10, 5_000, 500)]
        func labels(_ accounts: String) throws -> [[String]] {
            var content = NoteSamples.content
            content.issuer.accounts.vat = accounts
            return try rows([NoteSamples.note(vat: two, content: content)])[1...2].map { [$0[4], $0[5]] }
        }
        #expect(
            try labels("20=445711 10=445712") == [
                ["445711", "TVA collect~e 20 %"], ["445712", "TVA collect~e 10 %"],
            ])
        for one in ["445710", "20=445710 10=445710"] {
            #expect(
                try labels(one) == [["445710", "TVA collect~e"], ["445710", "TVA collect~e"]], "\(one)")
        }
        #expect(throws: Entries.Refusal.self) { try labels("20=445711") }
    }

    @Test("the journal is the issuer's")
    func journal() throws {
        var content = NoteSamples.content
        content.issuer.journal = "AVO"
        let rows = try rows([NoteSamples.note(content: content)])
        #expect(rows.map { Array($0[0...2]) } == Array(repeating: ["AVO", "Ventes", "AVO000001"], count: 3))
    }

    @Test("what no file can hold is refused with a sentence that follows the note's number")
    func refusals() {
        func refusal(_ note: CreditNote) -> Entries.Refusal? {
            var entries = Entries(siren: "100000009", closing: Samples.day("2026-12-31"))
            do throws(Entries.Refusal) {
                try entries.add(note, number: 1)
                return nil
            } catch {
                #expect(entries.count == 0)
                return error
            }
        }
        #expect(refusal(NoteSamples.note()) == nil)
        let foreign = refusal(NoteSamples.note(currency: "CHF"))
        #expect(foreign?.note == "AV-2026-000001")
        #expect(
            foreign?.reason == "it is in CHF: accounting entries are in EUR, and no exchange rate is known")
        var content = NoteSamples.content
        content.issuer.accounts.vat = "10=445712"
        #expect(
            refusal(NoteSamples.note(content: content))?.reason
                == "its issuer names no account for VAT at 20 % (accounts.vat of the issuer file)")
    }

    @Test("tabs and line ends in a name do not move the columns")
    func separators() throws {
        var content = NoteSamples.content
        content.customer.name = "A\tB\r\nC\nD"
        let rows = try rows([NoteSamples.note(content: content)])
        #expect(rows.allSatisfy { $0.count == 18 })
        #expect(rows[2][7] == "A B  C D")
    }

    @Test(
        "every entry balances, line by line to the cent, for random notes",
        arguments: [1, 2, 3, 4] as [UInt64])
    func balance(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var notes: [CreditNote] = []
        for no in 1...50 {
            let hasVAT = Bool.random(using: &random)
            let rates: [Int64] = hasVAT ? [20, 10, 5].filter { _ in Bool.random(using: &random) } + [0] : [0]
            let vat = rates.map { rate -> (rate: Int64, net: Int64, vat: Int64) in
                let net = Int64.random(in: 1...9_999_999_999, using: &random)
                return (rate, net, (net * rate + 50) / 100)
            }
            let note = NoteSamples.note(
                notes.count + 1, treatment: hasVAT ? .priceReduction : no % 2 == 0 ? .netOfTax : .indemnity,
                vat: vat)
            notes.append(note)
            if Int.random(in: 0..<4, using: &random) == 0 {
                notes.append(NoteSamples.reversal(of: note, no: notes.count + 1))
            }
        }
        var sums: [String: (debit: Int64, credit: Int64)] = [:]
        var gross: [String: Int64] = [:]
        for row in try rows(notes) {
            let debit = try #require(Int64(row[11].replacing(",", with: "")))
            let credit = try #require(Int64(row[12].replacing(",", with: "")))
            #expect((debit == 0) != (credit == 0), "seed \(seed): \(row)")
            sums[row[2], default: (0, 0)].debit += debit
            sums[row[2], default: (0, 0)].credit += credit
            if row[4] == "411000" { gross[row[8]] = debit + credit }
        }
        #expect(sums.count == notes.count)
        for (number, sum) in sums { #expect(sum.debit == sum.credit, "seed \(seed): \(number)") }
        for note in notes { #expect(gross[note.number] == note.gross.amount, "seed \(seed)") }
    }
}

@Suite("The encoding of accounting entries")
struct EntriesEncodingTests {
    /// The customer's name as it stands in the file.
    private func encoded(_ name: String) throws -> [UInt8] {
        var content = NoteSamples.content
        content.customer.name = name
        var entries = Entries(siren: "100000009", closing: Samples.day("2026-12-31"))
        try entries.add(NoteSamples.note(content: content), number: 1)
        let lines = entries.bytes.split(separator: UInt8(ascii: "\n"))
        return Array(lines[3].split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)[7])
    }

    @Test("what ISO 8859-15 has is one byte, composed or not")
    func latin9() throws {
        #expect(
            try encoded("éÉçÿŸœŒ€Šž£") == [0xE9, 0xC9, 0xE7, 0xFF, 0xBE, 0xBD, 0xBC, 0xA4, 0xA6, 0xB8, 0xA3])
        #expect(try encoded("e\u{301}") == [0xE9])
        #expect(try encoded("A\u{A0}B") == [0x41, 0xA0, 0x42])
    }

    @Test(
        "what it lacks is transliterated, and never lost silently",
        arguments: [
            ("L’Œil", "L'~il"), ("« A – B — C »", "~ A - B - C ~"), ("1\u{202F}000", "1 000"),
            ("“x”…", "\"x\"..."),
            ("Łódź", "L~dz"), ("Škoda Čapek", "~koda Capek"), ("Ő Ű ţ ğ", "O U t g"), ("Nguyễn", "Nguyen"),
            ("x\u{302}", "x"), ("ﬁn", "fin"), ("½ ¼ ¾", "1/2 1/4 3/4"), ("Δ 日本", "? ??"), ("👩‍👧", "??"),
            ("a\u{0}b", "a?b"), ("№ 5 ™", "No 5 (TM)"), ("¤", "?"), ("a\u{200B}b", "ab"),
        ])
    func transliteration(_ sample: (text: String, expected: String)) throws {
        let bytes = try encoded(sample.text).map { $0 < 0x80 ? $0 : UInt8(ascii: "~") }
        #expect(String(decoding: bytes, as: UTF8.self) == sample.expected)
    }

    @Test("no character of the basic plane leaves a control character, and only formatting leaves nothing")
    func everyCharacter() {
        for value in UInt32(0x20)...0xFFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Latin9.bytes(String(scalar))
            #expect(bytes.allSatisfy { 0x20...0x7E ~= $0 || $0 >= 0xA0 }, "U+\(String(value, radix: 16))")
            guard bytes.isEmpty else { continue }
            let category = scalar.properties.generalCategory
            #expect(
                [.nonspacingMark, .enclosingMark, .format].contains(category), "U+\(String(value, radix: 16))"
            )
        }
    }
}
