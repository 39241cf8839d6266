/// One subscription's month as it stands, from what is stored: the assessment in force, and what the ledger made of it.
///
/// The month's report says the same, and more, from the facts judged again.
package struct MonthStanding: Equatable, Sendable {
    package var month: Month
    package var subscription: String
    /// That of the month's first spell, as the assessment saw it. Source: contract R17.
    package var customer: String
    /// As people know the customer now; nil: not known.
    package var customerName: String?
    package var service: String
    /// The assessment's revision, from 1; 0: not assessed. Source: contract R14.
    package var revision: Int
    package var isFinal: Bool
    /// nil where it is not assessed, or has no terms.
    package var measurement: Measurement?
    package private(set) var status: CreditStatus
    package var earned: Earned?
    /// The amount invoiced before tax. Source: contract R11.
    package var base: Cents?
    /// What is or would be credited, as the month's report has it; nil where nothing says what it would be.
    package private(set) var amount: Cents?
    package var currency: String?
    package private(set) var cutByCap: Cents
    /// The net of the month's credits under the terms that no reversal cancels.
    package private(set) var credited: Cents
    /// Every document of the month under the terms, in order of issue.
    package var notes: [String]
    package private(set) var hold: HoldEvent?
    /// What commercial notes credit of it besides.
    package var commercial: CommercialStanding?

    /// What was measured, in microseconds.
    package struct Measurement: Equatable, Sendable {
        package var terms: String
        package var version: String
        package var availability: MeasuredAvailability
        package var target: Target?
        /// nil without a target, or where nothing can be measured.
        package var isMet: Bool?
        /// The tier reached, if any. Source: contract R10.
        package var tier: Schedule.Tier?
        /// By cause; only causes with time.
        package var excused: [Cause: Int64]
        package var unnotified: Int64
        package var maintenance: Int64

        package init(
            terms: String, version: String, availability: MeasuredAvailability, target: Target?,
            isMet: Bool?,
            tier: Schedule.Tier?, excused: [Cause: Int64], unnotified: Int64, maintenance: Int64
        ) {
            self.terms = terms
            self.version = version
            self.availability = availability
            self.target = target
            self.isMet = isMet
            self.tier = tier
            self.excused = excused
            self.unnotified = unnotified
            self.maintenance = maintenance
        }
    }

    /// An assessed month: the ledger has the last word on the decision. Source: contract R13, R14.
    package init(
        _ month: Month, _ subscription: String, customer: String, service: String, revision: Int,
        isFinal: Bool,
        measurement: Measurement?, decision: CreditDecision, position: CreditStanding
    ) {
        self.month = month
        self.subscription = subscription
        self.customer = customer
        self.service = service
        self.revision = revision
        self.isFinal = isFinal
        self.measurement = measurement
        let ledger = position.status(of: decision)
        status = ledger?.status ?? decision.status
        earned = decision.earned
        base = decision.base
        amount = ledger?.amount ?? decision.amount
        currency = decision.currency
        cutByCap = position.forfeited(by: decision)
        credited = position.credited
        notes = []
        hold = position.holds.standing
    }

    /// A month that is in force, or has a commercial note, and is not assessed.
    package init(notAssessed month: Month, _ subscription: String, customer: String, service: String) {
        self.init(
            month, subscription, customer: customer, service: service, revision: 0, isFinal: false,
            measurement: nil,
            decision: CreditDecision(
                status: .notAssessed, earned: nil, base: nil, currency: nil, amount: nil),
            position: .nothing)
    }

    /// Whether the target is met; nil without a verdict.
    package var isMet: Bool? { measurement?.isMet }
}

/// Availability of several months, or of several subscriptions: their time taken together, exactly.
package struct PooledAvailability: Equatable, Sendable {
    /// In microseconds; sums of many months exceed 64 bits.
    private var downtime: Int128 = 0
    private var base: Int128 = 0

    package init() {}

    package mutating func add(_ measured: MeasuredAvailability) {
        downtime += Int128(measured.downtime)
        base += Int128(measured.base)
    }

    /// In millionths of the whole, truncated toward zero; nil where nothing was measured. Source: contract R8.
    package var millionths: Int? {
        base > 0 ? Int((base - downtime) * 1_000_000 / base) : nil
    }

    /// In percent with four decimals, truncated as those of a month are. Source: contract R8.
    package var percentText: String? {
        millionths.map { "\($0 / 10_000).\(padded($0 % 10_000, to: 4))" }
    }
}
