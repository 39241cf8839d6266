import TestSupport
import Testing

@Suite("avoir issue once more")
struct CommandIssueAgainTests {
    private static let run = "0b9c2f9e-3f0c-4d6e-9a50-0f5c5d7a1c11"

    @Test("a second run issues nothing and leaves no trace")
    func second() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            let audited = try database.number("select count(*) from audit_entry")
            let anchors = try Checkout.bytes(of: database.anchorLog)
            let again = try await database.issuing(IssuedMonth.october).expectSilentSuccess().text
            #expect(again.hasPrefix("2026-10, issue date 2026-11-05: 0 credit notes issued\n"))
            let numbers = "\(IssuedMonth.number(4)) to \(IssuedMonth.number(17))"
            #expect(again.contains("Already issued on that date: \(numbers), by run "))
            let told = try await database.issuing(IssuedMonth.october + ["--json"])
                .expectSilentSuccess().json()
            #expect(told["notes"].elements.isEmpty)
            #expect(told["notes_before"].texts() == (4...17).map(IssuedMonth.number))
            #expect(try database.number("select count(*) from credit_note") == 17)
            #expect(try database.number("select count(*) from audit_entry") == audited)
            #expect(try Checkout.bytes(of: database.anchorLog) == anchors)
            try await database.expectVerified()
        }
    }

    @Test("the anchors of a run that ended before it could keep them are kept by the next one")
    func anchors() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            let kept = try Checkout.bytes(of: database.anchorLog)
            let lines = kept.split(separator: UInt8(ascii: "\n"))
            // Of the last run's anchors a full disk left half a line.
            let torn =
                Array(lines.dropLast(2).joined(separator: [UInt8(ascii: "\n")]))
                + Array("\n2026-11-05T".utf8)
            try TemporaryFolder.write(torn, to: database.anchorLog)
            try await database.expectVerified()
            let again = try await database.issuing(IssuedMonth.october).expectSilentSuccess().text
            #expect(again.contains("Anchors (kept in anchors.log):"))
            let whole = try Checkout.bytes(of: database.anchorLog).split(separator: UInt8(ascii: "\n"))
            #expect(whole.count == lines.count)
            let withoutTimes = { (lines: [ArraySlice<UInt8>]) in
                lines.map { $0.drop { $0 != UInt8(ascii: "\t") } }
            }
            #expect(withoutTimes(whole) == withoutTimes(lines))
            try await database.expectVerified()
        }
    }

    @Test("a cut is final, and what is held is issued on the first day with room")
    func firstFreeDate() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            for (date, notes) in [("2026-11-18", []), ("2026-11-19", [IssuedMonth.number(18)])] {
                let issue = try await database.issuing("issue", "2026-10", "--date", date, "--json")
                #expect(try issue.expectSilentSuccess().json()["notes"].texts() == notes)
            }
            let last = try #require(try await database.notes("--from", "2026-11-06").first)
            #expect(last["lines"].texts("subscription") == ["CC-1015"])
            #expect(last["net"] == .string("450.00"))
            #expect(try await database.notes("--subscription", "CC-1007", "--month", "2026-10").isEmpty)
            try await database.expectVerified()
        }
    }

    @Test("a named run again gives the same notes, also after later ones")
    func named() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            let named = IssuedMonth.october + ["--run", Self.run, "--json"]
            let first = try await database.issuing(named).expectSilentSuccess().json()
            #expect(first["notes"].texts() == (4...17).map(IssuedMonth.number))
            let again = try await database.issuing(named).expectSilentSuccess().json()
            #expect(again == first)

            try await database.issuing("issue", "2026-10", "--date", "2026-11-19").expectSilentSuccess()
            let later = try await database.issuing(named).expectSilentSuccess().json()
            #expect(later["credits"] == first["credits"])
            #expect(later["notes"] == first["notes"])
            #expect(try database.number("select count(*) from credit_note") == 18)
        }
    }

    @Test(
        "a named run with another month or date is refused",
        arguments: [("2026-10", "2026-11-06"), ("2026-09", "2026-11-05")])
    func otherParameters(month: String, date: String) async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            try await database.issuing(IssuedMonth.october + ["--run", Self.run]).expectSilentSuccess()
            try await database.issuing("issue", month, "--date", date, "--run", Self.run)
                .expectFailure(64, saying: "was issued with other parameters")
            #expect(try database.number("select count(*) from credit_note") == 17)
        }
    }

    @Test(
        "a run's name that is no UUID is a usage error",
        arguments: ["", "october", "0b9c2f9e3f0c4d6e9a500f5c5d7a1c11"])
    func notUUID(name: String) async throws {
        try await CommandDatabase.withSchema { database in
            try await database.issuing(IssuedMonth.october + ["--run", name])
                .expectFailure(64, saying: "--run is not a UUID")
        }
    }

    @Test("no date in the future, before the month's end or before the series' last one")
    func dates() async throws {
        let cases = [
            ("2026-10", "2099-01-01", "is in the future"),
            ("2026-10", "2026-10-31", "is before the end of the month"),
            ("2026-10", "2026-11-04", "is before 2026-11-05, the last date of series"),
            ("2026-09", "2026-11-04", "is before 2026-11-05, the last date of series"),
        ]
        try await CommandDatabase.withOctoberIssued { database in
            for (month, date, reason) in cases {
                for options in [[], ["--dry-run"]] {
                    try await database.issuing(["issue", month, "--date", date] + options)
                        .expectFailure(64, saying: reason)
                }
            }
            #expect(try database.number("select count(*) from credit_note") == 17)
        }
    }

    @Test("the first day after the month's end will do")
    func firstDay() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            let issue = try await database.issuing("issue", "2026-10", "--date", "2026-11-01")
                .expectSilentSuccess()
            #expect(issue.text.hasPrefix("2026-10, issue date 2026-11-01: 14 credit notes issued\n"))
        }
    }

    @Test("a customer without a street is named with what is missing, and the others are issued")
    func incomplete() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            // C-008 as in customers.csv, its street and postcode empty.
            try database.write(
                "customer,name,street,postcode\nC-008,Meubles Tavernoy SA,,\n",
                to: "customers.csv")
            try await database.avoir("import", "customers", "customers.csv").expect(0)
            for options in [["--dry-run"], []] {
                let issue = try await database.issuing(IssuedMonth.october + options).expect(65)
                #expect(
                    issue.text.contains(
                        "  CC-1008   Meubles Tavernoy SA            C-008, not issued: the customer lacks street, "
                            + "postcode"
                    ))
                #expect(issue.text.contains(": 13 credit notes "))
                #expect(issue.text.contains("in all 1069.18 EUR before tax"))
            }
            #expect(try await database.notes("--subscription", "CC-1008").isEmpty)

            try await database.issuing("import", "customers", "customers.csv").expect(0)
            let rest = try await database.issuing(IssuedMonth.october + ["--json"]).expectSilentSuccess()
                .json()
            #expect(rest["notes"].texts() == [IssuedMonth.number(17)])
            #expect(try database.number("select sum(net_cents)::bigint from credit_note") == 710_00 + 1158_27)
            try await database.expectVerified()
        }
    }
}
