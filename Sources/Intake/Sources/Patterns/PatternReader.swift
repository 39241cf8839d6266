/// The characters of a pattern one by one, with what is written by more than one of them.
struct PatternReader {
    enum Escape {
        case scalar(UInt32)
        case part(ScalarSet.Part)
        case place(PatternSyntax.Place)
    }

    private let scalars: [Unicode.Scalar]
    private(set) var position = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    var count: Int { scalars.count }
    var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }
    var following: Unicode.Scalar? { position + 1 < scalars.count ? scalars[position + 1] : nil }

    mutating func advance() { position += 1 }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    func error(_ reason: String, at place: Int? = nil) -> PatternError {
        PatternError((place ?? position) + 1, reason)
    }

    /// At most four digits; nil where none stands.
    mutating func readNumber() -> Int? {
        let start = position
        var number = 0
        while let digit = next, "0"..."9" ~= digit, position - start < 4 {
            number = number * 10 + Int(digit.value - 48)
            position += 1
        }
        return position > start ? number : nil
    }

    /// The name of `(?<name>`, after its question mark.
    mutating func readGroupName(from start: Int) throws(PatternError) -> String {
        guard take("<") else {
            switch next {
            case "=", "!": throw error("looks ahead, which patterns do not", at: start)
            case "P": throw error("has a group with P; write (?<name>…)", at: start)
            default:
                throw error(
                    "has a group of an unknown kind; there are (…), (?:…) and (?<name>…), "
                        + "and a letter of either case is [Aa]", at: start)
            }
        }
        if next == "=" || next == "!" { throw error("looks behind, which patterns do not", at: start) }
        var name = String.UnicodeScalarView()
        while let scalar = next, scalar.isASCII, ScalarSet.isWord(scalar.value) {
            name.append(scalar)
            position += 1
        }
        guard let first = name.first, !("0"..."9" ~= first), take(">") else {
            throw error("has a group without a name of letters, digits and _, as in (?<name>…)", at: start)
        }
        return String(name)
    }

    /// What a backslash and the character after it stand for.
    mutating func readEscape() throws(PatternError) -> Escape {
        let start = position
        advance()
        guard let letter = next else {
            throw error("ends with a backslash; write it twice for the character itself", at: start)
        }
        advance()
        switch letter {
        case "d": return .part(.digit)
        case "D": return .part(.noDigit)
        case "s": return .part(.blank)
        case "S": return .part(.noBlank)
        case "w": return .part(.word)
        case "W": return .part(.noWord)
        case "b": return .place(.wordEdge)
        case "B": return .place(.noWordEdge)
        case "n": return .scalar(10)
        case "r": return .scalar(13)
        case "t": return .scalar(9)
        case "1"..."9", "k": throw error("refers back to a group, which patterns do not", at: start)
        case _ where !letter.isASCII || ScalarSet.isWord(letter.value):
            throw error("has \\\(letter), which means nothing", at: start)
        default: return .scalar(letter.value)
        }
    }

    /// One member of a class: a character, or nil where it is a set, which is added to `parts`.
    mutating func readClassMember(_ parts: inout [ScalarSet.Part]) throws(PatternError) -> UInt32? {
        guard let scalar = next else { throw error("opens a class with [ that is not closed") }
        if scalar == "[", following == ":" || following == "." || following == "=" {
            throw error("has a class within a class, which patterns do not know")
        }
        guard scalar == "\\" else {
            advance()
            return scalar.value
        }
        let start = position
        switch try readEscape() {
        case .scalar(let value): return value
        case .part(let part):
            parts.append(part)
            return nil
        case .place: throw error("has a place in a class; only characters stand there", at: start)
        }
    }
}
