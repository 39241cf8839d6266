import SLA
import TestSupport

/// A rule of a series, and its days found by asking of each day whether it is one (RFC 5545, 3.3.10).
struct NaiveSeries {
    enum End {
        case never
        case count(Int)
        /// With this day.
        case until(LocalDate)
    }

    let start: LocalDate
    private let frequency: String
    private let interval: Int
    private let end: End
    private let days: [(number: Int?, weekday: Weekday)]
    private let monthDays: [Int]
    private let months: [Int]
    private let weekStart: Weekday

    init(_ random: inout SeededGenerator) {
        frequency = random.pick(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
        interval = random.chance(50) ? 1 : random.pick(2...5)
        let span = frequency == "YEARLY" ? 4_000 : 700
        start = LocalDate(daysSinceEpoch: 20_726 - random.pick(-20...span))
        switch random.pick(0...2) {
        case 0: end = .never
        case 1: end = .count(random.pick(1...400))
        default: end = .until(LocalDate(daysSinceEpoch: 20_726 + random.pick(-40...80)))
        }
        let isNumbered = frequency == "MONTHLY" || frequency == "YEARLY"
        let numbers: [Int?] = isNumbered ? [nil, nil, 1, 2, 3, -1, -2, 5] : [nil]
        days =
            random.chance(50)
            ? (0..<random.pick(1...3)).map { _ in (random.pick(numbers), random.pick(Weekday.allCases)) } : []
        monthDays =
            frequency != "WEEKLY" && random.chance(30)
            ? (0..<random.pick(1...3)).map { _ in random.pick([1, 7, 13, 28, 30, 31, -1, -2, -31]) } : []
        months = random.chance(30) ? (0..<random.pick(1...4)).map { _ in random.pick(1...12) } + [10] : []
        weekStart = random.pick([.mon, .sun, .wed])
    }

    var rule: String {
        var parts = ["FREQ=\(frequency)"]
        if interval > 1 { parts.append("INTERVAL=\(interval)") }
        switch end {
        case .never: break
        case .count(let count): parts.append("COUNT=\(count)")
        case .until(let day): parts.append("UNTIL=\(Self.digits(day))")
        }
        let names = days.map {
            "\($0.number.map(String.init) ?? "")\($0.weekday.rawValue.prefix(2).uppercased())"
        }
        if !days.isEmpty { parts.append("BYDAY=\(names.joined(separator: ","))") }
        if !monthDays.isEmpty {
            parts.append("BYMONTHDAY=\(monthDays.map(String.init).joined(separator: ","))")
        }
        if !months.isEmpty { parts.append("BYMONTH=\(months.map(String.init).joined(separator: ","))") }
        parts.append("WKST=\(weekStart.rawValue.prefix(2).uppercased())")
        return parts.joined(separator: ";")
    }

    static func digits(_ day: LocalDate) -> String { "\(day)".replacing("-", with: "") }

    /// Its days up to one.
    func instances(to last: LocalDate) -> [LocalDate] {
        var found: [LocalDate] = []
        var day = start
        while day <= last {
            if day == start || isOne(day) {
                switch end {
                case .count(let count) where found.count >= count: return found
                // The first one is there, whatever the rule says.
                case .until(let until) where day > until && day != start: return found
                default: found.append(day)
                }
            }
            day = day.adding(days: 1)
        }
        return found
    }

    private func isOne(_ day: LocalDate) -> Bool {
        isInPeriod(day) && (months.isEmpty || months.contains(day.month.number)) && isMonthDay(day)
            && isWeekday(day) && isByStart(day)
    }

    private func isInPeriod(_ day: LocalDate) -> Bool {
        let distance: Int
        switch frequency {
        case "DAILY": distance = day.daysSinceEpoch - start.daysSinceEpoch
        case "WEEKLY": distance = (weekBegin(day) - weekBegin(start)) / 7
        case "MONTHLY":
            distance = 12 * (day.month.year - start.month.year) + day.month.number - start.month.number
        default: distance = day.month.year - start.month.year
        }
        return distance % interval == 0
    }

    private func weekBegin(_ day: LocalDate) -> Int {
        var day = day
        while day.weekday != weekStart { day = day.adding(days: -1) }
        return day.daysSinceEpoch
    }

    private func isMonthDay(_ day: LocalDate) -> Bool {
        let number = day.components.day
        return monthDays.isEmpty || monthDays.contains(number)
            || monthDays.contains(number - 1 - day.month.length)
    }

    private func isWeekday(_ day: LocalDate) -> Bool {
        guard !days.isEmpty else { return true }
        let isInYear = frequency == "YEARLY" && months.isEmpty && monthDays.isEmpty
        return days.contains { wanted in
            guard wanted.weekday == day.weekday, let number = wanted.number else {
                return wanted.weekday == day.weekday
            }
            let step = number > 0 ? -7 : 7
            var count = 0
            var other = day
            while isInYear ? other.month.year == day.month.year : other.month == day.month {
                count += 1
                other = other.adding(days: step)
            }
            return count == abs(number)
        }
    }

    /// What the rule does not say, the start does.
    private func isByStart(_ day: LocalDate) -> Bool {
        guard days.isEmpty, monthDays.isEmpty else { return true }
        switch frequency {
        case "DAILY": return true
        case "WEEKLY": return day.weekday == start.weekday
        case "MONTHLY": return day.components.day == start.components.day
        default:
            return day.components.day == start.components.day
                && (!months.isEmpty || day.month.number == start.month.number)
        }
    }
}
