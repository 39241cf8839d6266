import Postgres
import TestSupport
import Testing

@Suite("The sample month, from files to the report")
struct CommandSampleMonthTests {
    @Test("every file is read in as its README says, without a rejection or a remark")
    func readingIn() async throws {
        for run in try await CommandTemplates.month.value.runs {
            run.outcome.expect(0)
            if run.arguments == ["assess", "2026-10"] {
                #expect(
                    run.outcome.errors.contains("1 of 27 subscriptions has no terms in force in 2026-10"))
            } else {
                #expect(run.outcome.errors.isEmpty, "\(run.arguments) \(run.outcome)")
            }
            if run.arguments.first == "import" {
                for line in run.outcome.text.split(separator: "\n") {
                    #expect(line.hasSuffix(" inserted, 0 updated, 0 unchanged, 0 rejected"), "\(line)")
                }
            }
        }
    }

    @Test(
        "the report says of every subscription what another program computed", arguments: SampleMonth.months)
    func report(month: String) async throws {
        let expected = try SampleMonth.expected(month)
        #expect(expected.count > 20)
        try await CommandDatabase.withMonth { database in
            let entries = try await SampleMonth.report(month, on: database)
            #expect(entries.keys.sorted() == expected.keys.sorted())
            for (subscription, judged) in expected {
                let entry = try #require(entries[subscription])
                #expect(SampleMonth.comparable(entry) == judged, "\(month) \(subscription)")
                #expect(entry["revision"] == .number("1"))
            }
        }
    }

    @Test("verify confirms every assessment of both months, by the program and by SQL")
    func verify() async throws {
        try await CommandDatabase.withMonth { database in
            let text = try await database.avoir("verify").expectSilentSuccess().text
            for month in ["2026-09: 24", "2026-10: 27"] {
                #expect(text.contains("\(month) assessments confirmed twice, by the program and by SQL\n"))
            }
            let json = try await database.avoir("verify", "2026-10", "--json").expectSilentSuccess().json()
            let month = try #require(json["months"].elements.first)
            #expect(month["compared"] == .number("27"))
            #expect(month["disagreements"] == .array([]))
        }
    }

    @Test("verify finds an assessment that was changed in the table, and names it")
    func planted() async throws {
        try await CommandDatabase.withMonth { database in
            // Only who switches the guards off can do this; then the proof remains.
            try database.connect().executeScript(
                """
                set session_replication_role = replica;
                update assessment a
                set counted_downtime_us = counted_downtime_us + 1, available_us = available_us - 1 from subscription s
                where s.subscription_key = a.subscription_key and s.subscription = 'CC-1009'
                    and a.month = '2026-10-01'
                """)
            let outcome = try await database.avoir("verify").expect(1)
            #expect(outcome.text.contains("CC-1009 revision 1"), "\(outcome)")
            #expect(outcome.text.contains("counted_downtime_us  stored 3600000001"), "\(outcome)")
            for side in ["judgement", "SQL proof"] {
                #expect(outcome.text.contains("\(side) 3600000000\n"), "\(outcome)")
            }
            #expect(outcome.errors.contains("no credit may be issued"))
            // Nor is it reported as if nothing were wrong.
            try await database.avoir("report", "2026-10", "--format", "json").expect(1)
        }
    }

    @Test("facts that come later give new revisions, and the first ones can be read again byte by byte")
    func laterFacts() async throws {
        let expected = try SampleMonth.expected("2026-10-later")
        #expect(expected.count == 4)
        try await CommandDatabase.withMonth { database in
            let before = try await SampleMonth.report("2026-10", on: database)
            let explained = try await explanations(of: expected.keys, on: database, ["--as-of", "1"])
            for arguments in SampleMonth.laterImports {
                try await SampleMonth.run(["import"] + arguments, on: database).expectSilentSuccess()
            }
            let stale = try await database.avoir("report", "2026-10", "--format", "json").expect(0)
            #expect(stale.errors.contains("facts of 2026-10 came in since it was assessed"))

            let assessed = try await database.avoir("assess", "2026-10", "--json").expect(0).json()
            #expect(assessed["revised"] == .number("4") && assessed["unchanged"] == .number("23"))
            #expect(assessed["revised_subscriptions"].elements.compactMap(\.text) == expected.keys.sorted())

            let after = try await SampleMonth.report("2026-10", on: database)
            for (subscription, entry) in after {
                if let judged = expected[subscription] {
                    #expect(SampleMonth.comparable(entry) == judged, "\(subscription)")
                    #expect(entry["revision"] == .number("2"))
                } else {
                    #expect(entry == before[subscription], "\(subscription)")
                }
            }
            #expect(try await explanations(of: expected.keys, on: database, ["--as-of", "1"]) == explained)
            try await database.avoir("verify").expectSilentSuccess()
            try await database.avoir("explain", "2026-10", "CC-1013", "--as-of", "3")
                .expectFailure(1, saying: "CC-1013 has revisions 1 to 2 for 2026-10, not 3")
        }
    }

    private func explanations(
        of subscriptions: some Sequence<String>, on database: CommandDatabase, _ options: [String]
    ) async throws -> [String] {
        var texts: [String] = []
        for subscription in subscriptions.sorted() {
            for form in [[], ["--json"]] {
                let arguments = ["explain", "2026-10", subscription] + options + form
                texts.append(try await SampleMonth.run(arguments, on: database).expectSilentSuccess().text)
            }
        }
        return texts
    }

    @Test("a month that is not over is provisional, and becomes final when it is")
    func provisional() async throws {
        try await CommandDatabase.withMonth { database in
            try await database.avoir(
                "assess", "2026-11", environment: ["AVOIR_NOW": "2026-11-30T22:59:59.999999Z"]
            ).expect(0)
            let during = try await SampleMonth.report("2026-11", on: database)
            #expect(during["CC-1001"]?["final"] == .bool(false))
            #expect(during["CC-1001"]?["credit"]["status"] == .string("provisional"))
            try await database.avoir(
                "assess", "2026-11", environment: ["AVOIR_NOW": "2026-11-30T23:00:00Z"]
            ).expect(0)
            let after = try await SampleMonth.report("2026-11", on: database)
            #expect(after["CC-1001"]?["final"] == .bool(true))
            // Martinique is four hours behind Greenwich.
            #expect(after["IVR-2005"]?["final"] == .bool(false))
        }
    }
}
