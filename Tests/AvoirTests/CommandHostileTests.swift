import Glibc
import Postgres
import Subprocess
import Testing

@Suite("A month whose every text means harm")
struct CommandHostileTests {
    @Test("what was imported is stored byte for byte, and comes back so in JSON")
    func stored() async throws {
        try await HostileMonth.with { database in
            for (table, column, texts) in [
                ("customer_details", "name", HostileMonth.files[1].column("name")),
                ("customer_details", "city", HostileMonth.files[1].column("city")),
                ("subscription", "subscription", HostileMonth.files[2].column("subscription")),
                ("invoice", "invoice", HostileMonth.files[3].column("invoice")),
                ("outage", "summary", HostileMonth.files[4].column("summary")),
                ("outage", "id", HostileMonth.files[4].column("id")),
                ("notification", "reference", HostileMonth.files[5].column("reference")),
                ("excusable_event", "evidence", HostileMonth.files[6].column("evidence")),
                ("maintenance", "summary", HostileMonth.files[7].column("summary")),
                ("credit_request", "reference", HostileMonth.files[8].column("reference")),
                ("holiday", "name", HostileMonth.files[0].column("name")),
            ] {
                let rows = try database.connect().query("select \(column)::text from \(table)")
                let stored = try rows.map { try $0.text(0) }
                #expect(
                    stored.map { Array($0.utf8) }.sorted(by: precedes)
                        == texts.map { Array($0.utf8) }.sorted(by: precedes), "\(table).\(column)")
            }
            let report = try await database.issuing("report", "2026-10", "--json").expectSilentSuccess()
                .json()
            #expect(
                Set(report["subscriptions"].texts("subscription").map { Array($0.utf8) })
                    == Set(HostileMonth.files[2].column("subscription").map { Array($0.utf8) }))
            for place in stride(from: 0, to: HostileMonth.count, by: 5) {
                let explained = try await database.issuing(
                    "explain", "2026-10", "--json", "--", HostileMonth.code(place, "s")
                ).expectSilentSuccess()
                #expect(try explained.json(contains: HostileMonth.text(place + 4)), "evidence \(place)")
            }
            let notes = try await database.notes()
            #expect(notes.count == HostileMonth.count)
            for note in notes.prefix(3) {
                let number = try #require(note["number"].text)
                let whole = try await database.issuing("note", "show", number, "--json").expectSilentSuccess()
                let customer = try #require(try whole.json()["customer"].text)
                let place = try #require(
                    (0..<HostileMonth.count).first { HostileMonth.code($0, "c") == customer })
                #expect(try whole.json(contains: HostileMonth.text(place)))
            }
            try await database.issuing(
                "note", "reverse", notes[0]["number"].text ?? "", "--date", "2026-11-06", "--reason",
                HostileMonth.codes[0] + "\n=1+1"
            ).expectSilentSuccess()
            try await database.expectVerified()
        }
    }

    @Test("no cell of a table is a formula, and what it says is the text")
    func tables() async throws {
        try await HostileMonth.with { database in
            for (separator, options) in [(",", []), (";", ["--decimal", "comma"])]
                as [(Unicode.Scalar, [String])]
            {
                let report = try await database.issuing(["report", "2026-10", "--format", "csv"] + options)
                    .status(0)
                let rows = try cells(report.text, separator: separator)
                expectHarmless(rows)
                #expect(rows.count == HostileMonth.count + 1 && Set(rows.map(\.count)).count == 1)
                let column = try #require(rows[0].firstIndex(of: "subscription"))
                let first = Set(rows.dropFirst().map { $0[column] })
                for place in 0..<HostileMonth.count {
                    let code = HostileMonth.code(place, "s")
                    #expect(first.contains("=+-@".contains(code.first ?? " ") ? "'" + code : code))
                }
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
                #expect(notes.count > HostileMonth.count && Set(notes.map(\.count)).count == 1)
            }
        }
    }

    private func expectHarmless(_ rows: [[String]]) {
        for cell in rows.joined() {
            guard let first = cell.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) else {
                continue
            }
            #expect(cell.wholeMatch(of: /-[0-9]+([.,][0-9]+)?/) != nil, "\(cell)")
        }
    }

    @Test("pages hold no markup, attribute or order of characters that comes from data")
    func pages() async throws {
        try await HostileMonth.with { database in
            var pages: [String] = []
            for language in ["fr", "en"] {
                let report = ["report", "2026-10", "--format", "html", "--lang", language]
                pages.append(try await database.issuing(report).status(0).text)
            }
            let folder = "\(database.folder)/pages"
            try await database.issuing(
                "note", "export", "--month", "2026-10", "--format", "html", "--output", folder
            ).expectSilentSuccess()
            let names = try TemporaryFolder.names(in: folder)
            #expect(names.count == HostileMonth.count)
            for name in names {
                pages.append(String(decoding: try Checkout.bytes(of: "\(folder)/\(name)"), as: UTF8.self))
            }
            for page in pages {
                let read = try MarkupCheck(page)
                let foreign = read.elements.filter { element in
                    ["img", "iframe", "object", "embed", "base", "form"].contains(element.name)
                        || element.attributes.contains { name, value in
                            // Links lead within the page.
                            name.hasPrefix("on") || ["src", "action", "formaction"].contains(name)
                                || (name == "href" && !value.hasPrefix("#"))
                                || (name == "style" && value.contains("url"))
                        }
                }
                #expect(foreign.isEmpty)
                #expect(read.all("script").count <= 1)
                let orders = page.unicodeScalars.filter {
                    (0x202A...0x202E ~= $0.value) || (0x2066...0x2069 ~= $0.value)
                }
                #expect(orders.isEmpty)
            }
            #expect(pages.contains { $0.contains("&lt;script&gt;alert(1)&lt;/script&gt;") })
        }
    }

    @Test("e-invoices are well formed, declare nothing, and say the texts", arguments: ["ubl", "cii"])
    func invoices(format: String) async throws {
        try await HostileMonth.with { database in
            let export = try await database.issuing(
                "note", "export", "--month", "2026-10", "--format", format, "--output",
                "\(database.folder)/out"
            ).expect(65)
            let names = try TemporaryFolder.names(in: "\(database.folder)/out")
            #expect(names.count >= HostileMonth.count / 3, "\(export)")
            var texts: Set<String> = []
            for name in names {
                #expect(name.wholeMatch(of: /_tmp___2026_[0-9]{6}\.(ubl|cii)\.xml/) != nil, "\(name)")
                let read = try EInvoiceXML.read(try Checkout.bytes(of: "\(database.folder)/out/\(name)"))
                texts.formUnion(read.all.map(\.text))
            }
            let customers = (0..<HostileMonth.count).filter { $0 % 2 == 0 }.map(HostileMonth.text)
            // Line breaks and tabs are blanks there.
            let missing = customers.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
                .filter { !texts.contains($0) }
            #expect(missing.isEmpty, "\(missing.map { $0.prefix(60) })")
            #expect(texts.contains(#""><script>alert(1)</script> & =1+1"#))
        }
    }

    @Test("accounting entries keep their 18 columns and their lines")
    func entries() async throws {
        try await HostileMonth.with { database in
            try await database.issuing(
                "note", "export", "--month", "2026-10", "--format", "entries", "--output",
                "\(database.folder)/out"
            ).expectSilentSuccess()
            #expect(try TemporaryFolder.names(in: "\(database.folder)/out") == ["100000009FEC20261231.txt"])
            let bytes = try Checkout.bytes(of: "\(database.folder)/out/100000009FEC20261231.txt")
            let lines = bytes.split(separator: UInt8(ascii: "\n"))
            #expect(lines.count == 1 + 3 * HostileMonth.count)
            for line in lines {
                #expect(line.last == UInt8(ascii: "\r") && line.count { $0 == UInt8(ascii: "\t") } == 17)
                #expect(!line.dropLast().contains { $0 < 0x20 && $0 != 9 || 0x7F..<0xA0 ~= $0 })
            }
        }
    }

    @Test("nothing that is printed steers the terminal or reorders what it shows")
    func terminal() async throws {
        try await HostileMonth.with { database in
            var outcomes: [Command.Outcome] = []
            for arguments in [
                ["report", "2026-10"], ["note", "list"], ["terms", "list"], ["terms", "show", "hostile"],
                ["issuer", "show"], ["verify"], ["assess", "2026-10"],
                ["issue", "2026-10", "--date", "2026-11-05"],
                ["run", "2026-10", "--date", "2026-11-05", "--output", "\(database.folder)/out"],
                ["note", "show", "/tmp/_/2026/000001"], ["note", "show", HostileMonth.codes[20]],
                ["explain", "2026-10", HostileMonth.codes[20]], ["database", "status"],
            ] + (0..<HostileMonth.count).map({ ["explain", "2026-10", "--", HostileMonth.code($0, "s")] }) {
                outcomes.append(try await database.issuing(arguments))
            }
            for outcome in outcomes {
                let text = outcome.text + outcome.errors
                let steering = text.unicodeScalars.filter { scalar in
                    switch scalar.properties.generalCategory {
                    case .control: scalar != "\n"
                    case .format: scalar.value != 0x200C && scalar.value != 0x200D
                    case .lineSeparator, .paragraphSeparator: true
                    default: false
                    }
                }
                #expect(steering.isEmpty, "\(steering) in \(text.prefix(300))")
            }
        }
    }

    @Test("a PDF is made of the words, and fetches nothing")
    func pdf() async throws {
        try await HostileMonth.with { database in
            let notes = try await database.notes()
            let customer = HostileMonth.code(10, "c")
            let number = try #require(notes.first { $0["customer"].text == customer }?["number"].text)
            try await database.issuing(
                "note", "export", number, "--format", "facturx", "--output", "\(database.folder)/out"
            ).expectSilentSuccess()
            let text = try await Command.shell(
                "pdftotext out/*.pdf -", environment: [:], folder: database.folder
            ).run().text
            #expect(text.contains("<script>alert(1)</script>"))
        }
    }

    @Test("refused rows and odd file names are named harmlessly, on one line each")
    func refusals() async throws {
        try await CommandDatabase.withSchema { database in
            let rows = [
                "\u{1B}]0;owned\u{7}", "\u{9B}31m", "a\u{202E}b", "a\u{0}b", "\u{85}", "\u{FFFE}",
                "'); drop table outage; --",
            ]
            let file = "source,id,service,started_at\n" + rows.map { "noc,1,\"\($0)\",\"\($0)\"\n" }.joined()
            let names = [
                "e\u{1B}[31m.csv", "a\nb: outages: 9 inserted.csv", "r\u{202E}vsc.csv", "-x.csv", "'; rm.csv",
            ]
            for name in names {
                try database.write(file, to: name)
                let outcome = try await database.avoir("import", "outages", "--", name).expect(65)
                let printed = outcome.text + outcome.errors
                #expect(
                    printed.unicodeScalars.allSatisfy { scalar in
                        scalar == "\n" || ![.control, .format].contains(scalar.properties.generalCategory)
                    }, "\(printed)")
                #expect(outcome.text.split(separator: "\n").count == 1, "\(outcome)")
                #expect(outcome.errorLines.count == rows.count, "\(outcome)")
                _ = try await database.avoir("import", "outages", "--json", "--", name).expect(65).json()
                try await database.avoir("terms", "check", "--", name).expect(78)
                try await database.avoir("import", "outages", "--", "missing \(name)").expect(66)
            }
            #expect(try database.number("select count(*) from outage") == 0)
        }
    }
}

