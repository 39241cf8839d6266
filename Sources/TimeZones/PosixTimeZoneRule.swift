import SLA

/// The rule of a POSIX `TZ` string, `CET-1CEST,M3.5.0,M10.5.0/3`, as the footer of a TZif file has it.
///
/// Source: POSIX.1-2024 section 8.3; RFC 9636 section 3.3.1 for hours from -167 to 167.
struct PosixTimeZoneRule: Equatable {
    /// Daylight saving time; "negative" in Ireland and Morocco, where it lags standard time.
    struct Daylight: Equatable {
        /// Seconds ahead of UTC.
        var offset: Int
        var start: Moment
        var end: Moment
    }

    /// A day of each year, and seconds of local time after its midnight.
    struct Moment: Equatable {
        var day: Day
        var time: Int
    }

    enum Day: Equatable {
        /// `Jn`: 1 to 365, 29 February never counted.
        case julian(Int)
        /// `n`: 0 to 365, 29 February counted.
        case ordinal(Int)
        /// `Mm.w.d`: the `week`th (5: last) `weekday` (0: Sunday) of the month.
        case week(month: Int, week: Int, weekday: Int)
    }

    /// Seconds ahead of UTC.
    var standardOffset: Int
    var daylight: Daylight?

    /// Nil unless the whole text is a rule. Names of offsets are checked and forgotten.
    init?(_ text: some Sequence<UInt8>) {
        var reader = PosixTimeZoneReader(text)
        guard reader.name(), let west = reader.time(hours: 24) else { return nil }
        standardOffset = -west
        guard !reader.isAtEnd else { return }
        guard reader.name() else { return nil }
        var offset = standardOffset + 3600
        if reader.next != UInt8(ascii: ",") {
            guard let west = reader.time(hours: 24) else { return nil }
            offset = -west
        }
        guard reader.skip(","), let start = reader.moment(), reader.skip(","), let end = reader.moment(),
            reader.isAtEnd
        else { return nil }
        daylight = Daylight(offset: offset, start: start, end: end)
    }

    /// The changes later than `last` (all of them from year 1 when nil) through the year `through`, in order.
    ///
    /// Times are seconds since 1970-01-01T00:00:00Z. Without daylight time nothing ever changes: the last
    /// transition of the file has led to the standard offset (RFC 9636, 3.3).
    func changes(after last: Int64?, through: Int) -> [(time: Int64, offset: Int)] {
        guard let daylight else { return [] }
        let from = last.map { Self.year(of: $0) - 1 } ?? 1
        guard from <= through else { return [] }
        var changes: [(time: Int64, rank: Int, offset: Int)] = []
        for year in max(1, from)...through {
            let start = Self.seconds(of: daylight.start, in: year) - Int64(standardOffset)
            let end = Self.seconds(of: daylight.end, in: year) - Int64(daylight.offset)
            changes.append((time: start, rank: 1, offset: daylight.offset))
            changes.append((time: end, rank: 0, offset: standardOffset))
        }
        // Where daylight time ends as it begins again, as in `<-03>3<-04>4,0/0,J365/23`, it never ends:
        // the start is put last so that it is the one kept.
        changes.sort { ($0.time, $0.rank) < ($1.time, $1.rank) }
        var kept: [(time: Int64, offset: Int)] = []
        for change in changes where last.map({ change.time > $0 }) ?? true {
            if kept.last?.time == change.time { kept.removeLast() }
            kept.append((time: change.time, offset: change.offset))
        }
        return kept
    }

    private static func year(of seconds: Int64) -> Int {
        // Years outside the calendar are clamped: the data of real zones lies within.
        let day = max(-719_162, min(2_932_896, seconds / 86_400))
        return LocalDate(daysSinceEpoch: Int(day)).components.year
    }

    /// Local seconds since 1970-01-01T00:00:00 of the moment in a year from 1 to 9999.
    private static func seconds(of moment: Moment, in year: Int) -> Int64 {
        let day =
            switch moment.day {
            case .ordinal(let number):
                firstDay(of: year, 1) + number
            case .julian(let number):
                firstDay(of: year, 1) + number - 1 + (isLeap(year) && number >= 60 ? 1 : 0)
            case .week(let month, let week, let weekday):
                dayOfWeek(weekday, week: week, year: year, month: month)
            }
        return Int64(day) * 86_400 + Int64(moment.time)
    }

    private static func dayOfWeek(_ weekday: Int, week: Int, year: Int, month: Int) -> Int {
        let first = LocalDate(daysSinceEpoch: firstDay(of: year, month))
        let next = month == 12 ? firstDay(of: year + 1, 1) : firstDay(of: year, month + 1)
        let ahead = (weekday - first.weekday.isoNumber % 7 + 7) % 7
        let day = first.daysSinceEpoch + ahead + 7 * (week - 1)
        // Only the fifth week can fall outside: "5" means the last one there is.
        return day < next ? day : day - 7
    }

    private static func isLeap(_ year: Int) -> Bool {
        firstDay(of: year, 3) - firstDay(of: year, 2) == 29
    }

    private static func firstDay(of year: Int, _ month: Int) -> Int {
        guard let date = LocalDate(year: year, month: month, day: 1) else {
            preconditionFailure("year \(year), month \(month)")
        }
        return date.daysSinceEpoch
    }
}
