import SLA
import TestSupport
import Testing

/// September 2026 has 720 hours, covered day and night, one invoice of 1000.00.
@Suite("What a missed target earns (T12 to T15, T20)")
struct ScheduleTests {
    private static let minute = Microseconds.perMinute

    private func credit(
        _ down: Int64, _ target: Target, _ schedule: Schedule, base: Int64 = 100_000
    ) -> MonthStatement {
        let start = local(9, 7, 0)
        let outages =
            down == 0 ? [] : [outage(start, Instant(microseconds: start.microseconds + down))]
        return judge(
            facts(
                month("2026-09"),
                axantis(
                    weekly: always, holidays: false, target: target, schedule: schedule,
                    notificationRequired: false),
                outages: outages, base: [base])
        ).statement
    }

    private func rate(_ numerator: Int64, _ denominator: Int64) -> Schedule.Worth {
        .rate(Rate(numerator: numerator, denominator: denominator) ?? .zero)
    }

    private static let tenth = 2_592 * second

    @Test(
        "T12: at least is met at the bound, above only beyond it; a length of downtime is met when D is not more",
        arguments: [
            (Target.atLeast(percent(99_900_000)), Self.tenth, true),
            (.atLeast(percent(99_900_000)), Self.tenth + 1, false),
            (.above(percent(99_900_000)), Self.tenth, false),
            (.above(percent(99_900_000)), Self.tenth - 1, true),
            (.downtimeAtMost(13 * hour), 13 * hour, true), (.downtimeAtMost(13 * hour), 13 * hour + 1, false),
        ])
    func targets(target: Target, down: Int64, isMet: Bool) {
        let statement = credit(down, target, .tiers([]))
        #expect(statement.isMet == isMet)
        #expect(statement.credit.status == (isMet ? .none : .nothingDue))
        #expect((statement.budget?.left ?? 0) == target.mostDowntime(of: statement.availability) - down)
    }

    @Test(
        "T13: the last tier that holds decides, whatever it measures",
        arguments: [
            (2 * hour - 1, 5_000), (2 * hour, 10_000), (21 * hour + 36 * Self.minute, 10_000),
            (21 * hour + 36 * Self.minute + 1, 100_000),
        ] as [(Int64, Int64)])
    func mixedTiers(down: Int64, amount: Int64) {
        let tiers: [Schedule.Tier] = [
            .init(below: percent(99_999_000), rate: percent(5_000_000)),
            .init(.downtimeFrom(2 * hour), rate(1, 10)), .init(.below(percent(97_000_000)), rate(1, 1)),
        ]
        #expect(credit(down, .atLeast(percent(99_999_000)), .tiers(tiers)).credit.amount == Cents(amount))
    }

    @Test(
        "T13: at or below holds at its bound",
        arguments: [
            (Self.tenth - 1, 0), (Self.tenth, 10_000), (25_920 * second - 1, 10_000),
            (25_920 * second, 25_000),
        ] as [(Int64, Int64)])
    func atOrBelow(down: Int64, amount: Int64) {
        let tiers: [Schedule.Tier] = [
            .init(.atOrBelow(percent(99_900_000)), rate(1, 10)),
            .init(.atOrBelow(percent(99_000_000)), rate(1, 4)),
        ]
        #expect(credit(down, .above(percent(99_900_000)), .tiers(tiers)).credit.amount == Cents(amount))
    }

    @Test("T13: a tier that no downtime reaches before the target is missed waits for that")
    func tierBeforeTarget() {
        let tiers = [Schedule.Tier(.downtimeFrom(1), rate(1, 20))]
        #expect(credit(Self.tenth, .atLeast(percent(99_900_000)), .tiers(tiers)).credit.status == .none)
        let missed = credit(Self.tenth + 1, .atLeast(percent(99_900_000)), .tiers(tiers))
        #expect(missed.credit.amount == Cents(5_000))
        #expect(missed.budgets(of: tiers).map(\.budget.left) == [-1])
    }

    @Test(
        "T14: whole steps of ten minutes, and no more than the whole",
        arguments: [
            (30 * Self.minute - 1, 2, 10_000), (30 * Self.minute, 3, 15_000), (9 * Self.minute, 0, 0),
            (5 * hour, 30, 100_000),
        ] as [(Int64, Int64, Int64)])
    func completeSteps(down: Int64, steps: Int64, amount: Int64) {
        let schedule = Schedule.steps(
            .init(
                unit: .time(.downtime, every: 10 * Self.minute), counted: .complete, worth: rate(1, 20),
                most: .rate(.whole)))
        let credit = credit(down, .atLeast(.hundred), schedule).credit
        #expect(credit.earned?.steps == steps && credit.amount == Cents(amount))
        #expect(credit.status == (steps == 0 ? .nothingDue : .issuable))
    }

