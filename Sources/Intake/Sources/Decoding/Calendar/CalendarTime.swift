import SLA

/// A date or a time of an iCalendar file, as it is written.
struct CalendarTime: Hashable, Sendable {
    enum Clock: Hashable, Sendable {
        case utc
        /// On the wall clock of wherever one is.
        case floating
        case zone(String)
    }

    /// Microseconds since 1970-01-01T00:00 on the clock.
    let local: Int64
    /// Whether it is a day as a whole.
    let isDate: Bool
    let clock: Clock

    /// Throws where the text is neither `20261020` nor `20261020T060000` nor `20261020T060000Z`.
    init(_ text: some StringProtocol, property: String, zone: String?) throws(CalendarFault) {
        let bytes = Array(text.utf8)
        let span = bytes.span
        let malformed = CalendarFault(
            property, "is no date or time; write 20261020T060000 or 20261020T060000Z", value: String(text))
        guard let year = span.digits(at: 0, count: 4), let month = span.digits(at: 4, count: 2),
            let day = span.digits(at: 6, count: 2)
        else { throw malformed }
        guard let date = LocalDate(year: year, month: month, day: day) else {
            throw CalendarFault(property, "is a day that does not exist", value: String(text))
        }
        let midnight = Int64(date.daysSinceEpoch) * Microseconds.perDay
        if bytes.count == 8 {
            local = midnight
            isDate = true
            clock = .floating
            return
        }
        guard bytes.count == 15 || bytes.count == 16 && (bytes[15] | 0x20) == UInt8(ascii: "z"),
            bytes[8] | 0x20 == UInt8(ascii: "t"), let hour = span.digits(at: 9, count: 2),
            let minute = span.digits(at: 11, count: 2), let second = span.digits(at: 13, count: 2)
        else { throw malformed }
        // A leap second is the last one of its minute: the others have no more than 60 (RFC 5545, 3.3.12).
        guard hour < 24, minute < 60, second <= 60 else {
            throw CalendarFault(property, "is a time of day that does not exist", value: String(text))
        }
        local = midnight + Int64(hour * 3_600 + minute * 60 + min(second, 59)) * Microseconds.perSecond
        isDate = false
        clock = bytes.count == 16 ? .utc : zone.map(Clock.zone) ?? .floating
    }

    var date: LocalDate {
        LocalDate(daysSinceEpoch: Int(floorDivide(local, by: Microseconds.perDay)))
    }

    /// As RFC 3339 writes an instant in UTC: `2026-10-20T04:00:00Z`.
    static func text(_ instant: Instant) -> String {
        let days = floorDivide(instant.microseconds, by: Microseconds.perDay)
        let seconds = Int((instant.microseconds - days * Microseconds.perDay) / Microseconds.perSecond)
        let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { padded($0, to: 2) }
        return "\(LocalDate(daysSinceEpoch: Int(days)))T\(clock.joined(separator: ":"))Z"
    }
}
