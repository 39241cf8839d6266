import TestSupport
import Testing

@Suite("The terminal of a month whose every text means harm")
struct CommandHostileTerminalTests {
    @Test(
        "nothing that is printed steers the terminal or reorders what it shows",
        arguments: HostileMonth.allCases)
    func terminal(month: HostileMonth) async throws {
        try await month.with { database in
            let payloads = month.payloads
            let reversal = HostileMonth.reversed(month.count / 2)
            var commands = [
                ["report", "2026-10"], ["note", "list"], ["terms", "list"], ["terms", "show", "hostile-3"],
                ["terms", "show", payloads.codes[3]], ["issuer", "show"], ["verify"], ["assess", "2026-10"],
                ["issue", "2026-10", "--date", "2026-11-07", "--dry-run"],
                ["run", "2026-10", "--date", "2026-11-07", "--output", "\(database.folder)/out"],
                ["issue", "2026-10", "--date", "2026-11-07"], ["note", "show", HostileMonth.reversed(0)],
                ["note", "show", "--", payloads.codes[20]],
                ["note", "reverse", "--reason=x", "--", reversal],
                ["explain", "2026-10", "--", payloads.codes[20]], ["database", "status"],
            ]
            // The reversals' numbers come last.
            for number in 0..<month.documents.reasons.count {
                commands.append(["note", "show", Self.number(month.count + 1 + number)])
            }
            for subscription in month.facts.subscriptionNames {
                commands.append(["explain", "2026-10", "--", subscription])
            }
            for arguments in commands {
                let outcome = try await database.issuing(arguments)
                let text = outcome.text + outcome.errors
                let steering = text.unicodeScalars.filter(isSteering)
                #expect(steering.isEmpty, "\(steering) in \(text.prefix(300))")
            }
            #expect(try await database.notes().count > month.count + month.documents.reasons.count)
        }
    }

    private static func number(_ no: Int) -> String {
        let digits = String(no)
        return "/tmp/_/2026/" + String(repeating: "0", count: 6 - digits.count) + digits
    }

    private func isSteering(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: scalar != "\n"
        case .format: scalar.value != 0x200C && scalar.value != 0x200D
        case .lineSeparator, .paragraphSeparator: true
        default: false
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
                expectHarmless(outcome, rows: rows.count)
                _ = try await database.avoir("import", "outages", "--json", "--", name).expect(65).json()
                try await database.avoir("terms", "check", "--", name).expect(78)
                try await database.avoir("import", "outages", "--", "missing \(name)").expect(66)
            }
            #expect(try database.number("select count(*) from outage") == 0)
        }
    }

    /// What an import refuses wherever it stands.
    private static let refused = [
        "\u{1B}[31m", "\u{1B}]0;x\u{7}", "\u{9B}2J", "\u{85}", "\0", "\u{7F}", "\u{FFFE}", "\u{FFFF}",
        "\u{8}",
    ]

    @Test("so are rows in which anything comes beside what a terminal obeys")
    func randomRefusals() async throws {
        var random = Seed.generator(9_302)
        let comment: Comment = "AVOIR_TEST_SEED=\(Seed.value)"
        try await CommandDatabase.withSchema { database in
            let rows = HostileRandom.payloads.codes.map { code in
                var scalars = Array(code.unicodeScalars)
                scalars.insert(
                    contentsOf: random.pick(Self.refused).unicodeScalars, at: random.pick(0...scalars.count))
                return HostileFile.quoted(String(String.UnicodeScalarView(scalars)))
            }
            try database.write(
                "calendar,date,name\n" + rows.map { "x,2026-10-14,\($0)\n" }.joined(), to: "rows.csv")
            let outcome = try await database.avoir("import", "holidays", "rows.csv").expect(65)
            expectHarmless(outcome, rows: rows.count, comment)
            #expect(try database.number("select count(*) from holiday") == 0, comment)
        }
    }

    /// One line for the file, and harmless ones for its rows: a reason that many share stands once.
    private func expectHarmless(_ outcome: Command.Outcome, rows: Int, _ comment: Comment? = nil) {
        let printed = outcome.text + outcome.errors
        #expect(!printed.unicodeScalars.contains(where: isSteering), comment ?? "\(printed)")
        #expect(outcome.text.split(separator: "\n").count == 1, comment ?? "\(outcome)")
        #expect(outcome.text.hasSuffix(" \(rows) rejected\n"), comment ?? "\(outcome)")
        #expect(!outcome.errorLines.isEmpty, comment ?? "\(outcome)")
    }
}