private func precedes(_ a: [UInt8], _ b: [UInt8]) -> Bool { a.lexicographicallyPrecedes(b) }

extension Command.Outcome {
    /// The same, whose texts may hold what would steer a terminal, as files may.
    fileprivate func status(_ code: Int32, sourceLocation: SourceLocation = #_sourceLocation) -> Self {
        #expect(status == .exited(code), "\(errors)", sourceLocation: sourceLocation)
        return self
    }

    /// Whether a text stands somewhere in a JSON result, byte for byte.
    fileprivate func json(contains text: String) throws -> Bool {
        try json().strings.contains { $0.utf8.elementsEqual(text.utf8) }
    }
}

extension JSON {
    fileprivate var strings: [String] {
        switch self {
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(\.strings)
        case .object(let members): members.values.flatMap(\.strings)
        default: []
        }
    }
}

/// Reads RFC 4180: every line ends in CR LF, quotes are doubled within quotes.
private func cells(_ text: String, separator: Unicode.Scalar) throws -> [[String]] {
    var rows: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    var rest = Substring(text).unicodeScalars
    if rest.first == "\u{FEFF}" { rest.removeFirst() }
    while let scalar = rest.popFirst() {
        if isQuoted {
            if scalar == "\"", rest.first != "\"" {
                isQuoted = false
            } else {
                cell.unicodeScalars.append(scalar)
                if scalar == "\"" { rest = rest.dropFirst() }
            }
        } else if scalar == "\"" {
            try #require(cell.isEmpty)
            isQuoted = true
        } else if scalar == separator || scalar == "\r" {
            rows[rows.count - 1].append(cell)
            cell = ""
            if scalar == "\r" {
                try #require(rest.first == "\n")
                rest = rest.dropFirst()
                rows.append([])
            }
        } else {
            try #require(scalar != "\n")
            cell.unicodeScalars.append(scalar)
        }
    }
    try #require(!isQuoted && rows.last == [] && cell.isEmpty)
    return rows.dropLast()
}
