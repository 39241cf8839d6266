internal import Postgres
internal import Store
internal import Testing

@Suite("Import: one fact several times, the last row winning")
struct ImportRepetitionTests {
    private static let header = "source,id,service,started_at\n"

    /// What is in force (if anything), the file's lines, and what it counts (inserted, updated, unchanged);
    /// each line is a number of minutes after ten o'clock.
    private static let files: [(before: Int?, lines: [Int], counts: [Int])] = [
        (nil, [1, 1], [1, 0, 1]),
        (nil, [1, 2], [1, 1, 0]),
        (nil, [1, 2, 1], [1, 2, 0]),
        (nil, [1, 2, 2, 3], [1, 2, 1]),
        (1, [1, 2], [0, 1, 1]),
        (1, [2, 3], [0, 2, 0]),
        (1, [2, 2, 3], [0, 2, 1]),
        (1, [2, 1], [0, 0, 2]),
        (1, [1, 2, 1], [0, 0, 3]),
    ]

    @Test("the last line decides; repeated, the whole file is unchanged")
    func sameTwice() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            for (index, file) in Self.files.enumerated() {
                try check("N-\(index)", file.before, file.lines, file.counts, connection)
            }
        }
    }

    private func check(
        _ id: String, _ before: Int?, _ lines: [Int], _ counts: [Int], _ connection: Connection
    ) throws {
        func rows(_ minutes: [Int]) -> String {
            Self.header
                + minutes.map { "noc,\(id),ivr,2026-05-05T10:0\($0):00Z" }.joined(separator: "\n")
        }
        func versions() throws -> [String] {
            try connection.texts(
                """
                select concat_ws(' ', extract(minute from started_at), from_batch,
                    coalesce(until_batch::text, 'on'))
                from outage where id = '\(id)' order by ctid
                """)
        }
        let file: Comment = "\(lines) after \(before ?? 0)"
        if let before { try importing("outages", rows([before]), on: connection) }
        #expect(
            try importing("outages", rows(lines), lastWins: true, on: connection).counts == counts + [0], file
        )
        let kept = try versions()
        let batch = try Watermark.latest(connection)
        let open = kept.filter { $0.hasSuffix("on") }
        #expect(open.count == 1, file)
        #expect(open.first?.hasPrefix("\(lines[lines.count - 1]) ") == true, file)
        // What a later line of the same file replaced was never in force, and is kept all the same.
        let never = kept.filter { $0.hasSuffix(" \(batch) \(batch)") }
        #expect(never.count == max(0, counts[0] + counts[1] - 1), file)
        #expect(
            try importing("outages", rows(lines), lastWins: true, on: connection).counts == [
                0, 0, lines.count, 0,
            ], file)
        #expect(try versions() == kept, file)
    }

    @Test("withdrawn takes an event back, and its return is a new version")
    func withdrawn() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            func run(_ withdrawn: String) throws -> [Int] {
                try importing(
                    "outages",
                    """
                    source,id,service,started_at,withdrawn
                    noc,O-9,ivr,2026-05-05T10:01:00Z,\(withdrawn)
                    """, on: connection
                ).counts
            }
            #expect(try run("") == [1, 0, 0, 0])
            #expect(try run("true") == [0, 1, 0, 0])
            #expect(try run("true") == [0, 0, 1, 0])
            #expect(try run("false") == [0, 1, 0, 0])
            #expect(
                try connection.texts("select withdrawn::text from outage where id = 'O-9' order by ctid")
                    == ["false", "true", "false"])
        }
    }

    @Test("facts of the same name in different sources are different facts")
    func sources() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let text = Self.header + "noc,1,ivr,2026-05-05T10:01:00Z\nNOC,1,ivr,2026-05-05T10:02:00Z"
            #expect(try importing("outages", text, on: connection).counts == [2, 0, 0, 0])
        }
    }

    @Test("a subscription that changes its customer and service keeps its key")
    func key() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let key = try Assessments.key(ofSubscription: "S-1", on: connection)
            try importing("customers", "customer,name\nC-2,Autre SA", on: connection)
            try importing(
                "subscriptions",
                "subscription,customer,service,terms,starts_on\nS-1,C-2,sms,axantis,2025-06-01",
                on: connection)
            #expect(try Assessments.key(ofSubscription: "S-1", on: connection) == key)
            #expect(try Assessments.key(ofSubscription: "S-unknown", on: connection) == nil)
            #expect(try connection.number("select count(*) from service") == 2)
        }
    }
}
