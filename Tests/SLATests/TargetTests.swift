import SLA
import TestSupport
import Testing

@Suite("Targets of every form (T12)")
struct TargetTests {
    @Test("T12: of nothing measured no target is met or missed")
    func nothingMeasured() {
        for target in [Target.above(percent(99_900_000)), .downtimeAtMost(hour)] {
            let never = judge(facts(may, axantis(weekly: [], target: target))).statement
            #expect(never.isMet == nil && never.credit.status == .notMeasurable)
        }
    }

    @Test("T14: beyond a length of downtime the excess is what exceeds it")
    func excessOfLength() {
        let steps = Schedule.Steps(
            unit: .time(.excess, every: hour), counted: .complete, worth: .sum(Cents(1_000)),
            most: .rate(.whole))
        let terms = axantis(target: .downtimeAtMost(13 * hour), schedule: .steps(steps))
        func earned(_ downtime: Int64) -> Earned? {
            terms.earned(by: MeasuredAvailability(downtime: downtime, base: 720 * hour))
        }
        #expect(earned(13 * hour)?.steps == nil)
        #expect(earned(14 * hour - 1)?.steps == 0)
        #expect(earned(14 * hour)?.part == .sum(Cents(1_000)))
    }
}
