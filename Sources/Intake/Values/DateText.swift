import SLA

/// Reads days and months, exactly as ISO 8601 writes them.
enum DateText {
    /// Days since 1970-01-01.
    static func date(_ text: Span<UInt8>) throws(Fault) -> Int64 {
        guard text.count == 10, let day = try day(text) else {
            throw Fault("is not a date; write 2026-10-05")
        }
        return Int64(day.daysSinceEpoch)
    }

    /// The days since 1970-01-01 of the month's first day.
    static func month(_ text: Span<UInt8>) throws(Fault) -> Int64 {
        guard text.count == 7, let year = text.digits(at: 0, count: 4), text.has(ASCII.minus, at: 4),
            let number = text.digits(at: 5, count: 2)
        else { throw Fault("is not a month; write 2026-10") }
        try checkYear(year)
        guard let month = Month(year: year, number: number) else {
            throw Fault("is a month that does not exist; write 01 to 12 after the year")
        }
        return Int64(month.firstDay.daysSinceEpoch)
    }

    /// Microseconds since local midnight: `08:00`, `08:00:30`, up to `24:00`.
    static func timeOfDay(_ text: Span<UInt8>) throws(Fault) -> Int64 {
        guard text.count == 5 || text.count == 8, let hours = text.digits(at: 0, count: 2),
            text.has(UInt8(ascii: ":"), at: 2), let minutes = text.digits(at: 3, count: 2),
            let seconds = text.count == 5
                ? 0 : text.has(UInt8(ascii: ":"), at: 5) ? text.digits(at: 6, count: 2) : nil
        else { throw Fault("is not a time of day; write 08:00") }
        let total = Int64(hours * 3600 + minutes * 60 + seconds)
        guard minutes < 60, seconds < 60, total <= 86_400 else {
            throw Fault("is a time that does not exist; write 00:00 to 24:00")
        }
        return total * Microseconds.perSecond
    }

    /// The day that the first ten bytes write; nil when they have another shape.
    @inline(__always)
    static func day(_ text: Span<UInt8>) throws(Fault) -> LocalDate? {
        guard text.count >= 10, let year = text.digits(at: 0, count: 4), text.has(ASCII.minus, at: 4),
            let month = text.digits(at: 5, count: 2), text.has(ASCII.minus, at: 7),
            let day = text.digits(at: 8, count: 2)
        else { return nil }
        try checkYear(year)
        guard let date = LocalDate(year: year, month: month, day: day) else {
            throw Fault("is a day that does not exist")
        }
        return date
    }

    private static func checkYear(_ year: Int) throws(Fault) {
        guard !Limits.years.contains(year) else { return }
        // Alertmanager and others write the zero of their time type for "not yet".
        throw year < Limits.years.lowerBound
            ? Fault(
                "is before 1900; 0001-01-01 is some systems' word for \"still open\": leave the field empty instead"
            )
            : Fault("is after 2199; leave the field empty when there is no end")
    }
}
