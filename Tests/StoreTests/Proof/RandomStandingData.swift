import SLA
import TestSupport

/// Spells, calendars and special hours of a random month.
extension RandomMonth {
    mutating func day() -> LocalDate {
        switch random.pick(0...9) {
        case 0: month.firstDay
        case 1: month.lastDay
        default: month.firstDay.adding(days: random.pick(0...month.length - 1))
        }
    }

    var calendars: [[Staged]] {
        [
            [.text("OWN-FR"), .text("FR"), .absent], [.text("OWN-AM"), .text("FR-AM"), .absent],
            [.text("OWN-GP"), .text("FR-GP"), .absent],
        ]
    }

    /// Days added, and computed days that are taken out; `OWN` is not declared.
    mutating func holidays() -> [[Staged]] {
        let computed = Set(ComputedCalendar.alsaceMoselle.holidays(of: month.year).map(\.date))
        var rows: [[Staged]] = []
        for calendar in ["OWN", "OWN-FR", "OWN-AM"] {
            // Also one before and one after the month, and days that are holidays already.
            var dates = computed.filter { $0.month == month }
            dates.formUnion([day(), day(), month.firstDay.adding(days: -1), month.lastDay.adding(days: 1)])
            for date in dates.sorted() {
                let isWithdrawn = random.chance(computed.contains(date) ? 50 : 10)
                rows.append([.text(calendar), .day(date), .text("Jour"), .bool(isWithdrawn)])
            }
        }
        return rows
    }

    /// One to three spells; one that is withdrawn now and then.
    mutating func spells(_ number: Int) -> [[Staged]] {
        let outOfForce = random.chance(3)
        var starts = [outOfForce ? month.lastDay.adding(days: 1) : firstDay()]
        if random.chance(35) { starts.append(day()) }
        if random.chance(15) { starts.append(day().adding(days: random.pick(-40...40))) }
        var isAsked = false
        let rows = Set(starts).sorted().enumerated().map { nth, startsOn in
            let isWithdrawn = random.chance(4)
            if !isWithdrawn, startsOn <= month.lastDay { isAsked = true }
            return spell(number, nth, startsOn, isWithdrawn: isWithdrawn)
        }
        if !isAsked { unasked.insert(number) }
        return rows
    }

    private mutating func firstDay() -> LocalDate {
        random.chance(65) ? month.firstDay.adding(days: -400) : day()
    }

    private mutating func spell(
        _ number: Int, _ nth: Int, _ startsOn: LocalDate, isWithdrawn: Bool
    ) -> [Staged] {
        let terms = random.chance(3) ? random.pick(["T-late", "T-missing"]) : "T-\(random.pick(0...17))"
        let endsOn: LocalDate? =
            switch random.pick(0...19) {
            case 0: month.lastDay.adding(days: 20)
            case 1...6: day()
            case 7: startsOn
            default: nil
            }
        let service = nth == 0 ? number % Self.services : random.pick(0...Self.services - 1)
        return [
            .text("S-\(number)"), .text("C-1"), .text("V-\(service)"), .text(terms), .day(startsOn),
            endsOn.map { .day(max($0, startsOn)) } ?? .absent,
            .text(random.pick(["FR", "FR", "FR-AM", "FR-RE", "none", "OWN", "OWN-FR", "OWN-AM", "OWN-GP"])),
            .absent, .absent, .bool(isWithdrawn),
        ]
    }

    /// Of calendars, services and subscriptions: closed days, and days with one or two windows.
    mutating func specialHours() -> [[Staged]] {
        var known: Set<String> = []
        return (0..<subscriptions / 3).flatMap { _ -> [[Staged]] in
            let scope: [Staged] =
                switch random.pick(0...2) {
                case 0: [.text(random.pick(["OWN", "OWN-FR", "OWN-AM", "OWN-GP"])), .absent, .absent]
                case 1: [.absent, .text("V-\(random.pick(0...Self.services - 1))"), .absent]
                default: [.absent, .absent, .text("S-\(random.pick(0...subscriptions - 1))")]
                }
            let date = day()
            guard known.insert("\(scope) \(date)").inserted else { return [] }
            let hour = Microseconds.perHour
            let windows: [(Int64, Int64)] = random.pick([
                [], [(8, 12)], [(0, 24)], [(8, 12), (13, 20)], [(6, 10), (9, 11)], [(0, 3)],
            ]).map { ($0.0 * hour, $0.1 * hour) }
            func row(_ from: Staged, _ to: Staged) -> [Staged] {
                scope + [.day(date), from, to, .text("Horaire"), .bool(random.chance(8))]
            }
            return windows.isEmpty
                ? [row(.absent, .absent)] : windows.map { row(.integer($0.0), .integer($0.1)) }
        }
    }
}
