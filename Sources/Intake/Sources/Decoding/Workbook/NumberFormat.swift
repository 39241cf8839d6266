/// What a number format makes of a number, as far as it changes more than its look.
enum NumberFormat: Hashable, Sendable {
    case plain
    case percent
    /// Padded with zeros to so many digits.
    case zeros(Int)
    /// A day, with a time of day or without.
    case date
    /// A time of day alone.
    case time

    /// By the number of a format that every workbook has (ISO 29500, 18.8.30).
    init(builtIn id: Int) {
        self =
            switch id {
            case 9, 10, 67, 68: .percent
            case 14...17, 22, 27...31, 36, 50...58, 71...74: .date
            case 18...21, 32...35, 45, 47, 75...81: .time
            default: .plain
            }
    }

    /// By its code, of which the part for numbers above zero counts.
    init(code: String) {
        let signs = Self.signs(of: code)
        if signs.contains("%") {
            self = .percent
        } else if signs.contains(where: { "yd".contains($0) }) {
            self = .date
        } else if signs.contains(where: { "hs".contains($0) }) {
            self = .time
        } else if signs.contains("m") {
            self = .date
        } else if signs.count > 1, signs.allSatisfy({ $0 == "0" }) {
            self = .zeros(signs.count)
        } else {
            self = .plain
        }
    }

    /// In small letters, without the text of literals, colours, conditions and elapsed times.
    private static func signs(of code: String) -> [Character] {
        var signs: [Character] = []
        var rest = code.lowercased()[...]
        while let sign = rest.first {
            rest = rest.dropFirst()
            switch sign {
            case ";": return signs
            case "\"":
                signs.append(sign)
                rest = rest.drop { $0 != sign }.dropFirst()
            case "\\", "_", "*":
                signs.append(sign)
                rest = rest.dropFirst()
            case "[":
                let content = rest.prefix { $0 != "]" }
                rest = rest.dropFirst(content.count + 1)
                // Hours, minutes or seconds beyond a day: a length, not a time of day.
                if let letter = content.first, "hms".contains(letter), content.allSatisfy({ $0 == letter }) {
                    return ["#"]
                }
            case "g" where rest.hasPrefix("eneral"):
                signs.append("#")
                rest = rest.dropFirst(6)
            case "a" where rest.hasPrefix("m/pm"): rest = rest.dropFirst(4)
            case "a" where rest.hasPrefix("/p"): rest = rest.dropFirst(2)
            default: signs.append(sign)
            }
        }
        return signs
    }
}
