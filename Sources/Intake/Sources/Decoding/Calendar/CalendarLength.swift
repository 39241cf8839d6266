import SLA

/// The length of an event: `PT1H30M`, `P1D`, `P2W`.
struct CalendarLength: Hashable, Sendable {
    /// By the wall clock: a day is as long as its clocks make it.
    let days: Int
    /// Exact, in microseconds.
    let exact: Int64

    /// No length at all.
    static let none = CalendarLength(days: 0, exact: 0)

    private init(days: Int, exact: Int64) {
        self.days = days
        self.exact = exact
    }

    /// Throws for what is no length, or a negative one.
    init(_ text: String) throws(CalendarFault) {
        let malformed = CalendarFault("DURATION", "is no length; write PT1H30M or P1D", value: text)
        var rest = text.uppercased()[...]
        guard !rest.hasPrefix("-") else {
            throw CalendarFault("DURATION", "is a length below zero", value: text)
        }
        if rest.hasPrefix("+") { rest = rest.dropFirst() }
        guard rest.hasPrefix("P") else { throw malformed }
        rest = rest.dropFirst()
        var units = Self.units
        var (days, seconds) = (0, 0)
        var isTime = false
        var isFound = false
        while !rest.isEmpty {
            if rest.hasPrefix("T"), !isTime {
                isTime = true
                rest = rest.dropFirst()
                continue
            }
            let digits = rest.prefix { ("0"..."9").contains($0) }
            rest = rest.dropFirst(digits.count)
            guard let number = Int(digits), number <= 1_000_000, let letter = rest.first,
                let index = units.firstIndex(where: { $0.letter == letter && $0.isTime == isTime })
            else { throw malformed }
            rest = rest.dropFirst()
            if isTime { seconds += number * units[index].size } else { days += number * units[index].size }
            units.removeSubrange(...index)
            isFound = true
        }
        guard isFound else { throw malformed }
        self.days = days
        exact = Int64(seconds) * Microseconds.perSecond
    }

    /// In their order; days in days, times in seconds.
    private static let units: [(letter: Character, isTime: Bool, size: Int)] = [
        ("W", false, 7), ("D", false, 1), ("H", true, 3_600), ("M", true, 60), ("S", true, 1),
    ]
}
