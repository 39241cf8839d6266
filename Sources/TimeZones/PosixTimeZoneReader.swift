/// Reads the parts of a POSIX `TZ` string one after another; every part is bounds-checked.
struct PosixTimeZoneReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: some Sequence<UInt8>) {
        bytes = Array(text)
    }

    var isAtEnd: Bool { position == bytes.count }

    var next: UInt8? { isAtEnd ? nil : bytes[position] }

    /// True when the character was next and is now behind.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// Skips an abbreviation: three letters or more, or `<+03>`.
    mutating func name() -> Bool {
        let quoted = skip("<")
        let start = position
        while let byte = next, Self.isLetter(byte) || (quoted && Self.isDigitOrSign(byte)) { position += 1 }
        guard position - start >= 3 else { return false }
        return quoted ? skip(">") : true
    }

    /// `[+-]h[:mm[:ss]]` in seconds, at most so many hours.
    mutating func time(hours limit: Int) -> Int? {
        let isNegative = skip("-")
        if !isNegative { _ = skip("+") }
        guard let hours = number(in: 0...limit) else { return nil }
        var seconds = hours * 3600
        if skip(":") {
            guard let minutes = number(in: 0...59) else { return nil }
            seconds += minutes * 60
            if skip(":") {
                guard let rest = number(in: 0...59) else { return nil }
                seconds += rest
            }
        }
        return isNegative ? -seconds : seconds
    }

    /// `Jn`, `n` or `Mm.w.d`, with `/time` or at 02:00.
    mutating func moment() -> PosixTimeZoneRule.Moment? {
        guard let day = day() else { return nil }
        guard skip("/") else { return PosixTimeZoneRule.Moment(day: day, time: 7200) }
        return time(hours: 167).map { PosixTimeZoneRule.Moment(day: day, time: $0) }
    }

    private mutating func day() -> PosixTimeZoneRule.Day? {
        if skip("J") { return number(in: 1...365).map { .julian($0) } }
        guard skip("M") else { return number(in: 0...365).map { .ordinal($0) } }
        guard let month = number(in: 1...12), skip("."), let week = number(in: 1...5), skip("."),
            let weekday = number(in: 0...6)
        else { return nil }
        return .week(month: month, week: week, weekday: weekday)
    }

    /// One to three digits.
    private mutating func number(in range: ClosedRange<Int>) -> Int? {
        var value = 0
        let start = position
        while let byte = next, 48...57 ~= byte, position - start < 3 {
            value = value * 10 + Int(byte - 48)
            position += 1
        }
        return position > start && range.contains(value) ? value : nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
    }

    private static func isDigitOrSign(_ byte: UInt8) -> Bool {
        48...57 ~= byte || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
    }
}
