import Intake
import SLA
import Testing

/// A monitor that goes off and on, and samples that do not come. Source: docs/reference/sources.md "Tracks".
@Suite struct TrackStopTests {
    private func run(_ lines: [String], _ more: String = "order: file") throws -> Outcome {
        try TrackTests().run(lines, more)
    }

    @Test(arguments: ["order: file", "order: time"])
    func whatWasDownEndsWithTheMonitorAndIsDownAgainWithIt(order: String) throws {
        let outcome = try run(
            ["a 05 D", "b 06 U", "- 10 HALT", "- 20 RUN", "a 22 U", "b 25 D", "b 26 U"], order)
        #expect(TrackTests.spans(outcome) == ["05-10", "20-22", "25-26"])
        #expect(
            outcome.rows[1] == "trial|a@2026-10-05T10:20:00Z|svc||2026-10-05T10:20:00Z|2026-10-05T10:22:00Z")
        #expect(outcome.said == ["1:4: nothing known from 2026-10-05T10:10:00Z to 2026-10-05T10:20:00Z"])
        #expect(outcome.codes == [.gap])
        #expect(!outcome.hasFailure)
    }

    @Test func aMonitorThatStaysOffIsReportedOnceAndLeavesNothingDown() throws {
        let outcome = try run(["a 05 D", "- 10 HALT", "- 11 HALT"])
        #expect(TrackTests.spans(outcome) == ["05-10"])
        #expect(outcome.said == ["1:3: nothing known from 2026-10-05T10:10:00Z until the files end"])
    }

    @Test(arguments: ["order: file", "order: time"])
    func aMonitorThatNeverSaidThatItStoppedWasLastSeenAtItsLatestRecord(order: String) throws {
        let outcome = try run(["- 00 RUN", "a 05 D", "- 08 -", "- 20 RUN", "a 22 U"], order)
        #expect(TrackTests.spans(outcome) == ["05-08", "20-22"])
        #expect(outcome.codes == [.gap])
    }

    @Test func aMonitorIsNotReportedWhereNothingHasAScope() throws {
        let outcome = try run(["lab 05 D", "- 10 HALT", "- 20 RUN", "lab 22 U"])
        #expect(outcome.said.isEmpty)
    }

    @Test func aRecordWhileTheMonitorIsOffCounts() throws {
        let outcome = try run(["a 05 D", "- 10 HALT", "a 12 U", "- 20 RUN", "a 30 D", "a 31 U"])
        #expect(TrackTests.spans(outcome) == ["05-10", "30-31"])
    }

    @Test func startsAreNotMovedBackIntoATimeOfWhichNothingIsKnown() throws {
        let outcome = try run(
            ["a 00 ?", "a 01 D", "a 10 U", "a 20 D", "- 25 HALT", "- 26 RUN", "a 27 U"], "start_minus: 2m")
        #expect(TrackTests.spans(outcome) == ["01-10", "18-25", "26-27"])
        #expect(outcome.said.last == "1 start is moved back by 2m, because the tool reports late")
        #expect(outcome.rows[1].hasPrefix("trial|a@2026-10-05T10:20:00Z|"))
    }

    @Test(arguments: ["order: file", "order: time"])
    func aSampleSpeaksForAStep(order: String) throws {
        let more = "read: { format: csv, step: 2m }\nsampled: true\nat_end: step\n" + order
        let mapping = TrackTests.mapping.replacing("read: { format: csv }\n", with: "") + "\n" + more
        let lines = ["a 00 U", "a 02 D", "a 04 D", "a 10 D", "a 12 U", "a 14 U", "a 20 D", "a 22 D"]
        let outcome = try Trial(mapping, TrackTests.records(lines), objects: TrackTests.objects).run()
        #expect(TrackTests.spans(outcome) == ["02-06", "10-12", "20-24"])
        #expect(
            outcome.said == [
                "1:4: a: nothing known from 2026-10-05T10:06:00Z to 2026-10-05T10:10:00Z",
                "1:7: a: nothing known from 2026-10-05T10:16:00Z to 2026-10-05T10:20:00Z",
                "1:8: a@2026-10-05T10:20:00Z: is still down when the files end; its row ends at 2026-10-05T10:24:00Z",
            ])
        // A sample that comes just in time leaves no gap.
        let whole = try Trial(
            mapping, TrackTests.records(["a 00 D", "a 02 D", "a 04 U"]), objects: TrackTests.objects
        ).run()
        #expect(whole.codes == [.alreadyDown])
    }

    @Test func theSmallestStepIsThatOfEachKey() throws {
        let more = "read: { format: csv, step: smallest }\nsampled: true\nat_end: step\norder: time"
        let mapping = TrackTests.mapping.replacing("read: { format: csv }\n", with: "") + "\n" + more
        let lines = ["a 00 U", "a 01 D", "a 05 D", "b 00 U", "b 05 D", "b 10 D", "b 10 D"]
        let outcome = try Trial(mapping, TrackTests.records(lines), objects: TrackTests.objects).run()
        #expect(TrackTests.spans(outcome) == ["01-02", "05-06", "05-15"])
        #expect(outcome.codes == [.gap, .stillDown, .stillDown])
        // A single sample says nothing of a step, and so nothing of downtime.
        let one = try Trial(mapping, TrackTests.records(["a 00 D"]), objects: TrackTests.objects).run()
        #expect(TrackTests.spans(one) == ["00-00"])
    }

    @Test func samplesThatAreNotKnownAreSamples() throws {
        let more = "read: { format: csv, step: 1m }\nsampled: true\norder: time"
        let mapping = TrackTests.mapping.replacing("read: { format: csv }\n", with: "") + "\n" + more
        let lines = ["a 00 D", "a 01 ?", "a 02 ?", "a 05 ?", "a 06 U", "a 07 D", "a 09 ?", "a 10 U"]
        let outcome = try Trial(mapping, TrackTests.records(lines), objects: TrackTests.objects).run()
        #expect(TrackTests.spans(outcome) == ["00-01", "07-08"])
        #expect(
            outcome.said.filter { $0.contains("nothing known") } == [
                "1:3: a: nothing known from 2026-10-05T10:01:00Z to 2026-10-05T10:06:00Z",
                "1:7: a: nothing known from 2026-10-05T10:08:00Z to 2026-10-05T10:10:00Z",
            ])
    }
}
