internal import Postgres
internal import SLA

/// A spell as it is recorded, and as it took effect.
struct RecordedSpell {
    var key: Int32
    var name: String
    var customer: String
    var serviceKey: Int32
    var service: String
    var terms: String
    var startsOn: LocalDate
    var endsOn: LocalDate?
    var holidays: String
    var isWithdrawn: Bool
    /// The subscription was assessed for the month before.
    var isAssessed: Bool

    /// - Parameters:
    ///   - customers, services: names by key, so that each is made once.
    init(
        _ row: borrowing CopyRow, customers: inout [Int32: String], services: inout [Int32: String]
    ) throws {
        func name(_ key: Int32, _ column: Int, _ known: inout [Int32: String]) throws -> String {
            if let name = known[key] { return name }
            let name = try row.text(column)
            known[key] = name
            return name
        }
        key = try row.int32(0)
        self.name = try row.text(1)
        customer = try name(try row.int32(2), 3, &customers)
        serviceKey = try row.int32(4)
        service = try name(serviceKey, 5, &services)
        terms = try row.text(6)
        startsOn = LocalDate(daysSinceEpoch: try row.date(7))
        endsOn = try row.optionalDate(8).map { LocalDate(daysSinceEpoch: $0) }
        holidays = try row.text(9)
        isWithdrawn = try row.bool(10)
        isAssessed = try row.bool(11)
    }

    /// Whether a day of the month is in force.
    func isInForce(in month: Month) -> Bool {
        startsOn <= month.lastDay && (endsOn.map { $0 >= max(startsOn, month.firstDay) } ?? true)
    }
}

extension [RecordedSpell] {
    /// One subscription's spells with a day in the month, as they took effect; where there is none, the nearest if the
    /// subscription is wanted all the same, or was assessed before.
    ///
    /// - Precondition: the elements are in the order of `startsOn`. Source: contract R1.
    func inForce(in month: Month, isWanted: Bool) -> [RecordedSpell] {
        var spells = filter { !$0.isWithdrawn }
        for (place, next) in zip(spells.indices, spells.dropFirst()) {
            let last = next.startsOn.adding(days: -1)
            spells[place].endsOn = Swift.min(spells[place].endsOn ?? last, last)
        }
        let inMonth = spells.filter {
            $0.startsOn <= month.lastDay && ($0.endsOn.map { $0 >= month.firstDay } ?? true)
        }
        guard inMonth.isEmpty, isWanted || contains(where: \.isAssessed) else { return inMonth }
        if let nearest = spells.last(where: { $0.startsOn <= month.lastDay }) ?? spells.first {
            return [nearest]
        }
        // All are withdrawn: the subscription is known, and never in force.
        return suffix(1).map { spell in
            var spell = spell
            spell.endsOn = spell.startsOn.adding(days: -1)
            return spell
        }
    }
}
