/// A spell of a subscription within a month: the days on which it has one customer, service, terms and calendar.
///
/// Source: contract "Words", R1, R17.
package struct Spell: Sendable {
    /// First and last day in force, both included, as they took effect: a later spell ends an earlier one on the day
    /// before it begins. `endsOn` absent: open.
    package var startsOn: LocalDate
    package var endsOn: LocalDate?
    package var customer: String
    package var service: String
    /// The terms' id.
    package var terms: String
    /// The name of the holiday calendar.
    package var holidays: String
    /// The month under this spell's hours and holidays, and the other terms of the month's first spell; absent when no
    /// version of its terms is in force.
    package var calendar: MonthCalendar?

    package init(
        startsOn: LocalDate, endsOn: LocalDate?, customer: String, service: String, terms: String,
        holidays: String, calendar: MonthCalendar?
    ) {
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.customer = customer
        self.service = service
        self.terms = terms
        self.holidays = holidays
        self.calendar = calendar
    }

    /// Whether a day of the month is in force.
    package func isInForce(in month: Month) -> Bool {
        startsOn <= month.lastDay && (endsOn.map { $0 >= max(startsOn, month.firstDay) } ?? true)
    }
}

/// A spell's part of a month's period.
package struct SpellPart: Sendable {
    package let spell: Spell
    package let calendar: MonthCalendar
    /// Empty, at the month's first instant, where no day of the spell is in force.
    package let period: Interval

    /// Whether an event of this service, or of the subscription itself where nil, is in scope.
    package func isInScope(_ service: String?) -> Bool { service.map { $0 == spell.service } ?? true }
}
