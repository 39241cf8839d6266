package import Postgres
package import SLA

/// Everything known about one subscription's month, with the keys under which the database knows it.
package struct SubscriptionFacts: Sendable {
    package let key: Int32
    package let termsKey: Int32?
    package let termsSHA256: String?
    package let inputDigest: [UInt8]
    package let facts: SubscriptionMonth
}

/// The facts of a month: per subscription its terms, days in force, outages, excusable events, maintenance,
/// holidays, invoices and request.
///
/// They are held as they were read, in a few dozen bytes an event; an element is made when it is asked for. Several
/// threads may ask at once.
package final class MonthFacts: RandomAccessCollection, Sendable {
    private let month: Month
    private let epoch: Int64
    private let subjects: [MonthSubject]
    private let spells: [MonthSpell]
    private let slots: SubscriptionIndex
    private let calendars: [MonthTerms]
    private let arenas: [FilledArena]

    /// A session takes milliseconds to open; reading so many pages takes tens.
    package static let pagesPerSession = 2_048

    /// In the order of the subscriptions' names.
    ///
    /// - Parameters:
    ///   - zone: the time zone of that IANA name, from the system's data.
    ///   - pagesPerSession: how many pages of events are worth a session of their own.
    package static func load(
        _ scope: MonthScope, on connection: Connection, pagesPerSession: Int = pagesPerSession,
        zone: (String) throws -> Zone
    ) throws -> MonthFacts {
        let subjects = try MonthSubscriptions(scope, on: connection, zone: zone)
        let reading = MonthReading(
            scope: scope, subscriptions: subjects.slots, services: subjects.services,
            epoch: scope.reach.lowerBound.microseconds, pagesPerSession: pagesPerSession)
        return MonthFacts(scope, subjects, arenas: try reading.run(connection))
    }

    /// The same facts under other terms; events are not read again.
    ///
    /// - Precondition: `scope` is the one that these were loaded for, and the database shows what it showed then.
    package func under(
        _ instead: TermsInstead, _ scope: MonthScope, on connection: Connection,
        zone: (String) throws -> Zone
    ) throws -> MonthFacts {
        let subjects = try MonthSubscriptions(scope, instead: instead, on: connection, zone: zone)
        precondition(subjects.all.map(\.key) == self.subjects.map(\.key), "facts of another moment")
        return MonthFacts(scope, subjects, arenas: arenas)
    }

    private init(_ scope: MonthScope, _ read: MonthSubscriptions, arenas: [FilledArena]) {
        month = scope.month
        epoch = scope.reach.lowerBound.microseconds
        subjects = read.all
        spells = read.spells
        slots = read.slots
        calendars = read.calendars
        self.arenas = arenas
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { subjects.count }

    package subscript(index: Int) -> SubscriptionFacts {
        var events = SubscriptionEvents()
        gather(index, &events)
        var facts = facts(at: index, events)
        for (number, scope) in events.scopes.enumerated() {
            let service = spells(at: index).first { $0.scope == number }?.service
            facts.outages += events.order[scope.outages].map { events.outages[$0].outage(service: service) }
            facts.excusableEvents += events.excuses[scope.excuses].map { $0.event(service: service) }
            facts.maintenance += events.maintenance[scope.maintenance].map {
                $0.maintenance(service: service)
            }
        }
        let version = version(at: index)
        var input = CanonicalBytes()
        return SubscriptionFacts(
            key: subjects[index].key, termsKey: version?.key, termsSHA256: version?.sha256,
            inputDigest: input.digest(facts, of: spells(at: index), terms(of:), events), facts: facts)
    }

    /// The place of a subscription; nil when it is not among those read.
    package func index(of key: Int32) -> Int? { slots.slot(of: key) }

    func key(at index: Int) -> Int32 { subjects[index].key }

    func name(at index: Int) -> String { subjects[index].name }

    func spells(at index: Int) -> ArraySlice<MonthSpell> { spells[subjects[index].spells] }

    func terms(of spell: MonthSpell) -> MonthTerms { calendars[Int(spell.calendar)] }

    /// The version of the terms that decides the month; nil when a spell of it has none.
    func version(at index: Int) -> (key: Int32, sha256: String)? {
        let spells = spells(at: index)
        guard let first = spells.first, spells.allSatisfy({ terms(of: $0).version != nil }) else {
            return nil
        }
        return terms(of: first).version
    }

    func gather(_ index: Int, _ events: inout SubscriptionEvents) {
        events.begin(slot: index, epoch: epoch, arenas)
        for spell in spells(at: index) where spell.scope == events.scopes.count {
            events.add(slot: subjects.count + Int(spell.serviceSlot), epoch: epoch, arenas)
        }
        events.end()
    }

    /// All facts but the events.
    func facts(at index: Int, _ events: SubscriptionEvents) -> SubscriptionMonth {
        let spells = spells(at: index)
        return SubscriptionMonth(
            subscription: subjects[index].name, month: month,
            spells: spells.map { spell in
                let terms = terms(of: spell)
                return Spell(
                    startsOn: LocalDate(daysSinceEpoch: Int(spell.startsOn)),
                    endsOn: spell.endsOn.map { LocalDate(daysSinceEpoch: Int($0)) }, customer: spell.customer,
                    service: spell.service, terms: terms.terms, holidays: terms.holidays,
                    calendar: terms.calendar)
            }, isOver: spells.first.map { terms(of: $0).isOver } ?? false,
            invoices: events.invoices.map(\.invoiceLine), request: events.request?.request)
    }
}
