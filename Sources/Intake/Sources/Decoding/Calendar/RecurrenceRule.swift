import SLA

/// On which days an event comes again: the part of RFC 5545, 3.3.10 that calendars of maintenance use.
struct RecurrenceRule: Hashable, Sendable {
    enum Frequency: String, Sendable {
        case daily = "DAILY"
        case weekly = "WEEKLY"
        case monthly = "MONTHLY"
        case yearly = "YEARLY"
    }

    enum End: Hashable, Sendable {
        case never
        /// So many times, the first one included.
        case count(Int)
        case until(CalendarTime)
    }

    struct Day: Hashable, Sendable {
        /// The third one, or the last but one (-2); nil: all.
        let number: Int?
        let weekday: Weekday
    }

    private(set) var frequency = Frequency.daily
    private(set) var interval = 1
    private(set) var end = End.never
    private(set) var days: [Day] = []
    private(set) var monthDays: [Int] = []
    private(set) var months: Set<Int> = []
    private(set) var weekStart = Weekday.mon

    /// Throws, naming it, for what is not read.
    init(_ text: String) throws(CalendarFault) {
        var seen: Set<String> = []
        for part in text.split(separator: ";", omittingEmptySubsequences: true) {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = sides[0].uppercased()
            guard sides.count == 2, seen.insert(name).inserted else { throw Self.malformed(String(part)) }
            try read(name, sides[1].uppercased())
        }
        guard seen.contains("FREQ") else {
            throw CalendarFault("RRULE", "does not say how often (FREQ)", value: text)
        }
        guard !(seen.contains("COUNT") && seen.contains("UNTIL")) else {
            throw CalendarFault("RRULE", "has both COUNT and UNTIL", value: text)
        }
        try checkTogether(text)
    }

    private mutating func read(_ name: String, _ value: String) throws(CalendarFault) {
        switch name {
        case "FREQ":
            guard let known = Frequency(rawValue: value) else {
                throw CalendarFault("RRULE", "has FREQ=\(value); read are DAILY, WEEKLY, MONTHLY and YEARLY")
            }
            frequency = known
        case "INTERVAL": interval = try Self.number(value, 1...100_000)
        case "COUNT": end = .count(try Self.number(value, 1...1_000_000_000))
        case "UNTIL": end = .until(try CalendarTime(value, property: "RRULE", zone: nil))
        case "BYDAY":
            days = []
            for part in value.split(separator: ",", omittingEmptySubsequences: false) {
                days.append(try Self.day(String(part)))
            }
        case "BYMONTHDAY":
            monthDays = try Self.numbers(value, -31...31)
        case "BYMONTH":
            months = Set(try Self.numbers(value, 1...12))
        case "WKST":
            weekStart = try Self.weekday(value)
        default:
            throw CalendarFault(
                "RRULE",
                "has \(name), which is not read; read are INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH and WKST"
            )
        }
    }

    private func checkTogether(_ text: String) throws(CalendarFault) {
        let hasNumbers = days.contains { $0.number != nil }
        if hasNumbers && (frequency == .daily || frequency == .weekly) {
            throw CalendarFault("RRULE", "numbers a BYDAY, which only MONTHLY and YEARLY may", value: text)
        }
        if frequency == .weekly && !monthDays.isEmpty {
            throw CalendarFault("RRULE", "has BYMONTHDAY with WEEKLY", value: text)
        }
        let isInMonth = frequency == .monthly || !months.isEmpty
        if hasNumbers && isInMonth && days.contains(where: { abs($0.number ?? 0) > 5 }) {
            throw CalendarFault("RRULE", "has a BYDAY that no month has", value: text)
        }
    }

    private static func numbers(_ text: String, _ range: ClosedRange<Int>) throws(CalendarFault) -> [Int] {
        var numbers: [Int] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            numbers.append(try number(String(part), range))
        }
        return numbers
    }

    /// A number of the range other than 0.
    private static func number(_ text: String, _ range: ClosedRange<Int>) throws(CalendarFault) -> Int {
        guard let number = Int(text), range.contains(number), number != 0 else { throw malformed(text) }
        return number
    }

    /// `MO`, `2MO`, `-1SU`.
    private static func day(_ text: String) throws(CalendarFault) -> Day {
        let number = text.dropLast(2)
        guard text.utf8.count >= 2 else { throw malformed(text) }
        return Day(
            number: number.isEmpty ? nil : try Self.number(String(number), -53...53),
            weekday: try weekday(String(text.suffix(2))))
    }

    private static func weekday(_ text: String) throws(CalendarFault) -> Weekday {
        guard text.utf8.count == 2,
            let day = Weekday.allCases.first(where: { $0.rawValue.hasPrefix(text.lowercased()) })
        else { throw malformed(text) }
        return day
    }

    private static func malformed(_ part: String) -> CalendarFault {
        CalendarFault("RRULE", "has a part that means nothing", value: part)
    }
}
