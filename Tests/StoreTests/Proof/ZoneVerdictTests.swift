internal import Postgres
internal import SLA
internal import Store
internal import Testing
internal import TimeZones

@Suite("Zone data that changed (R19)")
struct ZoneVerdictTests {
    /// The clocks of Paris that go forward on Sunday 29 March go forward three days late.
    private let late: (String) throws -> Zone = { name in
        let right = try zone(name)
        let change = try instant("2026-03-29T01:00:00Z")
        let moved = Instant(microseconds: change.microseconds + 3 * Microseconds.perDay)
        return Zone(
            name: name, initialOffset: right.initialOffset,
            transitions: right.transitions.map {
                Zone.Transition(start: $0.start == change ? moved : $0.start, offset: $0.offset)
            })
    }

    private static let right = "3600 2026-03-29T01:00:00Z 7200"
    private static let wrong = "3600 2026-04-01T01:00:00Z 7200"

    private func assess(
        _ text: String, _ connection: Connection, zone: (String) throws -> Zone
    ) throws -> Assess.Outcome {
        try Assess(
            month: month(text), subscriptions: nil, assessedAt: try instant("2030-01-01T00:00:00Z"),
            program: "StoreTests"
        ).run(connection, zone: zone)
    }

    private func withBasics(_ body: (Connection) throws -> Void) throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            try add(axantis(), on: connection)
            try body(connection)
        }
    }

    @Test("a run keeps the offsets of the month and its neighbours; the database has the same")
    func kept() throws {
        try withBasics { connection in
            for (text, offsets) in [
                ("2026-03", Self.right), ("2026-02", Self.right), ("2026-04", Self.right),
                ("2026-01", "3600"),
                ("2026-05", "7200"), ("2026-11", "7200 2026-10-25T01:00:00Z 3600"),
            ] {
                _ = try assess(text, connection, zone: zone)
                #expect(
                    try connection.texts(
                        """
                        select concat_ws(' ', z.time_zone, z.offsets = zone_offsets(z.time_zone, r.month), z.offsets)
                        from assessment_zone z join assessment_run r using (run) where r.month = '\(text)-01'
                        """) == ["Europe/Paris t \(offsets)"])
                #expect(try OtherZoneData.load(month(text), on: connection).isEmpty)
            }
        }
    }

    @Test("other data are a verdict and name the results that would differ; assess makes a revision")
    func verdict() throws {
        try withBasics { connection in
            _ = try assess("2026-03", connection, zone: zone)
            let result = try Proof.verify(month("2026-03"), superseded: true, on: connection, zone: late)
            #expect(result.disagreements.isEmpty && result.compared == 3)
            let verdict = try #require(result.zones.first)
            #expect(result.zones.count == 1)
            #expect(verdict.judgedBy.description == Self.right && verdict.program.description == Self.wrong)
            #expect(verdict.database?.description == Self.right)
            #expect(verdict.revisions == 3 && verdict.current == 3)
            #expect(verdict.wouldDiffer == ["S-1", "S-2", "S-3"])

            let again = try assess("2026-03", connection, zone: late)
            #expect(again.revised == ["S-1", "S-2", "S-3"])
            let other = try OtherZoneData.load(month("2026-03"), on: connection)
            #expect(other.map(\.timeZone) == ["Europe/Paris"])
            #expect(other.first?.judgedBy?.description == Self.wrong)
            #expect(other.first?.database?.description == Self.right)

            // The machine is brought up to date: the wrong revision is replaced, and remembered.
            #expect(try assess("2026-03", connection, zone: zone).revised.count == 3)
            let after = try Proof.verify(month("2026-03"), superseded: true, on: connection, zone: zone)
            #expect(after.disagreements.isEmpty && after.compared == 9)
            #expect(after.zones.map(\.judgedBy.description) == [Self.wrong])
            #expect(after.zones.map(\.current) == [0] && after.zones.map(\.revisions) == [3])
            #expect(after.zones.first?.wouldDiffer.isEmpty == true)
            #expect(try OtherZoneData.load(month("2026-03"), on: connection).isEmpty)
            #expect(try LedgerProof(connection, anchors: []).faults.isEmpty)
        }
    }

    @Test("a change in a neighbouring month makes a revision with the same result")
    func neighbour() throws {
        try withBasics { connection in
            _ = try assess("2026-02", connection, zone: zone)
            let result = try Proof.verify(month("2026-02"), on: connection, zone: late)
            #expect(result.disagreements.isEmpty)
            #expect(result.zones.map(\.current) == [3] && result.zones.map(\.wouldDiffer) == [[]])
            #expect(try assess("2026-02", connection, zone: late).revised.count == 3)
            // Two months away is another matter.
            _ = try assess("2026-06", connection, zone: zone)
            #expect(try assess("2026-06", connection, zone: late).unchanged == 3)
        }
    }

    @Test("the database issues nothing on other data than its own")
    func issuing() throws {
        try Ledger.with { ledger in
            try ledger.breach("2026-03")
            _ = try assess("2026-03", ledger.connection, zone: late)
            #expect(
                throws: IssueRefusal.zoneData(
                    "2026-03 was judged by other time zone data than the database has")
            ) { try ledger.issue("2026-03", on: "2026-04-05") }
            #expect(try ledger.credit("2026-03", on: "2026-04-05") == ["AV-2026-00001 S-1 200.00"])
        }
    }

    @Test("a run without its zone data is refused, and convicted by the audit log")
    func removed() throws {
        try withBasics { connection in
            _ = try assess("2026-03", connection, zone: zone)
            try connection.executeScript(
                """
                set session_replication_role = replica;
                delete from assessment_zone;
                set session_replication_role = origin
                """)
            let other = try OtherZoneData.load(month("2026-03"), on: connection)
            #expect(other.map(\.timeZone) == ["Europe/Paris"] && other.first?.judgedBy == nil)
            #expect(try Proof.verify(month("2026-03"), on: connection, zone: zone).disagreements.isEmpty)
            #expect(try LedgerProof(connection, anchors: []).faults.count == 2)
        }
    }

    @Test("the database's own offsets, to the second, also of zones with odd ones")
    func database() throws {
        try TestDatabase.with { _, connection in
            let machine = TimeZoneData(environment: [:])
            var compared = 0
            for name in [
                "Europe/Paris", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns",
                "Africa/Monrovia",
                "Pacific/Apia", "Africa/Casablanca", "UTC", "Antarctica/Troll", "America/New_York",
            ] {
                // Monrovia left its 44 minutes 30 seconds in January 1972; Apia skipped 30 December 2011.
                for text in ["1972-01", "2000-02", "2011-12", "2026-03", "2026-10", "2026-07", "2037-11"] {
                    let (of, month) = (try machine.zone(named: name), try month(text))
                    let database = try connection.texts("select zone_offsets('\(name)', '\(text)-01')")
                    #expect(database == [ZoneOffsets(of, around: month).description], "\(name) \(text)")
                    compared += 1
                }
            }
            #expect(compared == 70)
            #expect(
                try connection.texts("select coalesce(zone_offsets('Mars/Olympus', '2026-03-01'), 'null')")
                    == ["null"])
        }
    }
}
