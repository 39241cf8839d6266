import SLA
import Sense
import Testing

@testable import Contracts

@Suite("A YAML file that was cut off anywhere")
struct TruncationTests {
    @Test("is refused as terms, unless it was cut between lines where the file might end")
    func terms() throws {
        let whole = try TermsSample.parse(TermsSample.text)
        let bytes = Array(TermsSample.text.utf8)
        var accepted: Set<Int> = []
        for length in bytes.indices {
            let part = Array(bytes[..<length])
            #expect(YAMLSense.terms(part) == nil, "\(length) bytes")
            guard let terms = try? TermsSample.parse(bytes: part), terms != whole else { continue }
            let isBetweenLines = bytes[length] == UInt8(ascii: "\n") || part.last == UInt8(ascii: "\n")
            let isIndentation = part.last == UInt8(ascii: " ") && bytes[length - 3..<length].contains(0x0A)
            #expect(isBetweenLines || isIndentation, "\(length) bytes")
            accepted.insert(part.count { $0 == UInt8(ascii: "\n") } + (part.last == 0x0A ? 0 : 1))
        }
        // Without causes and credit, without credit, without a cap.
        #expect(accepted.count <= 6)
        #expect(!accepted.isEmpty)
    }

    @Test("is refused as an issuer")
    func issuer() throws {
        let bytes = try exampleFile("issuer.yaml")
        let whole = try IssuerFile.parse(bytes: bytes, file: "i")
        for length in bytes.indices {
            let part = Array(bytes[..<length])
            #expect(YAMLSense.issuer(part) == nil, "\(length) bytes")
            if let issuer = try? IssuerFile.parse(bytes: part, file: "i") { #expect(issuer == whole) }
        }
    }

    @Test("is read or refused as a configuration, never more")
    func config() {
        let text = "database: postgresql://a@b/c\nhome: \"/x\"\noutput: 'y'\nformats: [json, html]\n"
        for length in 0...text.utf8.count {
            #expect(YAMLSense.config(Array(text.utf8.prefix(length))) == nil, "\(length) bytes")
        }
    }

    @Test("depth and size end in a refusal that names its line", arguments: Bomb.all)
    func bombs(bomb: Bomb) {
        let problems = TermsSample.problems(bomb.text)
        #expect(
            problems.split(separator: "\n").contains { $0.hasPrefix(bomb.problem) }, "\(problems.prefix(500))"
        )
        #expect(problems.utf8.count < 20_000)
    }

    /// A text that is harmless but for its size, with how its refusal begins.
    struct Bomb: CustomTestStringConvertible, Sendable {
        let text: String
        let problem: String

        init(_ text: String, _ problem: String) {
            self.text = text
            self.problem = problem
        }

        var testDescription: String { "\(text.prefix(20).debugDescription)…" }

        static let all = [
            Bomb("id: " + String(repeating: "[", count: 50_000), "t:1: is nested too deeply"),
            Bomb("id: " + String(repeating: "{a: ", count: 50_000), "t:1: is nested too deeply"),
            Bomb(String(repeating: "- ", count: 50_000), "t:1: is nested too deeply"),
            Bomb(
                (0..<100).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
                "t:13: is nested too deeply"),
            Bomb(
                String(repeating: "id: x\n", count: 2_000),
                "t:2: id: appears more than once in the same mapping, first on line 1"),
            Bomb("id: " + String(repeating: "9", count: 100_000), "t:1: id: is longer than 4000 characters"),
            Bomb(String(repeating: "&a ", count: 50_000), "t:1: an anchor (&) is not accepted"),
            Bomb(
                "\"" + String(repeating: "\\", count: 100_000), "t:1: quoted text must end on the line"),
        ]
    }
}
