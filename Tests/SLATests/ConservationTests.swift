import SLA
import TestSupport
import Testing

@Suite("R16: conservation, on random months")
struct ConservationTests {
    @Test("the classes partition the period, and each outage's split sums to its part", arguments: 0..<300)
    func random(index: Int) {
        let seed = UInt64(index) &* 0x9E37_79B9_7F4A_7C15 &+ 2026
        var random = SeededGenerator(seed: seed)
        let facts = SubscriptionMonth.random(&random)
        let (statement, timeline) = (judge(facts).statement, judge(facts).timeline)
        guard let timeline else { return #expect(Bool(false), "seed \(seed)") }
        let inForce = InstantSet(facts.parts.map(\.period))
        #expect(statement.classes.period == inForce.microseconds, "seed \(seed)")
        let parts =
            [
                timeline.outsideHours, timeline.holiday, timeline.plannedMaintenance,
                timeline.countedDowntime, timeline.unnotifiedDowntime, timeline.available,
            ] + timeline.excused.values
        let union = parts.reduce(into: InstantSet()) { $0.formUnion($1) }
        #expect(union == inForce, "seed \(seed)")
        #expect(parts.reduce(0) { $0 + $1.microseconds } == union.microseconds, "seed \(seed)")
        for split in statement.outages {
            let part = InstantSet(split.outage.interval(until: statement.period.upperBound)).intersection(
                InstantSet(facts.parts.filter { $0.isInScope(split.outage.service) }.map(\.period)))
            #expect(
                split.counted + split.excusedTotal + split.unnotified + split.outsideCoverage
                    == part.microseconds, "seed \(seed)")
        }
        #expect(statement.availability.up >= 0 && statement.availability.up <= statement.availability.base)
    }

    @Test("more notified downtime never raises the availability", arguments: 0..<100)
    func monotone(index: Int) {
        let seed = UInt64(index) &* 0x9E37_79B9_7F4A_7C15 &+ 7
        var random = SeededGenerator(seed: seed)
        var facts = SubscriptionMonth.random(&random)
        let before = judge(facts).statement.classes.countedDowntime
        facts.outages.append(Outage.random(&random, in: facts.month, id: "extra", notified: true))
        #expect(judge(facts).statement.classes.countedDowntime >= before, "seed \(seed)")
    }

    @Test("the order of the facts changes nothing", arguments: 0..<100)
    func order(index: Int) {
        let seed = UInt64(index) &* 0x9E37_79B9_7F4A_7C15 &+ 99
        var random = SeededGenerator(seed: seed)
        let facts = SubscriptionMonth.random(&random)
        var shuffled = facts
        shuffled.outages.shuffle(using: &random)
        shuffled.excusableEvents.shuffle(using: &random)
        shuffled.maintenance.shuffle(using: &random)
        #expect(judge(facts) == judge(shuffled), "seed \(seed)")
    }
}
