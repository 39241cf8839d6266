package import Postgres
package import SLA

/// Everything known about one subscription's month, with the keys under which the database knows it.
package struct StoredMonth: Sendable {
    package let key: Int32
    package let termsKey: Int32?
    package let termsSHA256: String?
    package let facts: SubscriptionMonth
}

/// Reads the facts of a month: per subscription its terms, days in force, outages, excusable events,
/// maintenance, holidays, invoices and request.
package struct MonthFacts {
    private let scope: MonthScope
    private let calendars: Calendars
    private let events: MonthEvents
    private let invoices: [Int32: [InvoiceLine]]
    private let requests: [Int32: CreditRequest]

    /// - Parameter zone: the time zone of that IANA name, from the system's data.
    package static func load(
        _ scope: MonthScope, on connection: Connection, zone: (String) throws -> Zone
    ) throws -> [StoredMonth] {
        let loader = MonthFacts(
            scope: scope,
            calendars: try Calendars(scope, on: connection),
            events: try MonthEvents(scope, on: connection),
            invoices: try loadInvoices(scope, on: connection),
            requests: try loadRequests(scope, on: connection))
        var cache: [CalendarName: MonthCalendar] = [:]
        return try connection.query(
            subscriptionsInForce,
            scope.parameters + [
                .date(scope.month.firstDay.daysSinceEpoch), .date(scope.month.lastDay.daysSinceEpoch),
            ]
        ).map { try loader.month(of: $0, cache: &cache, zone: zone) }
    }

    private struct CalendarName: Hashable {
        var terms: Int32
        var holidays: String
    }

    private func month(
        of row: Row, cache: inout [CalendarName: MonthCalendar], zone: (String) throws -> Zone
    ) throws -> StoredMonth {
        let key = try row.int32("subscription_key")
        let version = calendars.terms(inForce: try row.text("terms"))
        var calendar: MonthCalendar?
        if let version {
            let name = CalendarName(terms: version.key, holidays: try row.text("holidays"))
            calendar = try cache[name] ?? calendars.calendar(version.terms, name.holidays, zone: zone)
            cache[name] = calendar
        }
        let happened = events.of(subscription: key, service: try row.int32("service_key"))
        let facts = SubscriptionMonth(
            subscription: try row.text("subscription"), customer: try row.text("customer"),
            service: try row.text("service"), month: scope.month,
            startsOn: try row.localDate("starts_on"), endsOn: try row.optionalLocalDate("ends_on"),
            calendar: calendar,
            isOver: calendar.map { $0.whole.upperBound <= scope.assessedAt } ?? false,
            outages: happened.outages, excusableEvents: happened.excusableEvents,
            maintenance: happened.maintenance, invoices: invoices[key] ?? [], request: requests[key])
        return StoredMonth(
            key: key, termsKey: version?.key, termsSHA256: version?.sha256, facts: facts)
    }

    private static let subscriptionsInForce = """
        select d.subscription_key, u.subscription, c.customer, v.service, d.service_key, d.terms,
            d.starts_on, d.ends_on, d.holidays
        from subscription_details d join subscription u using (subscription_key)
            join customer c using (customer_key) join service v using (service_key)
        where \(MonthScope.inForce("d")) and ($2::int[] is null or d.subscription_key = any($2))
            and ($2::int[] is not null or d.starts_on <= $4 and (d.ends_on is null or d.ends_on >= $3)
                or exists (select from assessment a
                    where a.subscription_key = d.subscription_key and a.month = $3))
        order by u.subscription collate "C"
        """

    private static func loadInvoices(
        _ scope: MonthScope, on connection: Connection
    ) throws -> [Int32: [InvoiceLine]] {
        var lines: [Int32: [InvoiceLine]] = [:]
        let rows = try connection.query(
            """
            select i.subscription_key, i.invoice, i.issued_on, i.amount_cents, i.vat_micropercent, i.currency
            from invoice i where \(MonthScope.inForce("i")) and i.month = $3
                and ($2::int[] is null or i.subscription_key = any($2))
            order by i.subscription_key, i.invoice collate "C", i.vat_micropercent
            """, scope.parameters + [.date(scope.month.firstDay.daysSinceEpoch)])
        for row in rows {
            lines[try row.int32("subscription_key"), default: []].append(
                InvoiceLine(
                    invoice: try row.text("invoice"), issuedOn: try row.localDate("issued_on"),
                    amount: try row.cents("amount_cents"), vatRate: try row.percentage("vat_micropercent"),
                    currency: try row.text("currency")))
        }
        return lines
    }

    private static func loadRequests(
        _ scope: MonthScope, on connection: Connection
    ) throws -> [Int32: CreditRequest] {
        let rows = try connection.query(
            """
            select r.subscription_key, r.requested_on, r.reference from credit_request r
            where \(MonthScope.inForce("r")) and r.month = $3
                and ($2::int[] is null or r.subscription_key = any($2))
            """, scope.parameters + [.date(scope.month.firstDay.daysSinceEpoch)])
        var requests: [Int32: CreditRequest] = [:]
        for row in rows {
            requests[try row.int32("subscription_key")] = CreditRequest(
                requestedOn: try row.localDate("requested_on"),
                reference: try row.optionalText("reference"))
        }
        return requests
    }
}
