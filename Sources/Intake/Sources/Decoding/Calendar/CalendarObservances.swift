import SLA

/// What a VTIMEZONE says of one zone, gathered line by line.
struct CalendarObservances {
    /// STANDARD or DAYLIGHT: from when on which offset holds.
    private struct Observance {
        var start: CalendarTime?
        var before: Int?
        var after: Int?
        var rule: RecurrenceRule?
        var others: [CalendarTime] = []
    }

    /// Changes of offset; more than centuries have.
    private static let most = 10_000

    private(set) var name: String?
    private var observances: [Observance] = []
    private var fault: CalendarFault?
    private var isInside = false

    /// STANDARD or DAYLIGHT begins.
    mutating func begin() {
        observances.append(Observance())
        isInside = true
    }

    mutating func end() { isInside = false }

    /// A line of the VTIMEZONE, or of the part that has begun.
    mutating func take(_ property: CalendarProperty) {
        guard isInside else {
            if property.name == "TZID" { name = property.value }
            return
        }
        do throws(CalendarFault) {
            try take(property, &observances[observances.count - 1])
        } catch {
            fault = fault ?? error
        }
    }

    private func take(_ property: CalendarProperty, _ part: inout Observance) throws(CalendarFault) {
        switch property.name {
        case "DTSTART": part.start = try time(property.value, property.name)
        case "TZOFFSETFROM": part.before = try Self.offset(property)
        case "TZOFFSETTO": part.after = try Self.offset(property)
        case "RRULE": part.rule = try RecurrenceRule(property.value)
        case "RDATE":
            for text in property.value.split(separator: ",") {
                part.others.append(try time(String(text), property.name))
            }
        default: break
        }
    }

    private func time(_ text: String, _ property: String) throws(CalendarFault) -> CalendarTime {
        let time = try CalendarTime(text, property: property, zone: nil)
        guard !time.isDate, 1...Limits.years.upperBound ~= time.date.components.year else {
            throw CalendarFault(property, "is no time at which clocks change", value: text)
        }
        return time
    }

    /// `+0200`, `-0330` or `+013045`, in seconds.
    private static func offset(_ property: CalendarProperty) throws(CalendarFault) -> Int {
        let text = property.value.utf8.map { $0 }
        let span = text.span
        guard text.count == 5 || text.count == 7, text[0] == ASCII.plus || text[0] == ASCII.minus,
            let hours = span.digits(at: 1, count: 2), let minutes = span.digits(at: 3, count: 2),
            let seconds = text.count == 5 ? 0 : span.digits(at: 5, count: 2), hours <= 18, minutes < 60,
            seconds < 60
        else {
            throw CalendarFault(property.name, "is no offset; write +0200", value: property.value)
        }
        return (text[0] == ASCII.minus ? -1 : 1) * (hours * 3_600 + minutes * 60 + seconds)
    }

    /// The zone; throws what is wrong with the first of its parts that cannot be read.
    func zone() throws(CalendarFault) -> Zone {
        if let fault { throw fault }
        var changes: [(start: Instant, before: Int, after: Int)] = []
        for part in observances {
            guard let start = part.start, let before = part.before, let after = part.after else {
                throw CalendarFault(nil, "a part of it lacks DTSTART, TZOFFSETFROM or TZOFFSETTO")
            }
            for local in Self.locals(part, from: start) {
                changes.append((Self.instant(local, before), before, after))
            }
            guard changes.count <= Self.most else {
                throw CalendarFault("RRULE", "changes the clocks more than \(Self.most) times")
            }
        }
        changes.sort { $0.start < $1.start }
        guard let first = changes.first else {
            throw CalendarFault(nil, "it has neither STANDARD nor DAYLIGHT")
        }
        var transitions: [Zone.Transition] = []
        for change in changes {
            if transitions.last?.start == change.start { transitions.removeLast() }
            transitions.append(Zone.Transition(start: change.start, offset: change.after))
        }
        return Zone(name: name ?? "", initialOffset: first.before, transitions: transitions)
    }

    /// The wall-clock times, by the offset before, at which an observance begins.
    private static func locals(_ part: Observance, from start: CalendarTime) -> [Int64] {
        var locals = [start.local] + part.others.map(\.local)
        guard let rule = part.rule,
            let last = LocalDate(year: Limits.years.upperBound, month: 12, day: 31)
        else { return locals }
        let timeOfDay = start.local - Int64(start.date.daysSinceEpoch) * Microseconds.perDay
        var days = RecurrenceDays(rule, start: start.date, from: start.date, to: last)
        while let day = days.next(), locals.count <= most {
            let local = Int64(day.daysSinceEpoch) * Microseconds.perDay + timeOfDay
            if case .until(let until) = rule.end, isBeyond(until, local, part.before ?? 0) { break }
            if local != start.local { locals.append(local) }
        }
        return locals
    }

    private static func isBeyond(_ until: CalendarTime, _ local: Int64, _ offset: Int) -> Bool {
        if until.isDate { return local >= until.local + Microseconds.perDay }
        return until.clock == .utc ? instant(local, offset).microseconds > until.local : local > until.local
    }

    private static func instant(_ local: Int64, _ offset: Int) -> Instant {
        Instant(microseconds: local - Int64(offset) * Microseconds.perSecond)
    }
}
