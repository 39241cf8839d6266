import Subprocess
import TestSupport
import Testing

@Suite("Tables of a month whose every text means harm")
struct CommandHostileTableTests {
    @Test("no cell is a formula, and what it says is the text", arguments: HostileMonth.allCases)
    func tables(month: HostileMonth) async throws {
        try await month.with { database in
            for (separator, options) in [(",", []), (";", ["--decimal", "comma"])]
                as [(Unicode.Scalar, [String])]
            {
                let report = try await database.issuing(["report", "2026-10", "--format", "csv"] + options)
                #expect(report.status == .exited(0), "\(report.errors)")
                let rows = try cells(report.text, separator: separator)
                expectHarmless(rows)
                #expect(rows.count == month.count + HostileFacts.strangers + 1)
                #expect(Set(rows.map(\.count)).count == 1)
                try expect(rows, "subscription", month.facts.subscriptionNames)
                try await database.issuing(
                    [
                        "note", "export", "--month", "2026-10", "--format", "csv", "--output",
                        "\(database.folder)/csv",
                    ] + options
                ).expectSilentSuccess()
                let notes = try cells(
                    String(
                        decoding: try Checkout.bytes(of: "\(database.folder)/csv/notes.csv"), as: UTF8.self),
                    separator: separator)
                expectHarmless(notes)
                #expect(notes.count == 1 + month.count + month.documents.reasons.count)
                #expect(Set(notes.map(\.count)).count == 1)
                try expect(notes, "customer_name", month.payloads.texts)
                try expect(notes, "reason", month.documents.reasons)
            }
        }
    }

    /// These texts, and no others, stand in the column, those that begin a formula after a quotation mark.
    private func expect(_ rows: [[String]], _ column: String, _ texts: [String]) throws {
        let place = try #require(rows[0].firstIndex(of: column))
        let stated = Set(rows.dropFirst().map { Array($0[place].utf8) }.filter { !$0.isEmpty })
        let expected = texts.map { text in
            Array((text.utf8.first.map { "=+-@\t\r\n".utf8.contains($0) } == true ? "'" : "").utf8)
                + Array(text.utf8)
        }
        #expect(stated == Set(expected), "\(column)")
    }

    private func expectHarmless(_ rows: [[String]]) {
        for cell in rows.joined() {
            guard let first = cell.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) else {
                continue
            }
            #expect(cell.wholeMatch(of: /-[0-9]+([.,][0-9]+)?/) != nil, "\(cell)")
        }
    }

    @Test("accounting entries keep their 18 columns and their lines", arguments: HostileMonth.allCases)
    func entries(month: HostileMonth) async throws {
        try await month.with { database in
            try await database.issuing(
                "note", "export", "--month", "2026-10", "--format", "entries", "--output",
                "\(database.folder)/out"
            ).expectSilentSuccess()
            #expect(try TemporaryFolder.names(in: "\(database.folder)/out") == ["100000009FEC20261231.txt"])
            let bytes = try Checkout.bytes(of: "\(database.folder)/out/100000009FEC20261231.txt")
            let lines = bytes.split(separator: UInt8(ascii: "\n"))
            #expect(lines.count == 1 + 3 * (month.count + month.documents.reasons.count))
            for line in lines {
                #expect(line.last == UInt8(ascii: "\r") && line.count { $0 == UInt8(ascii: "\t") } == 17)
                #expect(!line.dropLast().contains { $0 < 0x20 && $0 != 9 || 0x7F..<0xA0 ~= $0 })
            }
        }
    }

    /// Reads RFC 4180: every line ends in CR LF, quotes are doubled within quotes.
    private func cells(_ text: String, separator: Unicode.Scalar) throws -> [[String]] {
        var rows: [[String]] = [[]]
        var cell = String.UnicodeScalarView()
        var isQuoted = false
        var rest = Substring(text).unicodeScalars
        if rest.first == "\u{FEFF}" { rest.removeFirst() }
        while let scalar = rest.popFirst() {
            if isQuoted {
                if scalar == "\"", rest.first != "\"" {
                    isQuoted = false
                } else {
                    cell.append(scalar)
                    if scalar == "\"" { rest = rest.dropFirst() }
                }
            } else if scalar == "\"" {
                try #require(cell.isEmpty)
                isQuoted = true
            } else if scalar == separator || scalar == "\r" {
                rows[rows.count - 1].append(String(cell))
                cell = String.UnicodeScalarView()
                if scalar == "\r" {
                    try #require(rest.first == "\n")
                    rest = rest.dropFirst()
                    rows.append([])
                }
            } else {
                try #require(scalar != "\n")
                cell.append(scalar)
            }
        }
        try #require(!isQuoted && rows.last == [] && cell.isEmpty)
        return rows.dropLast()
    }
}
