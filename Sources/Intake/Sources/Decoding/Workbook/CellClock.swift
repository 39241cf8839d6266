import SLA

/// The days and times that numbers of a workbook stand for.
struct CellClock: Sendable {
    /// Whether day 0 is 1904-01-01; else day 1 is 1900-01-01.
    let isFrom1904: Bool

    /// 1904-01-01, 1899-12-31 and 1899-12-30.
    private static let day1904 = LocalDate(daysSinceEpoch: -24_107)
    private static let day1900 = LocalDate(daysSinceEpoch: -25_568)
    private static let dayAfterFebruary = LocalDate(daysSinceEpoch: -25_569)

    /// Throws where the number is no day or time.
    func value(_ number: CellNumber, isTime: Bool) throws(Fault) -> SourceValue {
        guard let (whole, milliseconds) = number.days else {
            throw Fault("is shown as a date, but its number is none")
        }
        if whole == 0, isTime || !isFrom1904 { return SourceValue(Self.time(milliseconds)) }
        guard isFrom1904 || whole != 60 else {
            throw Fault("is the day 1900-02-29, which did not exist")
        }
        // The program that began it took 1900 for a leap year.
        let day = (isFrom1904 ? Self.day1904 : whole < 60 ? Self.day1900 : Self.dayAfterFebruary).adding(
            days: whole)
        guard day.components.year <= 9999 else {
            throw Fault("is shown as a date, but its number is none")
        }
        return Self.value(day, milliseconds)
    }

    /// An ISO 8601 date or time, as cells of the type `d` hold it.
    static func value(_ text: String) throws(Fault) -> SourceValue {
        let bytes = Array(text.utf8)
        let span = bytes.span
        let malformed = Fault("is no date; a cell of that type holds one such as 2026-10-31T14:32:00")
        var position = 0
        var day: LocalDate?
        if let year = span.digits(at: 0, count: 4), span.has(ASCII.minus, at: 4),
            let month = span.digits(at: 5, count: 2), span.has(ASCII.minus, at: 7),
            let number = span.digits(at: 8, count: 2)
        {
            guard let date = LocalDate(year: year, month: month, day: number) else {
                throw Fault("is a day that does not exist")
            }
            day = date
            position = 10
            if position == bytes.count { return value(date, 0) }
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: "T") { position += 1 }
        guard let hour = span.digits(at: position, count: 2), span.has(ASCII.colon, at: position + 2),
            let minute = span.digits(at: position + 3, count: 2), hour < 24, minute < 60
        else { throw malformed }
        position += 5
        var milliseconds = (hour * 60 + minute) * 60_000
        if span.has(ASCII.colon, at: position), let second = span.digits(at: position + 1, count: 2),
            second < 60
        {
            milliseconds += second * 1_000
            position += 3
            if span.has(ASCII.dot, at: position) {
                position += 1
                var unit = 100
                while position < bytes.count, ASCII.isDigit(bytes[position]) {
                    milliseconds += unit * Int(bytes[position] - 48)
                    unit /= 10
                    position += 1
                }
            }
        }
        if position + 1 == bytes.count, bytes[position] == UInt8(ascii: "Z") { position += 1 }
        guard position == bytes.count else { throw malformed }
        return day.map { value($0, milliseconds) } ?? SourceValue(time(milliseconds))
    }

    private static func value(_ day: LocalDate, _ milliseconds: Int) -> SourceValue {
        let text = milliseconds == 0 ? "\(day)" : "\(day)T\(time(milliseconds))"
        let clock = Int64(day.daysSinceEpoch) * Microseconds.perDay + Int64(milliseconds) * 1_000
        return SourceValue(text, cellClock: clock)
    }

    private static func time(_ milliseconds: Int) -> String {
        let seconds = milliseconds / 1_000
        let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { padded($0, to: 2) }
        let rest = milliseconds % 1_000
        return clock.joined(separator: ":") + (rest == 0 ? "" : ".\(padded(rest, to: 3))")
    }
}
