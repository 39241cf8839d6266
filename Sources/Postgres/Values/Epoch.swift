/// PostgreSQL counts from 2000-01-01, this program from 1970-01-01.
@usableFromInline
enum Epoch {
    @usableFromInline static let microseconds: Int64 = 946_684_800_000_000
    @usableFromInline static let days: Int = 10_957

    /// PostgreSQL's count for microseconds since 1970, or nil when it has none; its extremes mean ±infinity.
    @inlinable
    static func timestamptz(microsecondsSince1970 microseconds: Int64) -> Int64? {
        let (value, overflow) = microseconds.subtractingReportingOverflow(Self.microseconds)
        return overflow || value == .min ? nil : value
    }

    /// Microseconds since 1970, or nil for ±infinity and for what does not fit.
    @inlinable
    static func microsecondsSince1970(timestamptz value: Int64) -> Int64? {
        guard value != .min, value != .max else { return nil }
        let (microseconds, overflow) = value.addingReportingOverflow(Self.microseconds)
        return overflow ? nil : microseconds
    }

    /// PostgreSQL's count for days since 1970, or nil when it has none.
    @inlinable
    static func date(daysSince1970 days: Int) -> Int32? {
        let (value, overflow) = days.subtractingReportingOverflow(Self.days)
        guard !overflow, let date = Int32(exactly: value), date != .min, date != .max else { return nil }
        return date
    }

    /// Days since 1970, or nil for ±infinity.
    @inlinable
    static func daysSince1970(date value: Int32) -> Int? {
        value == .min || value == .max ? nil : Int(value) + Self.days
    }
}
