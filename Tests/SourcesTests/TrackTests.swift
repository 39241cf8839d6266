import Intake
import SLA
import Testing

/// Records say how a state changed. Source: docs/reference/sources.md "Tracks".
@Suite struct TrackTests {
    static let objects = "object,service,subscription\na,svc,\nb,,SUB\nlab,,\n"
    static let header = "key,at,state,class\n"

    /// `lines`: `KEY MINUTE STATE [CLASS]`, of 10 o'clock on 5 October 2026.
    static func records(_ lines: [String]) -> String {
        header
            + lines.map { line in
                let parts = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
                let at = "2026-10-05T10:\(parts[1]):00Z"
                return "\(parts[0] == "-" ? "" : parts[0]),\(at),\(parts[2] == "-" ? "" : parts[2]),"
                    + (parts.count > 3 ? parts[3] : "") + "\n"
            }.joined()
    }

    static let mapping = """
        read: { format: csv }
        key: key
        at: at
        state: state
        states: { D: down, U: up, "?": unknown, S: same, I: ignore, HALT: stopped, RUN: started }
        where: { class: { not: test } }
        id: key
        id_at_start: true
        object: key
        """

    func run(_ lines: [String], _ more: String = "order: file") throws -> Outcome {
        try Trial(Self.mapping + "\n" + more, Self.records(lines), objects: Self.objects).run()
    }

    /// `MINUTE-MINUTE` of each row.
    static func spans(_ outcome: Outcome) -> [String] {
        outcome.rows.map { row in
            let cells = row.split(separator: "|", omittingEmptySubsequences: false)
            func minute(_ cell: Substring) -> String {
                let time = cell.split(separator: ":")
                return time.count < 3
                    ? "" : time[2] == "00Z" ? String(time[1]) : "\(time[1]):\(time[2].dropLast())"
            }
            return "\(minute(cells[4]))-\(minute(cells[5]))"
        }
    }

