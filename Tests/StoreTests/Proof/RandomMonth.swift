internal import Postgres
internal import SLA
internal import Store
import TestSupport

/// Random facts around one month: everything that the contract speaks of, in every combination that the
/// generator comes upon. The same seed makes the same facts.
struct RandomMonth {
    let month: Month
    let subscriptions: Int
    var random: SeededGenerator
    var outages: [RandomOutage] = []
    /// Subscriptions that once began after the month: nobody can have asked for it.
    var unasked: Set<Int> = []

    static let services = 6
    private static let randomTerms = 12

    init(_ month: Month, subscriptions: Int, random: SeededGenerator) {
        self.month = month
        self.subscriptions = subscriptions
        self.random = random
    }

    /// Stores all of it, in several batches: later ones correct what earlier ones said.
    mutating func store(_ connection: Connection) throws {
        for terms in try terms() { try add(terms, on: connection) }
        try importing("customers", "customer,name\nC-1,Client Exemple SA", on: connection)
        try importing("calendars", rows: calendars, on: connection)
        try importing("holidays", rows: holidays(), on: connection)
        try importing("subscriptions", rows: (0..<subscriptions).flatMap { spells($0) }, on: connection)
        try importing("special-hours", rows: specialHours(), on: connection)
        try importing("invoices", rows: (0..<subscriptions).flatMap { invoices($0) }, on: connection)
        try importing("requests", rows: (0..<subscriptions).flatMap { requests($0) }, on: connection)
        outages = (0..<subscriptions * 3).map { outage($0) }
        try importing("outages", rows: outages.map(\.row), on: connection)
        try importing("notifications", rows: notifications(), on: connection)
        try importing("excusable-events", rows: (0..<subscriptions * 2).map { event($0) }, on: connection)
        try importing("maintenance", rows: (0..<subscriptions).map { maintenance($0) }, on: connection)
        try storeBoundaries(connection)
        try correct(percent: 15, connection)
    }

    /// Says a part of the facts anew.
    mutating func correct(percent: Int, _ connection: Connection) throws {
        for index in outages.indices where random.chance(percent) { outages[index] = outage(index) }
        try importing("outages", rows: outages.map(\.row), on: connection)
        let events = (0..<subscriptions * 2).filter { _ in random.chance(percent) }.map { event($0) }
        try importing("excusable-events", rows: events, on: connection)
        let works = (0..<subscriptions).filter { _ in random.chance(percent) }.map { maintenance($0) }
        try importing("maintenance", rows: works, on: connection)
        let details = (0..<subscriptions).filter { _ in random.chance(percent / 3) }.flatMap { spells($0) }
        try importing("subscriptions", rows: details, on: connection)
        let requests = (0..<subscriptions).filter { _ in random.chance(percent) }.flatMap {
            self.requests($0)
        }
        try importing("requests", rows: requests, on: connection)
        try importing("notifications", rows: notifications(), on: connection)
    }
}

extension RandomMonth {
    /// Some that are known to matter, then random ones in every zone; `T-late` takes effect too late.
    private mutating func terms() throws -> [Terms] {
        var all = [try axantis(id: "T-0"), try axantis(id: "T-1", onRequest: false)]
        var measured = try axantis(id: "T-2")
        measured.coverage.weekly = always
        measured.availability.target = nil
        measured.credit = nil
        var never = try axantis(id: "T-3")
        never.coverage.weekly = []
        var soon = try axantis(id: "T-4")
        soon.credit?.requestWithin = .days(10)
        soon.excusable = []
        var withoutCredit = try axantis(id: "T-5")
        withoutCredit.credit = nil
        withoutCredit.availability.basis = .calendar
        all += [measured, never, soon, withoutCredit]
        let names = zones.keys.sorted()
        for number in 0..<Self.randomTerms {
            let id = "T-\(6 + number)"
            var terms = random.terms(id: id, effectiveFrom: month.firstDay)
            terms.timeZone = names[number % names.count]
            all.append(terms)
            if random.chance(40) {
                all.append(
                    random.terms(id: id, version: "0", effectiveFrom: month.firstDay.adding(days: -90)))
            }
            if random.chance(40) {
                all.append(random.terms(id: id, version: "2", effectiveFrom: month.firstDay.adding(days: 1)))
            }
        }
        all.append(random.terms(id: "T-late", effectiveFrom: month.firstDay.adding(days: 1)))
        return all.shuffled(using: &random)
    }

    private mutating func invoices(_ number: Int) -> [[Staged]] {
        let lines = random.pick([0, 1, 1, 1, 2, 3])
        return (0..<lines).map { line in
            let amount: Int64 =
                switch random.pick(0...19) {
                case 0: 0
                case 1...2: -random.pick(1...200_000)
                case 3: random.pick(1...9_000_000_000_000)
                default: random.pick(1...200_000)
                }
            return [
                // Two lines of one invoice at one rate have numbers.
                .text("F-0"), line == 2 ? .text("2") : .absent, .text("S-\(number)"),
                .day(month.firstDay), .day(month.lastDay), .integer(amount),
                .integer([20_000_000, 5_500_000][line % 2]), .text(number % 5 == 0 ? "CHF" : "EUR"),
                .text("recurring"), .absent, .absent, .absent, .absent, .bool(random.chance(10)),
            ]
        }
    }

    /// Of different references; what is later than another one is a reminder.
    private mutating func requests(_ number: Int) -> [[Staged]] {
        guard !unasked.contains(number) else { return [] }
        return (0..<random.pick([0, 1, 1, 1, 2, 3])).map { nth in
            [
                .text("S-\(number)"), .day(month.firstDay),
                // The deadline of T-4 is the tenth day.
                .day(
                    month.lastDay.adding(
                        days: random.chance(30) ? random.pick(9...11) : random.pick(-20...90))),
                nth == 0 ? .absent : .text("L-\(nth)"), .bool(random.chance(15)),
            ]
        }
    }
}
