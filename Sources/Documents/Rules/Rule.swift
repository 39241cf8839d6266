/// A rule of the contract, as docs/contract.md states it.
package struct Rule: Equatable, Sendable {
    /// `R13`, as messages cite it.
    package let number: String
    package let title: String
    /// The first paragraph: one sentence.
    package let summary: String
    /// The paragraphs after it, each on one line, without the marks of Markdown.
    package let paragraphs: [String]

    /// The rules of the program's own copy of docs/contract.md, in its order.
    package static let all = rules(in: String(decoding: PackageResources.contract_md, as: UTF8.self))

    /// The sections of a document that have the number of a rule in their heading, such as `## R13 Cap`.
    static func rules(in markdown: String) -> [Rule] {
        let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
        let sections = lines.split { $0.hasPrefix("## ") }.dropFirst()
        let headings = lines.filter { $0.hasPrefix("## ") }
        return zip(headings, sections).compactMap { heading, lines in
            let parts = heading.dropFirst(3).split(separator: " ", maxSplits: 1)
            guard parts.count == 2, isNumber(parts[0]) else { return nil }
            let paragraphs = lines.split(separator: "").map { unmarked($0.joined(separator: " ")) }
            return Rule(
                number: String(parts[0]), title: String(parts[1]), summary: paragraphs.first ?? "",
                paragraphs: Array(paragraphs.dropFirst()))
        }
    }

    private static func isNumber(_ word: Substring) -> Bool {
        let digits = word.dropFirst()
        return ["R", "T"].contains(word.first) && !digits.isEmpty && digits.allSatisfy(\.isWholeNumber)
    }

    /// Without the marks of code, bold and italics; nothing else is used within a rule.
    private static func unmarked(_ markdown: String) -> String {
        String(markdown.filter { $0 != "`" && $0 != "*" })
    }
}

extension [Rule] {
    /// A line per rule, for a terminal.
    package var list: [UInt8] {
        var table = Table([.left, .left, .left])
        for rule in self { table.add([rule.number, rule.title, rule.summary]) }
        return ByteStream.whole { stream in
            for line in table.lines() { stream.append(line: line) }
        }
    }

    /// The whole text of each rule, for a terminal.
    package var text: [UInt8] {
        var prose = Prose()
        for rule in self {
            prose.heading("\(rule.number) \(rule.title)")
            for paragraph in [rule.summary] + rule.paragraphs {
                prose.verbatim("")
                prose.paragraph(paragraph)
            }
        }
        return prose.bytes
    }

    package var json: [UInt8] {
        JSONWriter.whole { json in
            json.object { json in
                json.array("rules") { json in
                    for rule in self {
                        json.object { json in
                            json.string("rule", rule.number)
                            json.string("title", rule.title)
                            json.string("summary", rule.summary)
                            json.strings("paragraphs", rule.paragraphs)
                        }
                    }
                }
            }
        }
    }
}
