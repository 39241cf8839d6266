/// Which parts of an iCalendar file are open, and what is gathered of them.
struct CalendarComponents {
    enum Step {
        case event(CalendarEvent)
        case zone(CalendarObservances)
        case calendarEnd
        case notALine(String)
    }

    static let mostEvents = 100_000
    private static let deepest = 64

    /// The names of the parts within each other, in capitals.
    private var open: [String] = []
    private var event: CalendarEvent?
    private var zone: CalendarObservances?
    private var events = 0
    private var isBegun = false
    /// The columns of the mapping, by the names of properties.
    private let wanted: [String: ColumnName]

    init(_ paths: [SourcePath]) {
        wanted = Dictionary(
            paths.map { ($0.column.folded.uppercased(), $0.column) }, uniquingKeysWith: { a, _ in a })
    }

    /// Throws where the file does not begin with a calendar.
    func checkBeginning(_ property: CalendarProperty?) throws(FileError) {
        guard !isBegun else { return }
        guard property?.name == "BEGIN", property?.value.uppercased() == "VCALENDAR" else {
            throw FileError(.refused, "is no calendar: it does not begin with BEGIN:VCALENDAR")
        }
    }

    /// Throws at the end of a file in which no calendar has begun.
    func checkEmpty() throws(FileError) {
        guard isBegun else { throw FileError(.refused, "is empty; a calendar begins with BEGIN:VCALENDAR") }
    }

    /// The event whose line cannot be read is refused, once it has ended; false outside events.
    mutating func refuse(_ fault: CalendarFault) -> Bool {
        event?.refuse(fault)
        return event != nil
    }

    /// Throws where there are more events, or parts within each other, than any calendar has.
    mutating func take(_ property: CalendarProperty, at place: RecordPlace) throws(FileError) -> [Step] {
        switch property.name {
        case "BEGIN": return try begin(property.value.uppercased(), at: place)
        case "END": return end(property.value.uppercased())
        default: break
        }
        guard !open.isEmpty else { return [.notALine("stands outside a calendar")] }
        if open.count == 2, event != nil {
            event?.take(property, column: wanted[property.name])
        } else if open.count <= 3, zone != nil {
            zone?.take(property)
        }
        return []
    }

    private mutating func begin(_ name: String, at place: RecordPlace) throws(FileError) -> [Step] {
        var steps: [Step] = []
        if name == "VCALENDAR" {
            if !open.isEmpty { steps = close(to: 0) }
            isBegun = true
        } else if open.isEmpty {
            return [.notALine("begins a part outside a calendar")]
        } else if name == "VEVENT", event != nil {
            steps = close(to: 1)
        }
        guard open.count < Self.deepest else {
            throw FileError(
                .refused, line: place.line, "has more than \(Self.deepest) parts within each other")
        }
        if open.count == 1, name == "VEVENT" {
            events += 1
            guard events <= Self.mostEvents else {
                throw FileError(
                    .refused, line: place.line, "has more than 100,000 events; export fewer at once")
            }
            event = CalendarEvent(place)
        } else if open.count == 1, name == "VTIMEZONE" {
            zone = CalendarObservances()
        } else if open.count == 2, name == "STANDARD" || name == "DAYLIGHT" {
            zone?.begin()
        }
        open.append(name)
        return steps
    }

    private mutating func end(_ name: String) -> [Step] {
        guard let depth = open.lastIndex(of: name) else {
            return [.notALine("ends \(name.isEmpty ? "a part" : name), which has not begun")]
        }
        // What is open further in is not closed.
        var steps = close(to: depth + 1)
        open.removeLast()
        switch depth {
        case 0: steps.append(.calendarEnd)
        case 1:
            if let event { steps.append(.event(event)) }
            if let zone { steps.append(.zone(zone)) }
            event = nil
            zone = nil
        default: if depth == 2 { zone?.end() }
        }
        return steps
    }

    /// Closes what the file leaves open, down to so many parts.
    private mutating func close(to depth: Int) -> [Step] {
        var steps: [Step] = []
        while open.count > depth {
            let name = open.removeLast()
            if open.count == 1, var event {
                event.refuse(CalendarFault(nil, "has no END:\(name)"))
                steps.append(.event(event))
                self.event = nil
            } else if open.count == 1 {
                zone = nil
            } else if open.isEmpty {
                steps.append(.calendarEnd)
            }
        }
        return steps
    }

    /// At the end of the file; false where it ends within a calendar.
    mutating func finish() -> (steps: [Step], isWhole: Bool) {
        let isWhole = open.isEmpty
        return (close(to: 0), isWhole)
    }
}
