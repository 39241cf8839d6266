import TestSupport
import Testing

@testable import StrictYAML

@Suite struct StrictYAMLScreenTests {
    /// A generator whose seed can be printed and set again.

    private func tree(_ text: String) -> (value: YAMLValue?, problems: [StrictYAMLErrors.Problem]) {
        let log = YAMLProblemLog()
        let value = YAMLComposer.compose(bytes: Array(text.utf8), log: log)
        return (value, log.problems)
    }

    @Test("an alias bomb is refused before it is built")
    func bomb() {
        let levels = (1...40).map { level in
            "l\(level): &l\(level) [\(Array(repeating: "*l\(level - 1)", count: 9).joined(separator: ", "))]\n"
        }
        let (value, problems) = tree("l0: &l0 [x, x]\n" + levels.joined())
        #expect(value == nil)
        #expect(problems.count == 41)
        #expect(problems.allSatisfy { $0.reason.hasPrefix("an anchor (&) is not accepted") })
    }

    @Test("an alias bomb used as a key, which would be hashed, is refused before it is built")
    func bombAsKey() {
        let levels = (1...40).map { "? &l\($0) { ? *l\($0 - 1) : *l\($0 - 1) }\n: x\n" }
        let (value, problems) = tree("? &l0 { a: b }\n: x\n" + levels.joined())
        #expect(value == nil)
        #expect(problems.first?.reason == "a key must be a plain word, without '?'")
    }

    @Test(
        "an alias hidden behind a text that another line continues is refused",
        arguments: [
            "x: &a 1\nb: foo\n  \"bar\nc: *a \"\n", "a: [&a 1, foo\n  \"bar, *a \", y]\n",
            "a: foo\n  - [b\n  - \"c, *a \"\n", "a: foo\n  [ bar\nb: x, \"c: *a \"\n", "a: 'x\n  ' *a\n",
        ])
    func hidden(text: String) {
        let (value, problems) = tree(text)
        #expect(value == nil)
        #expect(!problems.isEmpty)
    }

    @Test("whatever the screen lets through holds no alias: no text of the tree stands at two places")
    func random() {
        let seed = UInt64.random(in: 0 ... .max)
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "a", "b: ", "c:\n", "- ", "\n", "\n  ", "\n    ", "\n ", "[", "]", "{", "}", ", ", ",", "\"", "'",
            "&x ", "*x",
            "*x ", "!", " # ", "#", ": ", ":", "? ", "|", ">", "--- ", "\n---\n", "...", "%", "\\", "<<: ",
            "x", "~", "d: x\n",
            "- e: ", "f: &x y\n", "\nz: *x",
        ]
        var accepted = 0
        for round in 0..<20_000 {
            let length = Int.random(in: 1...14, using: &generator)
            let text = (0..<length).reduce(into: "") { text, _ in
                text += pieces.randomElement(using: &generator) ?? ""
            }
            let (value, problems) = tree(text)
            guard let value, problems.isEmpty else { continue }
            accepted += 1
            let places = textPlaces(value)
            #expect(
                Set(places).count == places.count, "seed \(seed), round \(round): \(text.debugDescription)")
        }
        #expect(accepted > 500, "seed \(seed): the random texts are hardly ever accepted")
    }

    private func textPlaces(_ value: YAMLValue) -> [FilePlace] {
        switch value.content {
        case .nothing: []
        case .text(let text, _): text.isEmpty ? [] : [value.place]
        case .list(let values): values.flatMap(textPlaces)
        case .mapping(let entries):
            entries.flatMap { ($0.key.isEmpty ? [] : [$0.keyPlace]) + textPlaces($0.value) }
        }
    }
}
