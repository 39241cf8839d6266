import SLA
import StrictYAML

/// Reads `coverage`: the weekly hours and what is taken out of them. Source: contract R2.
enum CoverageSection {
    /// A window and the entry that states it.
    private struct Stated {
        var window: Terms.WeeklyWindow
        var field: YAMLField
    }

    static func read(_ field: YAMLField) -> Terms.Coverage? {
        guard let section = field.section(keys: ["weekly", "exclude", "maintenance_notice"]) else {
            return nil
        }
        let weekly = section.required("weekly").flatMap(readWeekly)
        let exclude =
            section.optional("exclude")?.choices(of: ["public_holidays", "planned_maintenance"]) ?? []
        let noticeField = section.optional("maintenance_notice")
        let notice = noticeField.flatMap(readNotice)
        if let noticeField, !exclude.contains("planned_maintenance") {
            noticeField.refuse("has no effect: planned_maintenance is not in coverage.exclude")
        }
        guard let weekly else { return nil }
        return Terms.Coverage(
            weekly: weekly, excludesPublicHolidays: exclude.contains("public_holidays"),
            excludesPlannedMaintenance: exclude.contains("planned_maintenance"), maintenanceNotice: notice)
    }

    /// Source: contract T6.
    private static func readNotice(_ field: YAMLField) -> MaintenanceNotice? {
        guard field.has("working_days") else { return field.length().map(MaintenanceNotice.length) }
        return field.count(of: ["working_days"])?.count.integer(in: 1...366).map(
            MaintenanceNotice.workingDays)
    }

    /// In the order of the file, an entry's days in theirs.
    private static func readWeekly(_ field: YAMLField) -> [Terms.WeeklyWindow]? {
        guard let entries = field.list() else { return nil }
        if entries.isEmpty {
            field.refuse("is empty: nothing would be covered")
            return nil
        }
        let stated = entries.flatMap(readWindows)
        refuseOverlaps(stated)
        return stated.map(\.window)
    }

    private static func readWindows(_ entry: YAMLField) -> [Stated] {
        guard let section = entry.section(keys: ["days", "from", "to"]) else { return [] }
        let daysField = section.required("days")
        let days = daysField?.choices(of: Weekday.allCases.map(\.rawValue))
        if days?.isEmpty == true { daysField?.refuse("is empty: name the days, for example [mon, tue]") }
        let from = section.required("from")?.timeOfDay(mayBeMidnightAtEnd: false)
        let toField = section.required("to")
        let to = toField?.timeOfDay(mayBeMidnightAtEnd: true)
        guard let days, let from, let toField, let to else { return [] }
        if from == to {
            toField.refuse("equals from: the window has no length")
            return []
        }
        if from > to {
            toField.refuse(
                "is before from: write a window that crosses midnight as two, one to \"24:00\" and one from \"00:00\""
            )
            return []
        }
        return days.compactMap(Weekday.init(rawValue:)).map { day in
            Stated(window: Terms.WeeklyWindow(day: day, from: from, to: to), field: entry)
        }
    }

    /// Windows of one day may touch; where two share time, the later entry is refused and names the other.
    private static func refuseOverlaps(_ stated: [Stated]) {
        for day in Weekday.allCases {
            let ofDay = stated.filter { $0.window.day == day }.sorted { $0.window.from < $1.window.from }
            guard var longest = ofDay.first else { continue }
            for next in ofDay.dropFirst() {
                if next.window.from < longest.window.to {
                    let isInOrder = longest.field.value.place < next.field.value.place
                    let (first, second) = isInOrder ? (longest, next) : (next, longest)
                    let reason =
                        "overlaps the window of line \(first.field.value.place.line) on \(day.rawValue)"
                    second.field.log.add(
                        second.field.value.place, keyPath: second.field.path, reason,
                        value: shown(second.window))
                }
                if next.window.to > longest.window.to { longest = next }
            }
        }
    }

    private static func shown(_ window: Terms.WeeklyWindow) -> String {
        func clock(_ time: Int64) -> String {
            let minutes = Int(time / 60_000_000)
            return "\(padded(minutes / 60, to: 2)):\(padded(minutes % 60, to: 2))"
        }
        return "\(clock(window.from)) to \(clock(window.to))"
    }
}
