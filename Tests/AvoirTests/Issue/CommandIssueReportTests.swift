import TestSupport
import Testing

@Suite("what report and explain say after issuing")
struct CommandIssueReportTests {
    @Test("every status, amount, cut and number of the report is the ledger's")
    func report() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            let report = try await SampleMonth.report("2026-10", on: database)
            for (place, (subscription, net)) in IssuedMonth.octoberNets.enumerated() {
                let credit = try #require(report[subscription])["credit"]
                #expect(credit["status"] == .string("issued"), "\(subscription)")
                #expect(credit["credited"] == .string(net), "\(subscription)")
                #expect(credit["amount"] == .string(net), "\(subscription)")
                #expect(credit["notes"].texts() == [IssuedMonth.number(4 + place)], "\(subscription)")
                #expect(credit["cut_by_cap"] == .string(subscription == "IVR-2002" ? "60.00" : "0.00"))
            }
            let cappedOut = try #require(report["CC-1007"])["credit"]
            #expect(cappedOut["status"] == .string("capped_out"))
            #expect(cappedOut["cut_by_cap"] == .string("200.00"))
            #expect(cappedOut["credited"] == .string("0.00"))
            #expect(cappedOut["notes"].elements.isEmpty)
            let held = try #require(report["CC-1015"])["credit"]
            #expect(held["status"] == .string("held_by_cap"))
            #expect(held["cut_by_cap"] == .string("0.00"))
            #expect(held["amount"] == .string("450.00"))
            for (subscription, entry) in try SampleMonth.expected("2026-10")
            where entry["status"] != .string("issuable") {
                let credit = try #require(report[subscription])["credit"]
                #expect(credit["status"] == entry["status"], "\(subscription)")
                #expect(credit["notes"].elements.isEmpty, "\(subscription)")
            }
        }
    }

    @Test("the totals are what was credited")
    func totals() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            for (month, amount) in [("2026-09", "710.00"), ("2026-10", "1158.27")] {
                let report = try await database.issuing("report", month, "--format", "json")
                    .expectSilentSuccess().json()
                #expect(report["totals"]["issued_amount"] == .string(amount), "\(month)")
            }
        }
    }

    @Test("the report and the explanations keep to their schemas")
    func schema() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            try await database.issuing("issue", "2026-10", "--date", "2026-11-19").expectSilentSuccess()
            try await database.importLaterFacts()
            for month in SampleMonth.months { try await database.issuing("assess", month).expect(0) }
            let script = """
                for month in 2026-09 2026-10; do
                    "$AVOIR" report $month --format json --output report-$month.json --quiet
                done
                for subscription in CC-1005 CC-1007 CC-1013 CC-1015 IVR-2002 IVR-2006; do
                    "$AVOIR" explain 2026-10 $subscription --json > explain-$subscription.json
                done
                exec '\(Checkout.root)/Tests/Documents/check-report' *.json
                """
            // The report of an unchanged month remarks that later imports exist.
            try await database.shell("set -e\n\(script)").expect(0)
        }
    }

    @Test("explain says what became of the credit: the status as the report has it, and sentences")
    func explain() async throws {
        let cases = [
            ("CC-1002", "issued", ["credited 196.00 EUR (AV-2026-000004)"]),
            (
                "CC-1007", "capped_out",
                [
                    "cut by cap 200.00 EUR",
                    "The cap leaves nothing of this credit: 200.00 EUR is cut, for good (R13).",
                ]
            ),
            ("CC-1015", "held_by_cap", ["a credit that exceeds it waits (R13)"]),
            ("IVR-2002", "issued", ["cut by cap 60.00 EUR", "credited 68.00 EUR (AV-2026-000016)"]),
            ("IVR-2006", "expired", ["came after the deadline, Sun 2026-11-15: it is refused (R12)."]),
        ]
        try await CommandDatabase.withOctoberIssued { database in
            for (subscription, status, sentences) in cases {
                let explain = ["explain", "2026-10", subscription]
                let json = try await database.issuing(explain + ["--json"]).expectSilentSuccess().json()
                #expect(json.status == status, "\(json)")
                let text = try await database.issuing(explain).expectSilentSuccess().text
                let unwrapped = text.split { $0.isWhitespace }.joined(separator: " ")
                for sentence in sentences { #expect(unwrapped.contains(sentence), "\(text)") }
            }
        }
    }
}

extension JSON {
    /// The status in the first `credit` object, at any depth.
    fileprivate var status: String? {
        self["credit"]["status"].text ?? members.values.lazy.compactMap(\.status).first
    }
}
