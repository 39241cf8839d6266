import SLA

extension TimePattern {
    /// What a text says in this form; nil when it has another form. Throws for a text of the form that names no time.
    func read(_ text: String) throws(Fault) -> WrittenTime? {
        let scalars = Array(text.unicodeScalars)
        for pieces in variants {
            var reading = ClockReading(scalars, names: names)
            if reading.take(pieces) { return try reading.time() }
        }
        return nil
    }
}

/// One text on its way through the pieces of a pattern.
private struct ClockReading {
    private let text: [Unicode.Scalar]
    private let names: CalendarNames
    private var position = 0
    private var numbers: [TimePattern.Number: Int] = [:]
    private var isAfternoon: Bool?
    private var offset: Int?

    init(_ text: [Unicode.Scalar], names: CalendarNames) {
        self.text = text
        self.names = names
    }

    /// Whether the whole text has this form.
    mutating func take(_ pieces: [TimePattern.Piece]) -> Bool {
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .number(let number, let width):
                guard takeNumber(number, width) else { return false }
            case .monthName(let isShort):
                let name = takeWord(isShort, before: pieces.dropFirst(index + 1).first)
                let month = isShort ? names.month(abbreviated: name) : names.month(named: name)
                guard let month else { return false }
                numbers[.month] = month
            case .weekday:
                let name = takeWord(true, before: pieces.dropFirst(index + 1).first)
                // It says nothing that the date does not.
                guard names.weekday(abbreviated: name) != nil else { return false }
            case .half:
                let word = takeWord(false, before: nil)
                guard word == "am" || word == "pm" else { return false }
                isAfternoon = word == "pm"
            case .offset:
                guard takeOffset() else { return false }
            case .blank:
                guard let next, TimePatternReader.isBlank(next) else { return false }
                position += 1
            case .text(let scalar):
                guard next == scalar else { return false }
                position += 1
            }
        }
        return position == text.count
    }

    /// Throws where the parts make no time.
    func time() throws(Fault) -> WrittenTime {
        guard let year = numbers[.year], let month = numbers[.month] else {
            throw Fault("has no year or no month")
        }
        guard let day = LocalDate(year: year, month: month, day: numbers[.day] ?? 1) else {
            throw Fault(
                1...12 ~= month
                    ? "is a day that does not exist" : "is a month that does not exist; months are 1 to 12")
        }
        var hour = numbers[.hour] ?? 0
        if let hourOfHalf = numbers[.hourOfHalf] {
            guard 1...12 ~= hourOfHalf else {
                throw Fault("has an hour that does not exist; with AM and PM they are 1 to 12")
            }
            hour = hourOfHalf % 12 + (isAfternoon == true ? 12 : 0)
        }
        let (minute, second) = (numbers[.minute] ?? 0, numbers[.second] ?? 0)
        guard hour < 24 else { throw Fault("has an hour that does not exist; they are 0 to 23") }
        guard minute < 60 else { throw Fault("has a minute that does not exist; they are 00 to 59") }
        guard second < 60 else {
            throw Fault(
                second == 60
                    ? "has second 60; leap seconds are not counted"
                    : "has a second that does not exist; they are 00 to 59")
        }
        let ofDay = Int64(hour * 3600 + minute * 60 + second) * Microseconds.perSecond
        return WrittenTime(
            clock: Int64(day.daysSinceEpoch) * Microseconds.perDay + ofDay + Int64(numbers[.fraction] ?? 0),
            offset: offset)
    }

    private var next: Unicode.Scalar? { position < text.count ? text[position] : nil }

    private func digit(at position: Int) -> Int? {
        guard position < text.count, "0"..."9" ~= text[position] else { return nil }
        return Int(text[position].value - 48)
    }

    private mutating func takeNumber(_ number: TimePattern.Number, _ width: ClosedRange<Int>) -> Bool {
        var digits: [Int] = []
        while digits.count < width.upperBound, let digit = digit(at: position) {
            digits.append(digit)
            position += 1
        }
        guard digits.count >= width.lowerBound else { return false }
        if number == .fraction {
            // Microseconds; what is finer is cut.
            digits = Array((digits + Array(repeating: 0, count: 6)).prefix(6))
        }
        let value = digits.reduce(0) { $0 * 10 + $1 }
        numbers[number] = number == .year && width.upperBound == 2 ? 2000 + value : value
        return true
    }

    /// Letters in small ones, and the point of an abbreviation unless the pattern has it.
    private mutating func takeWord(_ mayHavePoint: Bool, before piece: TimePattern.Piece?) -> String {
        var word = String.UnicodeScalarView()
        while let next, next.properties.isAlphabetic || next.properties.generalCategory == .nonspacingMark {
            word.append(next)
            position += 1
        }
        if mayHavePoint, next == ".", piece != .text(".") { position += 1 }
        return String(word).lowercased()
    }

    /// `Z`, `+02:00`, `+0200` or `+02`.
    private mutating func takeOffset() -> Bool {
        if next == "Z" || next == "z" {
            position += 1
            offset = 0
            return true
        }
        guard let sign = next, sign == "+" || sign == "-", let hours = twoDigits(at: position + 1) else {
            return false
        }
        position += 3
        var minutes = 0
        let hasColon = next == ":"
        if let written = twoDigits(at: position + (hasColon ? 1 : 0)) {
            minutes = written
            position += hasColon ? 3 : 2
        } else if hasColon {
            return false
        }
        guard minutes < 60, hours * 60 + minutes <= 18 * 60 else { return false }
        offset = (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
        return true
    }

    private func twoDigits(at position: Int) -> Int? {
        guard let tens = digit(at: position), let ones = digit(at: position + 1) else { return nil }
        return tens * 10 + ones
    }
}
