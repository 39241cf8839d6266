import Documents
import SLA

/// Months as they stand, for the tests of statements and of reports of a year.
enum YearSamples {
    static let year = Samples.month("2026-01")...Samples.month("2026-12")

    /// What a month came to.
    struct Made {
        var month: String
        var subscription: String
        var customer = "C-1"
        /// Of 1,000,000 seconds.
        var down: Int64 = 0
        var status = CreditStatus.none
        var rate: Int64 = 0
        var amount: Int64?
        var credited: Int64 = 0
        var currency: String? = "EUR"
        var notes: [String] = []
        var target: Int64? = 99_850_000
    }

    static func standing(_ made: Made) -> MonthStanding {
        let availability = MeasuredAvailability(
            downtime: made.down * Microseconds.perSecond, base: 1_000_000 * Microseconds.perSecond)
        let target = made.target.map { Target.atLeast(Samples.percent($0)) }
        let tiers = Samples.axantis.credit?.schedule.tiers ?? []
        var standing = MonthStanding(
            Samples.month(made.month), made.subscription, customer: made.customer, service: "ivr",
            revision: 1,
            isFinal: made.status != .provisional,
            measurement: MonthStanding.Measurement(
                terms: "axantis", version: "2025-03", availability: availability, target: target,
                isMet: target.map { $0.isMet(by: availability) }, tier: tiers.reached(by: availability),
                excused: made.down > 0 ? [.forceMajeure: 60 * Microseconds.perSecond] : [:],
                unnotified: 0, maintenance: 120 * Microseconds.perSecond),
            decision: CreditDecision(
                status: made.status, earned: Earned(.rate(Rate(Samples.percent(made.rate)))),
                base: Cents(100_000),
                currency: made.currency, amount: made.amount.map(Cents.init)),
            position: CreditStanding(
                credited: Cents(made.credited), cuts: [], hasLiveCredit: made.credited > 0, waiting: nil))
        standing.customerName = made.customer == "C-1" ? "Dupont & <Fils>" : nil
        standing.notes = made.notes
        return standing
    }

    /// Two subscriptions of one customer, in two currencies, one of another: met, missed, credited, taken back, not over.
    static let standings: [MonthStanding] = {
        var commercial = standing(Made(month: "2026-02", subscription: "S-1"))
        commercial.commercial = CommercialStanding(
            credited: Cents(1000), currency: "EUR", notes: ["AV-2026-000004"])
        return [
            standing(
                Made(
                    month: "2026-01", subscription: "S-1", down: 5001, status: .issuable, rate: 10_000_000,
                    amount: 10_000, credited: 10_000, notes: ["AV-2026-000001"])),
            standing(
                Made(
                    month: "2026-01", subscription: "S-2", down: 1501, status: .issuable, rate: 5_000_000,
                    amount: 5_000, credited: 5_000, currency: "CHF", notes: ["AV-2026-000002"])),
            standing(Made(month: "2026-01", subscription: "S-3", customer: "C-2", target: nil)),
            commercial,
            standing(
                Made(
                    month: "2026-02", subscription: "S-2", down: 40_000, status: .awaitingRequest,
                    rate: 20_000_000, amount: 20_000, currency: "CHF")),
            standing(
                Made(month: "2026-02", subscription: "S-3", customer: "C-2", down: 1500, currency: nil)),
            standing(
                Made(
                    month: "2026-03", subscription: "S-1", down: 5000, status: .provisional, rate: 5_000_000,
                    amount: 5_000)),
            MonthStanding(
                notAssessed: Samples.month("2026-03"), "S-2", customer: "C-1", service: "ivr"),
        ]
    }()

    static let notes = [
        note("AV-2026-000001", "2026-01", "S-1", 10_000),
        note("AV-2026-000002", "2026-01", "S-2", 5_000, currency: "CHF", reversedBy: "AV-2026-000003"),
        note(
            "AV-2026-000003", "2026-01", "S-2", 5_000, currency: "CHF", kind: .reversal,
            reverses: "AV-2026-000002", reason: "Erreur"),
        note("AV-2026-000004", "2026-02", "S-1", 1_000, isCommercial: true, reason: "Geste"),
    ]

    static func note(
        _ number: String, _ month: String, _ subscription: String, _ net: Int64, currency: String = "EUR",
        kind: CreditNote.Kind = .credit, isCommercial: Bool = false, reverses: String? = nil,
        reversedBy: String? = nil, reason: String? = nil
    ) -> StatementNote {
        StatementNote(
            number: number, kind: kind, isCommercial: isCommercial, issueDate: Samples.day("2026-04-02"),
            months: [Samples.month(month)], subscriptions: [subscription], currency: currency,
            net: Cents(net),
            vat: Cents(net / 5), gross: Cents(net + net / 5), reverses: reverses, reversedBy: reversedBy,
            reason: reason)
    }

    static let statement = Statement(
        of: "C-1", named: "Dupont & <Fils>", for: Samples.month("2025-12")...Samples.month("2026-05"),
        standings.filter { $0.customer == "C-1" } + [
            MonthStanding(notAssessed: Samples.month("2026-04"), "S-1", customer: "C-1", service: "ivr")
        ], notes)

    /// The whole report, in memory.
    static func report(
        _ standings: [MonthStanding] = standings, as format: ReportFormat, threshold: Int = 65_536
    ) throws -> [UInt8] {
        let collected = Collected()
        let assessed = Set(standings.map(\.month))
        var report = format.report(
            on: YearScope(year, assessed: assessed),
            to: ByteStream(threshold: threshold) { collected.bytes += $0 })
        for standing in standings { try report.add(standing) }
        try report.finish()
        return collected.bytes
    }

    static func statement(_ statement: Statement = statement, as format: ReportFormat) throws -> [UInt8] {
        let collected = Collected()
        try format.write(statement, to: ByteStream { collected.bytes += $0 })
        return collected.bytes
    }

    private final class Collected {
        var bytes: [UInt8] = []
    }
}
