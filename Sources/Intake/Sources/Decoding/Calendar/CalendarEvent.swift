import SLA

/// What the lines of one VEVENT say, as far as it is asked for.
struct CalendarEvent {
    let place: RecordPlace
    /// Those that the mapping names, as they came.
    private(set) var properties: [ColumnName: [CalendarProperty]] = [:]
    private(set) var uid: String?
    private(set) var start: CalendarTime?
    private(set) var end: CalendarTime?
    private(set) var length: CalendarLength?
    private(set) var rule: RecurrenceRule?
    private(set) var added: [CalendarTime] = []
    private(set) var removed: [CalendarTime] = []
    /// Which instance of a series it stands for.
    private(set) var recurrence: CalendarTime?
    /// From which instance on it stands for all of a series, which is not read.
    private(set) var future: CalendarTime?
    private(set) var version = CalendarVersion()
    /// The first thing that is wrong with it.
    private(set) var fault: CalendarFault?
    private var seen: Set<String> = []

    init(_ place: RecordPlace) {
        self.place = place
    }

    /// Whether it stands for more than one event.
    var isSeries: Bool { recurrence == nil && (rule != nil || !added.isEmpty) }

    /// Every time by which it may have to wait for a VTIMEZONE.
    var times: [CalendarTime] { [start, end, recurrence].compactMap(\.self) + added + removed }

    mutating func refuse(_ fault: CalendarFault) { self.fault = self.fault ?? fault }

    /// Adds a line; `column` where the mapping names it.
    mutating func take(_ property: CalendarProperty, column: ColumnName?) {
        if let column { properties[column, default: []].append(property) }
        do throws(CalendarFault) {
            try read(property)
        } catch {
            refuse(error)
        }
    }

    private mutating func read(_ property: CalendarProperty) throws(CalendarFault) {
        let name = property.name
        if Self.once.contains(name), !seen.insert(name).inserted {
            throw CalendarFault(name, "stands twice in one event", value: property.value)
        }
        switch name {
        case "UID": uid = property.value.isEmpty ? nil : property.value
        case "DTSTART": start = try time(property)
        case "DTEND": end = try time(property)
        case "DURATION": length = try CalendarLength(property.value)
        case "RRULE": rule = try RecurrenceRule(property.value)
        case "RDATE": added += try times(property)
        case "EXDATE": removed += try times(property)
        case "SEQUENCE": version.sequence = Int(property.value) ?? 0
        case "DTSTAMP": version.stamp = property.value
        case "EXRULE": throw CalendarFault(name, "is not read; leave single instances out with EXDATE")
        case "RECURRENCE-ID":
            let time = try time(property)
            if let range = property.range {
                future = time
                throw CalendarFault(
                    name, "has RANGE=\(range), which is not read; change each instance by itself")
            }
            recurrence = time
        default: break
        }
    }

    private static let once: Set<String> = [
        "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "SEQUENCE", "DTSTAMP", "RECURRENCE-ID",
    ]

    private func time(_ property: CalendarProperty) throws(CalendarFault) -> CalendarTime {
        try CalendarTime(property.value, property: property.name, zone: property.zone)
    }

    private func times(_ property: CalendarProperty) throws(CalendarFault) -> [CalendarTime] {
        guard property.type != "PERIOD" else {
            throw CalendarFault(property.name, "has VALUE=PERIOD, which is not read", value: property.value)
        }
        var times: [CalendarTime] = []
        for text in property.value.split(separator: ",") {
            times.append(try CalendarTime(text, property: property.name, zone: property.zone))
        }
        return times
    }
}

/// Which of several versions of an event is the newer one.
struct CalendarVersion: Comparable, Sendable {
    var sequence = 0
    var stamp = ""

    static func < (a: CalendarVersion, b: CalendarVersion) -> Bool {
        (a.sequence, a.stamp) < (b.sequence, b.stamp)
    }
}
