import Intake
import SLA

/// The parts of avoir that need no database, each by itself, for `scripts/bench` to count their instructions.
///
///     bench-pure read FILE           reads, types and checks a file of outages
///     bench-pure sweep OUTAGES       sweeps so many outages, a hundred a subscription
///     bench-pure judge OUTAGES       the same in the plain way
@main
enum PureParts {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        let subject = arguments.last ?? ""
        switch arguments.first {
        case "read": print(try read(subject), "rows")
        case "sweep": print(swept(Int(subject) ?? 0), "µs")
        case "judge": print(judged(Int(subject) ?? 0), "µs")
        default: print("read FILE, sweep OUTAGES or judge OUTAGES")
        }
    }

    /// The good rows of a file.
    private static func read(_ path: String) throws -> Int {
        var reader = try Reader(kind: .outages, source: .path(path))
        var row = Row()
        var rows = 0
        while true {
            switch try reader.next(&row) {
            case .row: rows += 1
            case .rejection: break
            case .end: return rows
            }
        }
    }

    /// The counted downtime of all subscriptions together.
    private static func swept(_ outages: Int) -> Int64 {
        guard let calendar else { return 0 }
        var sweep = Sweep(calendar)
        var random = Steps()
        return (0..<outages / 100).reduce(0) { total, _ in
            sweep.begin(calendar.whole)
            for _ in 0..<100 { sweep.add(random.outage(in: calendar.whole)) }
            return total + sweep.classes().countedDowntime
        }
    }

    private static func judged(_ outages: Int) -> Int64 {
        guard let calendar else { return 0 }
        var random = Steps()
        return (0..<outages / 100).reduce(0) { total, _ in
            let own = (0..<100).map { number in
                let outage = random.outage(in: calendar.whole)
                return Outage(
                    source: "noc", id: String(number), startedAt: outage.startedAt, endedAt: outage.endedAt,
                    notifiedAt: outage.notifiedAt)
            }
            let spell = Spell(
                startsOn: calendar.month.firstDay, endsOn: nil, customer: "C", service: "v",
                terms: calendar.terms.id, holidays: "FR", calendar: calendar)
            let facts = SubscriptionMonth(
                subscription: "S", month: calendar.month, spells: [spell], isOver: true, outages: own)
            return total + judge(facts).statement.classes.countedDowntime
        }
    }

    /// October 2026 in Paris, working days from 8 to 18 h, notification required.
    private static let calendar: MonthCalendar? = {
        guard let month = Month("2026-10"), let target = Percentage(millionths: 99_850_000) else {
            return nil
        }
        let hour = Microseconds.perHour
        let paris = Zone(
            name: "Europe/Paris", initialOffset: 7200,
            transitions: [
                .init(start: Instant(microseconds: 1_792_890_000 * Microseconds.perSecond), offset: 3600)
            ])
        let terms = Terms(
            id: "bench", version: "1", title: "", source: "", effectiveFrom: month.firstDay,
            timeZone: paris.name,
            coverage: .init(
                weekly: [Weekday.mon, .tue, .wed, .thu, .fri].map {
                    Terms.WeeklyWindow(day: $0, from: 8 * hour, to: 18 * hour)
                }, excludesPublicHolidays: true, excludesPlannedMaintenance: true),
            availability: .init(
                basis: .coverage, target: .atLeast(target), notificationRequired: true,
                countedFrom: .outageStart),
            excusable: Cause.allCases, credit: nil)
        return MonthCalendar(
            month: month, terms: terms, zone: paris,
            holidays: ComputedCalendar.france.holidays(of: month.year))
    }()
}

/// Outages that are the same every time.
private struct Steps {
    private var state: UInt64 = 1

    private mutating func next(_ bound: Int64) -> Int64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int64(state >> 33) % bound
    }

    /// Up to four hours of the month.
    mutating func outage(in month: Interval) -> SweptOutage {
        let minutes = (month.upperBound.microseconds - month.lowerBound.microseconds) / Microseconds.perMinute
        let start = Instant(
            microseconds: month.lowerBound.microseconds + next(minutes) * Microseconds.perMinute)
        let end = Instant(microseconds: start.microseconds + (1 + next(240)) * Microseconds.perMinute)
        return SweptOutage(startedAt: start, endedAt: end, notifiedAt: start)
    }
}
