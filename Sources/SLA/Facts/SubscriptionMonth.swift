/// Everything known about a subscription's month: the whole input of the judgement.
package struct SubscriptionMonth: Sendable {
    package var subscription: String
    package var customer: String
    package var service: String
    package var month: Month
    /// First and last day in force, both included; `endsOn` absent: open. Source: contract R1.
    package var startsOn: LocalDate
    package var endsOn: LocalDate?
    /// The month under its terms; absent when no version of the terms is in force that month.
    package var calendar: MonthCalendar?
    /// The month is over in the terms' time zone: what is judged is no longer provisional.
    package var isOver: Bool
    package var outages: [Outage]
    package var excusableEvents: [ExcusableEvent]
    package var maintenance: [Maintenance]
    package var invoices: [InvoiceLine]
    package var request: CreditRequest?

    package init(
        subscription: String, customer: String, service: String, month: Month, startsOn: LocalDate,
        endsOn: LocalDate?, calendar: MonthCalendar?, isOver: Bool, outages: [Outage] = [],
        excusableEvents: [ExcusableEvent] = [], maintenance: [Maintenance] = [],
        invoices: [InvoiceLine] = [], request: CreditRequest? = nil
    ) {
        self.subscription = subscription
        self.customer = customer
        self.service = service
        self.month = month
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.calendar = calendar
        self.isOver = isOver
        self.outages = outages
        self.excusableEvents = excusableEvents
        self.maintenance = maintenance
        self.invoices = invoices
        self.request = request
    }
}

extension SubscriptionMonth {
    /// Whether the subscription is in force on any day of the month. Source: contract R1.
    package var isInForce: Bool {
        startsOn <= month.lastDay && (endsOn.map { $0 >= month.firstDay } ?? true)
    }
}
