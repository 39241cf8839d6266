import SLA

extension Instant {
    /// `2026-10-05T07:12:30.512Z`: in UTC, without trailing zeros.
    package var utcText: String {
        let fraction = Self.fraction(of: self)
        guard let end = fraction.lastIndex(where: { $0 != "0" }) else { return "\(utcSeconds)Z" }
        return "\(utcSeconds).\(fraction[...end])Z"
    }

    /// As rows write it: in UTC, with six decimals or none.
    var rowText: String {
        let fraction = Self.fraction(of: self)
        return fraction.contains { $0 != "0" } ? "\(utcSeconds).\(fraction)Z" : "\(utcSeconds)Z"
    }

    private var utcSeconds: String {
        let day = LocalDate(daysSinceEpoch: Int(floorDivide(microseconds, by: Microseconds.perDay)))
        let ofDay = microseconds - Int64(day.daysSinceEpoch) * Microseconds.perDay
        let seconds = Int(ofDay / Microseconds.perSecond)
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, to: 2) }
        return "\(day)T\(clock.joined(separator: ":"))"
    }

    private static func fraction(of instant: Instant) -> String {
        let second = floorDivide(instant.microseconds, by: Microseconds.perSecond) * Microseconds.perSecond
        return padded(Int(instant.microseconds - second), to: 6)
    }
}
