internal import Postgres
internal import Store
import TestSupport
internal import Testing

@Suite("Import: rows sent directly")
struct DirectImportTests {
    private static func importNames(_ connection: Connection) throws {
        try importBasics(connection)
        try importing(
            "subscriptions",
            """
            subscription,customer,service,terms,starts_on
            é,C-1,ivr,axantis,2025-06-01
            e\u{301},C-1,ivr,axantis,2025-06-01
            """, on: connection)
    }

    @Test(
        "random files leave what they leave when they are staged: counts, refusals and history",
        arguments: 0..<12)
    func equality(number: Int) throws {
        var imports = RandomImports(random: Seed.generator(900 + number))
        let comment: Comment = "seed \(Seed.value)"
        try TestDatabase.with { _, staging in
            try TestDatabase.with { _, sending in
                try Self.importNames(staging)
                try Self.importNames(sending)
                for _ in 0..<8 {
                    let text = imports.outages()
                    let strict = imports.random.chance(20)
                    let chunkBytes = imports.random.pick([1, 300, 3000, 1 << 20])
                    let staged = try importing("outages", text, strict: strict, on: staging)
                    let sent = try importing(
                        "outages", text, strict: strict, chunkBytes: chunkBytes, on: sending)
                    #expect(sent.counts == staged.counts, comment)
                    #expect(sent.refused == staged.refused, comment)
                }
                #expect(try recorded(sending) == recorded(staging), comment)
            }
        }
    }

    @Test("new facts are recorded by the COPY itself, and from the first known one on they are staged")
    func way() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            func rows(_ ids: [String]) -> String {
                "source,id,service,started_at\n"
                    + ids.map { "noc,\($0),ivr,2026-05-05T10:00:00Z" }.joined(separator: "\n")
            }
            // Rows that a COPY sent stand in the order of their identities, rows that were staged in the file's.
            func order(_ ids: [String]) throws -> [String] {
                try connection.texts(
                    "select id from outage where id in ('\(ids.joined(separator: "','"))') order by ctid")
            }
            let new = ["n3", "n1", "n2"]
            #expect(
                try importing("outages", rows(new), chunkBytes: 1 << 20, on: connection).counts == [
                    3, 0, 0, 0,
                ])
            #expect(try order(new) == ["n1", "n2", "n3"])
            let mixed = ["m3", "n1", "m1"]
            #expect(
                try importing("outages", rows(mixed), chunkBytes: 1 << 20, on: connection).counts
                    == [2, 0, 1, 0])
            #expect(try connection.number("select count(*) from outage where id like 'm%'") == 2)
        }
    }

    @Test("more names than a first table of keys holds are all found")
    func names() throws {
        try TestDatabase.with { _, connection in
            try importing("customers", "customer,name\nC-1,Client", on: connection)
            let subscriptions = (0..<3000).map { "N-\($0),C-1,ivr,axantis,2025-06-01" }
            try importing(
                "subscriptions",
                "subscription,customer,service,terms,starts_on\n" + subscriptions.joined(separator: "\n"),
                on: connection)
            let outages = (0..<3010).map { "noc,\($0),N-\($0),2026-05-05T10:00:00Z" }
            let imported = try importing(
                "outages", "source,id,subscription,started_at\n" + outages.joined(separator: "\n"),
                chunkBytes: 1 << 14, on: connection)
            #expect(imported.counts == [3000, 0, 0, 10])
            #expect(
                try connection.number(
                    """
                    select count(*) from outage o join subscription u using (subscription_key)
                    where u.subscription = 'N-' || o.id
                    """) == 3000)
        }
    }

    @Test("strict: one bad row after thousands that were sent undoes them all", arguments: ["fax", "!"])
    func strict(fault: String) throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let before = try recorded(connection)
            let good = (0..<2000).map { "noc,G-\($0),ivr,2026-05-05T10:00:00Z" }.joined(separator: "\n")
            let bad = fault == "!" ? "!id,is bad,x" : "noc,B,fax,2026-05-05T10:00:00Z"
            let text = "source,id,service,started_at\n\(good)\n\(bad)"
            let rows = try Rows("outages", text)
            let work = Import(
                kind: rows.kind, file: "f", strict: true, dryRun: false, now: .afterTheTests,
                chunkBytes: 1 << 12)
            #expect(throws: Import.MustBeStaged.self) {
                try work.run(
                    connection, rows: { try rows.next(&$0) },
                    rejected: { _ in throw BadSample(description: "reported before the file is read again") })
            }
            #expect(try recorded(connection) == before)
            let again = try importing("outages", text, strict: true, chunkBytes: 1 << 12, on: connection)
            #expect(again.counts == [0, 0, 0, 1])
            #expect(try connection.number("select count(*) from outage") == 1)
        }
    }

    @Test("a constraint that refuses a row stops the import, and nothing is kept")
    func constraint() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let before = try recorded(connection)
            let text = """
                source,id,service,started_at,ended_at
                noc,A,ivr,2026-05-05T10:00:00Z,2026-05-05T11:00:00Z
                noc,B,ivr,2026-05-05T10:00:00Z,2026-05-05T09:00:00Z
                """
            let error = try refusal { try importing("outages", text, chunkBytes: 1, on: connection) }
            #expect(error.sqlState == "23514" && error.table == "outage")
            #expect(try recorded(connection) == before)
        }
    }
}
