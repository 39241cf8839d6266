import TestSupport
import Testing

@Suite("facts that become known after the notes")
struct CommandIssueLaterTests {
    private static func withLaterFacts(_ body: (CommandDatabase) async throws -> Void) async throws {
        try await CommandDatabase.withOctoberIssued { database in
            try await database.issuing("issue", "2026-10", "--date", "2026-11-19").expectSilentSuccess()
            try await database.importLaterFacts()
            try await body(database)
        }
    }

    @Test("assess names the months that were issued already and have changed")
    func warnings() async throws {
        try await Self.withLaterFacts { database in
            let assess = try await database.issuing("assess", "2026-10", "--json").expect(0)
            #expect(
                assess.errorLines.filter { $0.contains("after credit notes") } == [
                    "avoir: warning: 2026-10: CC-1005 changed after credit notes were issued: it is overcredited now",
                    "avoir: warning: 2026-10: CC-1013 changed after credit notes were issued: see avoir explain",
                ])
            let result = try assess.json()
            #expect(
                result["revised_subscriptions"].texts() == ["CC-1005", "CC-1013", "IVR-2004", "SMS-3002"])
            #expect(result["changed_after_issue"].texts("subscription") == ["CC-1005", "CC-1013"])
            #expect(result["changed_after_issue"].elements.map(\.["overcredited"].isTrue) == [true, false])
            let again = try await database.issuing("assess", "2026-10", "--json").expect(0)
            #expect(try again.json()["changed_after_issue"].elements.isEmpty)
        }
    }

    @Test("a supplementary note credits the difference, and what was missing is credited now")
    func supplementary() async throws {
        try await Self.withLaterFacts { database in
            let issue = try await database.issuing("issue", "2026-10", "--date", "2026-11-20", "--json")
                .expect(0).json()
            #expect(issue["notes"].texts() == (19...21).map(IssuedMonth.number))
            #expect(issue["credits"].texts("subscription") == ["CC-1013", "IVR-2004", "SMS-3002"])
            #expect(issue["credits"].texts("credit") == ["82.50", "53.00", "31.05"])
            #expect(issue["refused"].texts("status").first == "overcredited")

            let report = try await SampleMonth.report("2026-10", on: database)
            let supplemented = try #require(report["CC-1013"])["credit"]
            #expect(supplemented["status"] == .string("issued"))
            #expect(supplemented["credited"] == .string("165.00"))
            #expect(supplemented["notes"].texts() == [IssuedMonth.number(13), IssuedMonth.number(19)])
            for (subscription, expected) in try SampleMonth.expected("2026-10-later") {
                let entry = try #require(report[subscription])
                let status = subscription == "CC-1005" ? "overcredited" : "issued"
                #expect(entry["credit"]["status"] == .string(status), "\(subscription)")
                let measured = SampleMonth.comparable(entry)
                #expect(measured["seconds"] == expected["seconds"], "\(subscription)")
                #expect(
                    measured["availability_percent"] == expected["availability_percent"], "\(subscription)")
                #expect(measured["credit_rate_percent"] == expected["credit_rate_percent"], "\(subscription)")
            }
            try await database.expectVerified()
        }
    }

    @Test("too much credited stays overcredited until its note is reversed, and no longer")
    func overcredited() async throws {
        try await Self.withLaterFacts { database in
            try await database.issuing("issue", "2026-10", "--date", "2026-11-20").expect(0)
            let before = try #require(try await SampleMonth.report("2026-10", on: database)["CC-1005"])[
                "credit"]
            #expect(before["status"] == .string("overcredited"))
            #expect(before["credited"] == .string("100.00"))
            let explained = try await database.issuing("explain", "2026-10", "CC-1005").expectSilentSuccess()
                .text
            #expect(explained.contains("overcredited"))

            try await database.issuing(
                "note", "reverse", IssuedMonth.number(6), "--reason", "Acte du client", "--date", "2026-11-20"
            ).expectSilentSuccess()
            let after = try #require(try await SampleMonth.report("2026-10", on: database)["CC-1005"])[
                "credit"]
            #expect(after["status"] == .string("none"))
            #expect(after["credited"] == .string("0.00"))
            #expect(after["notes"].texts() == [IssuedMonth.number(6), IssuedMonth.number(22)])
            let issue = try await database.issuing("issue", "2026-10", "--date", "2026-11-20", "--json")
            #expect(try issue.expectSilentSuccess().json()["notes"].elements.isEmpty)
            try await database.expectVerified()
        }
    }
}
