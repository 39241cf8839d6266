import SLA
import Testing

@Suite("R16: conservation, on random months")
struct ConservationTests {
    @Test("the classes partition the period, and each outage's split sums to its part", arguments: 0..<300)
    func random(index: Int) {
        let seed = UInt64(index) &* 0x9E37_79B9_7F4A_7C15 &+ 2026
        var random = SplitMix(seed)
        let facts = randomMonth(&random)
        let (statement, timeline) = (judge(facts).statement, judge(facts).timeline)
        guard let timeline else { return #expect(Bool(false), "seed \(seed)") }
        #expect(statement.classes.period == statement.period.microseconds, "seed \(seed)")
        let parts =
            [
                timeline.outsideHours, timeline.holiday, timeline.plannedMaintenance,
                timeline.countedDowntime, timeline.unnotifiedDowntime, timeline.available,
            ] + timeline.excused.values
        let union = parts.reduce(into: InstantSet()) { $0.formUnion($1) }
        #expect(union == InstantSet(statement.period), "seed \(seed)")
        #expect(parts.reduce(0) { $0 + $1.microseconds } == union.microseconds, "seed \(seed)")
        for split in statement.outages {
            let part = split.outage.interval(until: statement.period.upperBound).clamped(to: statement.period)
            #expect(
                split.counted + split.excusedTotal + split.unnotified + split.outsideCoverage
                    == part.microseconds, "seed \(seed)")
        }
        #expect(statement.availability.up >= 0 && statement.availability.up <= statement.availability.of)
    }

    @Test("more notified downtime never raises the availability", arguments: 0..<100)
    func monotone(index: Int) {
        let seed = UInt64(index) &* 0x9E37_79B9_7F4A_7C15 &+ 7
        var random = SplitMix(seed)
        var facts = randomMonth(&random)
        let before = judge(facts).statement.classes.countedDowntime
        facts.outages.append(randomOutage(&random, id: "extra", notified: true))
        #expect(judge(facts).statement.classes.countedDowntime >= before, "seed \(seed)")
    }

    @Test("the order of the facts changes nothing", arguments: 0..<100)
    func order(index: Int) {
        let seed = UInt64(index) &* 0x9E37_79B9_7F4A_7C15 &+ 99
        var random = SplitMix(seed)
        let facts = randomMonth(&random)
        var shuffled = facts
        shuffled.outages.shuffle(using: &random)
        shuffled.excusableEvents.shuffle(using: &random)
        shuffled.maintenance.shuffle(using: &random)
        #expect(judge(facts) == judge(shuffled), "seed \(seed)")
    }

    private func randomMonth(_ random: inout SplitMix) -> SubscriptionMonth {
        let terms = axantis(
            weekly: Bool.random(using: &random) ? officeHours : always,
            holidays: Bool.random(using: &random), maintenance: Bool.random(using: &random),
            basis: Bool.random(using: &random) ? .coverage : .calendar,
            countedFrom: Bool.random(using: &random) ? .outageStart : .notification,
            excusable: Array(Cause.allCases.shuffled(using: &random).prefix(5)))
        let count = Int.random(in: 0...8, using: &random)
        let outages = (0..<count).map {
            randomOutage(&random, id: "O\($0)", notified: Int.random(in: 0..<4, using: &random) > 0)
        }
        let events = (0..<Int.random(in: 0...5, using: &random)).map { index in
            let interval = randomInterval(&random)
            return ExcusableEvent(
                source: "desk", id: "X\(index)",
                cause: Cause.allCases.randomElement(using: &random) ?? .forceMajeure,
                interval: interval, evidence: "e",
                outage: Bool.random(using: &random) || count == 0
                    ? nil : OutageName(source: "noc", id: "O\(Int.random(in: 0..<count, using: &random))"))
        }
        let works = (0..<Int.random(in: 0...3, using: &random)).map {
            Maintenance(source: "m", id: "M\($0)", interval: randomInterval(&random))
        }
        let months = ["2026-03", "2026-05", "2026-10"]
        return facts(
            month(months.randomElement(using: &random) ?? "2026-05"), terms, outages: outages,
            excusable: events, maintenance: works)
    }

    private func randomOutage(_ random: inout SplitMix, id: String, notified: Bool) -> Outage {
        let interval = randomInterval(&random)
        return Outage(
            source: "noc", id: id, startedAt: interval.lowerBound,
            endedAt: Int.random(in: 0..<10, using: &random) == 0 ? nil : interval.upperBound,
            notifiedAt: notified
                ? interval.lowerBound + Int64.random(in: 0...(3 * hour), using: &random) : nil)
    }

    private func randomInterval(_ random: inout SplitMix) -> Interval {
        let start =
            utc(2026, [3, 5, 10].randomElement(using: &random) ?? 5, 1) + (-30 * hour)
            + Int64.random(in: 0...(800 * hour), using: &random)
        return start..<(start + Int64.random(in: 1...(60 * hour), using: &random))
    }
}

/// A small generator whose numbers follow from its seed.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
