import SLA

/// The clocks that the times of one calendar are on.
struct CalendarZones {
    private let setting: SourceSetting
    /// What the calendar itself says of its zones, or why that cannot be read.
    private var defined: [String: Result<Zone, CalendarFault>] = [:]
    private var system: [String: Zone?] = [:]

    init(_ setting: SourceSetting) {
        self.setting = setting
    }

    /// What another calendar of the file says does not count.
    mutating func begin() { defined = [:] }

    mutating func define(_ name: String, _ zone: Result<Zone, CalendarFault>) { defined[name] = zone }

    /// Whether a zone may yet be defined further down.
    mutating func knows(_ time: CalendarTime) -> Bool {
        guard case .zone(let name) = time.clock else { return true }
        return systemZone(name) != nil || defined[name] != nil
    }

    /// Throws for a zone that is nowhere defined, and for a floating time without `--time-zone`.
    mutating func zone(of time: CalendarTime, property: String) throws(CalendarFault) -> Zone {
        switch time.clock {
        case .utc: return .utc
        case .floating:
            guard let zone = setting.zone else {
                let what = time.isDate ? "a day" : "a time on no zone's clock"
                throw CalendarFault(property, "is \(what); say whose with --time-zone Europe/Paris")
            }
            return zone
        case .zone(let name):
            if let zone = systemZone(name) { return zone }
            switch defined[name] {
            case .success(let zone): return zone
            case .failure(let fault):
                throw CalendarFault(
                    property, "is in a time zone whose VTIMEZONE cannot be read: \(fault.reason)", value: name
                )
            case nil:
                throw CalendarFault(
                    property, "is in a time zone that neither this system nor the file knows", value: name)
            }
        }
    }

    /// Throws as `zone(of:property:)` does.
    mutating func instant(_ time: CalendarTime, property: String) throws(CalendarFault) -> Instant {
        try zone(of: time, property: property).instant(ofClock: time.local)
    }

    private mutating func systemZone(_ name: String) -> Zone? {
        if let known = system[name] { return known }
        let zone = setting.zoneNamed(name)
        system[name] = .some(zone)
        return zone
    }
}

extension Zone {
    /// When clocks show this time: the first of two, and a time that is skipped by the offset before the gap
    /// (RFC 5545, 3.3.5).
    func instant(ofClock local: Int64) -> Instant {
        switch WallClock.reading(of: local, in: self) {
        case .once(let instant), .twice(let instant, _): return instant
        case .never: break
        }
        let reach = 26 * Microseconds.perHour
        let around = Instant(microseconds: local - reach)..<Instant(microseconds: local + reach)
        let before = pieces(of: around).last { $0.local.upperBound <= local }
        return before?.instant(local: local) ?? Instant(microseconds: local)
    }
}
