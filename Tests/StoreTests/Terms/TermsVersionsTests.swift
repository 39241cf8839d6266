import Hashing
internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Terms as data")
struct TermsVersionsTests {
    @Test("what is stored comes back as it was, with its file and checksum")
    func roundTrip() throws {
        try TestDatabase.with { _, connection in
            var random = Seed.generator(1)
            var stored: [Terms] = [try axantis()]
            for number in 10..<50 {
                stored.append(random.terms(id: "terms-\(number)", effectiveFrom: try date("2025-01-01")))
            }
            for terms in stored { #expect(try add(terms, on: connection)) }
            let loaded = try TermsVersions.list(connection)
            for (terms, version) in zip(stored, loaded) {
                #expect(version.terms == terms, "seed \(Seed.value)")
                let yaml = Array("\(terms.id) \(terms.version)".utf8)
                #expect(version.yaml == yaml)
                #expect(version.sha256 == Digest.hexadecimal(Digest.sha256(yaml)))
            }
            #expect(loaded.count == stored.count)
            #expect(try TermsVersions.list(connection, id: "terms-11").map(\.terms) == [stored[2]])
            #expect(try TermsVersions.list(connection, id: "unknown").isEmpty)
        }
    }

    @Test("the same bytes again change nothing, and are no batch")
    func again() throws {
        try TestDatabase.with { _, connection in
            let first = try add(axantis(), on: connection)
            let second = try add(axantis(), on: connection)
            #expect(first && !second)
            #expect(try Watermark.latest(connection) == 1)
            #expect(
                try connection.texts("select concat_ws(' ', kind, file, inserted) from import_batch")
                    == ["terms axantis.yaml 1"])
        }
    }

    @Test("the same id and version with other bytes are refused, also when they mean the same")
    func otherContent() throws {
        try TestDatabase.with { _, connection in
            try add(axantis(), on: connection)
            let refusal = TermsRefusal.otherContent(id: "axantis", version: "2025-03")
            #expect(throws: refusal) {
                _ = try TermsVersions.add(
                    axantis(), yaml: [0x20], file: "f", restate: false, now: .afterTheTests, on: connection)
            }
            #expect(try TermsVersions.list(connection).count == 1)
            #expect(try Watermark.latest(connection) == 1)
        }
    }

    @Test("two versions of one id cannot take effect on the same day; those of two ids can")
    func sameDay() throws {
        try TestDatabase.with { _, connection in
            try add(axantis(), on: connection)
            let refusal = TermsRefusal.sameDay(
                id: "axantis", version: "2025-03", effectiveFrom: try date("2025-03-01"))
            #expect(throws: refusal) { try add(axantis(version: "2025-03b"), on: connection) }
            #expect(try add(axantis(id: "other"), on: connection))
            #expect(try add(axantis(version: "2025-04", effectiveFrom: "2025-03-02"), on: connection))
        }
    }

    @Test("two that store the same version at once: one stores it, the other finds it")
    func atOnce() async throws {
        try await TestDatabase.withSessions { database in
            let stored = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<2 { group.addTask { try add(axantis(), on: database.connect()) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(stored.filter { $0 }.count == 1)
        }
    }

    /// docs/reference/terms.md "The document": the latest `effective_from` on or before the month's first day.
    @Test("the version of a month is the latest in effect on its first day")
    func inForce() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            try add(axantis(version: "2026-06-02", effectiveFrom: "2026-06-02"), on: connection)
            try add(axantis(), on: connection)
            try add(axantis(version: "2026-05", effectiveFrom: "2026-05-01"), on: connection)
            try add(axantis(id: "another", effectiveFrom: "2025-01-01"), on: connection)
            let key = try sample(Assessments.key(ofSubscription: "S-1", on: connection), "S-1")
            let inForce = [
                ("2025-02", nil), ("2025-03", "2025-03"), ("2026-04", "2025-03"), ("2026-05", "2026-05"),
                ("2026-06", "2026-05"), ("2026-07", "2026-06-02"),
            ]
            for (text, version) in inForce {
                let scope = MonthScope(
                    month: try month(text), watermark: try Watermark.take(connection),
                    assessedAt: try instant("2030-01-01T00:00:00Z"), subscriptions: [key])
                let months = try MonthFacts.load(scope, on: connection, zone: zone)
                #expect(months.map { $0.facts.calendar?.terms.version } == [version], "\(text)")
            }
        }
    }

    @Test("a version stored after the watermark is not in force for it, however early it takes effect")
    func watermark() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let before = try Watermark.take(connection)
            try add(axantis(), on: connection)
            let after = try Watermark.take(connection)
            try add(axantis(version: "2026-05", effectiveFrom: "2026-05-01"), on: connection)
            func versions(_ watermark: Int32) throws -> Set<String?> {
                let scope = MonthScope(
                    month: try month("2026-05"), watermark: watermark,
                    assessedAt: try instant("2030-01-01T00:00:00Z"))
                return Set(
                    try MonthFacts.load(scope, on: connection, zone: zone).map {
                        $0.facts.calendar?.terms.version
                    })
            }
            #expect(try versions(before) == [nil])
            #expect(try versions(after) == ["2025-03"])
            #expect(try versions(Watermark.take(connection)) == ["2026-05"])
        }
    }
}
