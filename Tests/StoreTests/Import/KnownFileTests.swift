import Hashing
internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Import: a file that is known")
struct KnownFileTests {
    private static let outages = """
        source,id,service,started_at
        noc,A,ivr,2026-05-05T10:00:00Z
        noc,B,ivr,2026-05-05T10:00:00Z
        """
    private static let faulty = outages + "\nnoc,C,fax,2026-05-05T10:00:00Z\n!id,is bad,x"

    private func content(_ text: String, reading: String = "test") -> FileContent {
        FileContent(bytes: text.utf8.count, sha256: Digest.sha256(Array(text.utf8)), reading: reading)
    }

    /// The counts when the file is known; nil when it has to be read.
    private func known(
        _ kind: String, _ content: FileContent, strict: Bool = false, dryRun: Bool = false,
        on connection: Connection
    ) throws -> Imported? {
        let kind = try sample(FactKind(rawValue: kind), kind)
        let work = Import(kind: kind, file: "again", strict: strict, dryRun: dryRun, now: .afterTheTests)
        guard let outcome = try work.runKnown(content, on: connection) else { return nil }
        var imported = Imported()
        imported.outcome = outcome
        return imported
    }

    @Test("is recorded as unchanged, again and again, in batches of its own")
    func again() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let file = content(Self.outages)
            #expect(try known("outages", file, on: connection)?.counts == nil)
            try importing("outages", Self.outages, content: file, on: connection)
            for _ in 0..<2 {
                let batch = try Watermark.latest(connection)
                #expect(try known("outages", file, on: connection)?.counts == [0, 0, 2, 0])
                #expect(try Watermark.latest(connection) > batch)
            }
            let batch = try Watermark.latest(connection)
            let tried = try known("outages", file, dryRun: true, on: connection)
            #expect(tried?.counts == [0, 0, 2, 0] && tried?.outcome.batch == nil)
            #expect(try Watermark.latest(connection) == batch)
            #expect(try known("outages", file, strict: true, on: connection)?.counts == [0, 0, 2, 0])
            #expect(
                try connection.number("select count(*) from audit_entry where action = 'import'") == 7)
        }
    }

    @Test("is not known as another kind, of other bytes, or when it is read in another way")
    func other() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            try importing("outages", Self.outages, content: content(Self.outages), on: connection)
            let changed = Self.outages.replacing("noc,B", with: "noc,C")
            #expect(try known("outages", content(changed), on: connection)?.counts == nil)
            #expect(try known("maintenance", content(Self.outages), on: connection)?.counts == nil)
            #expect(
                try known("outages", content(Self.outages, reading: "later"), on: connection)?.counts == nil)
            let work = Import(
                kind: .outages, file: "f", strict: false, dryRun: false, now: .afterTheTests)
            #expect(try work.mayBeKnown(bytes: Self.outages.utf8.count, on: connection))
            #expect(try !work.mayBeKnown(bytes: Self.outages.utf8.count + 1, on: connection))
        }
    }

    @Test("is read again once another file of its kind changed something, also back to what it says")
    func replaced() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let file = content(Self.outages)
            try importing("outages", Self.outages, content: file, on: connection)
            try importing(
                "requests", "subscription,month,requested_on\nS-1,2026-05,2026-06-03", on: connection)
            #expect(try known("outages", file, on: connection)?.counts == [0, 0, 2, 0])
            let later = Self.outages.replacing(
                "noc,B,ivr,2026-05-05T10:00", with: "noc,B,ivr,2026-05-05T11:00")
            #expect(try importing("outages", later, on: connection).counts == [0, 1, 1, 0])
            #expect(try known("outages", file, on: connection)?.counts == nil)
            #expect(
                try importing("outages", Self.outages, content: file, on: connection).counts == [0, 1, 1, 0])
            #expect(try known("outages", file, on: connection)?.counts == [0, 0, 2, 0])
        }
    }

    @Test("with refused rows is always read again: they may have become good, by another import or with time")
    func refused() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let file = content(Self.faulty)
            let first = try importing("outages", Self.faulty, content: file, on: connection)
            #expect(first.counts == [2, 0, 0, 2])
            #expect(try known("outages", file, on: connection)?.counts == nil)
            #expect(try known("outages", file, strict: true, on: connection)?.counts == nil)
            let second = try importing("outages", Self.faulty, content: file, on: connection)
            #expect(second.counts == [0, 0, 2, 2] && second.refused == first.refused)
        }
    }

    @Test("a file that strict refused is not known")
    func strict() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let file = content(Self.faulty)
            try importing("outages", Self.faulty, strict: true, content: file, on: connection)
            #expect(try known("outages", file, on: connection)?.counts == nil)
        }
    }

    @Test("of notifications: is read again once outages changed, for they may belong to others now")
    func dependent() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let text = "subscription,outage_source,outage_id,notified_at\nS-1,noc,O-1,2026-05-05T10:05:00Z"
            try importing("notifications", text, content: content(text), on: connection)
            #expect(try known("notifications", content(text), on: connection)?.counts == [0, 0, 1, 0])
            try importing(
                "outages", "source,id,subscription,started_at\nnoc,O-1,S-2,2026-05-05T10:00:00Z",
                on: connection)
            #expect(try known("notifications", content(text), on: connection)?.counts == nil)
            #expect(try importing("notifications", text, on: connection).counts == [0, 0, 0, 1])
        }
    }

    @Test("of subscriptions is always read, for it tells which terms are missing")
    func subscriptions() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let text = "subscription,customer,service,terms,starts_on\nS-9,C-1,fax,axantis,2025-06-01"
            try importing("subscriptions", text, content: content(text), on: connection)
            #expect(try known("subscriptions", content(text), on: connection)?.counts == nil)
        }
    }

    @Test("random files: wherever one is known, reading it would come to the same", arguments: 0..<6)
    func equality(number: Int) throws {
        var imports = RandomImports(random: Seed.generator(950 + number))
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let files = (0..<4).map { _ in imports.outages() }
            var found = 0
            for _ in 0..<24 {
                let text = imports.random.pick(files)
                let file = content(text)
                if let known = try known("outages", file, dryRun: true, on: connection) {
                    let read = try importing("outages", text, dryRun: true, on: connection)
                    #expect(known.counts == read.counts, "seed \(Seed.value)")
                    #expect(known.refused == read.refused, "seed \(Seed.value)")
                    found += 1
                }
                let last = try importing("outages", text, content: file, on: connection)
                if imports.random.chance(50) {
                    let known = try known("outages", file, dryRun: true, on: connection)
                    let rows = text.split(separator: "\n").count - 1
                    #expect(known?.counts[2] == (last.counts[3] > 0 ? nil : rows), "seed \(Seed.value)")
                    found += 1
                }
            }
            #expect(found > 0)
        }
    }
}
