internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("The judgement and the SQL proof agree")
struct ProofOracleTests {
    static let randomSubscriptions = 520
    static let subscriptionsPerMonth = randomSubscriptions + RandomMonth.boundaries

    /// Both of Europe's changes of clocks, a month with days that are holidays in Alsace-Moselle alone, and
    /// any other, by the seed.
    static let months: [String] = {
        var random = Seed.generator(2)
        let alsatian = random.pick(["2025-04", "2025-12", "2026-04", "2026-12", "2027-03", "2027-12"])
        let other = random.pick(["2025-10", "2025-11", "2026-02", "2026-05", "2026-08", "2026-11", "2027-09"])
        return ["2026-03", "2026-10", alsatian, other]
    }()

    @Test("on random months, column by column", arguments: months)
    func agree(text: String) throws {
        let month = try month(text)
        var facts = RandomMonth(
            month, subscriptions: Self.randomSubscriptions,
            random: Seed.generator(month.year * 12 + month.number))
        try TestDatabase.with { _, connection in
            try facts.store(connection)
            let keys = try connection.query("select subscription_key from subscription").map {
                try $0.int32(0)
            }
            let first = try assess(text, connection, subscriptions: keys)
            #expect(first.new == Self.subscriptionsPerMonth)
            // What is imported later must not show in either side's view of the first run.
            try facts.correct(percent: 30, connection)
            try checkAgreement(month, connection)
            // The corrected month, judged as it ends in one of the zones, or a microsecond before.
            var now = try zone(facts.random.pick(zones.keys.sorted())).start(
                of: month.lastDay.adding(days: 1))
            now.microseconds -= facts.random.pick(0...1)
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

    /// Random months that lack a class or a status would prove nothing about it. By a seed of its own: whether this run's
    /// has all of them is chance.
    @Test("random months have every class and every status")
    func variety() throws {
        let month = try month("2026-10")
        var facts = RandomMonth(
            month, subscriptions: Self.randomSubscriptions, random: SeededGenerator(seed: 2_026))
        try TestDatabase.with { _, connection in
            try facts.store(connection)
            let keys = try connection.query("select subscription_key from subscription").map {
                try $0.int32(0)
            }
            _ = try assess(month.description, connection, subscriptions: keys)
            let outcomes = try Assessments.current(month, on: connection).map(\.outcome)
            // Few terms have these: `ScheduleProofTests` has each of them.
            let rare: Set = [
                "target_above_micropercent", "target_downtime_us", "rate_numerator", "rate_denominator",
                "sum_cents",
                "steps", "limit_cents",
            ]
            for (index, column) in AssessmentValues.numbers.map(\.name).enumerated()
            where !rare.contains(column) {
                #expect(Set(outcomes.map { $0.values[index] }).count > 1, "\(column) is always the same")
            }
            let expected: Set = [
                "no_terms", "not_measurable", "no_commitment", "none", "awaiting_request", "expired",
                "awaiting_invoice", "nothing_due", "issuable",
            ]
            #expect(Set(outcomes.map(\.status)) == expected)
        }
    }
}
