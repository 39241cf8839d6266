internal import SLA
import TestSupport

extension SeededGenerator {
    /// Terms that may be stored: any zone, any week, any way to count, tiers or none.
    mutating func terms(id: String, version: String = "1", effectiveFrom: LocalDate) -> Terms {
        let notificationRequired = chance(70)
        let target = chance(85) ? target() : nil
        return Terms(
            id: id, version: version, title: "Titre « \(id) »", source: "article \(pick(1...9))",
            effectiveFrom: effectiveFrom,
            effectiveUntil: chance(10) ? effectiveFrom.adding(days: pick(0...400)) : nil,
            workingWeek: chance(60)
                ? WorkingDays.ordinaryWeek
                : Set(Weekday.allCases.shuffled(using: &self).prefix(pick(1...7))),
            timeZone: pick(zones.keys.sorted()), coverage: coverage(),
            availability: Terms.Availability(
                basis: chance(60) ? .coverage : pick(Terms.Basis.allCases), target: target,
                notificationRequired: notificationRequired,
                countedFrom: notificationRequired && chance(40) ? .notification : .outageStart),
            excusable: Array(Cause.allCases.shuffled(using: &self).prefix(pick(0...7))),
            credit: target.flatMap { chance(90) ? credit(missing: $0) : nil })
    }

    private mutating func coverage() -> Terms.Coverage {
        let excludesMaintenance = chance(70)
        return Terms.Coverage(
            weekly: week(), excludesPublicHolidays: chance(60),
            excludesPlannedMaintenance: excludesMaintenance,
            maintenanceNotice: excludesMaintenance && chance(40) ? notice() : nil)
    }

    /// Around the announcements of `RandomEvents`, to the microsecond where they are.
    private mutating func notice() -> MaintenanceNotice {
        chance(50)
            ? .workingDays(pick(1...4))
            : .length(pick([1, 6, 24, 48].map { $0 * Microseconds.perHour }) - (chance(20) ? 1 : 0))
    }

    private mutating func window() -> RequestWindow {
        switch pick(0...2) {
        case 0: .days(pick(0...40))
        case 1: .workingDays(pick(1...25))
        default: .months(pick(1...2))
        }
    }

    private mutating func percentage(_ range: ClosedRange<Int64>) -> Percentage {
        // Mostly as contracts write it, sometimes with all the digits that there are.
        let step: Int64 = chance(80) ? 50_000 : 1
        return Percentage(millionths: min(range.upperBound, pick(range) / step * step)) ?? .hundred
    }

    private mutating func target() -> Target {
        switch pick(0...9) {
        case 0...5: .atLeast(percentage(90_000_000...100_000_000))
        case 6, 7: .above(percentage(90_000_000...99_999_999))
        default: .downtimeAtMost(length())
        }
    }

    private mutating func credit(missing target: Target) -> Terms.Credit {
        let onRequest = chance(60)
        return Terms.Credit(
            schedule(missing: target), onRequest: onRequest,
            requestWithin: onRequest && chance(70) ? window() : nil,
            minimum: chance(50) ? Cents(pick(1...20_000)) : nil,
            vatTreatment: pick(Terms.VATTreatment.allCases),
            cap: chance(50)
                ? Terms.Cap(
                    rate: percentage(1_000_000...100_000_000), consecutiveDays: pick(1...366),
                    excess: chance(50) ? .forfeited : .held)
                : nil)
    }

    /// Around the clock, office hours, odd windows (some in the hours when clocks change), or none at all.
    private mutating func week() -> [Terms.WeeklyWindow] {
        switch pick(0...9) {
        case 0: []
        case 1...3: always
        case 4...6: officeHours
        default:
            Weekday.allCases.flatMap { day in
                let nightly = chance(50) ? [pick(0...119), pick(120...239)] : []
                let others = (0..<2 * pick(0...2)).map { _ in pick(240...1440) }
                // Terms files say minutes, the schema takes microseconds.
                let bounds = Set(nightly + others).sorted().map {
                    min(
                        Int64($0) * Microseconds.perMinute + (chance(20) ? pick(0...59_999_999) : 0),
                        Microseconds.perDay)
                }
                // Neighbours of which the first begins where the one before ended touch.
                return stride(from: 0, to: bounds.count - 1, by: chance(50) ? 1 : 2).map {
                    Terms.WeeklyWindow(day: day, from: bounds[$0], to: bounds[$0 + 1])
                }
            }
        }
    }
}
