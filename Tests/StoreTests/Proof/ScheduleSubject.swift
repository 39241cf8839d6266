internal import SLA

/// A subscription under terms of its own: its downtime in microseconds of 720 hours, its invoice, and what it may claim.
struct ScheduleSubject: Sendable {
    let name: String
    let down: Int64
    var base = 100_000
    let target: Target
    let schedule: Schedule

    private static let hour = Microseconds.perHour
    private static let tenth = 2_592 * Microseconds.perSecond

    private static func bound(_ millionths: Int64) -> Percentage {
        Percentage(millionths: millionths) ?? .zero
    }

    private static func rate(_ numerator: Int64, _ denominator: Int64) -> Schedule.Worth {
        .rate(Rate(numerator: numerator, denominator: denominator) ?? .zero)
    }

    private static func steps(
        _ unit: Schedule.Unit, _ counted: Schedule.Counted, _ worth: Schedule.Worth,
        first: Schedule.First? = nil,
        most: Schedule.Worth = .rate(.whole)
    ) -> Schedule {
        .steps(.init(unit: unit, counted: counted, worth: worth, first: first, most: most))
    }

    private static let atLeast = Target.atLeast(bound(99_900_000))
    private static let above = Target.above(bound(99_900_000))
    private static let whole = Target.atLeast(.hundred)
    private static let tenPercent = Schedule.tiers([.init(.atOrBelow(bound(99_900_000)), rate(1, 10))])

    static let all: [ScheduleSubject] = [
        ScheduleSubject(name: "A-bound", down: tenth, target: above, schedule: tenPercent),
        ScheduleSubject(name: "A-exceeded", down: tenth - 1, target: above, schedule: tenPercent),
        ScheduleSubject(
            name: "C-complete", down: 3 * hour - 1, target: whole,
            schedule: steps(.time(.downtime, every: hour), .complete, rate(1, 20))),
        ScheduleSubject(
            name: "E-excess", down: tenth + hour, target: atLeast,
            schedule: steps(.time(.excess, every: hour), .started, rate(1, 30))),
        ScheduleSubject(
            name: "E-of-length", down: 15 * hour, target: .downtimeAtMost(13 * hour),
            schedule: steps(.time(.excess, every: hour), .started, rate(1, 30))),
        ScheduleSubject(
            name: "F-first", down: 2 * hour, target: whole,
            schedule: steps(
                .time(.downtime, every: hour), .started, rate(1, 20),
                first: .init(every: 2 * hour, worth: rate(2, 7)))),
        ScheduleSubject(
            name: "F-whole", down: 2 * hour - 1, target: whole,
            schedule: steps(
                .time(.downtime, every: hour), .complete, rate(1, 20),
                first: .init(every: 2 * hour, worth: rate(2, 7)))),
        ScheduleSubject(
            name: "L-exactly", down: 13 * hour, target: .downtimeAtMost(13 * hour), schedule: tenPercent),
        ScheduleSubject(
            name: "M-rate", down: 5 * hour, target: whole,
            schedule: steps(.time(.downtime, every: hour), .started, .sum(Cents(1_000)), most: rate(3, 100))),
        ScheduleSubject(
            name: "M-sum", down: 5 * hour, target: whole,
            schedule: steps(.time(.downtime, every: hour), .started, rate(1, 10), most: .sum(Cents(12_345)))),
        ScheduleSubject(
            name: "M-whole", down: 30 * hour, target: whole,
            schedule: steps(.time(.downtime, every: hour), .started, rate(1, 10), most: rate(2, 5))),
        ScheduleSubject(
            name: "P-points", down: 2 * tenth, target: atLeast,
            schedule: steps(.points(every: 100_000), .started, rate(1, 100))),
        ScheduleSubject(
            name: "S-sum", down: 5 * hour, base: 900, target: whole,
            schedule: .tiers([.init(.downtimeOver(2 * hour), .sum(Cents(1_000)))])),
        ScheduleSubject(
            name: "T-from", down: 2 * hour, target: whole,
            schedule: .tiers([
                .init(.downtimeFrom(2 * hour), rate(1, 10)), .init(.downtimeOver(2 * hour), rate(1, 5)),
            ])),
        ScheduleSubject(
            name: "X-proportion", down: 2 * hour, target: .atLeast(bound(99_950_000)),
            schedule: .proportion(.init(of: .excess, times: 25, most: rate(30, 90)))),
    ]
}
