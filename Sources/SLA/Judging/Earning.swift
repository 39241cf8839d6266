extension Schedule {
    /// What a missed target earns. Source: contract T13 to T15, T20.
    ///
    /// - Precondition: something was measured, and the target is missed.
    func earned(by availability: MeasuredAvailability, missing target: Target) -> Earned {
        switch self {
        case .tiers(let tiers): tiers.reached(by: availability).map { Earned($0.worth) } ?? .nothing
        case .steps(let steps):
            switch steps.unit {
            case .time(let measured, _): steps.earned(by: availability.time(measured, beyond: target))
            case .points: steps.earned(by: availability.points(below: target))
            }
        case .proportion(let proportion):
            proportion.earned(
                by: availability.time(proportion.of, beyond: target), of: availability.base)
        }
    }
}

extension MeasuredAvailability {
    /// In microseconds; 0 where nothing lies beyond the target. Source: contract T14.
    fileprivate func time(_ measured: Schedule.Measured, beyond target: Target) -> ExactFraction {
        let all = Int128(downtime)
        switch (measured, target) {
        case (.downtime, _): return ExactFraction(all, over: 1)
        case (.excess, .downtimeAtMost(let length)):
            return ExactFraction(max(0, all - Int128(length)), over: 1)
        case (.excess, .atLeast(let bound)), (.excess, .above(let bound)):
            let scale = Int128(Percentage.hundred.millionths)
            let allowed = (scale - Int128(bound.millionths)) * Int128(base)
            return ExactFraction(max(0, all * scale - allowed), over: scale)
        }
    }

    /// In millionths of a percent; 0 where it is not below. Source: contract T15.
    fileprivate func points(below target: Target) -> ExactFraction {
        let bound = Int128((target.percentage ?? .zero).millionths)
        let reached = Int128(Percentage.hundred.millionths) * Int128(up)
        return ExactFraction(max(0, bound * Int128(base) - reached), over: Int128(base))
    }
}

extension Schedule.Steps {
    /// - Parameter missed: in the unit of the steps.
    package func earned(by missed: ExactFraction) -> Earned {
        let steps = count(missed)
        let further = Int128(steps) - (first == nil || steps == 0 ? 0 : 1)
        let opening = steps == 0 ? nil : first?.worth
        switch worth {
        case .sum(let sum):
            var total = further * Int128(sum.amount)
            if case .sum(let one) = opening { total += Int128(one.amount) }
            if case .sum(let limit) = most { total = min(total, Int128(limit.amount)) }
            return Earned(
                .sum(Cents(Int64(min(total, Int128(Cents.largest.amount))))), steps: steps,
                most: most.rate == nil ? nil : most)
        case .rate(let rate):
            var total = ExactFraction(
                further * Int128(rate.numerator), over: Int128(rate.denominator))
            if case .rate(let one) = opening {
                total = ExactFraction(
                    total.numerator * Int128(one.denominator) + Int128(one.numerator) * total.denominator,
                    over: total.denominator * Int128(one.denominator))
            }
            if case .rate(let limit) = most { total = min(total, limit.exact) }
            return Earned(.rate(Rate(total)), steps: steps, most: most.rate == nil ? most : nil)
        }
    }

    private func count(_ missed: ExactFraction) -> Int64 {
        guard let first else { return steps(of: missed, every: unit.every) }
        // The first step, and what is left beyond it.
        let opening = Int128(first.every) * missed.denominator
        guard missed.numerator >= opening else {
            return counted == .started && missed.numerator > 0 ? 1 : 0
        }
        let rest = ExactFraction(missed.numerator - opening, over: missed.denominator)
        return 1 + steps(of: rest, every: unit.every)
    }

    private func steps(of missed: ExactFraction, every length: Int64) -> Int64 {
        let step = Int128(length) * missed.denominator
        let begun = counted == .started && missed.numerator % step != 0 ? 1 : 0
        return Int64(missed.numerator / step) + Int64(begun)
    }
}

extension Schedule.Proportion {
    fileprivate func earned(by missed: ExactFraction, of base: Int64) -> Earned {
        let part = ExactFraction(
            missed.numerator * Int128(times), over: missed.denominator * Int128(base))
        switch most {
        case .rate(let limit): return Earned(.proportion(min(part, limit.exact)))
        case .sum: return Earned(.proportion(min(part, .whole)), most: most)
        }
    }
}

extension [Schedule.Tier] {
    /// The last whose condition holds. Source: contract R10, T13.
    package func reached(by availability: MeasuredAvailability) -> Schedule.Tier? {
        availability.base > 0 ? last { $0.condition.holds(for: availability) } : nil
    }
}
