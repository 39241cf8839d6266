import Intake
import SLA

/// Calendars for tests, and the clocks that they are read by.
enum CalendarText {
    static let columns = ["start", "end", "occurrence", "summary"]

    /// October 2026 on the clocks of Paris.
    static let october =
        Instant(microseconds: 1_790_805_600_000_000)..<Instant(microseconds: 1_793_487_600_000_000)

    /// Summer time from the last Sunday of March to that of October, each at 01:00 UTC.
    static let paris = zone("Europe/Paris", winter: 3_600, summer: 7_200, years: 1996...2199)
    static let utc14 = Zone(name: "Pacific/Kiritimati", initialOffset: 50_400, transitions: [])

    static func zone(_ name: String, winter: Int, summer: Int, years: ClosedRange<Int>) -> Zone {
        var transitions: [Zone.Transition] = []
        for year in years {
            for (number, offset) in [(3, summer), (10, winter)] {
                guard let month = Month(year: year, number: number) else { continue }
                let last = month.lastDay
                let sunday = last.adding(days: -(last.weekday.isoNumber % 7))
                let instant = Int64(sunday.daysSinceEpoch) * Microseconds.perDay + Microseconds.perHour
                transitions.append(Zone.Transition(start: Instant(microseconds: instant), offset: offset))
            }
        }
        return Zone(name: name, initialOffset: winter, transitions: transitions)
    }

    static func setting(_ zone: Zone? = paris, month: Range<Instant>? = october) -> SourceSetting {
        SourceSetting(zone: zone, month: month) { name in
            switch name {
            case "Europe/Paris": paris
            case "Pacific/Kiritimati": utc14
            case "UTC": .utc
            default: nil
            }
        }
    }

    static func calendar(_ content: String) -> String {
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
            + content.split(separator: "\n").joined(separator: "\r\n") + "\r\nEND:VCALENDAR\r\n"
    }

    /// One event with the UID u.
    static func event(_ lines: String) -> String {
        "BEGIN:VEVENT\nUID:u\n\(lines)\nEND:VEVENT"
    }

    static func read(
        _ content: String, columns: [String] = columns, setting: SourceSetting = setting()
    ) -> [String] {
        items(.table(.calendar, columns), calendar(content), setting: setting)
    }

    /// The starts of the instances that a rule gives, as their times alone.
    static func starts(_ lines: String, setting: SourceSetting = setting()) -> [String] {
        read(event(lines), columns: ["start"], setting: setting).map {
            $0.replacing(#/^\d+: start=/#, with: "")
        }
    }
}
