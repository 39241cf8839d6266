/// A pattern as instructions, each of which names those that come after it.
struct PatternProgram: Sendable {
    enum Operation: UInt8, Sendable {
        /// The next character is `argument`.
        case scalar
        /// The next character is in the set of that number.
        case set
        /// `next` or, where that leads to no match, `other`.
        case fork
        /// The place is kept as slot `argument`: groups have two, their beginning and their end.
        case save
        /// The place is what `PatternSyntax.Place(argument)` says.
        case place
        /// A match of the pattern with the number `argument`.
        case match
    }

    struct Instruction: Sendable {
        var operation: Operation
        var argument: Int
        var next: Int
        var other: Int
        /// The number among the instructions that several ways lead to or from; -1 for the others.
        var mark = -1
    }

    /// More would cost too much for each character of a text.
    static let most = 4_000

    private(set) var instructions: [Instruction] = []
    private(set) var sets: [ScalarSet] = []
    private(set) var marks = 0
    /// Where each pattern begins.
    private(set) var starts: [Int] = []
    private(set) var areAnchored: [Bool] = []
    private var slotCount = 2
    private let limit: Int
    /// What repetitions would multiply to is refused before it is made.
    private var isTooLarge = false

    /// Of several patterns; their groups are kept only where there is one.
    init(_ patterns: [PatternSyntax]) throws(PatternError) {
        limit = Self.most * patterns.count
        for (number, pattern) in patterns.enumerated() {
            let match = add(.match, number, next: -1)
            starts.append(compile(pattern, next: match))
            areAnchored.append(pattern.isAnchored)
            if isTooLarge {
                throw PatternError(
                    nil, "is too large: its repetitions multiply; use fewer of them within each other")
            }
        }
        countMarks()
    }

    /// Two for the whole match and two for each group.
    var slots: Int { slotCount }

    private mutating func add(
        _ operation: Operation, _ argument: Int = 0, next: Int, other: Int = -1
    ) -> Int {
        if instructions.count >= limit { isTooLarge = true }
        instructions.append(
            Instruction(operation: operation, argument: argument, next: next, other: other))
        return instructions.count - 1
    }

    private mutating func number(of set: ScalarSet) -> Int {
        if let known = sets.firstIndex(of: set) { return known }
        sets.append(set)
        return sets.count - 1
    }

    /// Adds what goes on with `next`; gives where it begins.
    private mutating func compile(_ syntax: PatternSyntax, next: Int) -> Int {
        guard !isTooLarge else { return next }
        switch syntax {
        case .empty: return next
        case .scalar(let value): return add(.scalar, Int(value), next: next)
        case .set(let set): return add(.set, number(of: set), next: next)
        case .place(let place): return add(.place, Int(place.rawValue), next: next)
        case .sequence(let parts):
            return parts.reversed().reduce(next) { compile($1, next: $0) }
        case .choice(let parts):
            let starts = parts.map { compile($0, next: next) }
            return starts.dropLast().reversed().reduce(starts[starts.count - 1]) {
                add(.fork, next: $1, other: $0)
            }
        case .group(let number, let content):
            slotCount = max(slotCount, 2 * number + 2)
            let end = add(.save, 2 * number + 1, next: next)
            return add(.save, 2 * number, next: compile(content, next: end))
        case .repeated(let part, let least, let most, let isLazy):
            return compile(part, least: least, most: most, isLazy: isLazy, next: next)
        }
    }

    private mutating func compile(
        _ part: PatternSyntax, least: Int, most: Int?, isLazy: Bool, next: Int
    ) -> Int {
        var start = next
        var copies = least
        if let most {
            for _ in least..<most where !isTooLarge {
                let body = compile(part, next: start)
                start = fork(body, next, isLazy: isLazy)
            }
        } else {
            let loop = add(.fork, next: next, other: next)
            let body = compile(part, next: loop)
            if isLazy { instructions[loop].other = body } else { instructions[loop].next = body }
            start = least == 0 ? loop : body
            copies = max(0, least - 1)
        }
        for _ in 0..<copies where !isTooLarge { start = compile(part, next: start) }
        return start
    }

    private mutating func fork(_ body: Int, _ next: Int, isLazy: Bool) -> Int {
        isLazy ? add(.fork, next: next, other: body) : add(.fork, next: body, other: next)
    }

    /// Whoever has been at one of these at a place in the text need not come there again.
    private mutating func countMarks() {
        var ways = [Int](repeating: 0, count: instructions.count)
        for start in starts { ways[start] += 1 }
        for instruction in instructions {
            if instruction.next >= 0 { ways[instruction.next] += 1 }
            if instruction.other >= 0 { ways[instruction.other] += 1 }
        }
        for index in instructions.indices where ways[index] > 1 || instructions[index].operation == .fork {
            instructions[index].mark = marks
            marks += 1
        }
    }

    /// Whether a place in the text is what a pattern asks.
    static func holds(_ place: PatternSyntax.Place, at position: Int, in text: Span<UInt8>) -> Bool {
        switch place {
        case .start: return position == 0
        case .end: return position == text.count
        case .wordEdge, .noWordEdge:
            let before = position > 0 && ScalarSet.isWord(UTF8Text.scalar(before: position, in: text))
            let after =
                position < text.count && ScalarSet.isWord(UTF8Text.scalar(at: position, in: text).value)
            return (before != after) == (place == .wordEdge)
        }
    }
}
