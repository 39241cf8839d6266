import SLA

/// What a report of several months keeps of one subscription's month, in about a hundred bytes.
struct YearCell {
    var status: CreditStatus
    var isMet: Bool?
    var isFinal: Bool
    /// Truncated to four decimals (R8); nil where nothing was measured.
    var percentText: String?
    var target: Target?
    var earned: Earned?
    /// What is credited before the cap, as a part of the base, where both are known; else what is earned.
    var share: Rate
    var amount: Cents?
    var credited: Cents
    var currency: String?
    var customer: String
    var service: String

    init(_ standing: MonthStanding) {
        status = standing.status
        isMet = standing.isMet
        isFinal = standing.isFinal
        percentText = standing.measurement?.availability.percentText
        target = standing.measurement?.target
        earned = standing.earned
        share = standing.share
        amount = standing.amount
        credited = standing.credited
        currency = standing.currency
        customer = standing.customer
        service = standing.service
    }
}

/// One subscription's months.
struct YearRow {
    let subscription: String
    /// Of its last month: a subscription may change hands.
    fileprivate(set) var customer = ""
    fileprivate(set) var customerName: String?
    fileprivate(set) var service = ""
    /// One for each month of the report; nil: neither in force nor credited.
    fileprivate(set) var cells: [YearCell?]
    fileprivate(set) var missed = 0
    fileprivate(set) var credited: YearGroup.Amounts = [:]
}

/// The months of all subscriptions, as they arrive.
struct YearRows {
    let months: ClosedRange<Month>
    private var rows: [YearRow] = []
    private var places: [String: Int] = [:]

    init(_ months: ClosedRange<Month>) { self.months = months }

    mutating func add(_ standing: MonthStanding) {
        let place = places[standing.subscription] ?? rows.count
        if place == rows.count {
            places[standing.subscription] = place
            rows.append(
                YearRow(
                    subscription: standing.subscription,
                    cells: [YearCell?](repeating: nil, count: months.months)))
        }
        rows[place].customer = standing.customer
        rows[place].customerName = standing.customerName
        rows[place].service = standing.service
        rows[place].cells[(months.lowerBound...standing.month).months - 1] = YearCell(standing)
        if standing.isMet == false { rows[place].missed += 1 }
        if let currency = standing.currency { rows[place].credited.add(standing.credited, in: currency) }
        if let commercial = standing.commercial {
            rows[place].credited.add(commercial.credited, in: commercial.currency)
        }
    }

    /// By subscription, byte by byte.
    var inOrder: [YearRow] { rows.sorted { $0.subscription.precedes($1.subscription) } }
}

extension MonthStanding {
    fileprivate var share: Rate {
        if case .rate(let rate) = earned?.part { return rate }
        guard let base, let amount else { return .zero }
        return Rate(numerator: amount.amount, denominator: base.amount) ?? .zero
    }
}
