/// Reads the text of a `TimePattern`.
struct TimePatternReader {
    private indirect enum Node {
        case piece(TimePattern.Piece)
        case optional([Node])
    }

    private static let most = 64
    private let characters: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) {
        characters = Array(text.unicodeScalars)
    }

    /// Every form that the optional parts allow, the longest first.
    mutating func variants() throws(ProfileFault) -> [[TimePattern.Piece]] {
        let nodes = try readNodes(isOptional: false)
        guard let variants = Self.variants(of: nodes[...]), variants.count <= Self.most else {
            throw ProfileFault("has too many optional parts")
        }
        return variants.sorted { $0.count > $1.count }
    }

    /// nil for too many.
    private static func variants(of nodes: ArraySlice<Node>) -> [[TimePattern.Piece]]? {
        guard let first = nodes.first else { return [[]] }
        guard let rest = variants(of: nodes.dropFirst()), rest.count <= most else { return nil }
        switch first {
        case .piece(let piece): return rest.map { [piece] + $0 }
        case .optional(let inner):
            guard let inner = variants(of: inner[...]), inner.count <= most else { return nil }
            return inner.flatMap { beginning in rest.map { beginning + $0 } } + rest
        }
    }

    private mutating func readNodes(isOptional: Bool) throws(ProfileFault) -> [Node] {
        var nodes: [Node] = []
        while position < characters.count {
            let character = characters[position]
            switch character {
            case "[":
                position += 1
                let inner = try readNodes(isOptional: true)
                guard !inner.isEmpty else { throw ProfileFault("has an optional part with nothing in it") }
                nodes.append(.optional(inner))
            case "]":
                guard isOptional else { throw ProfileFault("has ] without [; text goes into '…'") }
                position += 1
                return nodes
            case "'":
                nodes += try readQuoted().map { .piece(.text($0)) }
            case _ where Self.isBlank(character):
                position += 1
                nodes.append(.piece(.blank))
            case "a"..."z", "A"..."Z":
                nodes.append(.piece(try readLetters()))
            default:
                position += 1
                nodes.append(.piece(.text(character)))
            }
        }
        guard !isOptional else { throw ProfileFault("opens an optional part that is not closed with ]") }
        return nodes
    }

    /// `'text'`, in which `''` is an apostrophe; by itself it is one, too.
    private mutating func readQuoted() throws(ProfileFault) -> [Unicode.Scalar] {
        position += 1
        var text: [Unicode.Scalar] = []
        while position < characters.count {
            let character = characters[position]
            position += 1
            if character != "'" {
                text.append(character)
            } else if position < characters.count, characters[position] == "'" {
                position += 1
                text.append("'")
            } else {
                return text.isEmpty ? ["'"] : text
            }
        }
        throw ProfileFault("opens a text with ' that is not closed")
    }

    private mutating func readLetters() throws(ProfileFault) -> TimePattern.Piece {
        let letter = characters[position]
        let end = characters[position...].firstIndex { $0 != letter } ?? characters.count
        let count = end - position
        position = end
        switch (letter, count) {
        case ("y", 4): return .number(.year, 4...4)
        case ("y", 2): return .number(.year, 2...2)
        case ("M", 1): return .number(.month, 1...2)
        case ("M", 2): return .number(.month, 2...2)
        case ("M", 3): return .monthName(isShort: true)
        case ("M", 4): return .monthName(isShort: false)
        case ("d", 1): return .number(.day, 1...2)
        case ("d", 2): return .number(.day, 2...2)
        case ("E", 3): return .weekday
        case ("H", 1): return .number(.hour, 1...2)
        case ("H", 2): return .number(.hour, 2...2)
        case ("h", 1): return .number(.hourOfHalf, 1...2)
        case ("h", 2): return .number(.hourOfHalf, 2...2)
        case ("a", 1): return .half
        case ("m", 2): return .number(.minute, 2...2)
        case ("s", 2): return .number(.second, 2...2)
        case ("S", 3): return .number(.fraction, 1...9)
        case ("X", 3): return .offset
        default:
            let written = String(repeating: Character(letter), count: count)
            throw ProfileFault(
                "has \(written), which stands for nothing; the letters are yyyy yy M MM MMM MMMM d dd EEE H HH h hh "
                    + "a mm ss SSS XXX, and text goes into '…'")
        }
    }

    /// A space, and those that do not break or are narrow.
    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        [" ", "\u{A0}", "\u{2009}", "\u{202F}"].contains(scalar)
    }
}
