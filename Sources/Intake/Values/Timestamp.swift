package import SLA

/// Reads instants in RFC 3339, to the microsecond, rounding nothing. Source: contract R3.
package enum Timestamp {
    /// The instant of one RFC 3339 text with its offset; nil for anything else.
    package static func instant(_ text: String) -> Instant? {
        let bytes = Array(text.utf8)
        return (try? microseconds(bytes.span, zone: nil)).map(Instant.init(microseconds:))
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    ///
    /// Seconds may be absent, as spreadsheets leave them out. A wall-clock time without an offset needs
    /// `zone`, and must exist exactly once in it. Source: docs/reference/file-formats.md "Time zones".
    static func microseconds(_ text: Span<UInt8>, zone: Zone?) throws(Fault) -> Int64 {
        let written = try written(text, cutsFiner: false)
        guard let offset = written.offset else { return try resolve(written.clock, text, zone) }
        return written.clock - Int64(offset) * Microseconds.perSecond
    }

    /// What the clock shows, in microseconds since 1970-01-01T00:00 on it, and its seconds ahead of UTC; nil for a
    /// clock that is not named. `cutsFiner` drops what is finer than a microsecond instead of refusing it.
    @inline(__always)
    static func written(
        _ text: Span<UInt8>, cutsFiner: Bool
    ) throws(Fault) -> (clock: Int64, offset: Int?) {
        guard let day = try DateText.day(text) else { throw notAnInstant }
        guard text.count > 10 else {
            throw Fault("has no time of day; write 2026-10-05T09:12:00+02:00")
        }
        switch text[10] {
        case UInt8(ascii: "T"), UInt8(ascii: "t"), ASCII.space: break
        default: throw notAnInstant
        }
        var position = 11
        let timeOfDay = try timeOfDay(text, &position, cutsFiner: cutsFiner)
        let clock = Int64(day.daysSinceEpoch) * Microseconds.perDay + timeOfDay
        return (clock, position == text.count ? nil : try offset(text, position))
    }

    /// As `microseconds`, of a value that can be meant: not one that some system writes where nothing was ever set.
    static func meant(_ text: Span<UInt8>, zone: Zone?) throws(Fault) -> Int64 {
        let instant = try microseconds(text, zone: zone)
        // The last of them is the first of 1970 in the zone that is furthest behind.
        guard instant >= Microseconds.perDay || instant != 0 && !isUnset(text) else {
            throw Fault("is what a program writes for an instant that was never set; leave the field empty")
        }
        return instant
    }

    /// Midnight of the first day of year 1, 1900 or 1970, wherever.
    private static func isUnset(_ text: Span<UInt8>) -> Bool {
        guard let year = text.digits(at: 0, count: 4), year == 1 || year == 1900 || year == 1970 else {
            return false
        }
        return text.digits(at: 5, count: 2) == 1 && text.digits(at: 8, count: 2) == 1
            && text.digits(at: 11, count: 2) == 0 && text.digits(at: 14, count: 2) == 0
    }

    static let notAnInstant = Fault("is not an instant; write 2026-10-05T09:12:00+02:00")

    /// Microseconds since midnight.
    @inline(__always)
    private static func timeOfDay(
        _ text: Span<UInt8>, _ position: inout Int, cutsFiner: Bool
    ) throws(Fault) -> Int64 {
        guard let hour = text.digits(at: position, count: 2), text.has(ASCII.colon, at: position + 2),
            let minute = text.digits(at: position + 3, count: 2)
        else { throw notAnInstant }
        position += 5
        var second = 0
        var fraction: Int64 = 0
        if text.has(ASCII.colon, at: position) {
            guard let written = text.digits(at: position + 1, count: 2) else { throw notAnInstant }
            second = written
            position += 3
            if text.has(ASCII.dot, at: position) {
                position += 1
                fraction = try self.fraction(text, &position, cutsFiner: cutsFiner)
            }
        }
        guard hour < 24 else {
            throw Fault(
                hour == 24
                    ? "has hour 24; write 00:00 of the next day"
                    : "has an hour that does not exist; write 00 to 23")
        }
        guard minute < 60 else { throw Fault("has a minute that does not exist; write 00 to 59") }
        guard second < 60 else {
            throw Fault(
                second == 60
                    ? "has second 60; leap seconds are not counted: write the next full minute"
                    : "has a second that does not exist; write 00 to 59")
        }
        return Int64(hour * 3600 + minute * 60 + second) * Microseconds.perSecond + fraction
    }

    /// Microseconds; more than six digits are read only where the rest are zeros.
    private static func fraction(
        _ text: Span<UInt8>, _ position: inout Int, cutsFiner: Bool
    ) throws(Fault) -> Int64 {
        let start = position
        var microseconds: Int64 = 0
        while position < text.count, ASCII.isDigit(text[position]) {
            let digit = Int64(text[position] - UInt8(ascii: "0"))
            if position - start < 6 {
                microseconds = microseconds * 10 + digit
            } else if digit != 0, !cutsFiner {
                throw Fault("is finer than a microsecond; nothing is rounded: write at most six decimals")
            }
            position += 1
        }
        guard position > start else { throw notAnInstant }
        for _ in min(position - start, 6)..<6 { microseconds *= 10 }
        return microseconds
    }

    /// Seconds ahead of UTC: `Z`, `±HH`, `±HHMM` or `±HH:MM`.
    @inline(__always)
    private static func offset(_ text: Span<UInt8>, _ start: Int) throws(Fault) -> Int {
        let sign: Int
        switch text[start] {
        case UInt8(ascii: "Z"), UInt8(ascii: "z"):
            guard start + 1 == text.count else { throw notAnInstant }
            return 0
        case ASCII.plus: sign = 1
        case ASCII.minus: sign = -1
        default: throw notAnInstant
        }
        guard let hours = text.digits(at: start + 1, count: 2) else { throw notAnInstant }
        var minutes = 0
        var position = start + 3
        if position < text.count {
            if text[position] == ASCII.colon { position += 1 }
            guard let written = text.digits(at: position, count: 2) else { throw notAnInstant }
            minutes = written
            position += 2
        }
        guard position == text.count else { throw notAnInstant }
        guard minutes < 60, hours * 60 + minutes <= 18 * 60 else {
            throw Fault("has a UTC offset that does not exist; it lies between -18:00 and +18:00")
        }
        return sign * (hours * 3600 + minutes * 60)
    }

    private static func resolve(_ local: Int64, _ text: Span<UInt8>, _ zone: Zone?) throws(Fault) -> Int64 {
        guard let zone else {
            throw Fault(
                "has no UTC offset; write 2026-10-05T09:12:00+02:00, or import with --time-zone Europe/Paris")
        }
        switch WallClock.reading(of: local, in: zone) {
        case .once(let instant):
            return instant.microseconds
        case .never:
            throw Fault("does not exist in \(zone.name): the clocks went forward over it that day")
        case .twice(let earlier, let later):
            let written = String(decoding: text.array, as: UTF8.self)
            let readings = [earlier, later].map { instant in
                "\(written)\(WallClock.offsetText(seconds: (local - instant.microseconds) / Microseconds.perSecond))"
            }
            throw Fault(
                "happens twice in \(zone.name), where the clocks went back that day; "
                    + "write \(readings.joined(separator: " or "))")
        }
    }
}
