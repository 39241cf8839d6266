@testable import Intake

/// What must be true of any pattern and text.
package enum PatternSense {
    /// The first line is the pattern, the rest the text. What makes no sense in its matches; nil when all does.
    package static func nonsense(_ bytes: [UInt8]) -> String? {
        let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let written = String(validating: parts[0], as: UTF8.self),
            let text = String(validating: parts[1], as: UTF8.self)
        else { return nil }
        let pattern: Pattern
        do throws(PatternError) {
            pattern = try Pattern(written)
        } catch {
            let places = 1...written.unicodeScalars.count + 1
            return error.reason.isEmpty || !places.contains(error.position ?? 1) ? "refused as \(error)" : nil
        }
        let subject = Array(text.utf8)
        guard let one = slots(pattern, subject, largest: .max / 2) else {
            return isFound(pattern, subject) ? "is found, but nowhere" : nil
        }
        guard slots(pattern, subject, largest: -1) == one else {
            return "matches otherwise along all ways at once"
        }
        guard isFound(pattern, subject) else { return "matches, but is not found" }
        let ends = one.filter { $0 >= 0 }
        guard ends.allSatisfy({ (one[0]...one[1]).contains($0) }) else {
            return "has a group outside its match"
        }
        // Each match shortens what is left.
        let matches = pattern.matches(in: text)
        guard matches.count <= text.unicodeScalars.count + 1, matches.first == pattern.firstMatch(in: text)
        else {
            return "has \(matches.count) matches"
        }
        return pattern.removing(from: text).utf8.count <= text.utf8.count ? nil : "removes what is not there"
    }

    private static func slots(_ pattern: Pattern, _ text: [UInt8], largest: Int) -> [Int]? {
        var search = PatternSearch(pattern, largest: largest)
        search.begin(length: text.count)
        return search.search(text.span, from: 0) ? search.slots : nil
    }

    private static func isFound(_ pattern: Pattern, _ text: [UInt8]) -> Bool {
        guard var set = try? PatternSet([pattern.syntax]) else { return false }
        return set.first(in: text.span) == 0
    }
}
