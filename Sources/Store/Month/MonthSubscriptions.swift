internal import Postgres
internal import SLA

/// The subscriptions of a month with their terms and calendars, each calendar made once.
struct MonthSubscriptions {
    private let scope: MonthScope
    private(set) var all: [MonthFacts.Subject] = []
    /// The subscriptions' places in `all`.
    private(set) var slots = SubscriptionIndex()
    private(set) var services = SubscriptionIndex()
    private(set) var calendars: [MonthTerms] = []
    private let source: Calendars
    private var numbers: [Name: Int] = [:]
    private var customers: [Int32: String] = [:]
    private var serviceNames: [Int32: String] = [:]

    private struct Name: Hashable {
        var terms: String
        var holidays: String
    }

    init(_ scope: MonthScope, on connection: Connection, zone: (String) throws -> Zone) throws {
        self.scope = scope
        source = try Calendars(scope, on: connection)
        try connection.copyOut("copy (\(statement)) to stdout (format binary)") { row in
            try add(row, zone)
        }
        customers = [:]
    }

    private mutating func add(_ row: borrowing CopyRow, _ zone: (String) throws -> Zone) throws {
        let key = try row.int32(0)
        let service = try row.int32(4)
        let customer = try row.int32(2)
        let customerName = try customers[customer] ?? row.text(3)
        customers[customer] = customerName
        let serviceName = try serviceNames[service] ?? row.text(5)
        serviceNames[service] = serviceName
        _ = slots.add(key)
        all.append(
            MonthFacts.Subject(
                key: key,
                calendar: Int32(
                    try calendar(Name(terms: try row.text(6), holidays: try row.text(9)), zone)),
                service: Int32(services.add(service)), startsOn: Int32(try row.date(7)),
                endsOn: try row.optionalDate(8).map(Int32.init), name: try row.text(1),
                customer: customerName, serviceName: serviceName))
    }

    private mutating func calendar(_ name: Name, _ zone: (String) throws -> Zone) throws -> Int {
        if let known = numbers[name] { return known }
        let version = source.terms(inForce: name.terms)
        let calendar = try version.map { try source.calendar($0.terms, name.holidays, zone: zone) }
        calendars.append(
            MonthTerms(
                version: version.map { ($0.key, $0.sha256) }, calendar: calendar,
                isOver: calendar.map { $0.whole.upperBound <= scope.assessedAt } ?? false,
                digestPart: CanonicalBytes.part(calendar)))
        numbers[name] = calendars.count - 1
        return calendars.count - 1
    }

    /// Those listed, or else, and of a slice: those in force on a day of the month, and those assessed for it before.
    private var statement: String {
        let inForce = MonthScope.inForce("d", at: scope.watermark)
        let listed = scope.subscriptions.map { keys in
            "d.subscription_key = any ('{\(keys.map(String.init).joined(separator: ","))}'::int[])"
        }
        let isWhole = scope.slice != nil || listed == nil
        let wanted = [listed, isWhole ? MonthScope.concerned(scope.month) : nil]
            .compactMap(\.self).joined(separator: " and ")
        return """
            select d.subscription_key, u.subscription, d.customer_key, c.customer, d.service_key, v.service,
                d.terms, d.starts_on, d.ends_on, d.holidays
            from subscription_details d join subscription u using (subscription_key)
                join customer c using (customer_key) join service v using (service_key)
            where \(inForce) and \(wanted)
            order by u.subscription collate "C"
            """
    }
}
