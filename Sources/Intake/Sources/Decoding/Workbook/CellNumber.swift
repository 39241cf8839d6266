import SLA

/// A number of a cell, as its decimal digits: nothing is rounded but what the program that wrote it does not show.
struct CellNumber: Hashable, Sendable {
    private static let significant = 15
    /// Beyond it no program writes a number.
    private static let largestExponent = 400

    private let isNegative: Bool
    /// Without zeros at either end.
    private let digits: [UInt8]
    /// How many of the digits stand before the decimal point; below 0, so many zeros follow it.
    private let point: Int

    private init(isNegative: Bool, digits: [UInt8], point: Int) {
        self.isNegative = isNegative
        var digits = digits[...]
        var point = point
        while digits.first == 0 {
            digits.removeFirst()
            point -= 1
        }
        while digits.last == 0 { digits.removeLast() }
        self.digits = Array(digits)
        self.point = digits.isEmpty ? 0 : point
    }

    /// `-12.5`, `8.5000000000000006E-2`; nil for anything else.
    init?(_ text: ArraySlice<UInt8>) {
        var rest = text
        let isNegative = rest.first == ASCII.minus
        if isNegative || rest.first == ASCII.plus { rest.removeFirst() }
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(byte - 48)
            case ASCII.dot where point == nil: point = digits.count
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                guard let written = Int(String(decoding: rest, as: UTF8.self)),
                    abs(written) <= Self.largestExponent
                else {
                    return nil
                }
                exponent = written
                rest = []
            default: return nil
            }
        }
        guard 1...Self.largestExponent ~= digits.count else { return nil }
        self.init(isNegative: isNegative, digits: digits, point: (point ?? digits.count) + exponent)
    }

    /// Whether a number is written as it is shown: at most 15 digits, no exponent, no zeros at its ends.
    static func isPlain(_ text: ArraySlice<UInt8>) -> Bool {
        let digits = text.first == ASCII.minus ? text.dropFirst() : text
        guard 1...significant ~= digits.count, let first = digits.first, let last = digits.last else {
            return false
        }
        var point: Int?
        for place in digits.indices where !ASCII.isDigit(digits[place]) {
            guard digits[place] == ASCII.dot, point == nil, place > digits.startIndex else { return false }
            point = place
        }
        let whole = (point ?? digits.endIndex) - digits.startIndex
        guard
            first != UInt8(ascii: "0") || whole == 1 && (point != nil || text.startIndex == digits.startIndex)
        else { return false }
        return point == nil || last != UInt8(ascii: "0") && last != ASCII.dot
    }

    /// As it is shown: with 15 digits.
    var rounded: CellNumber {
        guard digits.count > Self.significant else { return self }
        var kept = Array(digits.prefix(Self.significant))
        var point = point
        if digits[Self.significant] >= 5 {
            var place = kept.count - 1
            while place >= 0, kept[place] == 9 {
                kept[place] = 0
                place -= 1
            }
            if place >= 0 {
                kept[place] += 1
            } else {
                kept.insert(1, at: 0)
                point += 1
            }
        }
        return CellNumber(isNegative: isNegative, digits: kept, point: point)
    }

    /// A hundred times as much.
    var percent: CellNumber {
        CellNumber(isNegative: isNegative, digits: digits, point: digits.isEmpty ? 0 : point + 2)
    }

    /// Without an exponent; the whole part with at least so many digits.
    func text(width: Int = 1) -> String {
        var whole = point > 0 ? Array(digits.prefix(point)) : []
        if point > digits.count { whole += Array(repeating: 0, count: point - digits.count) }
        let zeros = Array(repeating: UInt8(0), count: point < 0 ? -point : 0)
        let fraction = zeros + (point > 0 ? Array(digits.dropFirst(point)) : digits)
        let padding = Array(repeating: UInt8(0), count: max(0, width - whole.count))
        let sign = isNegative && !digits.isEmpty ? "-" : ""
        let text = { (digits: [UInt8]) in String(decoding: digits.map { $0 + 48 }, as: UTF8.self) }
        return sign + text(padding + whole) + (fraction.isEmpty ? "" : "." + text(fraction))
    }

    var isWhole: Bool { digits.count <= point }

    /// As days: whole ones, and the milliseconds of the last; nil for what is below zero or beyond the year 9999.
    var days: (whole: Int, milliseconds: Int)? {
        guard !isNegative || digits.isEmpty, point <= 7 else { return nil }
        var whole = 0
        for place in 0..<max(0, point) {
            whole = whole * 10 + (place < digits.count ? Int(digits[place]) : 0)
        }
        // Eleven decimals of a day are less than a microsecond.
        var fraction = 0
        for place in 0..<11 {
            let digit = point + place
            fraction = fraction * 10 + (digits.indices.contains(digit) ? Int(digits[digit]) : 0)
        }
        let scale = 100_000_000_000
        let milliseconds = (fraction * 86_400_000 + scale / 2) / scale
        // Almost a day is the next one.
        return milliseconds == 86_400_000 ? (whole + 1, 0) : (whole, milliseconds)
    }
}
