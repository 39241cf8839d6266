import Intake
import SLA
import Testing

/// A record holds an event. Source: docs/reference/sources.md "Intervals".
@Suite struct IntervalTests {
    private static let mapping = """
        read: { format: csv }
        where: { class: { not: test } }
        id: id
        start: from
        end: to
        ended: { status: closed }
        object: host
        """
    private static let objects = "object,service,subscription\na,svc,\nb,,SUB\nlab,,\n"

    private func run(_ records: String, _ more: String = "") throws -> Outcome {
        let mapping = more.isEmpty ? Self.mapping : Self.mapping + "\n" + more
        return try Trial(mapping, "class,id,from,to,status,host,extra\n" + records, objects: Self.objects)
            .run()
    }

    @Test func anIntervalIsARowWithItsTimesInUTC() throws {
        let outcome = try run(
            """
            ,2,2026-10-05T11:12:00+02:00,2026-10-05T11:20:00.5+02:00,,b,
            ,1,2026-10-05 07:12:30.0000001Z,,,a,
            """)
        #expect(
            outcome.table == [
                "source|id|service|subscription|started_at|ended_at",
                "trial|1|svc||2026-10-05T07:12:30Z|",
                "trial|2||SUB|2026-10-05T09:12:00Z|2026-10-05T09:20:00.500000Z",
            ])
        #expect(outcome.said.isEmpty)
        #expect(!outcome.hasFailure)
    }

    @Test func whatIsPassedOverOrLeftOutIsCountedAndNotReported() throws {
        let outcome = try run(
            """
            test,1,not read at all,,,a,
            ,2,2026-10-05T00:00:00Z,,closed,lab,
            ,3,never,,,lab,
            """)
        #expect(outcome.rows.isEmpty)
        #expect(outcome.said.isEmpty)
        #expect(outcome.counts.records == 3)
        #expect(outcome.counts.passedOver == 1)
        #expect(outcome.counts.leftOut == 2)
        #expect(!outcome.hasFailure)
    }

    @Test(arguments: [
        (",1,,2026-10-05T00:00:00Z,,a,", "1:2: from (started_at): is required but empty"),
        (
            ",1,yesterday,2026-10-05T00:00:00Z,,a,",
            "1:2: from (started_at): is not of the form rfc3339 (yesterday)"
        ),
        (
            ",1,2026-02-30T00:00:00Z,,,a,",
            "1:2: from (started_at): is a day that does not exist (2026-02-30T00:00:00Z)"
        ),
        (
            ",1,2026-10-05T00:00:00Z,0001-01-01T00:00:00Z,,a,",
            "1:2: to (ended_at): is before 1900; 0001-01-01 is some systems' word for \"still open\": leave the field "
                + "empty instead (0001-01-01T00:00:00Z)"
        ),
        (
            ",1,1970-01-01T00:00:00Z,,,a,",
            "1:2: from (started_at): is what a program writes for an instant that was never set (1970-01-01T00:00:00Z)"
        ),
        (
            ",1,2026-10-05T09:00:00,,,a,",
            "1:2: from (started_at): has no UTC offset; say whose clock it is with --time-zone, such as Europe/Paris "
                + "(2026-10-05T09:00:00)"
        ),
        (",,2026-10-05T00:00:00Z,,,a,", "1:2: id: is required but empty"),
        (
            ",1,2026-10-05T10:00:00Z,2026-10-05T09:59:59.999999Z,,a,",
            "1:2: 1: ends at 2026-10-05T09:59:59.999999Z, before it starts at 2026-10-05T10:00:00Z"
        ),
        (",1,2026-10-05T10:00:00Z,,closed,a,", "1:2: 1: is over, but the files do not say when it ended"),
        (
            ",1,2026-10-05T10:00:00Z,,,,",
            "1:2: 1: names neither a subscription nor a service nor an object"
        ),
        (",1,2026-10-05T10:00:00Z,,,zzz,", "1:2: zzz: is not in the objects file (1 event)"),
    ])
    func aRecordThatCannotBeARowIsRefusedWithAReason(record: String, said: String) throws {
        let outcome = try run(record)
        #expect(outcome.rows.isEmpty)
        #expect(outcome.said == [said])
        #expect(outcome.hasFailure)
    }

    @Test func anOutageMayHaveNoLength() throws {
        let outcome = try run(",1,2026-10-05T10:00:00Z,2026-10-05T10:00:00Z,,a,")
        #expect(outcome.rows == ["trial|1|svc||2026-10-05T10:00:00Z|2026-10-05T10:00:00Z"])
    }

    @Test func everyFaultOfARecordIsNamedAndTheRecordCountsOnce() throws {
        let outcome = try run(",1,soon,later,,a,")
        #expect(
            outcome.said == [
                "1:2: from (started_at): is not of the form rfc3339 (soon)",
                "1:2: to (ended_at): is not of the form rfc3339 (later)",
            ])
        #expect(outcome.counts.refused == 1)
    }

    @Test func whatIsNotKnownIsReportedBeforeTheConditionsAreAsked() throws {
        let outcome = try run(
            """
            test,1,2026-10-05T10:00:00Z,2026-10-05T10:10:00Z,,a,u
            test,2,2026-10-05T11:00:00Z,,,b,u
            test,3,2026-10-05T12:00:00Z,,,lab,u
            test,4,2026-10-05T12:00:00Z,,,zzz,u
            """, "unknown: { extra: u }")
        #expect(outcome.rows.isEmpty)
        #expect(
            outcome.said == [
                "1:2: a: nothing known from 2026-10-05T10:00:00Z to 2026-10-05T10:10:00Z",
                "1:3: b: nothing known from 2026-10-05T11:00:00Z until the files end",
            ])
        #expect(outcome.codes == [.gap, .gap])
        #expect(!outcome.hasFailure)
    }

    @Test func aMaintenanceWithoutAnEndIsNotYetARow() throws {
        let outcome = try Trial(
            Self.mapping, kind: .maintenance, "class,id,from,to,status,host\n,1,2026-10-05T10:00:00Z,,,a\n",
            objects: Self.objects
        ).run()
        #expect(outcome.said == ["1:2: 1: has no end yet; it comes with a later file"])
        #expect(outcome.codes == [.notYet])
        #expect(!outcome.hasFailure)
    }

    @Test func startsAreMovedBackAndTheIdKeepsTheToolsOwnTime() throws {
        let outcome = try run(
            ",1,2026-10-05T10:00:00Z,2026-10-05T10:00:00Z,,a,\n,2,2026-10-05T11:00:00Z,,,zzz,",
            "id_at_start: true\nstart_minus: 90s")
        #expect(
            outcome.rows == ["trial|1@2026-10-05T10:00:00Z|svc||2026-10-05T09:58:30Z|2026-10-05T10:00:00Z"])
        #expect(outcome.said.last == "1 start is moved back by 90s, because the tool reports late")
        #expect(outcome.codes == [.unmapped, .shifted])
    }
}
