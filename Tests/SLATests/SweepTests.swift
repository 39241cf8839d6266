import SLA
import TestSupport
import Testing

@Suite("The sweep measures what the plain judgement does")
struct SweepTests {
    @Test("on random months", arguments: 0..<4_000)
    func random(index: Int) {
        let seed = UInt64(index) &* 0x9E37_79B9_7F4A_7C15 &+ 4242
        var random = SeededGenerator(seed: seed)
        let facts = SubscriptionMonth.random(&random)
        #expect(swept(facts) == SLA.judge(facts).withoutSplits, "seed \(seed): \(facts)")
    }
}

/// The statement by way of the sweep, spell by spell.
func swept(_ facts: SubscriptionMonth) -> MonthStatement {
    guard facts.calendar != nil else { return monthStatement(facts, measured: nil) }
    var classes = Classes()
    for part in facts.parts {
        var sweep = Sweep(part.calendar)
        sweep.begin(part.period)
        let events = facts.excusableEvents.filter { part.isInScope($0.service) }
        for work in facts.maintenance where part.isInScope(work.service) && work.isPlanned(in: part.calendar)
        {
            sweep.add(maintenance: work.interval)
        }
        for event in events where event.outage == nil { sweep.add(excuse: event.interval, by: event.cause) }
        for outage in facts.outages where part.isInScope(outage.service) {
            sweep.add(
                SweptOutage(
                    startedAt: outage.startedAt, endedAt: outage.endedAt, notifiedAt: outage.notifiedAt),
                linked: events.filter { $0.outage == outage.name }.map { ($0.cause, $0.interval) })
        }
        classes += sweep.classes()
    }
    return monthStatement(facts, measured: classes)
}

extension Judgement {
    var withoutSplits: MonthStatement {
        var statement = statement
        statement.outages = []
        return statement
    }
}
