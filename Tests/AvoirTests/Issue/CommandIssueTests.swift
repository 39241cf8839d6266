import TestSupport
import Testing

@Suite("avoir issue on the sample month")
struct CommandIssueTests {
    @Test("an issuer is set once, and the same file again changes nothing")
    func issuer() async throws {
        try await CommandDatabase.withSchema { database in
            try await database.issuing("issuer", "show").expectFailure(78, saying: "avoir issuer set FILE")
            let first = try await database.issuing("issuer", "set", "../issuer.yaml").expectSilentSuccess()
            #expect(first.text == "issuer Exemple Télécom SAS: version 1 is in force\n")
            let again = try await database.issuing("issuer", "set", "../issuer.yaml", "--json")
            #expect(
                try again.expectSilentSuccess().json()
                    == .object(["version": .number("1"), "set": .bool(false)]))
            let shown = try await database.issuing("issuer", "show", "--json").expectSilentSuccess().json()
            #expect(shown["version"] == .number("1"))
            #expect(shown["siren"] == .string("100000009"))
            #expect(shown["series_pattern"] == .string("AV-{year}-{number:6}"))
            #expect(shown["account_price_reduction"] == .string("709600"))
        }
    }

    @Test("other content is another version of the issuer")
    func issuerVersions() async throws {
        try await CommandDatabase.withSchema { database in
            try await database.issuing("issuer", "set", "../issuer.yaml").expectSilentSuccess()
            let moved = String(
                decoding: try Checkout.bytes(of: "\(Checkout.root)/examples/issuer.yaml"), as: UTF8.self
            )
            .replacing("1 rue du Réseau", with: "2 rue du Réseau")
            try database.write(moved, to: "moved.yaml")
            let second = try await database.avoir("issuer", "set", "moved.yaml").expectSilentSuccess()
            #expect(second.text.hasSuffix("version 2 is in force\n"))
            #expect(
                try await database.avoir("issuer", "show").expectSilentSuccess().text.contains(
                    "2 rue du Réseau"))
        }
    }

    @Test("without an issuer nothing is issued, not even in a dry run", arguments: [[], ["--dry-run"]])
    func noIssuer(options: [String]) async throws {
        try await CommandDatabase.withSchema { database in
            try await database.issuing(["issue", "2026-09", "--date", "2026-10-20"] + options)
                .expectFailure(78, saying: "no issuer is set")
            #expect(try database.number("select count(*) from credit_note") == 0)
        }
    }

    @Test("September's three notes begin the series")
    func september() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            let notes = try await database.notes()
            #expect(notes.map { $0["number"].text } == (1...3).map(IssuedMonth.number))
            #expect(
                notes.flatMap { $0["lines"].texts("subscription") } == ["CC-1007", "CC-1015", "IVR-2002"])
            #expect(notes.map { $0["net"].text } == ["200.00", "450.00", "60.00"])
            #expect(try database.number("select sum(net_cents)::bigint from credit_note") == 710_00)
            #expect(try database.number("select sum(total_cents)::bigint from issue_run") == 710_00)
        }
    }

    @Test("the dry run says to the cent what the real run does, and leaves no trace")
    func dryRun() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            let october = IssuedMonth.october + ["--json"]
            let audited = try database.number("select count(*) from audit_entry")
            let anchors = try Checkout.bytes(of: database.anchorLog)
            let dry = try await database.issuing(october + ["--dry-run"]).expectSilentSuccess().json()
            #expect(try database.number("select count(*) from credit_note") == 3)
            #expect(
                try database.number("select count(*) from issue_decision where month = '2026-10-01'") == 0)
            #expect(try database.number("select count(*) from audit_entry") == audited)
            #expect(try Checkout.bytes(of: database.anchorLog) == anchors)

            let real = try await database.issuing(october).expectSilentSuccess().json()
            #expect(dry["dry_run"].isTrue && !real["dry_run"].isTrue)
            #expect(
                dry["credits"].elements.map(Self.withoutNumber)
                    == real["credits"].elements.map(Self.withoutNumber))
            #expect(dry["credits"].elements.allSatisfy { $0["number"] == .null })
            #expect(dry["refused"] == real["refused"])
            #expect(real["notes"].texts() == (4...17).map(IssuedMonth.number))
            #expect(
                try database.number(
                    "select sum(net_cents)::bigint from credit_line where month = '2026-10-01'") == 1158_27)
            try await database.expectVerified()
        }
    }

    private static func withoutNumber(_ credit: JSON) -> JSON {
        var members = credit.members
        members["number"] = nil
        return .object(members)
    }

    @Test("October's notes, amounts, cuts and first free dates are those of the README")
    func october() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            let issue = try await database.issuing(IssuedMonth.october + ["--json"]).expectSilentSuccess()
                .json()
            let credits = Dictionary(
                uniqueKeysWithValues: issue["credits"].elements.map { ($0["subscription"].text ?? "", $0) })
            #expect(credits.count == 16)
            for (place, (subscription, net)) in IssuedMonth.octoberNets.enumerated() {
                let credit = try #require(credits[subscription])
                #expect(credit["credit"] == .string(net), "\(subscription)")
                #expect(credit["number"] == .string(IssuedMonth.number(4 + place)), "\(subscription)")
                let isCut = subscription == "IVR-2002"
                #expect(credit["outcome"] == .string(isCut ? "cut" : "credited"), "\(subscription)")
                #expect(credit["cut_by_cap"] == .string(isCut ? "60.00" : "0.00"), "\(subscription)")
            }
            let kept = [
                ("CC-1007", "capped_out", "200.00", "200.00", "200.00"),
                ("CC-1015", "held", "450.00", "0.00", "450.00"),
                ("IVR-2002", "cut", "128.00", "60.00", "60.00"),
            ]
            for (subscription, outcome, due, cut, used) in kept {
                let credit = try #require(credits[subscription])
                #expect(credit["outcome"] == .string(outcome))
                #expect(credit["due"] == .string(due))
                #expect(credit["cut_by_cap"] == .string(cut))
                #expect(credit["cap_used"] == .string(used))
                #expect(credit["first_free_date"] == .string("2026-11-19"))
            }
            #expect(
                issue["refused"].texts("status") == [
                    "awaiting_invoice", "expired", "nothing_due", "awaiting_request",
                ])
            #expect(
                issue["refused"].texts("subscription") == ["IVR-2004", "IVR-2006", "SMS-3001", "SMS-3002"])
        }
    }

    @Test("the text for people says the same")
    func text() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            let dry = try await database.issuing(IssuedMonth.october + ["--dry-run"]).expectSilentSuccess()
                .text
            #expect(dry.hasPrefix("2026-10, issue date 2026-11-05: 14 credit notes would be issued\n"))
            let real = try await database.issuing(IssuedMonth.october).expectSilentSuccess().text
            #expect(real.hasPrefix("2026-10, issue date 2026-11-05: 14 credit notes issued\n"))
            for text in [dry, real] {
                #expect(text.contains("in all 1158.27 EUR before tax"))
                #expect(
                    text.contains(
                        "the cap of 200.00 EUR in 30 days is used up (200.00), so nothing of the 200.00 due"))
                #expect(text.contains("60.00 of the 128.00 due"))
                #expect(text.contains("; on or after 2026-11-19 all of it could "))
                #expect(text.contains("the first day with room is 2026-11-19"))
                #expect(text.contains("came after the deadline, Sun 2026-11-15"))
            }
            #expect(real.contains("AV-2026-000017  IVR-2005  105.00 EUR  Rhums Anse-Corbelle SAS"))
            #expect(real.contains("Anchors (kept in anchors.log):"))
        }
    }
}
