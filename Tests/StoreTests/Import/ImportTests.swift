internal import Postgres
internal import SLA
internal import Store
internal import Testing

/// A customer, three subscriptions of two services, and an outage.
func importBasics(_ connection: Connection) throws {
    try importing("customers", "customer,name\nC-1,Client Exemple SA", on: connection)
    try importing(
        "subscriptions",
        """
        subscription,customer,service,terms,starts_on
        S-1,C-1,ivr,axantis,2025-06-01
        S-2,C-1,ivr,axantis,2025-06-01
        S-3,C-1,sms,axantis,2025-06-01
        """, on: connection)
    try importing(
        "outages",
        """
        source,id,service,subscription,started_at,ended_at,notified_at
        noc,O-1,,S-1,2026-05-05T10:00:00Z,2026-05-05T11:00:00Z,2026-05-05T10:00:00Z
        """, on: connection)
}

@Suite("Import: each kind")
struct ImportTests {
    @Test("of every kind, a row is inserted, is unchanged the second time, and is replaced with its history")
    func life() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            for sample in Self.samples { try checkLife(of: sample, connection) }
        }
    }

    private func checkLife(of sample: Sample, _ connection: Connection) throws {
        let kind = Comment(rawValue: sample.kind)
        let known = try connection.number("select count(*) from \(sample.history)")
        let watermark = try Watermark.latest(connection)
        func versions() throws -> [String] {
            try connection.texts(
                """
                select concat_ws(' ', from_batch, coalesce(until_batch::text, 'on'), \(sample.content))
                from \(sample.history) h where greatest(from_batch, until_batch) > \(watermark)
                order by from_batch, until_batch
                """)
        }
        func run(_ rows: String...) throws -> [Int] {
            let text = ([sample.header] + rows).joined(separator: "\n")
            return try importing(sample.kind, text, on: connection).counts
        }
        let (first, third) = (watermark + 1, watermark + 3)
        #expect(try run(sample.row) == [1, 0, 0, 0], kind)
        #expect(try versions() == ["\(first) on \(sample.before)"], kind)
        #expect(try run(sample.row) == [0, 0, 1, 0], kind)
        #expect(try versions() == ["\(first) on \(sample.before)"], kind)
        #expect(try run(sample.changed) == [0, 1, 0, 0], kind)
        let history = ["\(first) \(third) \(sample.before)", "\(third) on \(sample.after)"]
        #expect(try versions() == history, kind)
        #expect(try run(sample.changed) == [0, 0, 1, 0], kind)
        #expect(try versions() == history, kind)
        if !sample.other.isEmpty {
            #expect(try run(sample.changed, sample.other) == [1, 0, 1, 0], kind)
            #expect(try connection.number("select count(*) from \(sample.history)") == known + 3, kind)
        }
        guard FactKind(rawValue: sample.kind)?.earliest == nil else {
            // The earlier one counts: what comes later is a reminder, kept once and never in force.
            for _ in 1...2 {
                #expect(try run(sample.row) == [0, 0, 1, 0], kind)
                #expect(try versions().filter { $0.contains(" on \(sample.after)") }.count == 1, kind)
            }
            return
        }
        // Back to what it was: a new version, never the old one opened again.
        #expect(try run(sample.row) == [0, 1, 0, 0], kind)
        #expect(try versions().filter { $0.contains(" on \(sample.before)") }.count == 1, kind)
    }

    @Test("every kind that the database can keep is imported by its name")
    func kinds() throws {
        #expect(FactKind.allCases.map(\.rawValue) == Self.samples.map(\.kind) + ["ends"])
        #expect(FactKind(rawValue: "outage") == nil)
    }

    @Test("the batch says what the import did, to the row")
    func batch() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let imported = try importing(
                "outages",
                """
                source,id,service,subscription,started_at
                noc,O-1,,S-1,2026-05-05T10:30:00Z
                noc,O-2,ivr,,2026-05-05T10:00:00Z
                noc,O-2,ivr,,2026-05-05T10:00:00Z
                noc,O-3,,S-unknown,2026-05-05T10:00:00Z
                !started_at,not an instant,yesterday
                """, on: connection)
            #expect(imported.counts == [1, 1, 1, 2])
            let batch = try sample(imported.outcome.batch, "no batch")
            #expect(
                try connection.texts(
                    """
                    select concat_ws(' ', batch, kind, file, inserted, updated, unchanged, rejected)
                    from import_batch order by batch desc limit 1
                    """) == ["\(batch) outages outages.csv 1 1 1 2"])
            #expect(try Watermark.latest(connection) == Int32(batch))
        }
    }

    @Test("a file of no rows is a batch of no rows")
    func empty() throws {
        try TestDatabase.with { _, connection in
            let imported = try importing("outages", "source,id", on: connection)
            #expect(imported.counts == [0, 0, 0, 0])
            #expect(imported.outcome.batch == 1)
        }
    }

    @Test("terms that no stored version has are named, once each, in order")
    func unknownTerms() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            try add(axantis(), on: connection)
            let imported = try importing(
                "subscriptions",
                """
                subscription,customer,service,terms,starts_on
                S-4,C-1,ivr,zeta,2025-06-01
                S-5,C-1,ivr,Alpha,2025-06-01
                S-6,C-1,ivr,zeta,2025-06-01
                S-7,C-1,ivr,axantis,2025-06-01
                S-8,C-unknown,ivr,refused,2025-06-01
                """, on: connection)
            #expect(imported.outcome.unknownTerms == ["Alpha", "zeta"])
        }
    }
}
