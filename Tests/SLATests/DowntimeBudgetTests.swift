import SLA
import TestSupport
import Testing

@Suite("How much may still fail")
struct DowntimeBudgetTests {
    /// The base in microseconds, the bound in millionths of a percent, and what it allows.
    @Test(
        "the greatest downtime that meets the bound, exactly",
        arguments: [
            (792_000_000_000, 99_850_000, 1_188_000_000), (792_000_000_000, 99_500_000, 3_960_000_000),
            (2_592_000_000_000, 99_900_000, 2_592_000_000), (1, 99_850_000, 0), (666, 99_850_000, 0),
            (667, 99_850_000, 1), (1_000_000, 99_999_999, 0), (100_000_000, 99_999_999, 1),
            (792_000_000_000, 100_000_000, 0), (792_000_000_000, 0, 792_000_000_000),
            (2_678_400_000_000, 33_333_333, 1_785_600_008_928),
        ] as [(Int64, Int64, Int64)])
    func allowed(base: Int64, bound: Int64, allowed: Int64) {
        let bound = percent(bound)
        let untouched = MeasuredAvailability(downtime: 0, base: base)
        #expect(budget(untouched, bound).allowed == allowed)
        #expect(!MeasuredAvailability(downtime: allowed, base: base).isBelow(bound))
        if allowed < base {
            #expect(MeasuredAvailability(downtime: allowed + 1, base: base).isBelow(bound))
        }
    }

    @Test("what is left is 0 where the bound is just met, and negative from the next microsecond on")
    func boundary() {
        for (used, left) in [(900, 288), (1_188, 0), (1_200, -12)] as [(Int64, Int64)] {
            let measured = MeasuredAvailability(downtime: used * second, base: 220 * hour)
            let budget = SLATests.budget(measured, percent(99_850_000))
            #expect(budget.left == left * second)
            #expect((budget.left < 0) == measured.isBelow(percent(99_850_000)))
        }
        let over = MeasuredAvailability(downtime: 1_188 * second + 1, base: 220 * hour)
        #expect(budget(over, percent(99_850_000)).left == -1)
    }

    @Test("on random bases and bounds: one microsecond more than is left misses the bound")
    func random() {
        var random = Seed.generator(150)
        for _ in 0..<20_000 {
            let base = Int64.random(in: 1...(31 * 24 * hour), using: &random)
            let bound = percent(.random(in: 1...100_000_000, using: &random))
            let used = Int64.random(in: 0...base, using: &random)
            let budget = SLATests.budget(MeasuredAvailability(downtime: used, base: base), bound)
            let most = used + budget.left
            #expect(
                !MeasuredAvailability(downtime: most, base: base).isBelow(bound),
                "AVOIR_TEST_SEED=\(Seed.value)")
            #expect(
                MeasuredAvailability(downtime: most + 1, base: base).isBelow(bound),
                "AVOIR_TEST_SEED=\(Seed.value)")
        }
    }

    @Test("the share used is truncated to two decimals, and unknown where nothing is allowed")
    func share() {
        func share(_ used: Int64, of base: Int64, _ bound: Int64) -> String? {
            SLATests.budget(MeasuredAvailability(downtime: used, base: base), percent(bound))
                .usedPercentText
        }
        #expect(share(900, of: 792_000, 99_850_000) == "75.75")
        #expect(share(1_188, of: 792_000, 99_850_000) == "100.00")
        #expect(share(792_000, of: 792_000, 99_850_000) == "66666.66")
        #expect(share(1, of: 792_000, 100_000_000) == nil)
    }

    @Test("a larger share stands before a smaller one; where nothing is allowed, as if all were used")
    func order() {
        func budget(_ used: Int64, _ bound: Int64, base: Int64 = 1_000_000) -> DowntimeBudget {
            SLATests.budget(MeasuredAvailability(downtime: used, base: base), percent(bound))
        }
        let inOrder = [
            budget(2, 100_000_000), budget(1, 100_000_000), budget(3_000, 99_900_000),
            budget(11_000, 99_000_000),
            budget(0, 100_000_000), budget(999, 99_900_000), budget(9_989, 99_000_000), budget(0, 99_900_000),
        ]
        for (place, first) in inOrder.enumerated() {
            for (other, second) in inOrder.enumerated() {
                #expect(first.isUsedMore(than: second) == (place < other), "\(place) \(other)")
            }
        }
    }

    @Test("without a target or anything to measure there is no budget")
    func none() {
        #expect(judge(facts(may, axantis(target: nil))).statement.budget == nil)
        let never = judge(facts(may, axantis(weekly: []))).statement
        #expect(
            never.budget == nil && never.budgets(of: [.init(below: percent(1), rate: percent(1))]).isEmpty)
    }
}

/// As `MonthStatement.budget` makes it.
private func budget(_ availability: MeasuredAvailability, _ bound: Percentage) -> DowntimeBudget {
    DowntimeBudget(availability, allowed: Target.atLeast(bound).mostDowntime(of: availability))
}
