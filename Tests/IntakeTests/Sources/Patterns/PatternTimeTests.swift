import Testing

@testable import Intake

/// What would take other matchers longer than anyone lives.
@Suite("A slow pattern", .timeLimit(.minutes(5)))
struct PatternTimeTests {
    private static let text = String(repeating: "a", count: 100_000)

    @Test(
        "takes time linear in the text",
        arguments: ["(a+)+$", "(a|aa)+$", "(.*)*x", "^(([a-z])+.)+[A-Z]([a-z])+$"])
    func search(pattern: String) throws {
        let pattern = try Pattern(pattern)
        let time = processorSeconds { #expect(pattern.firstMatch(in: Self.text + "!") == nil) }
        #expect(time < 10)
    }

    @Test(
        "takes time linear in the text, whatever its repetitions",
        arguments: ["(?:a?){50}a{50}$", "(?:a{1,10}){1,10}b"])
    func repetitions(pattern: String) throws {
        let pattern = try Pattern(pattern)
        let text = Self.text.prefix(5_000) + "!"
        let time = processorSeconds { #expect(pattern.firstMatch(in: String(text)) == nil) }
        #expect(time < 10)
    }

    @Test(
        "finds all of many matches in linear time, though each looks far ahead",
        arguments: ["a.*b|a", "a+b|a"])
    func all(pattern: String) throws {
        let pattern = try Pattern(pattern)
        let time = processorSeconds { #expect(pattern.matches(in: Self.text).count == 100_000) }
        #expect(time < 10)
    }

    @Test("takes linear time in a log too", arguments: ["(a+)+$", "(a|a)*b", "[ab]*a[ab]{60}c"])
    func set(pattern: String) throws {
        var set = try PatternSet([try Pattern(pattern).syntax, try Pattern("(x+x+)+y").syntax])
        let text = Array((Self.text.prefix(65_000) + "!").utf8)
        var found: Int?
        let time = processorSeconds { found = set.first(in: text.span) }
        #expect(found == nil)
        #expect(time < 10)
    }

    @Test("takes linear time in a log where each character leads to another state")
    func states() throws {
        var set = try PatternSet([try Pattern("[ab]*a[ab]{100}c").syntax])
        // Neither a period nor an order.
        var number: UInt64 = 1
        let text = (0..<20_000).map { _ in
            number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return number >> 63 == 0 ? UInt8(ascii: "a") : UInt8(ascii: "b")
        }
        var found: Int?
        let time = processorSeconds { found = set.first(in: text.span) }
        #expect(found == nil)
        #expect(time < 30)
    }

    @Test("is matched in a text too long to keep where one has been")
    func long() throws {
        let text = Array((String(repeating: "ab ", count: 30_000) + "[CC-1]").utf8)
        let pattern = try Pattern(#"(?:a|b|\s)+\[(CC-\d)\]"#)
        var search = PatternSearch(pattern, largest: -1)
        search.begin(length: text.count)
        let isFound = search.search(text.span, from: 0)
        #expect(isFound)
        #expect(search.slots == [0, text.count, text.count - 5, text.count - 1])
    }
}
