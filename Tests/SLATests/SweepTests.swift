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

/// The statement by way of the sweep.
func swept(_ facts: SubscriptionMonth) -> MonthStatement {
    guard let calendar = facts.calendar else { return monthStatement(facts, measured: nil) }
    var sweep = Sweep(calendar)
    sweep.begin(calendar.period(startsOn: facts.startsOn, endsOn: facts.endsOn))
    for work in facts.maintenance { sweep.add(maintenance: work.interval) }
    for event in facts.excusableEvents where event.outage == nil {
        sweep.add(excuse: event.interval, by: event.cause)
    }
    for outage in facts.outages {
        sweep.add(
            SweptOutage(
                startedAt: outage.startedAt, endedAt: outage.endedAt, notifiedAt: outage.notifiedAt),
            linked: facts.excusableEvents.filter { $0.outage == outage.name }.map {
                ($0.cause, $0.interval)
            })
    }
    return monthStatement(facts, measured: sweep.classes())
}

extension Judgement {
    var withoutSplits: MonthStatement {
        var statement = statement
        statement.outages = []
        return statement
    }
}
