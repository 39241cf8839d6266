/// Reads the text of a path, or of an `each`, step by step.
struct SourcePathReader {
    private let characters: [Character]
    private var position = 0

    init(_ text: String) {
        characters = Array(text)
    }

    /// `^` for each climb, then steps.
    mutating func readPath() throws(SourcePathError) -> (climbs: Int, steps: [SourceStep]) {
        var climbs = 0
        while take("^") {
            climbs += 1
            if position == characters.count { throw error("climbs to a whole record; name a value in it") }
            guard take(".") || next == "[" else { throw error("needs '.' after ^") }
        }
        var steps: [SourceStep] = []
        repeat {
            if next == "^" { throw error("has ^ after a name; it climbs only at the beginning") }
            if next == "*" {
                throw error("has *, which only each may have; a name goes through arrays by itself")
            }
            try readNameAndBrackets(&steps)
        } while take(".")
        try end()
        return (climbs, steps)
    }

    /// Names, `[2]` and `*`, which stands for every element of an array and is given as nil.
    mutating func readEach() throws(SourcePathError) -> [SourceStep?] {
        var found: [SourceStep?] = []
        repeat {
            if take("*") {
                found.append(nil)
                continue
            }
            if next == "^" { throw error("has ^, which each does not know") }
            let start = position
            var steps: [SourceStep] = []
            try readNameAndBrackets(&steps)
            for step in steps {
                guard case .elements = step else { continue }
                position = start
                throw error("chooses elements by their content; that is what where is for")
            }
            found += steps
        } while take(".")
        try end()
        return found
    }

    /// A name with what stands in brackets after it; or brackets alone.
    private mutating func readNameAndBrackets(_ steps: inout [SourceStep]) throws(SourcePathError) {
        let isFirst = steps.isEmpty
        if !(isFirst && next == "[") { steps.append(.name(Array(try readName().utf8))) }
        while take("[") {
            if let number = try readNumber() {
                steps.append(.element(number))
            } else {
                let name = try readName()
                guard take("=") else { throw error("needs '=' or a number in brackets") }
                steps.append(.elements(name: Array(name.utf8), text: try readBracketText()))
            }
            guard take("]") else { throw error("needs ']'") }
        }
    }

    private mutating func readName() throws(SourcePathError) -> String {
        if next == "\"" { return try readQuoted() }
        let start = position
        while let character = next, Self.isPlain(character) { position += 1 }
        guard position > start else {
            throw error(position < characters.count ? Self.oddName : "has no name")
        }
        if characters[start].isWhitespace || characters[position - 1].isWhitespace {
            position = start
            throw error("has blanks around a name; put it in quotation marks to keep them")
        }
        return String(characters[start..<position])
    }

    /// `"…"`, in which `""` is a quotation mark.
    private mutating func readQuoted() throws(SourcePathError) -> String {
        let start = position
        position += 1
        var text = ""
        while let character = next {
            position += 1
            if character == "\"" {
                guard next == "\"" else { return text }
                position += 1
            }
            text.append(character)
        }
        position = start
        throw error("opens a quotation mark that is not closed")
    }

    private mutating func readBracketText() throws(SourcePathError) -> String {
        if next == "\"" { return try readQuoted() }
        let start = position
        while let character = next, character != "]" { position += 1 }
        return String(characters[start..<position])
    }

    /// nil where no digit stands.
    private mutating func readNumber() throws(SourcePathError) -> Int? {
        let start = position
        while let character = next, character.isASCII, character.isNumber { position += 1 }
        guard position > start, next == "]" else {
            position = start
            return nil
        }
        guard let number = Int(String(characters[start..<position])), 1...1_000_000_000 ~= number else {
            position = start
            throw error("counts elements from 1")
        }
        return number
    }

    private func end() throws(SourcePathError) {
        if position < characters.count { throw error(Self.oddName) }
    }

    private var next: Character? { position < characters.count ? characters[position] : nil }

    private mutating func take(_ character: Character) -> Bool {
        guard next == character else { return false }
        position += 1
        return true
    }

    private func error(_ reason: String) -> SourcePathError { SourcePathError(position + 1, reason) }

    private static let oddName =
        "has a character that a name has only in quotation marks (\"…\")"

    /// Letters, digits, `_`, `-`, `@`, `:` and blanks.
    private static func isPlain(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == " " || "_-@:".contains(character)
    }
}
