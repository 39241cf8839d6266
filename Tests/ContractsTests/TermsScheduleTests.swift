import SLA
import StrictYAML
import Testing

@testable import Contracts

/// Targets, and what a missed one earns, beyond percentages and tiers of percentages (T12 to T15, T20).
@Suite struct TermsScheduleTests {
    private static let tiers = """
          tiers:
            - { below: 99.85%, rate: 5% }
            - { below: 97%, rate: 20% }

        """

    private static func terms(target: String = "99.85%", credit: String) -> String {
        // Without the cap, which is below some of the rates.
        TermsSample.replacing(lines: ["  target: 99.85%": "  target: \(target)"])
            .replacing(tiers, with: credit)
            .split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("  cap:") }
            .joined(separator: "\n")
    }

    private func schedule(_ credit: String, target: String = "99.85%") throws -> Schedule? {
        try TermsSample.parse(Self.terms(target: target, credit: credit + "\n")).credit?.schedule
    }

    @Test(
        "a target is a percentage, one to exceed, or a length of downtime",
        arguments: [
            ("99.85%", Target.atLeast(percent(99_850_000))),
            ("{ above: 99.85% }", .above(percent(99_850_000))),
            ("{ downtime_at_most: { hours: 13 } }", .downtimeAtMost(13 * Microseconds.perHour)),
        ])
    func targets(text: String, target: Target) throws {
        let terms = try TermsSample.parse(
            Self.terms(target: text, credit: "  tiers: [{ below: 99.85%, rate: 5% }]\n"))
        #expect(terms.availability.target == target)
    }

    @Test("tiers of every condition, rates as percentages and fractions")
    func conditions() throws {
        let read = try schedule(
            """
              tiers:
                - { below: 99%, rate: 1/30 }
                - { downtime_over: { hours: 2 }, rate: 5% }
                - { at_or_below: 98%, rate: 7% }
                - { downtime_from: { hours: 3 }, rate: 1/2 }
                - { below: 98%, rate: 100% }
            """)
        #expect(
            read
                == .tiers([
                    .init(.below(percent(99_000_000)), rate(1, 30)),
                    .init(.downtimeOver(2 * Microseconds.perHour), rate(1, 20)),
                    .init(.atOrBelow(percent(98_000_000)), rate(7, 100)),
                    .init(.downtimeFrom(3 * Microseconds.perHour), rate(1, 2)),
                    .init(.below(percent(98_000_000)), rate(1, 1)),
                ]))
    }

    @Test("steps of time and of points, a first one, a limit of the other form, and a proportion")
    func steps() throws {
        #expect(
            try schedule("  per_time: { every: { minutes: 10 }, step: complete, rate: 5% }")
                == .steps(
                    .init(
                        unit: .time(.downtime, every: 10 * Microseconds.perMinute), counted: .complete,
                        worth: rate(1, 20),
                        most: rate(1, 1))))
        #expect(
            try schedule(
                "  per_time: { of: excess, every: { hours: 1 }, step: started, amount: \"10.00\", "
                    + "first: { every: { hours: 2 }, amount: \"25.00\" }, at_most: 25% }")
                == .steps(
                    .init(
                        unit: .time(.excess, every: Microseconds.perHour), counted: .started,
                        worth: .sum(Cents(1000)),
                        first: .init(every: 2 * Microseconds.perHour, worth: .sum(Cents(2500))),
                        most: rate(1, 4))))
        #expect(
            try schedule("  per_points: { every: 0.1%, step: started, rate: 1%, at_most: \"50.00\" }")
                == .steps(
                    .init(
                        unit: .points(every: 100_000), counted: .started, worth: rate(1, 100),
                        most: .sum(Cents(5000)))))
        #expect(
            try schedule("  per_time: { of: excess, times: 25, at_most: 30/90 }")
                == .proportion(.init(of: .excess, times: 25, most: rate(1, 3))))
    }

    private func rate(_ numerator: Int64, _ denominator: Int64) -> Schedule.Worth {
        .rate(Rate(numerator: numerator, denominator: denominator) ?? .zero)
    }

    struct Wrong: CustomTestStringConvertible, Sendable {
        var target = "99.85%"
        let credit: String
        let messages: [String]

        init(_ credit: String, target: String = "99.85%", _ messages: String...) {
            self.credit = credit
            self.target = target
            self.messages = messages
        }

        var testDescription: String { "\(target) \(credit)" }
    }

    private static let noRate =
        "must be a percentage such as 5% or a fraction such as 1/30, more than nothing and at most the whole"

    @Test(
        "what contradicts itself, or could never be due, is refused by key and line",
        arguments: [
            Wrong(
                "  tiers: [{ below: 99.85%, rate: 31/30 }]", "t:21: credit.tiers[1].rate: \(noRate) (31/30)"),
            Wrong("  tiers: [{ below: 99.85%, rate: 1/0 }]", "t:21: credit.tiers[1].rate: \(noRate) (1/0)"),
            Wrong(
                "  tiers: [{ below: 99.85%, rate: 1/367 }]", "t:21: credit.tiers[1].rate: \(noRate) (1/367)"),
            Wrong(
                "  tiers: [{ below: 99%, rate: 1/2 }, { below: 98%, rate: 50% }]",
                "t:21: credit.tiers[2].rate: must be more than the 50% of the tier before it, on line 21 (50%)"
            ),
            Wrong(
                "  tiers: [{ below: 99%, rate: 5% }, { below: 98%, amount: \"50.00\" }]",
                "t:21: credit.tiers[2].amount: mixes rates and sums: a schedule has one or the other (50.00)"),
            Wrong(
                "  tiers: [{ below: 99%, rate: 5%, amount: \"50.00\" }]",
                "t:21: credit.tiers[1].rate: mixes rates and sums: a schedule has one or the other (5%)"),
            Wrong(
                "  tiers: [{ below: 99%, downtime_over: { hours: 1 }, rate: 5% }]",
                "t:21: credit.tiers[1]: must have one of below, at_or_below, downtime_over, downtime_from"),
            Wrong(
                "  tiers: [{ at_or_below: 99.85%, rate: 5% }]",
                "t:21: credit.tiers[1].at_or_below: is the target of 99.85%: a credit would be due where the target is met (99.85%)"
            ),
            Wrong(
                "  tiers: [{ at_or_below: 99.86%, rate: 5% }]", target: "{ above: 99.85% }",
                "t:21: credit.tiers[1].at_or_below: is above the target of 99.85%: a credit would be due where the target is met (99.86%)"
            ),
            Wrong(
                "  tiers: [{ downtime_from: { hours: 2 }, rate: 5% }, { below: 99%, rate: 6% }, { downtime_from: { hours: 2 }, rate: 7% }]",
                "t:21: credit.tiers[3].downtime_from: must be harder to reach than the tier before it, on line 21 (7200 s)"
            ),
            Wrong(
                "  tiers: [{ below: 99%, rate: 5% }, { at_or_below: 99%, rate: 6% }]",
                "t:21: credit.tiers[2].at_or_below: must be harder to reach than the tier before it, on line 21 (99%)"
            ),
            Wrong("  minimum: \"1.00\"", "t:20: credit: credits nothing: add tiers, per_time or per_points"),
            Wrong(
                "  tiers: [{ below: 99%, rate: 5% }]\n  per_points: { every: 0.1%, step: started, rate: 1% }",
                "t:22: credit.per_points: contradicts credit.tiers: choose one of tiers, per_time and per_points"
            ),
            Wrong(
                "  per_time: { times: 10, every: { hours: 1 }, rate: 1% }",
                "t:21: credit.per_time.every: contradicts times: a proportion has no steps",
                "t:21: credit.per_time.rate: contradicts times: a proportion has no steps (1%)"),
            Wrong(
                "  per_time: { times: 1001 }",
                "t:21: credit.per_time.times: must be a whole number from 1 to 1000, without quotes (1001)"),
            Wrong(
                "  per_time: { every: { hours: 1 }, rate: 1% }",
                "t:21: credit.per_time.step: is missing: started or complete"),
            Wrong(
                "  per_time: { every: { hours: 1 }, step: started, rate: 10%, at_most: 9% }",
                "t:21: credit.per_time.at_most: is less than one step, which could never be credited whole (9%)"
            ),
            Wrong(
                "  per_time: { every: { hours: 1 }, step: started, rate: 10%, first: { every: { hours: 1 }, amount: \"1.00\" } }",
                "t:21: credit.per_time.first: mixes rates and sums: a schedule has one or the other"),
            Wrong(
                "  per_points: { every: 0.1%, step: started, rate: 1% }",
                target: "{ downtime_at_most: { hours: 1 } }",
                "t:21: credit.per_points: needs a target in percent"),
            Wrong(
                "  tiers: [{ below: 99%, rate: 5% }]", target: "{ above: 100% }",
                "t:16: availability.target.above: can never be met (100%)"),
            Wrong(
                "  tiers: [{ below: 99%, rate: 5% }]", target: "{ over: 99% }",
                "t:16: availability.target.above: is missing",
                "t:16: availability.target.over: unknown key; the keys here are above, downtime_at_most"),
            Wrong(
                "  tiers: [{ below: 99%, rate: 5% }]",
                target: "{ downtime_at_most: { hours: 1, minutes: 5 } }",
                "t:16: availability.target.downtime_at_most: must be one length such as { hours: 4 }; working days go with coverage hours"
            ),
        ])
    func wrong(_ wrong: Wrong) throws {
        let error = #expect(throws: StrictYAMLErrors.self) {
            try TermsSample.parse(Self.terms(target: wrong.target, credit: wrong.credit + "\n"))
        }
        #expect(error?.description.split(separator: "\n").map(String.init) == wrong.messages)
    }
}

private func percent(_ millionths: Int64) -> Percentage { Percentage(millionths: millionths) ?? .zero }
