@testable import Intake

/// Matches by trying everything, as patterns are defined: for short texts only.
struct PatternReference {
    private struct State: Hashable {
        var position: Int
        var groups: [Int: Range<Int>]
    }

    private let syntax: PatternSyntax
    private let text: [UInt32]
    private var steps = 0
    /// Whether it gave up.
    private(set) var isTooSlow = false

    init(_ syntax: PatternSyntax, _ text: String) {
        self.syntax = syntax
        self.text = text.unicodeScalars.map(\.value)
    }

    /// In scalars; nil where there is no match.
    mutating func first() -> Range<Int>? {
        for start in 0...text.count {
            var end: Int?
            if match(
                syntax, start,
                { _, position in
                    end = position; return true
                }), let end
            {
                return start..<end
            }
        }
        return nil
    }

    /// Calls `then` for each way in which a part matches, the preferred one first, until it gives true.
    private mutating func match(
        _ syntax: PatternSyntax, _ position: Int, _ then: (inout PatternReference, Int) -> Bool
    ) -> Bool {
        steps += 1
        if steps > 200_000 { isTooSlow = true }
        if isTooSlow { return false }
        switch syntax {
        case .empty: return then(&self, position)
        case .scalar(let value):
            return position < text.count && text[position] == value && then(&self, position + 1)
        case .set(let set):
            return position < text.count && set.contains(text[position]) && then(&self, position + 1)
        case .place(let place): return holds(place, position) && then(&self, position)
        case .group(_, let part): return match(part, position, then)
        case .choice(let parts):
            for part in parts where match(part, position, then) { return true }
            return false
        case .sequence(let parts): return sequence(parts[...], position, then)
        case .repeated(let part, let least, let most, let isLazy):
            return repeated(part, least, most ?? .max, isLazy, position, then)
        }
    }

    private mutating func sequence(
        _ parts: ArraySlice<PatternSyntax>, _ position: Int, _ then: (inout PatternReference, Int) -> Bool
    ) -> Bool {
        guard let part = parts.first else { return then(&self, position) }
        return match(part, position) { $0.sequence(parts.dropFirst(), $1, then) }
    }

    private mutating func repeated(
        _ part: PatternSyntax, _ least: Int, _ most: Int, _ isLazy: Bool, _ position: Int,
        _ then: (inout PatternReference, Int) -> Bool
    ) -> Bool {
        if least > 0 {
            return match(part, position) {
                $0.repeated(part, least - 1, most == .max ? most : most - 1, isLazy, $1, then)
            }
        }
        if isLazy, then(&self, position) { return true }
        if most > 0 {
            let goesOn = match(part, position) { reference, end in
                // A turn that takes nothing leads nowhere new.
                end > position
                    && reference.repeated(part, 0, most == .max ? most : most - 1, isLazy, end, then)
            }
            if goesOn { return true }
        }
        return !isLazy && then(&self, position)
    }

    private func holds(_ place: PatternSyntax.Place, _ position: Int) -> Bool {
        let before = position > 0 && ScalarSet.isWord(text[position - 1])
        let after = position < text.count && ScalarSet.isWord(text[position])
        return switch place {
        case .start: position == 0
        case .end: position == text.count
        case .wordEdge: before != after
        case .noWordEdge: before == after
        }
    }
}
