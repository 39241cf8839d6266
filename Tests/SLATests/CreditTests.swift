import SLA
import Testing

@Suite("R7 to R12 and R15: availability, tiers and amounts")
struct CreditTests {
    /// Coverage of May 2026 is 612,000 s; the bounds fall on whole microseconds.
    private func statement(down: Int64, _ terms: Terms = axantis(), base: [Int64] = [100_000])
        -> MonthStatement
    {
        let first = local(5, 4, 8)
        var rest = down
        var outages: [Outage] = []
        for day in [4, 5, 6, 7] where rest > 0 {
            let length = min(rest, 10 * hour)
            outages.append(outage("O\(day)", local(5, day, 8), local(5, day, 8) + length))
            rest -= length
        }
        precondition(rest == 0 && first < local(5, 5, 8))
        return judge(facts(may, terms, outages: outages, base: base)).statement
    }

    @Test(
        "R9 and R10: exactly at a bound the milder side holds, one microsecond below it the harder",
        arguments: [
            (918_000_000 - 1, 0), (918_000_000, 0), (918_000_000 + 1, 5),
            (3_060_000_000 - 1, 5), (3_060_000_000, 5), (3_060_000_000 + 1, 10),
            (18_360_000_000 - 1, 10), (18_360_000_000, 10), (18_360_000_000 + 1, 20),
        ] as [(Int64, Int64)])
    func bounds(down: Int64, rate: Int64) {
        let statement = statement(down: down)
        #expect(statement.classes.countedDowntime == down)
        #expect(statement.credit.earned?.percentage == percent(rate * 1_000_000))
        #expect(statement.isMet == (rate == 0))
        #expect(statement.credit.status == (rate == 0 ? .none : .issuable))
    }

    @Test("R8: a percentage is printed truncated: 99.84999… never shows as 99.85")
    func truncation() {
        #expect(statement(down: 918_000_001).availability.percentText == "99.8499")
        #expect(statement(down: 918_000_000).availability.percentText == "99.8500")
        #expect(statement(down: 1).availability.percentText == "99.9999")
        #expect(statement(down: 0).availability.percentText == "100.0000")
        #expect(MeasuredAvailability(downtime: 5, base: 5).percentText == "0.0000")
    }

    @Test("R7 and R15: the other reading has the same downtime over the other time")
    func otherReading() {
        let coverage = statement(down: 1_320 * second)
        #expect(coverage.availability.percentText == "99.7843")
        #expect(coverage.otherAvailability.percentText == "99.9507")
        #expect(coverage.credit.earned?.percentage == percent(5_000_000))
        #expect(coverage.otherEarned?.percentage == .zero)
        let calendar = statement(down: 1_320 * second, axantis(basis: .calendar))
        #expect(calendar.availability.percentText == "99.9507")
        #expect(calendar.otherEarned?.percentage == percent(5_000_000))
        #expect(calendar.credit.status == .none)
    }

    @Test(
        "R11: rate × base rounds half up to the cent",
        arguments: [
            (100_000, 5_000), (123_453, 6_173), (10, 1), (9, 0), (30, 2), (29, 1), (123_450, 6_173),
            (123_449, 6_172), (1, 0),
        ] as [(Int64, Int64)])
    func rounding(base: Int64, amount: Int64) {
        #expect(Cents.credit(percent(5_000_000), of: Cents(base)) == Cents(amount))
    }

    @Test("R11: half up means up for negative amounts too, and the largest amounts stay exact")
    func roundingExtremes() {
        #expect(Cents.credit(percent(5_000_000), of: Cents(-10)) == Cents(0))
        #expect(Cents.credit(percent(5_000_000), of: Cents(-11)) == Cents(-1))
        #expect(
            Cents.credit(.hundred, of: Cents(1_000_000_000_000_000_000)) == Cents(1_000_000_000_000_000_000))
    }

    @Test(
        "R11: the base is the sum of the month's lines; without one the credit waits; zero or less gives nothing"
    )
    func base() {
        let down: Int64 = 1_320 * second
        #expect(statement(down: down, base: [70_000, 30_000]).credit.amount == Cents(5_000))
        #expect(statement(down: down, base: []).credit.status == .awaitingInvoice)
        #expect(statement(down: down, base: []).credit.amount == nil)
        #expect(statement(down: down, base: [100, -100]).credit.status == .nothingDue)
        #expect(statement(down: down, base: [100, -200]).credit.status == .nothingDue)
        #expect(statement(down: down, base: [100, -200]).credit.amount == .zero)
        #expect(statement(down: down, base: [9]).credit.status == .nothingDue)
        #expect(statement(down: down, base: [10]).credit.status == .issuable)
    }

    @Test(
        "R12: a request counts within its days after the month's last day, the last included",
        arguments: [
            (nil, nil, CreditStatus.awaitingRequest), (30, nil, .awaitingRequest),
            (nil, "2030-01-01", .issuable), (30, "2026-05-15", .issuable),
            (30, "2026-06-30", .issuable), (30, "2026-07-01", .expired), (0, "2026-05-31", .issuable),
            (0, "2026-06-01", .expired),
        ] as [(Int?, String?, CreditStatus)])
    func request(within: Int?, requestedOn: String?, status: CreditStatus) {
        let request = requestedOn.flatMap { LocalDate($0) }.map { CreditRequest(requestedOn: $0) }
        let judged = judge(
            facts(
                may, axantis(onRequest: true, within: within),
                outages: [outage(local(5, 4, 8), local(5, 4, 9))], request: request)
        ).statement
        #expect(judged.credit.status == status)
        #expect(judged.credit.amount == Cents(10_000))
    }

    @Test("statuses come in their order: provisional, not measurable, no commitment, none")
    func statusOrder() {
        let down = [outage(local(5, 4, 8), local(5, 4, 9))]
        #expect(judge(facts(isOver: false, outages: down)).statement.credit.status == .provisional)
        #expect(judge(facts(isOver: false)).statement.isFinal == false)
        #expect(
            judge(facts(may, axantis(target: nil), outages: down)).statement.credit.status == .noCommitment)
        #expect(judge(facts(may, axantis(target: nil), outages: down)).statement.credit.earned == nil)
        #expect(judge(facts()).statement.credit.status == .none)
        var unknown = facts(outages: down)
        unknown.spells[0].calendar = nil
        #expect(judge(unknown).statement.credit.status == .noTerms)
        #expect(judge(unknown).timeline == nil)
        #expect(judge(unknown).statement.credit.base == Cents(100_000))
    }

    @Test("R8: comparisons stay exact beyond 64 bits")
    func wideArithmetic() {
        let of: Int64 = 2_682_000_000_000
        let bound = percent(99_999_999)
        let limit = of / 100_000_000
        #expect(!MeasuredAvailability(downtime: limit, base: of).isBelow(bound))
        #expect(MeasuredAvailability(downtime: limit + 1, base: of).isBelow(bound))
    }
}
