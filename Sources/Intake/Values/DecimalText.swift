/// Reads exact decimals: money and percentages. Floating point never sees them. Source: contract R8, R11.
enum DecimalText {
    /// Cents: a sign or none, digits, and at most two decimals after `.` or `,`.
    static func money(_ text: Span<UInt8>) throws(Fault) -> Int64 {
        var start = 0
        let isNegative = text.has(ASCII.minus, at: 0)
        if isNegative || text.has(ASCII.plus, at: 0) { start = 1 }
        guard let cents = scaled(text, from: start, to: text.count, places: 2) else {
            throw diagnose(text.array, places: 2, example: "1234.53", noun: "an amount of money")
        }
        guard cents <= Limits.money else {
            throw Fault("is beyond 10,000,000,000,000.00, positive or negative")
        }
        return isNegative ? -cents : cents
    }

    /// Millionths of a percent: digits, at most six decimals after `.` or `,`, and perhaps a `%`.
    static func percentage(_ text: Span<UInt8>) throws(Fault) -> Int64 {
        var end = text.count
        if end > 0, text[end - 1] == ASCII.percent {
            end -= 1
            while end > 0, text[end - 1] == ASCII.space { end -= 1 }
        }
        guard let millionths = scaled(text, from: 0, to: end, places: 6) else {
            if text.has(ASCII.minus, at: 0) {
                throw Fault("is negative; a percentage lies between 0 and 100")
            }
            throw diagnose(
                text.extracting(0..<end).array, places: 6, example: "20 or 5.5", noun: "a percentage")
        }
        guard millionths <= 100_000_000 else {
            throw Fault("is more than 100 %; a percentage lies between 0 and 100")
        }
        return millionths
    }

    /// A VAT rate as a `percentage`. One between 0 and 1 % is a fraction that was meant as a percentage.
    static func vatRate(_ text: Span<UInt8>) throws(Fault) -> Int64 {
        let rate = try percentage(text)
        guard rate == 0 || rate >= 1_000_000 else {
            throw Fault("is a rate below 1 %; a rate is written in percent: 20 % is written 20, not 0.2")
        }
        return rate
    }

    /// A part of a whole as a `percentage`; nothing of it is not a part.
    static func share(_ text: Span<UInt8>) throws(Fault) -> Int64 {
        let share = try percentage(text)
        guard share > 0 else { throw Fault("is 0 %; the share that was down lies above 0 and up to 100") }
        return share
    }

    /// Euros for one unit of a currency, in millionths.
    static func exchangeRate(_ text: Span<UInt8>) throws(Fault) -> Int64 {
        guard let rate = scaled(text, from: 0, to: text.count, places: 6) else {
            throw diagnose(text.array, places: 6, example: "0.9234", noun: "an exchange rate")
        }
        guard rate > 0, rate <= 1_000_000_000_000 else {
            throw Fault("lies outside 0.000001 to 1000000; write the euros for one unit, such as 0.9234")
        }
        return rate
    }

    /// The number in units of its last place; nil for another shape, a huge value for a huge number.
    private static func scaled(_ text: Span<UInt8>, from start: Int, to end: Int, places: Int) -> Int64? {
        var value: Int64 = 0
        var digits = 0
        var decimals = -1
        for position in start..<end {
            let byte = text[position]
            if ASCII.isDigit(byte) {
                // Far above every bound, far below overflow.
                if value < 10_000_000_000_000_000 { value = value * 10 + Int64(byte - UInt8(ascii: "0")) }
                digits += 1
                if decimals >= 0 { decimals += 1 }
            } else if (byte == ASCII.dot || byte == ASCII.comma) && decimals < 0 && digits > 0 {
                decimals = 0
            } else {
                return nil
            }
        }
        guard digits > 0, decimals != 0, decimals <= places else { return nil }
        for _ in max(decimals, 0)..<places where value < 100_000_000_000_000_000 { value *= 10 }
        return value
    }

    /// Why a text is not a decimal.
    private static func diagnose(_ text: [UInt8], places: Int, example: String, noun: String) -> Fault {
        let characters = String(decoding: text, as: UTF8.self).unicodeScalars
        guard characters.contains(where: digits.contains) else {
            return Fault("is not \(noun); write \(example)")
        }
        if let first = characters.first, let last = characters.last,
            blanks.contains(first) || blanks.contains(last)
        {
            return Fault("has blanks around it; remove them")
        }
        let marks = characters.count { $0 == "." || $0 == "," }
        if characters.allSatisfy({ digits.contains($0) || "+-.,".unicodeScalars.contains($0) }), marks == 1 {
            let decimals = characters.reversed().prefix { digits.contains($0) }.count
            if places == 2 && decimals == 3 {
                return Fault(
                    "has three decimals or a thousands separator; write \(example), without separators")
            }
            if decimals > places {
                let most = places == 2 ? "two" : "six"
                return Fault("has more than \(most) decimals; nothing is rounded: write \(example)")
            }
        }
        let groups = characters.filter { !digits.contains($0) && !"+-.,".unicodeScalars.contains($0) }
        if groups.allSatisfy({ blanks.contains($0) || separators.contains($0) }), !groups.isEmpty || marks > 1
        {
            return Fault("has a blank or a thousands separator in it; write \(example)")
        }
        if groups.count == 1, groups.first == "e" || groups.first == "E" {
            return Fault("uses an exponent; write plain digits, as in \(example)")
        }
        return Fault("is not \(noun); write \(example)")
    }

    private static let digits = Set("0123456789".unicodeScalars)
    private static let blanks: Set<Unicode.Scalar> = [" ", "\t", "\u{A0}", "\u{2009}", "\u{202F}"]
    private static let separators: Set<Unicode.Scalar> = ["'", "\u{2019}", "_"]
}
