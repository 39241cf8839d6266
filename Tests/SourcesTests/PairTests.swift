import Intake
import SLA
import Testing

/// Every beginning has an end of its own. Source: docs/reference/sources.md "Tracks".
@Suite struct PairTests {
    private static let problems = """
        read: { format: csv }
        key: [ends, id]
        at: at
        state: value
        states: { "1": down, "0": up }
        order: time
        pairs: true
        ends_id: ends
        where: { severity: ["3", "4"] }
        id: id
        object: host
        """

    private func run(_ lines: [String], kind: FactKind = .outages, _ mapping: String = problems) throws
        -> Outcome
    {
        let records = lines.map { line in
            let parts = line.split(separator: " ").map { $0 == "-" ? "" : String($0) }
            return
                "\(parts[0]),\(parts[1]),2026-10-05T10:\(parts[2]):00Z,\(parts[3]),\(parts[4]),\(parts[5])\n"
        }
        var trial = Trial(
            mapping, "id,ends,at,value,severity,host\n" + records.joined(), objects: TrackTests.objects)
        trial.kind = kind
        return try trial.run()
    }

    @Test func anEndBelongsToItsBeginningAndOneRecordMayEndSeveral() throws {
        let outcome = try run(["1 - 05 1 4 a", "2 - 06 1 4 a", "9 1 10 0 - -", "9 2 11 0 - -"])
        #expect(TrackTests.spans(outcome) == ["05-10", "06-11"])
        #expect(outcome.rows.map { $0.split(separator: "|")[1] } == ["1", "2"])
    }

    @Test func anEndThatComesFirstBeganBeforeEvenWhereTheConditionsAskForWhatItDoesNotSay() throws {
        let outcome = try run(["9 1 10 0 - -", "8 2 11 0 1 -", "7 3 12 0 - lab", "6 4 13 0 - a"])
        #expect(outcome.rows.isEmpty)
        #expect(
            outcome.said == [
                "1:2: 1: ended at 2026-10-05T10:10:00Z, but its beginning is not in the files",
                "1:5: 4: ended at 2026-10-05T10:13:00Z, but its beginning is not in the files",
            ])
        #expect(outcome.counts.passedOver == 1)
        #expect(!outcome.hasFailure)
    }

    @Test func theKindEndsGivesTheEndsWhoseBeginningIsElsewhere() throws {
        let outcome = try run(
            [
                "9 1 10 0 - -", "2 - 11 1 4 a", "8 2 12 0 - -", "3 - 13 1 4 a", "4 - 14 1 0 a",
                "7 4 15 0 - -", "9 1 16 0 - -",
            ],
            kind: .ends)
        #expect(outcome.table == ["source|id|ended_at", "trial|1|2026-10-05T10:10:00Z"])
        #expect(outcome.said.isEmpty)
    }

    @Test func anEndBeforeItsBeginningIsRefused() throws {
        let outcome = try run(["1 - 10 1 4 a", "9 1 05 0 - -"])
        #expect(outcome.rows.isEmpty)
        #expect(
            outcome.said == ["1:2: 1: ends at 2026-10-05T10:05:00Z, before it starts at 2026-10-05T10:10:00Z"]
        )
        #expect(try run(["1 - 10 1 4 a", "9 1 05 0 - -"], kind: .ends).rows.isEmpty)
        // In the same instant, in either order.
        for lines in [["1 - 10 1 4 a", "9 1 10 0 - -"], ["9 1 10 0 - -", "1 - 10 1 4 a"]] {
            #expect(TrackTests.spans(try run(lines)) == ["10-10"])
        }
    }

    @Test func aHistoryThatBeginsWithAnEndSaysSo() throws {
        let mapping = TrackTests.mapping + "\npairs: true\norder: time"
        let lines = ["a 05 U", "a 07 D", "a 08 U", "b 01 ?", "b 02 U", "lab 03 U"]
        let outcome = try Trial(mapping, TrackTests.records(lines), objects: TrackTests.objects).run()
        #expect(TrackTests.spans(outcome) == ["07-08"])
        #expect(outcome.codes == [.gap, .beganBefore])
        #expect(
            outcome.said.last
                == "1:2: a: ended at 2026-10-05T10:05:00Z, but its beginning is not in the files")
    }
}
