import SLA

/// Three outages of a month under terms, judged, with 1000.00 euros invoiced: what the words come to.
struct WorkedOutages {
    struct Row {
        /// How long the outage lasts on the clock, in microseconds.
        var length: Int64
        var statement: MonthStatement
    }

    /// September 2026, or the first month after it that the terms judge; of terms that have ended the first of theirs.
    let month: Month
    /// When each begins: on the second Tuesday at ten, or when hours next open.
    let start: Instant
    let zone: Zone
    let rows: [Row]

    static let base = Cents(100_000)
    /// No example is older: nobody reads one of 1900.
    private static let earliest = Month("2026-09")
    private static let lengths = [1, 8, 48].map { $0 * Microseconds.perHour }

    /// nil where the terms judge no month, or cover nothing in it.
    init?(_ terms: Terms, zone: Zone) {
        let begins = terms.effectiveFrom.month
        let first = terms.effectiveFrom == begins.firstDay ? begins : begins.adding(months: 1)
        let recent = [first, Self.earliest].compactMap { $0 }.max()
        let judged = [recent, first].compactMap { $0 }.first { month in
            terms.effectiveUntil.map { $0 >= month.firstDay } ?? true
        }
        guard let month = judged else { return nil }
        let calendar = MonthCalendar(
            month: month, terms: terms, zone: zone, holidays: ComputedCalendar.france.holidays(of: month.year)
        )
        let tuesday = (7..<14).map { month.firstDay.adding(days: $0) }.first { $0.weekday == .tue }
        let ten = zone.start(of: tuesday ?? month.firstDay).microseconds + 10 * Microseconds.perHour
        let open = calendar.weeklyHours.subtracting(calendar.holidayTime).ranges.first {
            $0.upperBound.microseconds > ten
        }
        guard let open else { return nil }
        self.month = month
        self.zone = zone
        let start = Instant(microseconds: max(open.lowerBound.microseconds, ten))
        self.start = start
        rows = Self.lengths.map { length in
            let outage = Outage(
                source: "", id: "1", startedAt: start,
                endedAt: Instant(microseconds: start.microseconds + length), notifiedAt: start)
            let spell = Spell(
                startsOn: month.firstDay, endsOn: nil, customer: "", service: "", terms: terms.id,
                holidays: "FR",
                calendar: calendar)
            let facts = SubscriptionMonth(
                subscription: "", month: month, spells: [spell], isOver: true, outages: [outage],
                invoices: [
                    InvoiceLine(
                        invoice: "", issuedOn: month.lastDay, amount: Self.base, vatRate: .zero,
                        currency: "EUR")
                ], request: CreditRequest(requestedOn: month.lastDay))
            return Row(length: length, statement: judge(facts).statement)
        }
    }
}
