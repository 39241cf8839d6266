import TestSupport
import Testing

@Suite("Files of one command that contradict each other")
struct CommandContradictionTests {
    private static let header = "source,id,service,subscription,started_at,ended_at,summary\n"
    private static let day = "2026-11-05T"

    private static func row(_ id: String, _ end: String, summary: String = "") -> String {
        "noc,\(id),,CC-1001,\(day)10:00:00+01:00,\(day)\(end):00+01:00,\(summary)\n"
    }

    private static let count = "select count(*) from outage where source = 'noc' and id like 'N-%'"

    private func write(_ database: CommandDatabase) throws {
        try database.write(
            Self.header + Self.row("N-1", "11:00") + Self.row("N-2", "11:00") + Self.row("N-3", "11:00"),
            to: "a.csv")
        try database.write(
            Self.header + Self.row("N-4", "11:00") + Self.row("N-2", "12:00") + Self.row("N-3", "11:00"),
            to: "b.csv")
        // JSON Lines has its columns in another order, and states the same.
        try database.write(
            #"{"id":"N-1","source":"noc","service":null,"subscription":"CC-1001","summary":"","#
                + #""ended_at":"2026-11-05T10:00:00Z","started_at":"2026-11-05T09:00:00Z"}"# + "\n",
            to: "c.jsonl")
    }

    @Test(
        "all rows that say different things of one fact are refused, with their files; what is said alike is stored"
    )
    func refused() async throws {
        try await CommandDatabase.withMonth { database in
            try write(database)
            let outcome = try await database.avoir("import", "outages", "a.csv", "b.csv", "c.jsonl").expect(
                65)
            #expect(
                outcome.text == """
                    a.csv: outages: 2 inserted, 0 updated, 0 unchanged, 1 rejected
                    b.csv: outages: 1 inserted, 0 updated, 1 unchanged, 1 rejected
                    c.jsonl: outages: 0 inserted, 0 updated, 1 unchanged, 0 rejected

                    """)
            for place in ["a.csv:3: id: these rows state the same", "b.csv:3: id: these rows state the same"]
            {
                #expect(outcome.errors.contains(place), "\(outcome)")
            }
            #expect(outcome.errors.contains("(N-2, a.csv:3, b.csv:3)"), "\(outcome)")
            #expect(try database.number(Self.count) == 3)
            // Alone, each is a file like any other.
            let alone = try await database.avoir("import", "outages", "b.csv").expect(0)
            #expect(alone.text.contains("1 inserted, 0 updated, 2 unchanged, 0 rejected"))
        }
    }

    @Test("with --last-wins the last of them counts; with --strict nothing of their files is stored")
    func remedies() async throws {
        try await CommandDatabase.withMonth { database in
            try write(database)
            let strict = try await database.avoir("import", "outages", "a.csv", "b.csv", "--strict").expect(
                65)
            #expect(strict.errors.contains("a.csv:3"))
            #expect(try database.number(Self.count) == 0)
            try await database.avoir("import", "outages", "a.csv", "b.csv", "--last-wins").expect(0)
            #expect(
                try database.number(
                    "select count(*) from outage where id = 'N-2' and until_batch is null "
                        + "and ended_at = '2026-11-05T11:00:00Z'") == 1)
        }
    }

    @Test("a pipe is compared too, and so are rows that go into the history at once")
    func pipeAndLargeFile() async throws {
        try await CommandDatabase.withMonth { database in
            try write(database)
            let long = String(repeating: "x", count: 200)
            let many = (0..<6_000).map { Self.row("N-L\($0)", "11:00", summary: long) }.joined()
            try database.write(Self.header + many, to: "large.csv")
            let outcome = try await database.avoir(
                "import", "outages", "large.csv", "-", "a.csv",
                input: Self.header + Self.row("N-3", "12:00") + Self.row("N-L17", "12:00")
            ).expect(65)
            #expect(
                outcome.text == """
                    large.csv: outages: 5999 inserted, 0 updated, 0 unchanged, 1 rejected
                    standard input: outages: 0 inserted, 0 updated, 0 unchanged, 2 rejected
                    a.csv: outages: 2 inserted, 0 updated, 0 unchanged, 1 rejected

                    """)
            #expect(outcome.errors.contains("(N-L17, large.csv:19, standard input:3)"), "\(outcome)")
            #expect(outcome.errors.contains("(N-3, standard input:2, a.csv:4)"), "\(outcome)")
        }
    }

    @Test("many contradictions have one message a reason and file")
    func many() async throws {
        try await CommandDatabase.withMonth { database in
            for (name, end) in [("a.csv", "11:00"), ("b.csv", "12:00")] {
                try database.write(
                    Self.header + (0..<50).map { Self.row("N-\($0)", end) }.joined(), to: name)
            }
            let outcome = try await database.avoir("import", "outages", "a.csv", "b.csv").expect(65)
            #expect(outcome.errors.split(separator: "\n").count < 20, "\(outcome)")
            #expect(try database.number(Self.count) == 0)
        }
    }
}
