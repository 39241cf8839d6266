/// Reads the text of a pattern.
struct PatternParser {
    static let longest = 500
    static let mostRepetitions = 100

    private var reader: PatternReader
    private(set) var groups = 0
    /// Of named groups: their numbers, in the order of their opening.
    private(set) var names: [(name: String, group: Int)] = []

    init(_ text: String) {
        reader = PatternReader(text)
    }

    mutating func parse() throws(PatternError) -> PatternSyntax {
        guard reader.count > 0 else { throw PatternError(nil, "is empty") }
        guard reader.count <= Self.longest else {
            throw PatternError(nil, "has \(reader.count) characters; at most \(Self.longest) are allowed")
        }
        let syntax = try parseChoice()
        guard reader.next == nil else { throw reader.error("closes a group that is not open") }
        return syntax
    }

    private mutating func parseChoice() throws(PatternError) -> PatternSyntax {
        var parts = [try parseSequence()]
        while reader.take("|") { parts.append(try parseSequence()) }
        return parts.count == 1 ? parts[0] : .choice(parts)
    }

    private mutating func parseSequence() throws(PatternError) -> PatternSyntax {
        var parts: [PatternSyntax] = []
        while let next = reader.next, next != "|", next != ")" {
            let start = reader.position
            let part = try parsePart()
            parts.append(try parseRepetition(of: part, from: start))
        }
        return parts.isEmpty ? .empty : parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func parsePart() throws(PatternError) -> PatternSyntax {
        guard let next = reader.next else { return .empty }
        switch next {
        case "(": return try parseGroup()
        case "[": return .set(try parseClass())
        case "\\": return try parseEscape()
        case "?", "*", "+": throw reader.error("has nothing before \(next) that could be repeated")
        case "{": throw reader.error("has { that repeats nothing; write \\{ for the character itself")
        default: break
        }
        reader.advance()
        switch next {
        case ".": return .set(.any)
        case "^": return .place(.start)
        case "$": return .place(.end)
        default: return .scalar(next.value)
        }
    }

    private mutating func parseGroup() throws(PatternError) -> PatternSyntax {
        let start = reader.position
        reader.advance()
        var number: Int?
        if reader.take("?") {
            if !reader.take(":") {
                let name = try reader.readGroupName(from: start)
                guard !names.contains(where: { $0.name == name }) else {
                    throw reader.error("has two groups named \(name)", at: start)
                }
                groups += 1
                number = groups
                names.append((name, groups))
            }
        } else {
            groups += 1
            number = groups
        }
        let content = try parseChoice()
        guard reader.take(")") else { throw reader.error("opens a group that is not closed", at: start) }
        return number.map { .group($0, content) } ?? content
    }

    private mutating func parseRepetition(
        of part: PatternSyntax, from start: Int
    ) throws(PatternError) -> PatternSyntax {
        let sign = reader.position
        let bounds: (least: Int, most: Int?)
        switch reader.next {
        case "?": bounds = (0, 1)
        case "*": bounds = (0, nil)
        case "+": bounds = (1, nil)
        case "{": bounds = try parseBounds()
        default: return part
        }
        if reader.position == sign { reader.advance() }
        if case .place = part {
            throw reader.error("repeats a place; only characters are repeated", at: start)
        }
        let isLazy = reader.take("?")
        if let next = reader.next, ["?", "*", "+", "{"].contains(next) {
            throw reader.error("repeats a repetition; put it in a group, as in (?:a+)*")
        }
        return .repeated(part, least: bounds.least, most: bounds.most, isLazy: isLazy)
    }

    /// `{3}`, `{3,}` or `{3,5}`.
    private mutating func parseBounds() throws(PatternError) -> (least: Int, most: Int?) {
        let start = reader.position
        let form = "has { that is no {3}, {3,} or {3,5}; write \\{ for the character itself"
        reader.advance()
        guard let least = reader.readNumber() else { throw reader.error(form, at: start) }
        var most: Int? = least
        if reader.take(",") { most = reader.readNumber() }
        guard reader.take("}") else { throw reader.error(form, at: start) }
        guard max(least, most ?? 0) <= Self.mostRepetitions else {
            throw reader.error("repeats more than \(Self.mostRepetitions) times", at: start)
        }
        guard least <= most ?? least else {
            throw reader.error("repeats at least \(least) but at most \(most ?? 0) times", at: start)
        }
        return (least, most)
    }

    private mutating func parseEscape() throws(PatternError) -> PatternSyntax {
        switch try reader.readEscape() {
        case .scalar(let value): .scalar(value)
        case .part(let part): .set(ScalarSet([part]))
        case .place(let place): .place(place)
        }
    }

    /// `[abc]`, `[^a-z\d]`; a `]` at the beginning is a character.
    private mutating func parseClass() throws(PatternError) -> ScalarSet {
        let start = reader.position
        reader.advance()
        let isNegated = reader.take("^")
        var parts: [ScalarSet.Part] = []
        while let next = reader.next {
            if next == "]", !parts.isEmpty {
                reader.advance()
                return ScalarSet(parts, isNegated: isNegated)
            }
            let place = reader.position
            guard let first = try reader.readClassMember(&parts) else { continue }
            guard reader.next == "-", let after = reader.following, after != "]" else {
                parts.append(.range(first...first))
                continue
            }
            reader.advance()
            var others: [ScalarSet.Part] = []
            guard let last = try reader.readClassMember(&others), first <= last else {
                throw reader.error("has a range in a class that does not go up", at: place)
            }
            parts.append(.range(first...last))
        }
        throw reader.error("opens a class with [ that is not closed", at: start)
    }
}
