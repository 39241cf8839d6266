import SLA

/// An event whose times are known on the time line.
struct CalendarReading {
    /// When an event ends, by when it starts.
    enum End {
        /// On this wall clock, which is moved as that of the start is.
        case clock(local: Int64, Zone)
        case length(CalendarLength)
    }

    let place: RecordPlace
    let uid: String?
    let properties: [ColumnName: [SourceValue]]
    let start: (time: CalendarTime, zone: Zone)?
    let end: End?

    /// Throws for times that are on no known clock, and for properties that the mapping names and that are none.
    init(_ event: CalendarEvent, _ zones: inout CalendarZones) throws(CalendarFault) {
        if let fault = event.fault { throw fault }
        place = event.place
        uid = event.uid
        var properties: [ColumnName: [SourceValue]] = [:]
        for (name, lines) in event.properties {
            var values: [SourceValue] = []
            for line in lines {
                let text = try Self.text(line, &zones)
                if !text.isEmpty { values.append(SourceValue(text)) }
            }
            properties[name] = values
        }
        self.properties = properties
        guard let start = event.start else {
            self.start = nil
            end = nil
            return
        }
        self.start = (start, try zones.zone(of: start, property: "DTSTART"))
        if let time = event.end {
            end = .clock(local: time.local, try zones.zone(of: time, property: "DTEND"))
        } else if let length = event.length {
            end = .length(length)
        } else if start.isDate {
            end = .clock(
                local: start.local + Microseconds.perDay, try zones.zone(of: start, property: "DTSTART"))
        } else {
            end = .length(.none)
        }
    }

    /// Properties that are instants are written as such; what cannot be read as one is left to who asks for it.
    private static func text(
        _ line: CalendarProperty, _ zones: inout CalendarZones
    ) throws(CalendarFault) -> String {
        guard instants.contains(line.name), !line.value.isEmpty else { return line.plainText }
        if let text = written(line.value) { return text }
        let time: CalendarTime
        do throws(CalendarFault) {
            time = try CalendarTime(line.value, property: line.name, zone: line.zone)
        } catch {
            return line.value
        }
        return CalendarTime.text(try zones.instant(time, property: line.name))
    }

    /// `20261001T001000Z` as `2026-10-01T00:10:00Z`, be it a time that exists or not.
    private static func written(_ value: String) -> String? {
        let digits = Array(value.utf8)
        guard digits.count == 16, digits[8] == UInt8(ascii: "T"), digits[15] == UInt8(ascii: "Z"),
            (0..<15).allSatisfy({ $0 == 8 || ASCII.isDigit(digits[$0]) })
        else { return nil }
        func part(_ range: Range<Int>) -> String { String(decoding: digits[range], as: UTF8.self) }
        return
            "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):\(part(13..<15))Z"
    }

    private static let instants: Set<String> = ["CREATED", "DTSTAMP", "LAST-MODIFIED", "RECURRENCE-ID"]

    /// The interval of the event whose start is moved by so much on its clock; nil where it has no start.
    func interval(movedBy shift: Int64) -> (start: Instant, end: Instant)? {
        guard let start else { return nil }
        let begin = start.zone.instant(ofClock: start.time.local + shift)
        switch end {
        case .clock(let local, let zone): return (begin, zone.instant(ofClock: local + shift))
        case .length(let length):
            guard length.days != 0 else {
                return (begin, Instant(microseconds: begin.microseconds + length.exact))
            }
            let local = start.time.local + shift + Int64(length.days) * Microseconds.perDay
            let end = start.zone.instant(ofClock: local)
            return (begin, Instant(microseconds: end.microseconds + length.exact))
        case nil: return (begin, begin)
        }
    }

    /// `instance` is the original start of an instance of a series; nil for an event of its own.
    func record(movedBy shift: Int64 = 0, instance: Instant? = nil) -> CalendarRecord {
        let interval = interval(movedBy: shift)
        let occurrence = uid.map { uid in
            instance.map { "\(uid)@\(CalendarTime.text($0))" } ?? uid
        }
        return CalendarRecord(
            place: place, properties: properties,
            start: interval.map { SourceValue(CalendarTime.text($0.start)) },
            end: interval.map { SourceValue(CalendarTime.text($0.end)) },
            occurrence: occurrence.map { SourceValue($0) })
    }
}
