import Intake
import SLA
import Testing

/// Whom an event concerns and what its rows are called. Source: docs/reference/sources.md "Objects".
@Suite struct ScopeTests {
    private static let mapping = """
        read: { format: csv }
        id: id
        start: from
        subscription: sub
        service: svc
        object: host
        """

    /// `fields`: of the columns id, sub, sub, svc, host, host.
    private func run(
        _ fields: String, objects: String = "object,service,subscription\na,svc-a,\nb,,SUB-B\nlab,,\n",
        _ more: String = ""
    ) throws -> Outcome {
        let cells = fields.split(separator: ",", omittingEmptySubsequences: false)
        let record = "\(cells[0]),2026-10-05T10:00:00Z,\(cells[1...].joined(separator: ","))\n"
        return try Trial(
            Self.mapping + "\n" + more, "id,from,sub,sub,svc,host,host\n" + record, objects: objects
        ).run()
    }

    /// `ID|SERVICE|SUBSCRIPTION` of each row.
    private func scopes(_ outcome: Outcome) -> [String] {
        outcome.rows.map { row in
            row.split(separator: "|", omittingEmptySubsequences: false)[1...3].joined(separator: "|")
        }
    }

    @Test(arguments: [
        ("1,S1,,V1,a,", ["1||S1"]), ("1,S1,S2,V1,a,", ["1/S1||S1", "1/S2||S2"]), ("1,,,V1,a,", ["1|V1|"]),
        ("1,,,,a,", ["1|svc-a|"]), ("1,,,,a,b", ["1/a|svc-a|", "1/b||SUB-B"]), ("1,,,,a,a", ["1|svc-a|"]),
        ("1,S1,S1,,,", ["1||S1"]), ("1,,,, a ,", ["1|svc-a|"]),
        // What is left out or not there gives no row, and so no second one.
        ("1,,,,a,lab", ["1|svc-a|"]), ("1,,,,a,zzz", ["1|svc-a|"]), ("1,,,,lab,", []),
    ])
    func labelsComeBeforeObjectsAndEachGivesARow(fields: String, rows: [String]) throws {
        #expect(scopes(try run(fields)) == rows)
    }

    @Test func anObjectOnSeveralRowsNamesThem() throws {
        let objects = "object,service,subscription\na,,S1\na,,S2\na,svc,\nb,svc,\n"
        #expect(
            scopes(try run("1,,,,a,b", objects: objects)) == [
                "1/a/S1||S1", "1/a/S2||S2", "1/a/svc|svc|", "1/b|svc|",
            ])
    }

    @Test func theObjectIsPartOfTheIdAlwaysWhereTheMappingSaysSo() throws {
        #expect(scopes(try run("1,,,,a,", "id_per_object: true")) == ["1/a|svc-a|"])
        #expect(scopes(try run("1,S1,,,a,", "id_per_object: true")) == ["1/S1||S1"])
        #expect(
            scopes(try run("1,,,,a,", "id_per_object: true\nid_at_start: true"))
                == ["1@2026-10-05T10:00:00Z/a|svc-a|"])
    }

    @Test(arguments: [
        ("web-1", ["web-1", "web-*", "*"], "one"), ("web-12", ["web-1", "web-*", "*"], "two"),
        ("web-12", ["web-1*", "web-*", "*"], "one"), ("WEB-1", ["web-1", "web-*", "*"], "three"),
        ("db", ["web-1", "web-*", "*"], "three"), ("web-*", ["web-", "web-*", "*"], "two"),
        ("é1", ["e*", "é*", "*"], "two"),
    ])
    func anExactNameWinsOverAPrefixAndALongerPrefixOverAShorterOne(
        object: String, names: [String], service: String
    ) throws {
        let rows = zip(names, ["one", "two", "three"]).map { "\($0.0),\($0.1)\n" }
        let outcome = try run("1,,,,\(object),", objects: "object,service\n" + rows.joined())
        #expect(scopes(outcome) == ["1|\(service)|"])
    }

    @Test func whatNoRowMatchesIsReportedOnceWithTheNumberOfEvents() throws {
        let records = (1...7).map { "\($0),2026-10-05T10:0\($0):00Z,,,,\($0 % 2 == 0 ? "x" : "y"),\n" }
        let outcome = try Trial(
            Self.mapping, "id,from,sub,sub,svc,host,host\n" + records.joined(),
            objects: "object,service\na,s\n"
        ).run()
        #expect(
            outcome.said == [
                "1:2: y: is not in the objects file (4 events)",
                "1:3: x: is not in the objects file (3 events)",
            ])
        #expect(outcome.unmapped.map(\.object) == ["y", "x"])
        #expect(outcome.unmapped.map(\.events) == [4, 3])
        #expect(outcome.hasFailure)
        #expect(outcome.counts.refused == 0)
    }

    @Test func withoutAnObjectsFileEveryObjectIsNotMapped() throws {
        var trial = Trial(Self.mapping, "id,from,sub,sub,svc,host,host\n1,2026-10-05T10:00:00Z,,,,a,\n")
        trial.objects = nil
        let outcome = try trial.run()
        #expect(outcome.said == ["1:2: a: is not in the objects file (1 event)"])
    }

    @Test func anIdIsAtMost200Bytes() throws {
        let id = String(repeating: "x", count: 198)
        #expect(scopes(try run("\(id),,,,a,", "id_per_object: true")) == ["\(id)/a|svc-a|"])
        let outcome = try run("\(id)x,,,,a,b", "id_per_object: true")
        #expect(outcome.rows.isEmpty)
        #expect(
            outcome.said == [
                "1:2: id: has 201 bytes; at most 200 are allowed here (\(id)x/…)",
                "1:2: id: has 201 bytes; at most 200 are allowed here (\(id)x/…)",
            ])
        #expect(outcome.counts.refused == 1)
    }

    @Test func ofOutagesThatShareAnIdTheLaterOnesGetTheirStart() throws {
        let mapping = TrackTests.mapping.replacing("id_at_start: true\n", with: "")
        let lines = ["a 05 D", "a 06 U", "a 10 D", "a 11 U", "b 07 D", "b 08 U", "a 20 D"]
        let outcome = try Trial(mapping, TrackTests.records(lines), objects: TrackTests.objects).run()
        #expect(
            outcome.rows.map { $0.split(separator: "|")[1] } == [
                "a", "b", "a@2026-10-05T10:10:00Z", "a@2026-10-05T10:20:00Z",
            ])
    }

    @Test func rowsAreSortedByStartAndThenByIdInCodePointOrder() throws {
        let records = ["b", "a", "é", "Z", "z", "10", "9"].map { "\($0),2026-10-05T10:00:00Z,S,,,,\n" }
        let late = "0,2026-10-05T10:00:00.000001Z,S,,,,\n"
        let outcome = try Trial(
            Self.mapping, "id,from,sub,sub,svc,host,host\n" + late + records.joined()
        ).run()
        #expect(
            outcome.rows.map { $0.split(separator: "|")[1] } == ["10", "9", "Z", "a", "b", "z", "é", "0"])
    }

    @Test func aRecordThatWouldGiveTooManyRowsIsRefused() throws {
        let file = { (count: Int) in
            "object,service\n" + (1...count).map { "a,s\($0)\n" }.joined()
        }
        #expect(try run("1,,,,a,", objects: file(10_000)).rows.count == 10_000)
        let outcome = try run("1,,,,a,", objects: file(10_001))
        #expect(outcome.rows.isEmpty)
        #expect(outcome.said == ["1:2: would give 10001 rows; at most 10000 are read"])
    }
}
