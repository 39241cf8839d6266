internal import Postgres
internal import SLA

/// The subscriptions of a month with their spells, each spell's terms and calendar made once for all that share them.
struct MonthSubscriptions {
    private let scope: MonthScope
    private(set) var all: [MonthSubject] = []
    private(set) var spells: [MonthSpell] = []
    /// The subscriptions' places in `all`.
    private(set) var slots = SubscriptionIndex()
    private(set) var services = SubscriptionIndex()
    private(set) var calendars: [MonthTerms] = []
    private let source: Calendars
    private var numbers: [CalendarName: Int] = [:]
    private var customers: [Int32: String] = [:]
    private var serviceNames: [Int32: String] = [:]
    /// The spells of the subscription that is being read.
    private var recorded: [RecordedSpell] = []

    /// What decides which calendar a spell has.
    private struct CalendarName: Hashable {
        /// The month's first spell has these terms.
        var deciding: String
        var terms: String
        var version: Int32?
        var holidays: String
        var specialDays: [SpecialDay]
    }

    /// - Parameter instead: terms that take the place of the subscriptions' own; nil: none do.
    init(
        _ scope: MonthScope, instead: TermsInstead? = nil, on connection: Connection,
        zone: (String) throws -> Zone
    ) throws {
        self.scope = scope
        source = try Calendars(scope, instead: instead, on: connection)
        try connection.copyOut("copy (\(statement)) to stdout (format binary)") { row in
            let spell = try RecordedSpell(row, customers: &customers, services: &serviceNames)
            if let key = recorded.first?.key, key != spell.key { try add(zone) }
            recorded.append(spell)
        }
        try add(zone)
        (customers, serviceNames) = ([:], [:])
    }

    /// The subscription whose spells were read.
    private mutating func add(_ zone: (String) throws -> Zone) throws {
        defer { recorded.removeAll(keepingCapacity: true) }
        let inMonth = recorded.inForce(in: scope.month, isWanted: scope.isListed)
        guard let first = inMonth.first else { return }
        _ = slots.add(first.key)
        let start = spells.count
        for spell in inMonth {
            let known = spells[start...].first { $0.service == spell.service }?.scope
            let calendar = try calendar(of: spell, after: first, zone)
            spells.append(
                MonthSpell(
                    startsOn: Int32(spell.startsOn.daysSinceEpoch),
                    endsOn: (spell.endsOn?.daysSinceEpoch).map(Int32.init), customer: spell.customer,
                    service: spell.service, serviceSlot: Int32(services.add(spell.serviceKey)),
                    scope: known ?? 1 + (spells[start...].map(\.scope).max() ?? 0),
                    calendar: Int32(calendar)))
        }
        all.append(MonthSubject(key: first.key, name: first.name, spells: start..<spells.count))
    }

    private mutating func calendar(
        of spell: RecordedSpell, after first: RecordedSpell, _ zone: (String) throws -> Zone
    ) throws -> Int {
        let deciding = source.terms(inForce: first.terms)
        let version = source.terms(
            inForce: spell.terms, orFrom: spell.startsOn > first.startsOn ? spell.startsOn : nil)
        let name = CalendarName(
            deciding: first.terms, terms: spell.terms, version: version?.key, holidays: spell.holidays,
            specialDays: source.specialDays(
                subscription: spell.key, service: spell.serviceKey, calendar: spell.holidays))
        if let known = numbers[name] { return known }
        var calendar: MonthCalendar?
        if var terms = deciding?.terms, let version {
            terms.coverage = version.terms.coverage
            terms.workingWeek = version.terms.workingWeek
            calendar = try source.calendar(
                terms, holidays: name.holidays, specialDays: name.specialDays, zone: zone)
        }
        calendars.append(
            MonthTerms(
                terms: spell.terms, holidays: spell.holidays, version: version.map { ($0.key, $0.sha256) },
                calendar: calendar,
                isOver: calendar.map { $0.whole.upperBound <= scope.assessedAt } ?? false,
                digestPart: CanonicalBytes.part(calendar)))
        numbers[name] = calendars.count - 1
        return calendars.count - 1
    }

    /// All spells of those listed, or else, and of a slice: of all subscriptions.
    private var statement: String {
        let inForce = MonthScope.inForce("d", at: scope.watermark)
        let listed = scope.subscriptions.map { keys in
            " and d.subscription_key = any ('{\(keys.map(String.init).joined(separator: ","))}'::int[])"
        }
        return """
            select d.subscription_key, u.subscription, d.customer_key, c.customer, d.service_key, v.service,
                d.terms, d.starts_on, d.ends_on, d.holidays, d.withdrawn, a.subscription_key is not null
            from subscription_details d join subscription u using (subscription_key)
                join customer c using (customer_key) join service v using (service_key)
                left join (select distinct subscription_key from assessment
                    where month = \(scope.month.literal)) a on a.subscription_key = d.subscription_key
            where \(inForce)\(listed ?? "")
            order by u.subscription collate "C", d.starts_on
            """
    }
}
