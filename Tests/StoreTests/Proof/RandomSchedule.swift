internal import SLA
import TestSupport

extension SeededGenerator {
    /// Of any form that terms may have, around the downtime of a random month.
    mutating func schedule(missing target: Target) -> Schedule {
        switch pick(0...9) {
        case 0...5: .tiers(tiers(below: target))
        case 6...8: .steps(steps(isInPercent: target.percentage != nil))
        default:
            .proportion(
                Schedule.Proportion(of: pick(Schedule.Measured.allCases), times: pick(1...1000), most: most())
            )
        }
    }

    /// Mostly as contracts write it, sometimes with all the digits that there are.
    mutating func length() -> Int64 {
        let minutes = pick([1, 5, 10, 60, 120, 240, 480, 1440]) * Microseconds.perMinute
        return chance(80) ? minutes : minutes + pick(-1_000_000...1_000_000)
    }

    private mutating func tiers(below target: Target) -> [Schedule.Tier] {
        let isSum = chance(20)
        var (below, over, worth) = (target.percentage?.millionths ?? 99_900_000, length(), Int64(0))
        if chance(20) { below -= 1_000_000 }
        var tiers: [Schedule.Tier] = []
        for _ in 0..<pick(0...5) {
            worth += pick(1...20_000_000)
            guard worth <= 100_000_000, below > 0, let bound = Percentage(millionths: below),
                let rate = Percentage(millionths: worth)
            else { break }
            tiers.append(
                Schedule.Tier(
                    condition(bound, over, isOfTarget: bound == target.percentage),
                    isSum ? .sum(Cents(worth)) : .rate(Rate(rate))))
            below -= pick(1...8_000_000)
            over += length()
        }
        return tiers
    }

    /// - Parameter isOfTarget: where the target itself is met, nothing may be due.
    private mutating func condition(
        _ bound: Percentage, _ length: Int64, isOfTarget: Bool
    ) -> Schedule.Tier.Condition {
        switch pick(0...4) {
        case 0: isOfTarget ? .below(bound) : .atOrBelow(bound)
        case 1: .downtimeOver(length)
        case 2: .downtimeFrom(length)
        default: .below(bound)
        }
    }

    private mutating func steps(isInPercent: Bool) -> Schedule.Steps {
        let isOfPoints = isInPercent && chance(30)
        let every: Int64 = isOfPoints ? pick([10_000, 100_000, 1_000_000, 1]) : length()
        let isSum = chance(30)
        let first =
            chance(40)
            ? Schedule.First(every: isOfPoints ? pick(1...300_000) : length(), worth: worth(isSum: isSum))
            : nil
        return Schedule.Steps(
            unit: isOfPoints ? .points(every: every) : .time(pick(Schedule.Measured.allCases), every: every),
            counted: pick(Schedule.Counted.allCases), worth: worth(isSum: isSum), first: first, most: most())
    }

    private mutating func worth(isSum: Bool) -> Schedule.Worth {
        isSum ? .sum(Cents(pick(1...20_000))) : .rate(rate())
    }

    /// A percentage, or a fraction that none says.
    private mutating func rate() -> Rate {
        let denominator: Int64 = pick(1...366)
        let fraction = Rate(numerator: pick(1...denominator), denominator: denominator)
        let percentage = Percentage(millionths: pick(1...20_000_000)).map { Rate($0) }
        return (chance(60) ? fraction : percentage) ?? .whole
    }

    private mutating func most() -> Schedule.Worth {
        switch pick(0...3) {
        case 0: .rate(.whole)
        case 1: .sum(Cents(pick(1...50_000)))
        default: .rate(rate())
        }
    }
}
