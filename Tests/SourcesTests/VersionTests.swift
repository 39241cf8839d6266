import Intake
import SLA
import Testing

/// Records of one id are versions of one event. Source: docs/reference/sources.md "Versions".
@Suite struct VersionTests {
    private static let mapping = """
        read: { format: csv }
        id: id
        start: from
        end: to
        object: host
        latest: [sequence, stamp]
        no_row:
          - { when: { status: TENTATIVE }, say: "is only tentative ({id})" }
        withdrawn: { status: CANCELLED }
        """

    private func run(_ records: [String], _ mapping: String = mapping) throws -> Outcome {
        let header = "id,from,to,host,sequence,stamp,status\n"
        return try Trial(
            mapping, kind: .maintenance, header + records.map { $0 + "\n" }.joined(),
            objects: "object,service\na,svc\nb,svc-b\n"
        ).run()
    }

    private static func record(
        _ id: String = "M", day: Int, host: String = "a", sequence: String = "", stamp: String = "",
        status: String = ""
    ) -> String {
        "\(id),2026-10-\(day)T20:00:00Z,2026-10-\(day)T22:00:00Z,\(host),\(sequence),\(stamp),\(status)"
    }

    private static func row(day: Int, _ service: String = "svc", withdrawn: String = "") -> String {
        "trial|M|\(service)||2026-10-\(day)T20:00:00Z|2026-10-\(day)T22:00:00Z|\(withdrawn)"
    }

    @Test(arguments: [
        // Of two versions on the 10th and the 12th: by what each is ordered, and the day that counts.
        (("1", ""), ("2", ""), 12), (("2", ""), ("1", ""), 10), (("9", ""), ("10", ""), 12),
        (("", ""), ("0", ""), 12), (("", "z"), ("", "b"), 10), (("1", "2026-10-01"), ("1", "2026-10-02"), 12),
        (("1", "2026-10-02"), ("1", "2026-10-01"), 10), (("1", "b"), ("2", "a"), 12),
        (("x", ""), ("7", ""), 10),
        (("1", "a"), ("1", "a"), 12), (("1.50", ""), ("1.5", ""), 12), (("-2", ""), ("-10", ""), 10),
    ])
    func theGreatestVersionCountsAndOfEqualOnesTheLast(
        first: (String, String), second: (String, String), day: Int
    ) throws {
        let outcome = try run([
            Self.record(day: 10, sequence: first.0, stamp: first.1),
            Self.record(day: 12, sequence: second.0, stamp: second.1),
        ])
        #expect(outcome.rows == [Self.row(day: day)])
    }

    @Test func aVersionWithoutAnObjectKeepsThoseOfTheLatestThatHasOne() throws {
        let outcome = try run([
            Self.record(day: 10, host: "a", sequence: "1"), Self.record(day: 11, host: "b", sequence: "2"),
            Self.record(day: 12, host: "", sequence: "3"),
        ])
        #expect(outcome.rows == [Self.row(day: 12, "svc-b")])
    }

    @Test func aNoticeThatTakesItselfBackTakesItsRowBack() throws {
        let outcome = try run([
            Self.record(day: 10, sequence: "1"), Self.record(day: 11, host: "", sequence: "2"),
            Self.record(day: 12, host: "b", sequence: "3", status: "TENTATIVE"),
        ])
        #expect(outcome.rows == [Self.row(day: 11, withdrawn: "true")])
        #expect(outcome.said == ["1:4: M: is only tentative (M)"])
        #expect(outcome.codes == [.notYet])
        #expect(!outcome.hasFailure)
    }

    @Test func aNoticeThatNeverGaveARowGivesNone() throws {
        let outcome = try run([
            Self.record(day: 10, sequence: "1", status: "TENTATIVE"),
            Self.record(day: 11, sequence: "2", status: "TENTATIVE"),
        ])
        #expect(outcome.rows.isEmpty)
        #expect(outcome.said == ["1:3: M: is only tentative (M)"])
    }

    @Test func anEarlierTentativeVersionIsNotReported() throws {
        let outcome = try run([
            Self.record(day: 10, sequence: "1", status: "TENTATIVE"), Self.record(day: 12, sequence: "2"),
        ])
        #expect(outcome.rows == [Self.row(day: 12)])
        #expect(outcome.said.isEmpty)
    }

    @Test func aCancelledEventIsWithdrawn() throws {
        let outcome = try run([
            Self.record(day: 10, sequence: "1"), Self.record(day: 10, sequence: "2", status: "CANCELLED"),
        ])
        #expect(outcome.rows == [Self.row(day: 10, withdrawn: "true")])
    }

    @Test func withoutAnOrderTheLastRecordCountsHoweverManyThereAre() throws {
        let mapping = Self.mapping.replacing("latest: [sequence, stamp]\n", with: "")
        var records = (10...28).map { Self.record(day: $0) }
        #expect(try run(records, mapping).rows == [Self.row(day: 28)])
        records.append(Self.record(day: 29, host: ""))
        #expect(try run(records, mapping).rows == [Self.row(day: 29)])
        records += (10...28).map { Self.record(day: $0, host: "b", status: "TENTATIVE") }
        #expect(try run(records, mapping).rows == [Self.row(day: 29, withdrawn: "true")])
    }

    @Test func theStartIsPartOfTheIdentityWhereTheIdHasIt() throws {
        let outcome = try run(
            [Self.record(day: 10), Self.record(day: 12), Self.record(day: 10)],
            Self.mapping + "\nid_at_start: true")
        #expect(
            outcome.rows.map { $0.split(separator: "|")[1] } == [
                "M@2026-10-10T20:00:00Z", "M@2026-10-12T20:00:00Z",
            ])
    }
}
