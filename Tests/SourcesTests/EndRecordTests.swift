import Intake
import SLA
import Testing

/// Ends that stand in records of their own. Source: docs/reference/sources.md "Intervals".
@Suite struct EndRecordTests {
    private static let mapping = """
        read: { format: csv }
        where: { value: "1", severity: { not: "0" } }
        id: event
        start: at
        end_from: { where: { value: "0" }, record: event, is: ended_by, at: at }
        ended: { ended_by: { present: true, not: "0" } }
        object: host
        """

    private func run(_ records: String...) throws -> Outcome {
        var trial = Trial(Self.mapping, objects: "object,service\na,svc\n")
        trial.files = records.enumerated().map {
            ("\($0.offset + 1)", "event,value,severity,at,ended_by,host\n" + $0.element)
        }
        return try trial.run()
    }

    @Test func theEndIsThatOfTheRecordThatIsNamedWhereverItStands() throws {
        let end = "9,0,,2026-10-05T10:30:00Z,0,\n"
        let begin = "1,1,4,2026-10-05T10:00:00Z,9,a\n2,1,4,2026-10-05T10:05:00Z,9,a\n"
        let rows = [
            "trial|1|svc||2026-10-05T10:00:00Z|2026-10-05T10:30:00Z",
            "trial|2|svc||2026-10-05T10:05:00Z|2026-10-05T10:30:00Z",
        ]
        for files in [[begin + end], [end + begin], [end, begin], [begin, end]] {
            var trial = Trial(Self.mapping, objects: "object,service\na,svc\n")
            trial.files = files.map { ("f", "event,value,severity,at,ended_by,host\n" + $0) }
            let outcome = try trial.run()
            #expect(outcome.rows == rows)
            #expect(outcome.said.isEmpty)
        }
    }

    @Test func anEndThatIsNamedAndNotThereIsUnknownAndNoneIsOpen() throws {
        let outcome = try run("1,1,4,2026-10-05T10:00:00Z,9,a\n2,1,4,2026-10-05T11:00:00Z,0,a\n")
        #expect(outcome.rows == ["trial|2|svc||2026-10-05T11:00:00Z|"])
        #expect(outcome.said == ["1:2: 1: is over, but the files do not say when it ended"])
        #expect(outcome.hasFailure)
    }

    @Test func anEndThatNobodyNamesBeganBeforeAndThatOfWhatIsPassedOverDidNot() throws {
        let outcome = try run(
            """
            8,0,,2026-10-05T09:00:00Z,0,
            9,0,,2026-10-05T10:30:00Z,0,
            1,1,0,2026-10-05T10:00:00Z,9,a
            """)
        #expect(outcome.rows.isEmpty)
        #expect(
            outcome.said == ["1:2: 8: ended at 2026-10-05T09:00:00Z, but its beginning is not in the files"])
        #expect(outcome.codes == [.beganBefore])
        #expect(outcome.counts.passedOver == 1)
    }

    @Test func anEndBeforeItsBeginningIsRefused() throws {
        let outcome = try run("1,1,4,2026-10-05T10:00:00Z,9,a\n9,0,,2026-10-05T09:30:00Z,0,\n")
        #expect(outcome.codes == [.endsBeforeStart])
    }

    @Test func anEndWithoutATimeIsRefused() throws {
        let outcome = try run("1,1,4,2026-10-05T10:00:00Z,0,a\n9,0,,,0,\n")
        #expect(outcome.rows.count == 1)
        #expect(outcome.said == ["1:3: at (ended_at): is required but empty"])
    }
}
