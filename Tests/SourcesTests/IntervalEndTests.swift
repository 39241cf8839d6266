import Intake
import SLA
import Testing

/// How an interval ends. Source: docs/reference/sources.md "Intervals".
@Suite struct IntervalEndTests {
    private static let objects = "object,service,subscription\na,svc,\n"

    @Test(arguments: [
        ("us", "1500000", "2026-10-05T10:00:01.500000Z"), ("ms", "600250", "2026-10-05T10:10:00.250000Z"),
        ("s", "0.0000019", "2026-10-05T10:00:00.000001Z"), ("min", "1.5", "2026-10-05T10:01:30Z"),
        ("h", "2", "2026-10-05T12:00:00Z"), ("s", "0", "2026-10-05T10:00:00Z"), ("s", "", ""),
    ])
    func aLengthIsAddedToTheStart(unit: String, length: String, end: String) throws {
        let mapping = """
            read: { format: csv }
            id: id
            start: from
            length: { of: took, unit: \(unit) }
            object: host
            """
        let outcome = try Trial(
            mapping, "id,from,took,host\n1,2026-10-05T10:00:00Z,\(length),a\n", objects: Self.objects
        ).run()
        #expect(outcome.rows == ["trial|1|svc||2026-10-05T10:00:00Z|\(end)"])
    }

    @Test(arguments: [
        ("-1", "ends_before_start"), ("1e3", "bad_value"), ("9999999999999999999", "bad_value"),
    ])
    func aLengthThatIsNoneIsRefused(length: String, code: String) throws {
        let mapping = """
            read: { format: csv }
            id: id
            start: from
            length: { of: took, unit: s }
            object: host
            """
        let outcome = try Trial(
            mapping, "id,from,took,host\n1,2026-10-05T10:00:00Z,\(length),a\n", objects: Self.objects
        ).run()
        #expect(outcome.rows.isEmpty)
        #expect(outcome.codes.map(\.rawValue) == [code])
    }

    @Test(arguments: [
        // Planned end, at most, the row.
        ("12:00", "11:30", "2026-10-05T11:30:00Z|"), ("12:00", "12:30", "2026-10-05T12:00:00Z|"),
        ("12:00", "", "2026-10-05T12:00:00Z|"), ("", "11:30", "2026-10-05T11:30:00Z|"),
        ("12:00", "10:00", "2026-10-05T12:00:00Z|true"), ("12:00", "09:00", "2026-10-05T12:00:00Z|true"),
        ("12:00", "10:01", "2026-10-05T10:01:00Z|"),
    ])
    func anEventDoesNotGoOnAfterItsLastTimeAndIsTakenBackBeforeItBegan(
        end: String, most: String, row: String
    ) throws {
        func at(_ time: String) -> String { time.isEmpty ? "" : "2026-10-05T\(time):00Z" }
        let mapping = """
            read: { format: csv }
            id: id
            start: from
            end: to
            end_at_most: most
            object: host
            """
        let outcome = try Trial(
            mapping, kind: .maintenance,
            "id,from,to,most,host\n1,2026-10-05T10:00:00Z,\(at(end)),\(at(most)),a\n", objects: Self.objects
        ).run()
        #expect(outcome.table[0] == "source|id|service|subscription|started_at|ended_at|withdrawn")
        #expect(outcome.rows == ["trial|1|svc||2026-10-05T10:00:00Z|\(row)"])
    }
}