    @Test func anOutageRunsFromTheFirstDownToTheNextUp() throws {
        let outcome = try run(["a 00 U", "a 05 D", "a 06 D", "a 10 U", "a 11 U", "b 20 D", "b 21 U"])
        #expect(
            outcome.table == [
                "source|id|service|subscription|started_at|ended_at",
                "trial|a@2026-10-05T10:05:00Z|svc||2026-10-05T10:05:00Z|2026-10-05T10:10:00Z",
                "trial|b@2026-10-05T10:20:00Z||SUB|2026-10-05T10:20:00Z|2026-10-05T10:21:00Z",
            ])
        #expect(outcome.said.isEmpty)
    }

    @Test(arguments: [
        (["a 00 U", "a 05 D", "a 10 U"], ["05-10"]), (["a 05 D", "a 05 U"], ["05-05"]),
        // The state stays as it is.
        (["a 05 D", "a 06 S", "a 10 U"], ["05-10"]), (["a 05 S", "a 06 D", "a 10 S", "a 11 U"], ["06-11"]),
        (["a 04 U", "a 05 S", "a 10 D", "a 12 U"], ["10-12"]),
        // Passed over, or a time only.
        (["a 05 D", "a 06 I", "- 07 -", "a 10 U"], ["05-10"]),
        // Nothing is known: neither downtime nor availability.
        (["a 05 D", "a 07 ?", "a 10 U"], ["05-07"]),
        (["a 05 D", "a 07 ?", "a 10 D", "a 12 U"], ["05-07", "10-12"]),
        (["a 05 D", "a 07 ?", "a 08 ?", "a 09 S", "a 10 D", "a 12 U"], ["05-07", "10-12"]),
        // Keys do not touch each other.
        (["a 05 D", "b 06 U", "b 07 ?", "a 10 U", "b 11 U"], ["05-10"]),
        // An outage that begins again at once.
        (["a 05 D", "a 05 U", "a 05 D", "a 09 U"], ["05-09"]),
        (["a 05 D", "a 07 U", "a 07 D", "a 09 U"], ["05-07", "07-09"]),
    ])
    func statesAreFollowedByKey(lines: [String], spans: [String]) throws {
        for order in ["order: file", "order: time"] {
            #expect(Self.spans(try run(lines, order)) == spans)
        }
    }

    @Test func whatIsNotKnownIsReportedForWhatHasAScope() throws {
        let outcome = try run([
            "a 00 ?", "b 01 D", "lab 02 ?", "zzz 02 ?", "a 05 U", "b 06 ?", "lab 07 U", "zzz 07 U", "b 08 S",
            "b 09 D",
            "a 20 ?",
        ])
        #expect(
            outcome.said == [
                "1:2: a: nothing known from 2026-10-05T10:00:00Z to 2026-10-05T10:05:00Z",
                "1:7: b: nothing known from 2026-10-05T10:06:00Z to 2026-10-05T10:09:00Z",
                "1:12: a: nothing known from 2026-10-05T10:20:00Z until the files end",
                "1:11: b@2026-10-05T10:09:00Z: is still down when the files end",
            ])
        #expect(outcome.codes == [.gap, .gap, .gap, .stillDown])
        #expect(!outcome.hasFailure)
    }

    @Test func aStateThatTheProfileDoesNotKnowIsRefusedAndIsNeitherDownNorUp() throws {
        let outcome = try run(["a 05 D", "a 07 odd", "a 10 D", "a 12 U", "lab 13 odd", "zzz 14 odd"])
        #expect(Self.spans(outcome) == ["05-07", "10-12"])
        #expect(
            outcome.said == [
                "1:3: a: has the state odd at 2026-10-05T10:07:00Z, which the profile does not know",
                "1:3: a: nothing known from 2026-10-05T10:07:00Z to 2026-10-05T10:10:00Z",
            ])
        #expect(outcome.codes == [.unknownState, .gap])
        #expect(outcome.hasFailure)
        #expect(outcome.counts.refused == 1)
    }

    @Test(arguments: [
        (["DOWN*": "down", "*": "up"], ["DOWN", "DOWNISH", "OK"], "up"),
        (["DO*": "up", "DOWN*": "down"], ["DOOR", "DOWN"], "down"),
        (["DOWN": "up", "DOWN*": "down"], ["DOWN", "DOWN2"], "down"),
    ])
    func anExactStateWinsOverAPrefixAndALongerPrefixOverAShorterOne(
        states: [String: String], written: [String], last: String
    ) throws {
        let table = states.map { "\"\($0.key)\": \($0.value)" }.sorted().joined(separator: ", ")
        let mapping = Self.mapping.split(separator: "\n").map { line in
            line.hasPrefix("states:") ? "states: { \(table) }" : String(line)
        }.joined(separator: "\n")
        let lines = written.enumerated().map { "a 0\($0.offset + 1) \($0.element)" }
        let outcome = try Trial(mapping, Self.records(lines), objects: Self.objects).run()
        #expect(Self.spans(outcome).last?.hasSuffix("-") == (last == "down"))
    }

    @Test func anOutageThatFailsTheConditionsIsPassedOverWithItsEnd() throws {
        let outcome = try run(["a 05 D test", "a 10 U", "a 20 D", "a 21 D test", "a 30 U test"])
        #expect(Self.spans(outcome) == ["20-30"])
        #expect(outcome.counts.passedOver == 2)
    }

    @Test func recordsAreSortedByTimeWhereTheOrderSaysSo() throws {
        let lines = ["a 10 U", "b 21 U", "a 05 D", "b 20 D", "a 00 U"]
        #expect(Self.spans(try run(lines, "order: time")) == ["05-10", "20-21"])
        let outcome = try run(["a 10 D", "a 05 U"], "order: file")
        #expect(outcome.rows.isEmpty)
        #expect(
            outcome.said == [
                "1:2: a@2026-10-05T10:10:00Z: ends at 2026-10-05T10:05:00Z, before it starts at 2026-10-05T10:10:00Z"
            ])
        #expect(outcome.codes == [.endsBeforeStart])
    }

    @Test func filesStandInTheOrderOfTheirFirstTimes() throws {
        let first = Self.records(["- 00 -", "a 05 D"])
        let second = Self.records(["a 08 S", "a 10 U"])
        let none = Self.header
        for files in [[first, second, none], [second, none, first], [none, second, first]] {
            var trial = Trial(Self.mapping, objects: Self.objects)
            trial.files = files.map { ("f", $0) }
            #expect(Self.spans(try trial.run()) == ["05-10"])
        }
    }

    @Test func aFirstSampleThatIsDownWasDownBefore() throws {
        let lines = ["a 05 D", "a 10 U", "a 20 D", "a 21 U", "zzz 01 D"]
        let sampled = try run(lines, "sampled: true")
        #expect(Self.spans(sampled) == ["05-10", "20-21"])
        #expect(
            sampled.said.first
                == "1:2: a@2026-10-05T10:05:00Z: was already down at its first record, at 2026-10-05T10:05:00Z"
        )
        #expect(sampled.codes == [.alreadyDown, .unmapped])
        #expect(try run(lines, "sampled: false").codes == [.unmapped])
    }

    @Test(arguments: [
        ("open", "", ""), ("last_record", "33", "; its row ends at 2026-10-05T10:33:00Z"),
    ])
    func whatIsDownAtTheEndIsTold(atEnd: String, end: String, said: String) throws {
        for order in ["file", "time"] {
            let outcome = try run(
                ["a 05 D", "b 30 U", "b 31 I", "- 33 -"], "at_end: \(atEnd)\norder: \(order)")
            #expect(Self.spans(outcome) == ["05-\(end)"])
            #expect(outcome.said == ["1:2: a@2026-10-05T10:05:00Z: is still down when the files end\(said)"])
            #expect(outcome.codes == [.stillDown])
        }
    }
}
