import TestSupport
import Testing

@testable import Intake

@Suite("Random patterns")
struct PatternRandomTests {
    private static let pieces = [
        "a", "b", "é", ".", "[ab]", "[^a]", #"\w"#, #"\s"#, #"\d"#, "ab", "^", "$", #"\b"#, #"\B"#, "-",
    ]

    private func pattern(_ random: inout SeededGenerator, depth: Int) -> String {
        if depth == 0 || random.chance(35) { return random.pick(Self.pieces) }
        switch random.pick(0...4) {
        case 0: return pattern(&random, depth: depth - 1) + pattern(&random, depth: depth - 1)
        case 1:
            return "(" + pattern(&random, depth: depth - 1) + "|" + pattern(&random, depth: depth - 1) + ")"
        case 2: return pattern(&random, depth: depth - 1) + pattern(&random, depth: depth - 1)
        default:
            let sign = random.pick(["*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}"])
            return "(?:" + pattern(&random, depth: depth - 1) + ")" + sign + (random.chance(30) ? "?" : "")
        }
    }

    private func text(_ random: inout SeededGenerator) -> String {
        (0..<random.pick(0...9)).map { _ in random.pick(["a", "b", "é", " ", "-", "1", "a", "\n"]) }.joined()
    }

    /// Whether a turn may take nothing: then it is not defined by all alike which way is preferred.
    private func isEmptyRepeated(_ syntax: PatternSyntax) -> Bool {
        switch syntax {
        case .empty, .scalar, .set, .place: false
        case .group(_, let part): isEmptyRepeated(part)
        case .sequence(let parts), .choice(let parts): parts.contains(where: isEmptyRepeated)
        case .repeated(let part, _, _, _): canBeEmpty(part) || isEmptyRepeated(part)
        }
    }

    private func canBeEmpty(_ syntax: PatternSyntax) -> Bool {
        switch syntax {
        case .empty, .place: true
        case .scalar, .set: false
        case .group(_, let part): canBeEmpty(part)
        case .sequence(let parts): parts.allSatisfy(canBeEmpty)
        case .choice(let parts): parts.contains(where: canBeEmpty)
        case .repeated(let part, let least, _, _): least == 0 || canBeEmpty(part)
        }
    }

    @Test("match as they are defined, whichever way they are followed")
    func reference() throws {
        var random = Seed.generator(811)
        var compared = 0
        for _ in 0..<6_000 {
            let written = pattern(&random, depth: 4)
            guard let pattern = try? Pattern(written) else { continue }
            let text = text(&random)
            let bytes = Array(text.utf8)
            var reference = PatternReference(pattern.syntax, text)
            let expected = reference.first()
            if reference.isTooSlow { continue }
            compared += 1
            let note = Comment(rawValue: "\(written) in \(text.debugDescription)")
            var slots: [[Int]?] = []
            for largest in [1 << 20, -1] {
                var search = PatternSearch(pattern, largest: largest)
                search.begin(length: bytes.count)
                slots.append(search.search(bytes.span, from: 0) ? search.slots : nil)
            }
            #expect(slots[0] == slots[1], note)
            var set = try PatternSet([pattern.syntax])
            let isInSet = set.first(in: bytes.span) == 0
            #expect(isInSet == (expected != nil), note)
            #expect((slots[0] != nil) == (expected != nil), note)
            if let expected, let found = slots[0], !isEmptyRepeated(pattern.syntax) {
                let scalars = Array(text.unicodeScalars)
                let start = scalars[..<expected.lowerBound].reduce(0) { $0 + UTF8.width($1) }
                let length = scalars[expected].reduce(0) { $0 + UTF8.width($1) }
                #expect(Array(found[0...1]) == [start, start + length], note)
            }
        }
        #expect(compared > 3_000)
    }

    @Test("are found together as each is by itself, the first of the list")
    func sets() throws {
        var random = Seed.generator(812)
        for _ in 0..<800 {
            var patterns: [Pattern] = []
            while patterns.count < 4 {
                if let pattern = try? Pattern(pattern(&random, depth: 3)) { patterns.append(pattern) }
            }
            var set = try PatternSet(patterns.map(\.syntax))
            for _ in 0..<12 {
                let text = text(&random)
                let expected = patterns.firstIndex { $0.firstMatch(in: text) != nil }
                let note = Comment(rawValue: "\(patterns.map(\.text)) in \(text.debugDescription)")
                let bytes = Array(text.utf8)
                let found = set.first(in: bytes.span)
                #expect(found == expected, note)
            }
        }
    }

    @Test("find all matches as one search after the other does")
    func all() throws {
        var random = Seed.generator(813)
        for _ in 0..<2_000 {
            let written = pattern(&random, depth: 3)
            guard let pattern = try? Pattern(written) else { continue }
            let text = text(&random)
            let bytes = Array(text.utf8)
            var expected: [String] = []
            var position = 0
            while position <= bytes.count {
                // Anew each time: nothing is known from the search before.
                var search = PatternSearch(pattern)
                search.begin(length: bytes.count)
                guard search.search(bytes.span, from: position) else { break }
                let (start, end) = (search.slots[0], search.slots[1])
                expected.append(String(decoding: bytes[start..<end], as: UTF8.self))
                position = end
                if start == end {
                    position += 1
                    while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
                }
            }
            let note = Comment(rawValue: "\(written) in \(text.debugDescription)")
            #expect(pattern.matches(in: text).map(\.text) == expected, note)
        }
    }
}