    @Test(
        "T14: steps begun beyond the target, the first longer and dearer",
        arguments: [
            (2_592 * second, nil, 0), (2_592 * second + 1, 1, 10_000), (9_792 * second, 1, 10_000),
            (9_792 * second + 1, 2, 15_000), (9_792 * second + 5 * hour, 6, 25_000),
        ] as [(Int64, Int64?, Int64)])
    func stepsBeyondTarget(down: Int64, steps: Int64?, amount: Int64) {
        let schedule = Schedule.steps(
            .init(
                unit: .time(.excess, every: hour), counted: .started, worth: rate(1, 20),
                first: .init(every: 2 * hour, worth: rate(1, 10)), most: rate(1, 4)))
        let credit = credit(down, .atLeast(percent(99_900_000)), schedule).credit
        #expect(credit.earned?.steps == steps && credit.amount == Cents(amount))
    }

    @Test("T1: 1/30 is exact where 3.333333 % is another rate")
    func thirtieth() {
        let day = Schedule.Unit.time(.downtime, every: 24 * hour)
        func amount(_ worth: Schedule.Worth) -> Cents? {
            credit(
                hour, .atLeast(.hundred),
                .steps(.init(unit: day, counted: .started, worth: worth, most: .rate(.whole))),
                base: 30_015
            ).credit.amount
        }
        #expect(amount(rate(1, 30)) == Cents(1_001))
        #expect(amount(.rate(Rate(percent(3_333_333)))) == Cents(1_000))
    }

    @Test(
        "T14: in proportion to the time beyond the target, cut at thirty ninetieths",
        arguments: [(2 * hour, 5_694), (13 * hour, 33_333)] as [(Int64, Int64)])
    func proportion(down: Int64, amount: Int64) {
        let schedule = Schedule.proportion(.init(of: .excess, times: 25, most: rate(30, 90)))
        #expect(credit(down, .atLeast(percent(99_950_000)), schedule).credit.amount == Cents(amount))
    }

    @Test(
        "T15: steps of a tenth of a point",
        arguments: [(2 * Self.tenth, 1, 1_000), (2 * Self.tenth + 1, 2, 2_000)] as [(Int64, Int64, Int64)])
    func points(down: Int64, steps: Int64, amount: Int64) {
        let schedule = Schedule.steps(
            .init(unit: .points(every: 100_000), counted: .started, worth: rate(1, 100), most: rate(30, 100)))
        let credit = credit(down, .atLeast(percent(99_900_000)), schedule).credit
        #expect(credit.earned?.steps == steps && credit.amount == Cents(amount))
    }

    @Test(
        "T20: sums, never more than the base",
        arguments: [(2 * hour, 0), (2 * hour + 1, 2_500), (5 * hour, 100_000)] as [(Int64, Int64)])
    func sums(down: Int64, amount: Int64) {
        let tiers: [Schedule.Tier] = [
            .init(.downtimeOver(2 * hour), .sum(Cents(2_500))),
            .init(.downtimeOver(4 * hour), .sum(Cents(150_000))),
        ]
        #expect(credit(down, .atLeast(.hundred), .tiers(tiers)).credit.amount == Cents(amount))
    }

    @Test("T20: a sum limits rates, and a rate limits sums")
    func limits() {
        func steps(_ worth: Schedule.Worth, _ most: Schedule.Worth) -> MonthStatement {
            credit(
                5 * hour, .atLeast(.hundred),
                .steps(
                    .init(unit: .time(.downtime, every: hour), counted: .started, worth: worth, most: most)))
        }
        #expect(steps(rate(1, 10), .sum(Cents(12_345))).credit.amount == Cents(12_345))
        #expect(steps(.sum(Cents(1_000)), rate(3, 100)).credit.amount == Cents(3_000))
        #expect(steps(.sum(Cents(1_000)), rate(1, 1)).credit.amount == Cents(5_000))
    }

    @Test("a sum needs an invoice all the same")
    func withoutInvoice() {
        let tiers = [Schedule.Tier(.downtimeOver(hour), .sum(Cents(2_500)))]
        var month = facts(
            month("2026-09"),
            axantis(
                weekly: always, target: .atLeast(.hundred), schedule: .tiers(tiers),
                notificationRequired: false),
            outages: [outage(local(9, 7, 0), local(9, 7, 5))])
        month.invoices = []
        let credit = judge(month).statement.credit
        #expect(credit.status == .awaitingInvoice && credit.amount == nil)
    }

    @Test("of the largest base and the finest fraction the cent is still exact")
    func wide() {
        let share = Schedule.proportion(.init(of: .excess, times: 1000, most: .rate(.whole)))
        let earned = credit(Self.tenth + 1, .atLeast(percent(99_900_000)), share).credit.earned
        // 1000 µs of 2,592,000,000,000 of ten billion euros and more.
        #expect(earned?.amount(of: Cents.largest) == Cents(385_802))
    }

    @Test("what comes to the same of every base is worth the same, in however many steps")
    func worth() {
        #expect(Earned(.rate(.whole), steps: 3).isWorth(Earned(.rate(.whole), steps: 4)))
        #expect(!Earned(.rate(.whole)).isWorth(Earned(.rate(.whole), most: .sum(Cents(1)))))
        #expect(!Earned(.sum(Cents(1))).isWorth(Earned(.sum(Cents(2)))))
    }
}
