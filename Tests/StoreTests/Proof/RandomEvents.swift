internal import SLA
import TestSupport

/// The events of a random month.
extension RandomMonth {
    /// Service (one in twenty) or subscription; the same for every version of an event.
    private func scope(_ number: Int) -> (service: Int?, subscription: Int) {
        (number % 20 == 7 ? number / 20 % Self.services : nil, number % subscriptions)
    }

    private func named(_ number: Int) -> [Staged] {
        let scope = scope(number)
        return [
            scope.service.map { .text("V-\($0)") } ?? .absent,
            scope.service == nil ? .text("S-\(scope.subscription)") : .absent,
        ]
    }

    mutating func outage(_ number: Int) -> RandomOutage {
        // Around the clock for whole services would leave nothing available to tell apart.
        let span = interval(short: number % 3 != 0 || scope(number).service != nil)
        let end: Int64? = random.chance(4) ? nil : random.chance(4) ? span.lowerBound : span.upperBound
        let notified: Int64? =
            switch random.pick(0...9) {
            case 0...2: nil
            case 3...6: span.lowerBound
            case 7: span.lowerBound - random.pick(0...Microseconds.perDay)
            case 8: random.pick(span.lowerBound...span.upperBound)
            default: span.upperBound + random.pick(0...Microseconds.perDay)
            }
        return RandomOutage(
            scope: scope(number),
            row: [.text("noc"), .text("O-\(number)")] + named(number) + [
                .instant(span.lowerBound), end.map(Staged.instant) ?? .absent,
                notified.map(Staged.instant) ?? .absent, .absent,
                .integer(random.pick([100_000_000, 1, 50_000_000])),
                .absent, .bool(random.chance(6)),
            ])
    }

    mutating func notifications() -> [[Staged]] {
        var rows: [[Staged]] = []
        for (number, outage) in outages.enumerated() where random.chance(25) {
            let owner = outage.scope.subscription
            let candidates = outage.scope.service.map { service in
                stride(from: service, to: subscriptions, by: Self.services).filter { _ in random.chance(30) }
            }
            for subscription in candidates ?? [owner] {
                for nth in 0..<random.pick([1, 1, 2, 3]) {
                    rows.append([
                        .text("S-\(subscription)"), .text("noc"), .text("O-\(number)"), .instant(instant()),
                        nth == 0 ? .absent : .text("T-\(nth)"), .bool(random.chance(15)),
                    ])
                }
            }
        }
        return rows
    }

    mutating func event(_ number: Int) -> [Staged] {
        let span = interval(short: number % 2 == 0)
        // Half of them explain an outage: mostly one in their own scope, at about its time.
        var linked: [Staged] = [.absent, .absent]
        var (start, end) = (span.lowerBound, max(span.upperBound, span.lowerBound + 1))
        if random.chance(50) {
            let outage = random.chance(90) ? number % outages.count : random.pick(0...outages.count - 1)
            linked = [.text("noc"), .text("O-\(outage)")]
            if case .instant(let started) = outages[outage].row[4] {
                start = started + random.pick(-Microseconds.perHour...Microseconds.perHour)
                end = start + random.pick(1...8 * Microseconds.perHour)
            }
        }
        return [.text("desk"), .text("X-\(number)")] + named(number) + [
            .text(random.pick(Cause.allCases).rawValue), .instant(start), .instant(end),
        ] + linked + [.text("ticket"), .bool(random.chance(6))]
    }

    mutating func maintenance(_ number: Int) -> [Staged] {
        let span = interval(short: true)
        return [.text("change"), .text("M-\(number)")] + named(number) + [
            .instant(span.lowerBound), .instant(max(span.upperBound, span.lowerBound + 1)),
            announcement(before: span.lowerBound), .absent, .bool(random.chance(6)),
        ]
    }

    /// At the start of the maintenance it is still in time (R2).
    private mutating func announcement(before start: Int64) -> Staged {
        switch random.pick(0...9) {
        case 0...2: .absent
        // Around the notices of `RandomTerms`.
        case 3:
            .instant(start - random.pick([1, 6, 24, 48]) * Microseconds.perHour + random.pick(-1...1))
        case 4: .instant(start - random.pick(0...6 * Microseconds.perDay))
        case 5: .instant(start)
        case 6: .instant(start + 1)
        case 7: .instant(start + random.pick(0...Microseconds.perDay))
        default: .instant(start - random.pick(0...30 * Microseconds.perDay))
        }
    }

    /// In the month or up to five days around it; half of them on a quarter of an hour.
    private mutating func instant() -> Int64 {
        let first = Int64(month.firstDay.daysSinceEpoch) * Microseconds.perDay
        let length = Int64(month.length) * Microseconds.perDay
        let any = first + random.pick(-5 * Microseconds.perDay...length + 5 * Microseconds.perDay)
        let quarter = 15 * Microseconds.perMinute
        return random.chance(50) ? any / quarter * quarter : any
    }

    /// From one microsecond to minutes, hours or days.
    private mutating func interval(short: Bool) -> ClosedRange<Int64> {
        let start = instant()
        let length: Int64 =
            switch random.pick(0...9) {
            case 0: 1
            case 1...4: random.pick(1...30) * Microseconds.perMinute
            case 5...6: random.pick(1...Microseconds.perHour)
            case 7...8: random.pick(1...12) * Microseconds.perHour
            default: short ? 15 * Microseconds.perMinute : random.pick(1...6 * Microseconds.perDay)
            }
        return start...start + length
    }
}

/// An outage's row and whom it reaches.
struct RandomOutage {
    var scope: (service: Int?, subscription: Int)
    var row: [Staged]
}
