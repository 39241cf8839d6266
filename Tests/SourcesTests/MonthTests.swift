import Intake
import SLA
import Testing

/// Only events that overlap a month. Source: docs/reference/sources.md "Commands".
@Suite struct MonthTests {
    private static let mapping = """
        read: { format: csv }
        id: id
        start: from
        end: to
        ended: { status: closed }
        unknown: { status: unknown }
        object: host
        """

    private func run(_ records: [String], month: String? = "2026-10") throws -> Outcome {
        var trial = Trial(
            Self.mapping, "id,from,to,status,host\n" + records.map { $0 + "\n" }.joined(),
            objects: "object,service\na,svc\n", zone: "Europe/Paris")
        trial.month = month
        return try trial.run()
    }

    @Test(arguments: [
        // October begins at 22:00Z on 30 September and ends at 23:00Z on the 31st, in Paris.
        ("2026-09-30T21:00:00Z", "2026-09-30T22:00:00Z", false),
        ("2026-09-30T21:00:00Z", "2026-09-30T22:00:00.000001Z", true),
        ("2026-09-30T21:00:00Z", "", true), ("2026-09-30T22:00:00Z", "2026-09-30T22:00:00Z", true),
        ("2026-10-31T22:59:59.999999Z", "2026-11-02T00:00:00Z", true), ("2026-10-31T23:00:00Z", "", false),
        ("2026-10-31T23:00:00Z", "2026-10-31T23:00:00Z", false),
        ("2026-08-01T00:00:00Z", "2027-01-01T00:00:00Z", true),
        ("2026-10-10T10:00:00", "2026-10-10T11:00:00", true),
    ])
    func eventsThatOverlapTheMonthAreKept(from: String, to: String, isKept: Bool) throws {
        let outcome = try run(["1,\(from),\(to),,a"])
        #expect(outcome.rows.count == (isKept ? 1 : 0))
        #expect(outcome.counts.passedOver == (isKept ? 0 : 1))
        #expect(!outcome.hasFailure)
        #expect(try run(["1,\(from),\(to),,a"], month: nil).rows.count == 1)
    }

    @Test func ofOtherMonthsNothingIsSaid() throws {
        let outcome = try run([
            "1,2026-09-01T00:00:00Z,2026-09-02T00:00:00Z,,zzz", "2,2026-11-05T00:00:00Z,,closed,a",
            "3,2026-09-01T00:00:00Z,2026-09-02T00:00:00Z,unknown,a", "4,2026-11-05T00:00:00Z,,,",
        ])
        #expect(outcome.said.isEmpty)
        #expect(!outcome.hasFailure)
    }

    @Test func aRecordWhoseTimeCannotBeReadIsRefusedWhateverTheMonth() throws {
        #expect(try run(["1,then,,,a"]).hasFailure)
    }

    @Test func endsAreKeptWhereTheyLieInTheMonth() throws {
        let mapping = TrackTests.mapping + "\npairs: true\nends_id: key"
        func outcome(_ at: String) throws -> Outcome {
            var trial = Trial(mapping, "key,at,state,class\na,\(at),U,\n", zone: "Europe/Paris")
            trial.kind = .ends
            trial.month = "2026-10"
            return try trial.run()
        }
        #expect(try outcome("2026-09-30T22:00:00Z").rows == ["trial|a|2026-09-30T22:00:00Z"])
        #expect(try outcome("2026-09-30T21:59:59Z").rows.isEmpty)
        #expect(try outcome("2026-10-31T23:00:00Z").rows.isEmpty)
    }
}
