/// One line of an iCalendar file: `DTSTART;TZID=Europe/Paris:20261020T060000`.
struct CalendarProperty: Sendable {
    /// In capitals.
    let name: String
    /// The parameter `TZID`.
    let zone: String?
    /// The parameter `VALUE`, in capitals.
    let type: String?
    /// The parameter `RANGE`, in capitals.
    let range: String?
    /// Without blanks around it.
    let value: String

    /// nil where the line is not of this form.
    init?(_ line: [UInt8], charset: Charset) {
        var position = 0
        let name = Self.takeName(line, &position)
        guard !name.isEmpty else { return nil }
        var parameters: [String: String] = [:]
        while position < line.count, line[position] == ASCII.semicolon {
            position += 1
            let parameter = Self.takeName(line, &position).uppercased()
            guard !parameter.isEmpty, position < line.count, line[position] == UInt8(ascii: "=") else {
                return nil
            }
            position += 1
            guard let value = Self.takeValues(line, &position) else { return nil }
            if parameters[parameter] == nil { parameters[parameter] = charset.text(value) }
        }
        guard position < line.count, line[position] == ASCII.colon else { return nil }
        self.name = name.uppercased()
        zone = parameters["TZID"]
        type = parameters["VALUE"]?.uppercased()
        range = parameters["RANGE"]?.uppercased()
        value = Self.trimmed(charset.text(line[(position + 1)...]))
    }

    /// Letters, digits and `-`.
    private static func takeName(_ line: [UInt8], _ position: inout Int) -> String {
        let start = position
        while position < line.count {
            let byte = line[position]
            guard ASCII.isDigit(byte) || ASCII.isCapital(byte & ~0x20) || byte == ASCII.minus else { break }
            position += 1
        }
        return String(decoding: line[start..<position], as: UTF8.self)
    }

    /// The values of a parameter as far as they go, quotation marks removed; nil where one is not closed.
    private static func takeValues(_ line: [UInt8], _ position: inout Int) -> [UInt8]? {
        var value: [UInt8] = []
        var isQuoted = false
        while position < line.count {
            let byte = line[position]
            if byte == ASCII.quote {
                isQuoted.toggle()
            } else if !isQuoted && (byte == ASCII.semicolon || byte == ASCII.colon) {
                return value
            } else {
                value.append(byte)
            }
            position += 1
        }
        return isQuoted ? nil : value
    }

    private static func trimmed(_ text: String) -> String {
        guard let first = text.first, let last = text.last, first.isWhitespace || last.isWhitespace else {
            return text
        }
        let start = text.drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }

    /// The value of a property that holds text, as it is meant.
    var plainText: String {
        guard Self.texts.contains(name), value.contains("\\") else { return value }
        var plain = ""
        var isEscaped = false
        for character in value {
            if isEscaped {
                switch character {
                case "n", "N": plain.append("\n")
                case "\\", ";", ",": plain.append(character)
                default: plain += "\\\(character)"
                }
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                plain.append(character)
            }
        }
        return isEscaped ? plain + "\\" : plain
    }

    private static let texts: Set<String> = ["SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT"]
}
