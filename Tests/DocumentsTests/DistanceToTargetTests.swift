import Documents
import SLA
import Testing

@Suite struct DistanceToTargetTests {
    @Test(
        "the most downtime at a bound is the last that is not below it",
        arguments: [1, 7, 999_999, 612_000_000_000, 784_800_000_000, 2_682_000_000_000] as [Int64],
        [0, 1, 50_000_000, 97_000_000, 99_500_000, 99_850_000, 99_999_999, 100_000_000] as [Int64])
    func bound(_ measured: Int64, _ millionths: Int64) {
        let bound = Samples.percent(millionths)
        let most = MeasuredAvailability(downtime: 0, base: measured).mostDowntime(atLeast: bound)
        #expect(!MeasuredAvailability(downtime: most, base: measured).isBelow(bound))
        if most < measured {
            #expect(MeasuredAvailability(downtime: most + 1, base: measured).isBelow(bound))
        }
    }

    private func margins(downtime: Int64, tweak: (inout Terms) -> Void = { _ in }) -> DistanceToTarget? {
        var terms = Samples.axantis
        tweak(&terms)
        var facts = Samples.facts(calendar: Samples.calendar(terms))
        var outage = Samples.outage("INC-1", "2026-11-05 08:00:00", nil)
        outage.endedAt = Samples.at("2026-11-05 08:00:00", plus: downtime)
        facts.outages = [outage]
        return DistanceToTarget(judge(facts).statement, terms: terms)
    }

    @Test("exactly as much more downtime as the margin says reaches the next tier, and no less")
    func nextTier() throws {
        // B is 200 h; 0.15 % of it is 1080 s, 0.5 % is 3600 s.
        let atTarget = try #require(margins(downtime: 1_080_000_000))
        #expect(atTarget.tier == nil)
        #expect(atTarget.mostDowntimeMeetingTarget == 1_080_000_000)
        #expect(atTarget.next?.condition == .below(Samples.percent(99_850_000)))
        #expect(atTarget.next?.moreDowntime == 1)
        let below = try #require(margins(downtime: 1_080_000_001))
        #expect(below.tier?.worth == .rate(Rate(Samples.percent(5_000_000))))
        #expect(below.next?.earned.percentage == Samples.percent(10_000_000))
        #expect(below.next?.moreDowntime == 2_520_000_000)
    }

    @Test("the last tier has none after it")
    func lastTier() throws {
        let reached = try #require(margins(downtime: 10 * Microseconds.perHour))
        #expect(reached.tier?.worth == .rate(Rate(Samples.percent(20_000_000))))
        #expect(reached.next == nil)
    }

    @Test("a tier that all covered time could not reach is out of reach")
    func outOfReach() throws {
        let reached = try #require(
            margins(downtime: 1) { terms in
                terms.availability.basis = .calendar
                terms.availability.target = .atLeast(Samples.percent(50_000_000))
                terms.credit?.schedule = .tiers([
                    Schedule.Tier(below: Samples.percent(50_000_000), rate: Samples.percent(5_000_000))
                ])
            })
        #expect(reached.next?.isWithinReach == false)
    }

    @Test("without a target there are no margins")
    func noTarget() {
        #expect(margins(downtime: 1) { $0.availability.target = nil } == nil)
    }
}
