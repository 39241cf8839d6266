import Documents
import SLA

/// October and November 2026 under 5, 10 and 20 %, and under 7 and 15 %.
enum SimulationSamples {
    static let months = [Samples.month("2026-10"), Samples.november]

    static let generous: Terms = {
        var terms = Samples.axantis
        terms.id = "generous"
        terms.version = "1"
        terms.credit?.schedule = .tiers([
            Schedule.Tier(below: Samples.percent(99_850_000), rate: Samples.percent(7_000_000)),
            Schedule.Tier(below: Samples.percent(99_500_000), rate: Samples.percent(15_000_000)),
        ])
        terms.credit?.onRequest = false
        return terms
    }()

    private static func credit(_ facts: SubscriptionMonth, _ terms: Terms) -> SimulatedCredit {
        var facts = facts
        facts.spells[0].calendar = Samples.calendar(terms, month: facts.month)
        return SimulatedCredit(judge(facts).statement, terms: terms)
    }

    /// A subscription's month with so many minutes down.
    static func row(
        _ subscription: String, _ customer: String, _ month: Month, minutes: Int64, invoiced: Int64?,
        currency: String = "EUR", isRequested: Bool = true
    ) -> SimulatedMonth {
        var facts = Samples.facts(subscription, calendar: Samples.calendar(month: month))
        let start = Samples.at("\(month)-05 09:00:00")
        if minutes > 0 {
            facts.outages = [
                Outage(
                    source: "noc", id: "INC", startedAt: start,
                    endedAt: Instant(microseconds: start.microseconds + minutes * Microseconds.perMinute),
                    notifiedAt: start)
            ]
        }
        facts.invoices = invoiced.map { [Samples.invoice($0, currency: currency)] } ?? []
        if isRequested { facts.request = CreditRequest(requestedOn: Samples.day("2026-12-03")) }
        return SimulatedMonth(
            month: month, subscription: subscription, customer: customer,
            customerName: customer == "C-001" ? "Client Un SAS" : nil, service: "contact-centre",
            own: credit(facts, Samples.axantis), other: credit(facts, generous),
            currency: invoiced == nil ? nil : currency)
    }

    static let simulation: Simulation = {
        var simulation = Simulation(of: months, under: [generous])
        for row in [
            row("SUB-0001", "C-001", months[0], minutes: 60, invoiced: 100_000),
            row("SUB-0002", "C-002", months[0], minutes: 0, invoiced: 100_000),
            row("SUB-0001", "C-001", months[1], minutes: 180, invoiced: 100_000, isRequested: false),
            row("SUB-0002", "C-002", months[1], minutes: 60, invoiced: 50_000, currency: "USD"),
            row("SUB-0003", "C-002", months[1], minutes: 60, invoiced: nil),
        ] { simulation.add(row, isUnderOthers: true) }
        return simulation
    }()
}
