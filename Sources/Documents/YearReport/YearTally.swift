import SLA

/// Months of many subscriptions, grouped by what people ask for.
struct YearTally {
    private(set) var total = YearGroup()
    private(set) var months: [Month: YearGroup] = [:]
    private var customers: [String: YearGroup] = [:]
    private var services: [String: YearGroup] = [:]
    /// nil: no tier was reached.
    private var tiers: [EarnedBy?: YearGroup] = [:]
    private var statuses: [CreditStatus: YearGroup] = [:]
    private(set) var credits = YearCredits()
    private(set) var time = MonthTally.Time()
    private var names: [String: String] = [:]

    mutating func add(_ standing: MonthStanding) {
        total.add(standing)
        months[standing.month, default: YearGroup()].add(standing)
        customers[standing.customer, default: YearGroup()].add(standing)
        if let name = standing.customerName { names[standing.customer] = name }
        services[standing.service, default: YearGroup()].add(standing)
        tiers[EarnedBy(standing.earned, tier: standing.measurement?.tier), default: YearGroup()].add(standing)
        statuses[standing.status, default: YearGroup()].add(standing)
        credits.add(standing)
        if let measurement = standing.measurement { time.add(measurement) }
    }

    func group(of month: Month) -> YearGroup { months[month] ?? YearGroup() }

    /// In the order of their codes.
    var customersInOrder: [(customer: String, name: String?, group: YearGroup)] {
        customers.sorted { $0.key.precedes($1.key) }.map { ($0.key, names[$0.key], $0.value) }
    }

    var servicesInOrder: [(service: String, group: YearGroup)] {
        services.sorted { $0.key.precedes($1.key) }.map { ($0.key, $0.value) }
    }

    /// From the mildest; at the end those that earned nothing.
    var tiersInOrder: [(earnedBy: EarnedBy?, group: YearGroup)] {
        let reached = tiers.compactMap { earnedBy, group in earnedBy.map { (earnedBy: $0, group: group) } }
            .sorted { EarnedBy.inOrder($0.earnedBy, $1.earnedBy) }
        return reached.map { (earnedBy: $0.earnedBy, group: $0.group) }
            + (tiers[nil].map { [(earnedBy: nil, group: $0)] } ?? [])
    }

    /// In order of precedence.
    var statusesInOrder: [(status: CreditStatus, group: YearGroup)] {
        CreditStatus.allCases.compactMap { status in statuses[status].map { (status, $0) } }
    }
}

extension MonthTally.Time {
    fileprivate mutating func add(_ measurement: MonthStanding.Measurement) {
        counted.add(measurement.availability.downtime)
        unnotified.add(measurement.unnotified)
        maintenance.add(measurement.maintenance)
        for (cause, time) in measurement.excused { excused[cause, default: MonthTally.TimeTotal()].add(time) }
    }
}

/// What was credited, by currency, month and the rate that earned it: what the columns of the chart are made of.
struct YearCredits {
    /// Why something was credited.
    enum Reason: Hashable, Comparable {
        case rate(Rate)
        /// A sum, or in proportion to the time.
        case other
        /// Under the terms, for a month that earns nothing any more.
        case noTier
        case commercial
    }

    private var amounts: [String: [Month: [Reason: Cents]]] = [:]

    mutating func add(_ standing: MonthStanding) {
        if let currency = standing.currency {
            add(standing.credited, Reason(standing.earned), standing.month, currency)
        }
        if let commercial = standing.commercial {
            add(commercial.credited, .commercial, standing.month, commercial.currency)
        }
    }

    private mutating func add(_ amount: Cents, _ reason: Reason, _ month: Month, _ currency: String) {
        guard amount > .zero else { return }
        let before = amounts[currency]?[month]?[reason] ?? .zero
        amounts[currency, default: [:]][month, default: [:]][reason] = before + amount
    }

    /// In order.
    var currencies: [String] { amounts.keys.sorted { $0.precedes($1) } }

    /// In order, of all currencies.
    var rates: [Rate] {
        Set(
            currencies.flatMap { reasons(in: $0) }.compactMap {
                if case .rate(let rate) = $0 { rate } else { nil }
            }
        )
        .sorted()
    }

    /// The rates first, in order, then what has none.
    func reasons(in currency: String) -> [Reason] {
        Set((amounts[currency] ?? [:]).values.flatMap(\.keys)).sorted()
    }

    func amount(_ reason: Reason, in month: Month, _ currency: String) -> Cents {
        amounts[currency]?[month]?[reason] ?? .zero
    }

    func total(of month: Month, _ currency: String) -> Cents {
        (amounts[currency]?[month] ?? [:]).values.reduce(.zero, +)
    }
}

extension YearCredits.Reason {
    fileprivate init(_ earned: Earned?) {
        switch EarnedBy(earned, tier: nil)?.worth {
        case nil: self = .noTier
        case .rate(let rate): self = .rate(rate)
        case .sum, .proportion: self = .other
        }
    }
}
