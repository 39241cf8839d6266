import Testing

@testable import Documents

@Suite("The rules of the contract, as the program knows them")
struct RuleTests {
    @Test("every rule from R1 to R19, and of the terms language, has a title, a summary and a text, in order")
    func complete() {
        let ofTheLanguage = ["T1", "T2", "T3", "T6", "T8", "T12", "T13", "T14", "T15", "T20", "T22", "T23"]
        #expect(Rule.all.map(\.number) == (1...19).map { "R\($0)" } + ofTheLanguage)
        for rule in Rule.all {
            #expect(!rule.title.isEmpty, "\(rule.number)")
            #expect(rule.summary.hasSuffix("."), "\(rule.number)")
            #expect(!rule.paragraphs.isEmpty, "\(rule.number)")
        }
    }

    @Test("every rule has its reason or the reading that was chosen")
    func reasons() {
        for rule in Rule.all {
            let isReasoned = rule.paragraphs.contains { $0.hasPrefix("Why. ") || $0.hasPrefix("Reading. ") }
            #expect(isReasoned, "\(rule.number)")
        }
    }

    @Test("what is printed is text for a terminal: no marks of Markdown, no line above 100 columns")
    func terminal() {
        for bytes in [Rule.all.list, Rule.all.text] {
            let text = String(decoding: bytes, as: UTF8.self)
            for mark in ["*", "`", "](", "#", "|"] { #expect(!text.contains(mark), "\(mark)") }
            for line in text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
        }
        #expect(String(decoding: Rule.all.list, as: UTF8.self).split(separator: "\n").count == 31)
    }

    @Test("sections without a rule's number are passed over, and so are marks")
    func parsing() {
        let rules = Rule.rules(
            in: """
                # Title

                ## Words

                Nothing here.

                ## R7 Availability

                The *first*
                sentence.

                **Why.** Because `B` is so.
                ## T12 Target

                Another.

                ## Rest of it
                """)
        #expect(
            rules == [
                Rule(
                    number: "R7", title: "Availability", summary: "The first sentence.",
                    paragraphs: ["Why. Because B is so."]),
                Rule(number: "T12", title: "Target", summary: "Another.", paragraphs: []),
            ])
    }
}
