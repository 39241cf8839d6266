import SLA
import Testing

/// Source: contract R13, R14.
@Suite("R13 and R14: where a month stands in the ledger")
struct CreditStandingTests {
    private func decision(_ amount: Int64?) -> CreditDecision {
        CreditDecision(
            status: amount == nil ? .none : .issuable, earned: nil, base: nil, currency: nil,
            amount: amount.map(Cents.init))
    }

    struct Sample: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// What the current revision entitles to; nil: to nothing.
        let amount: Int64?
        var credited: Int64 = 0
        /// Of each: the amount that it was cut from, what was cut, and what that left.
        var cuts: [[Int64]] = []
        var isHeld = false
        var isOnHold = false
        let status: CreditStatus?
        var stands: Int64 = 0
    }

    static let samples = [
        Sample(testDescription: "nothing was due nor done", amount: nil, status: nil),
        Sample(testDescription: "due, and nothing done yet", amount: 100, status: nil),
        Sample(
            testDescription: "credited whole", amount: 100, credited: 100, status: .issued, stands: 100),
        Sample(
            testDescription: "credited in part, the rest cut", amount: 100, credited: 60,
            cuts: [[100, 40, 60]],
            status: .issued, stands: 60),
        Sample(
            testDescription: "cut whole", amount: 100, cuts: [[100, 100, 0]], status: .cappedOut, stands: 0),
        Sample(
            testDescription: "waiting for room", amount: 100, isHeld: true, status: .heldByCap, stands: 100),
        Sample(
            testDescription: "a supplement waiting for room", amount: 100, credited: 60, isHeld: true,
            status: .heldByCap, stands: 100),
        Sample(
            testDescription: "a cent more due after the credit", amount: 101, credited: 100,
            status: .issuable,
            stands: 101),
        Sample(
            testDescription: "a cent less due after the credit", amount: 99, credited: 100,
            status: .overcredited, stands: 99),
        Sample(
            testDescription: "nothing due any more after the credit", amount: nil, credited: 100,
            status: .overcredited, stands: 0),
        Sample(
            testDescription: "less due after a cut, but not less than is credited", amount: 70, credited: 60,
            cuts: [[100, 40, 60]], status: .issued, stands: 60),
        Sample(
            testDescription: "more due after a cut", amount: 150, credited: 60, cuts: [[100, 40, 60]],
            status: .issuable, stands: 110),
        Sample(
            testDescription: "more due after a whole cut", amount: 150, cuts: [[100, 100, 0]],
            status: .issuable,
            stands: 50),
        Sample(
            testDescription: "nothing due after a whole cut", amount: nil, cuts: [[100, 100, 0]], status: nil),
        Sample(
            testDescription: "less due than a cut left: nothing of it is cut", amount: 60,
            cuts: [[100, 40, 60]], status: nil),
        Sample(
            testDescription: "a cent more due than a cut left: that cent is cut", amount: 61,
            cuts: [[100, 40, 60]], status: .issuable, stands: 60),
        Sample(
            testDescription: "less due than what is credited beside a cut", amount: 59, credited: 60,
            cuts: [[100, 40, 60]], status: .overcredited, stands: 59),
        Sample(testDescription: "on hold", amount: 100, isOnHold: true, status: .onHold, stands: 100),
        Sample(
            testDescription: "on hold, after a cut", amount: 150, cuts: [[100, 100, 0]], isOnHold: true,
            status: .onHold, stands: 50),
        Sample(
            testDescription: "on hold, and waiting for room", amount: 100, isHeld: true, isOnHold: true,
            status: .onHold, stands: 100),
        Sample(
            testDescription: "a supplement on hold", amount: 100, credited: 60, isOnHold: true,
            status: .onHold, stands: 100),
        Sample(
            testDescription: "credited whole before the hold", amount: 100, credited: 100, isOnHold: true,
            status: .issued, stands: 100),
        Sample(
            testDescription: "on hold with too much credited", amount: 99, credited: 100, isOnHold: true,
            status: .overcredited, stands: 99),
    ]

    @Test(
        "the ledger's sums and the current revision give the status and what is credited in all",
        arguments: samples)
    func status(sample: Sample) {
        let standing = CreditStanding(
            credited: Cents(sample.credited),
            cuts: sample.cuts.map { CapCut(amount: Cents($0[0]), cut: Cents($0[1]), left: Cents($0[2])) },
            hasLiveCredit: sample.credited > 0, waiting: sample.isHeld ? .held : nil,
            holds: sample.isOnHold ? [Self.hold] : [])
        let found = standing.status(of: decision(sample.amount))
        #expect(found?.status == sample.status)
        #expect(found?.amount == sample.status.map { _ in Cents(sample.stands) })
    }

    private static let hold = HoldEvent(
        action: .hold, reason: "a dispute", at: Instant(microseconds: 0), by: "finance")

    @Test(
        "a hold is seen whatever is due, but not where there are no terms", arguments: CreditStatus.allCases)
    func held(status: CreditStatus) {
        let decision = CreditDecision(status: status, earned: nil, base: nil, currency: nil, amount: nil)
        var standing = CreditStanding.nothing
        standing.holds = [Self.hold]
        let found = standing.status(of: decision)
        #expect(found?.status == (status == .noTerms ? nil : .onHold))
        standing.holds.append(
            HoldEvent(action: .release, reason: "settled", at: Instant(microseconds: 1), by: "finance"))
        #expect(standing.status(of: decision) == nil)
    }

    @Test("without any entry the ledger adds nothing", arguments: CreditStatus.allCases)
    func nothing(status: CreditStatus) {
        let decision = CreditDecision(
            status: status, earned: nil, base: nil, currency: nil, amount: Cents(100))
        #expect(CreditStanding.nothing.status(of: decision) == nil)
    }

    @Test("only what is issuable is due: a live credit of any other month is overcredited")
    func onlyIssuable() {
        let standing = CreditStanding(
            credited: Cents(1), cuts: [], hasLiveCredit: true, waiting: nil)
        for status in CreditStatus.allCases {
            let decision = CreditDecision(
                status: status, earned: nil, base: nil, currency: nil, amount: Cents(1))
            #expect(standing.status(of: decision)?.status == (status == .issuable ? .issued : .overcredited))
        }
    }
}
