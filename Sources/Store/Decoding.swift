internal import Postgres
internal import SLA

/// A stored value that the program does not know; only a newer or damaged database holds one.
struct UnknownWord: Error, CustomStringConvertible {
    let column: String
    let word: String

    var description: String { "the database holds an unknown word in \(column): \(word)" }
}

func word<Word: RawRepresentable<String>>(_ text: String, column: String) throws -> Word {
    guard let word = Word(rawValue: text) else { throw UnknownWord(column: column, word: text) }
    return word
}

func percentage(millionths: Int64, column: String) throws -> Percentage {
    guard let percentage = Percentage(millionths: millionths) else {
        throw UnknownWord(column: column, word: String(millionths))
    }
    return percentage
}

/// SLA values out of rows.
extension Row {
    func word<Word: RawRepresentable<String>>(_ column: String) throws -> Word {
        try Store.word(try text(.name(column)), column: column)
    }

    func optionalWord<Word: RawRepresentable<String>>(_ column: String) throws -> Word? {
        try optionalText(.name(column)).map { try Store.word($0, column: column) }
    }

    func instant(_ column: String) throws -> Instant {
        Instant(microseconds: try timestamp(.name(column)))
    }

    func localDate(_ column: String) throws -> LocalDate {
        LocalDate(daysSinceEpoch: try date(.name(column)))
    }

    func optionalLocalDate(_ column: String) throws -> LocalDate? {
        try optionalDate(.name(column)).map(LocalDate.init(daysSinceEpoch:))
    }

    func percentage(_ column: String) throws -> Percentage {
        try Store.percentage(millionths: try int64(.name(column)), column: column)
    }

    func optionalPercentage(_ column: String) throws -> Percentage? {
        try optionalInt64(.name(column)).map { try Store.percentage(millionths: $0, column: column) }
    }

    func cents(_ column: String) throws -> Cents { Cents(try int64(.name(column))) }
}

extension Connection {
    /// The one number that a query gives.
    func count(_ sql: String, _ parameters: [Parameter] = []) throws -> Int {
        Int(try query(sql, parameters).single().int64(0))
    }
}

/// SLA values as SQL literals, for COPY, which takes no parameters.
extension Instant {
    var literal: String {
        let day = floorDivide(microseconds, by: Microseconds.perDay)
        let date = LocalDate(daysSinceEpoch: Int(day))
        let seconds = (microseconds - day * Microseconds.perDay) / Microseconds.perSecond
        let rest = microseconds - day * Microseconds.perDay - seconds * Microseconds.perSecond
        return "(timestamptz '\(date) 00:00:00Z' + interval '\(seconds) seconds \(rest) microseconds')"
    }
}

extension LocalDate {
    var literal: String { "date '\(self)'" }
}

extension Month {
    var literal: String { firstDay.literal }
}
