import Messages

/// Lines of text for a terminal, being written: headings, labelled paragraphs, tables.
package struct Prose {
    private(set) var lines: [String] = []
    /// No line that breaks between words is wider.
    static let width = 100
    private static let labelWidth = 14

    /// One paragraph.
    package static func folded(_ text: String, indent: Int) -> [String] {
        var prose = Prose()
        prose.paragraph(text, indent: indent)
        return prose.lines
    }

    var bytes: [UInt8] {
        ByteStream.whole { stream in
            for line in lines { stream.append(line: line) }
        }
    }

    mutating func heading(_ text: String) {
        if !lines.isEmpty { lines.append("") }
        paragraph(text, indent: 0)
    }

    /// Breaks between words, and goes on `hanging` columns further right; what comes from data has been
    /// made fit for a terminal before.
    mutating func paragraph(_ text: String, indent: Int = 2, label: String = "", hanging: Int = 0) {
        var line = String(repeating: " ", count: indent) + label
        let margin = String(repeating: " ", count: indent + hanging)
        var isFirstWord = true
        for word in text.split(separator: " ") {
            if !isFirstWord {
                if TerminalText.width(line) + 1 + TerminalText.width(String(word)) <= Self.width {
                    line += " "
                } else {
                    lines.append(line)
                    line = margin
                }
            }
            line += word
            isFirstWord = false
        }
        lines.append(line)
    }

    mutating func row(_ label: String, _ text: String, indent: Int = 2) {
        let padding = String(repeating: " ", count: max(1, Self.labelWidth - TerminalText.width(label)))
        paragraph(text, indent: indent, label: label + padding, hanging: Self.labelWidth)
    }

    mutating func table(_ table: Table, indent: Int = 2) {
        lines += table.lines(indent: indent)
    }

    mutating func verbatim(_ text: String) { lines.append(text) }
}
