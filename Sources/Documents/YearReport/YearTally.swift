import SLA

/// Months of many subscriptions, grouped by what people ask for.
struct YearTally {
    private(set) var total = YearGroup()
    private(set) var months: [Month: YearGroup] = [:]
    private var customers: [String: YearGroup] = [:]
    private var services: [String: YearGroup] = [:]
    /// nil: no tier was reached.
    private var tiers: [Terms.Tier?: YearGroup] = [:]
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
        tiers[standing.measurement?.tier, default: YearGroup()].add(standing)
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

    /// The highest bound first, with the same bound the lower rate; at the end those that reached none.
    var tiersInOrder: [(tier: Terms.Tier?, group: YearGroup)] {
        let reached = tiers.compactMap { tier, group in tier.map { (tier: $0, group: group) } }
            .sorted { ($1.tier.below, $0.tier.rate) < ($0.tier.below, $1.tier.rate) }
        return reached.map { (tier: $0.tier, group: $0.group) }
            + (tiers[nil].map { [(tier: nil, group: $0)] } ?? [])
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
        case rate(Percentage)
        /// Under the terms, for a month that reaches no tier any more.
        case noTier
        case commercial
    }

    private var amounts: [String: [Month: [Reason: Cents]]] = [:]

    mutating func add(_ standing: MonthStanding) {
        if let currency = standing.currency {
            let reason = standing.measurement?.tier.map { Reason.rate($0.rate) } ?? .noTier
            add(standing.credited, reason, standing.month, currency)
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
    var rates: [Percentage] {
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
