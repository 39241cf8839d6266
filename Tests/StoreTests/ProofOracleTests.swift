internal import Postgres
internal import SLA
internal import Store
internal import Testing

@Suite("The judgement and the SQL proof agree")
struct ProofOracleTests {
    static let subscriptionsPerMonth = 520

    /// Both of Europe's changes of clocks, then two months by the seed.
    static let months: [String] = {
        var random = Seed.generator(2)
        let others = ["2025-04", "2025-10", "2025-11", "2026-05", "2026-08", "2026-11", "2027-04", "2027-12"]
        return ["2026-03", "2026-10"] + others.shuffled(using: &random).prefix(2)
    }()

    @Test("on random months, column by column", arguments: months)
    func agree(text: String) throws {
        let month = try month(text)
        var facts = RandomMonth(
            month, subscriptions: Self.subscriptionsPerMonth,
            random: Seed.generator(month.year * 12 + month.number))
        try TestDatabase.with { _, connection in
            try facts.store(connection)
            let keys = try connection.query("select subscription_key from subscription").map {
                try $0.int32(0)
            }
            let first = try assess(text, connection, subscriptions: keys)
            #expect(first.new == Self.subscriptionsPerMonth)
            try checkVariety(month, connection)
            // What is imported later must not show in either side's view of the first run.
            try facts.correct(percent: 30, connection)
            try checkAgreement(month, connection)
            // The corrected month, judged in the hours in which it ends in one zone after the other.
            let end = Int64(month.lastDay.adding(days: 1).daysSinceEpoch) * Microseconds.perDay
            let now = Instant(
                microseconds: end + facts.random.pick(-14 * Microseconds.perHour...14 * Microseconds.perHour))
            let second = try Assess(
                month: month, subscriptions: keys, assessedAt: now, program: "StoreTests"
            ).run(connection, zone: zone)
            #expect(second.revised.count > Self.subscriptionsPerMonth / 4, "seed \(Seed.value)")
            try checkAgreement(month, connection)
        }
    }

    private func checkAgreement(_ month: Month, _ connection: Connection) throws {
        let result = try Proof.verify(month, on: connection, zone: zone)
        #expect(result.compared == Self.subscriptionsPerMonth)
        #expect(
            result.disagreements.isEmpty,
            "AVOIR_TEST_SEED=\(Seed.value) \(month): \(result.disagreements.prefix(3))")
    }

    /// Random months that lack a class or a status would prove nothing about it.
    private func checkVariety(_ month: Month, _ connection: Connection) throws {
        let outcomes = try Assessments.current(month, on: connection).map(\.outcome)
        for (index, column) in Outcome.numbers.enumerated() {
            let values = Set(outcomes.map { $0.values[index] })
            #expect(values.count > 1, "AVOIR_TEST_SEED=\(Seed.value): \(column) is always the same")
        }
        let expected: Set = [
            "no_terms", "not_measurable", "no_commitment", "none", "awaiting_request", "expired",
            "awaiting_invoice", "nothing_due", "issuable",
        ]
        #expect(Set(outcomes.map(\.status)) == expected, "AVOIR_TEST_SEED=\(Seed.value)")
    }
}
