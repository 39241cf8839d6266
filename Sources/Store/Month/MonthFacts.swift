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
    private let subjects: [Subject]
    private let slots: SubscriptionIndex
    private let calendars: [MonthTerms]
    private let arenas: [FilledArena]

    /// A session takes milliseconds to open; reading so many pages takes tens.
    package static let pagesPerSession = 2_048

    /// What is read of a subscription itself.
    struct Subject {
        var key: Int32
        /// Into `calendars`.
        var calendar: Int32
        /// The slot of its service's events.
        var service: Int32
        var startsOn: Int32
        var endsOn: Int32?
        var name: String
        var customer: String
        var serviceName: String
    }

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

    private init(_ scope: MonthScope, _ read: MonthSubscriptions, arenas: [FilledArena]) {
        month = scope.month
        epoch = scope.reach.lowerBound.microseconds
        subjects = read.all
        slots = read.slots
        calendars = read.calendars
        self.arenas = arenas
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { subjects.count }

    package subscript(index: Int) -> SubscriptionFacts {
        var events = SubscriptionEvents()
        gather(index, &events)
        let terms = terms(at: index)
        var facts = facts(at: index, events)
        facts.outages = events.order.map {
            events.outages[$0].outage(isServiceWide: $0 >= events.ownOutages)
        }
        facts.excusableEvents = events.excuses.map(\.event)
        facts.maintenance = events.maintenance.map(\.maintenance)
        var input = CanonicalBytes()
        return SubscriptionFacts(
            key: subjects[index].key, termsKey: terms.version?.key, termsSHA256: terms.version?.sha256,
            inputDigest: input.digest(facts, terms, events), facts: facts)
    }

    /// The place of a subscription; nil when it is not among those read.
    package func index(of key: Int32) -> Int? { slots.slot(of: key) }

    func key(at index: Int) -> Int32 { subjects[index].key }

    func name(at index: Int) -> String { subjects[index].name }

    func terms(at index: Int) -> MonthTerms { calendars[calendarNumber(at: index)] }

    /// The same for subscriptions that share a calendar.
    func calendarNumber(at index: Int) -> Int { Int(subjects[index].calendar) }

    func gather(_ index: Int, _ events: inout SubscriptionEvents) {
        events.gather(
            slot: index, service: subjects.count + Int(subjects[index].service), epoch: epoch, arenas)
    }

    /// All facts but the events.
    func facts(at index: Int, _ events: SubscriptionEvents) -> SubscriptionMonth {
        let subject = subjects[index]
        let terms = terms(at: index)
        return SubscriptionMonth(
            subscription: subject.name, customer: subject.customer, service: subject.serviceName,
            month: month, startsOn: LocalDate(daysSinceEpoch: Int(subject.startsOn)),
            endsOn: subject.endsOn.map { LocalDate(daysSinceEpoch: Int($0)) },
            calendar: terms.calendar, isOver: terms.isOver,
            invoices: events.invoices.map(\.invoiceLine), request: events.request?.request)
    }
}
