import SLA
import Store
import Subprocess
import TestSupport
import Testing

@Suite("What is listed is what is imported")
struct ListedFactsTests {
    @Test("facts of every kind, at random, are listed as files that change nothing", arguments: 0..<3)
    func random(number: Int) async throws {
        try await CommandDatabase.withSchema { database in
            var facts = RandomFacts(Seed.generator(900 + number), rows: 40)
            #expect(Set(RandomFacts.order) == Set(FactKind.allCases.filter { FactTable($0).fact == $0 }))
            for kind in RandomFacts.order {
                try await importAll(facts.file(kind), on: database)
                try await importAll(facts.changes(kind), on: database)
            }
            try await expectNothingNew(RandomFacts.order, on: database)
            // Nor once an import was taken back.
            let last = try database.number(
                "select max(batch)::bigint from import_batch where kind = 'maintenance' and updated > 0")
            try await database.avoir("imports", "undo", "\(last)").expect(0)
            try await expectNothingNew(RandomFacts.order, on: database)
        }
    }

    private func importAll(_ file: HostileFile, on database: CommandDatabase) async throws {
        guard !file.rows.isEmpty else { return }
        try database.write(file.csv, to: "\(file.kind).csv")
        let outcome = try await database.shell("$AVOIR import \(file.kind) \(file.kind).csv --last-wins")
        #expect(outcome.status == .exited(0), "seed \(Seed.value): \(outcome)")
    }

    @Test("a month whose every text means harm is listed exactly", arguments: HostileMonth.allCases)
    func hostile(month: HostileMonth) async throws {
        try await month.with { database in
            try await expectNothingNew(RandomFacts.order, on: database)
            for kind in RandomFacts.order {
                // For people it is harmless, and whole.
                let text = try await database.avoir("list", kind.rawValue).expect(0)
                #expect(text.text.hasSuffix("in force\n"))
                let json = try await database.avoir("list", kind.rawValue, "--json").expect(0).json()
                #expect(text.text.split(separator: "\n").count == json["facts"].elements.count + 2)
            }
        }
    }

    @Test("the sample month, also from a pipe")
    func sample() async throws {
        try await CommandDatabase.withMonth { database in
            try await expectNothingNew(RandomFacts.order.filter { $0 != .specialHours }, on: database)
            let outcome = try await database.shell(
                "$AVOIR list outages --format csv | $AVOIR import outages - --json")
            let file = try outcome.expect(0).json()["files"].elements.first ?? .null
            #expect(file["inserted"].text == "0" && file["updated"].text == "0")
        }
    }

    /// Importing what is listed finds every row unchanged, and what is listed stays the same bytes.
    private func expectNothingNew(_ kinds: [FactKind], on database: CommandDatabase) async throws {
        for kind in kinds {
            let outcome = try await database.shell(
                """
                $AVOIR list \(kind.rawValue) --format csv > listed.csv && $AVOIR import \(kind.rawValue) listed.csv --json &&
                    $AVOIR list \(kind.rawValue) --format csv > again.csv && cmp listed.csv again.csv
                """)
            #expect(outcome.status == .exited(0), "seed \(Seed.value), \(kind): \(outcome)")
            let file = try JSON(outcome.output)["files"].elements.first ?? .null
            let counts = ["inserted", "updated", "rejected", "reminders"].map { file[$0].text }
            #expect(counts == ["0", "0", "0", "0"], "seed \(Seed.value), \(kind): \(outcome)")
            let listed = try await database.avoir("list", kind.rawValue, "--json").json()["facts"].elements
                .count
            #expect(file["unchanged"].text == "\(listed)" && listed > 0, "\(kind)")
        }
    }
}
