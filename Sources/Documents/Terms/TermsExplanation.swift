package import SLA

/// A whole contract said back, for whoever signed it: sentences, what may not be meant, and three worked outages.
package struct TermsExplanation: Sendable {
    private let terms: Terms
    private let zone: Zone

    /// - Parameter zone: that of the terms.
    package init(_ terms: Terms, zone: Zone) {
        self.terms = terms
        self.zone = zone
    }

    /// What may not be meant, a sentence each.
    package static func doubts(_ terms: Terms, _ language: Language) -> [String] {
        TermsDoubts(terms: terms, text: LocalText(language)).sentences
    }

    /// For a terminal.
    package func text(_ language: Language) -> [UInt8] {
        let text = LocalText(language)
        var prose = Prose()
        prose.heading("\(terms.title) (\(terms.id) \(terms.version))")
        prose.paragraph(terms.source)
        for part in TermsSentences(terms: terms, text: text).parts {
            prose.heading(part.title)
            for sentence in part.sentences { prose.paragraph(sentence) }
        }
        if let worked = WorkedOutages(terms, zone: zone) {
            let words = WorkedOutageWords(worked: worked, text: text)
            prose.heading(words.title)
            prose.paragraph(words.introduction)
            prose.table(words.table)
        }
        let doubts = TermsDoubts(terms: terms, text: text).sentences
        if !doubts.isEmpty {
            prose.heading(text.pick("À vérifier", "To be checked"))
            for doubt in doubts { prose.paragraph(doubt) }
        }
        return prose.bytes
    }

    /// As a page: one self-contained HTML file that needs neither network nor script.
    package func page(_ language: Language) -> [UInt8] {
        let text = LocalText(language)
        return HTMLWriter.whole { html in
            PageHead(
                language: language, title: "\(terms.title) (\(terms.id) \(terms.version))",
                styles: [Resources.monthStyle], allowsScripts: false
            ).write(to: &html)
            html.element("body") { html in
                html.newline()
                html.element("main") { write(text, to: &$0) }
                html.newline()
            }
            html.close("html")
            html.newline()
        }
    }

    private func write(_ text: LocalText, to html: inout HTMLWriter) {
        html.element("header", ["class": "top"]) { html in
            html.element("h1") { html in
                html.data(terms.title)
                html.element("span", data: "\(terms.id) · \(terms.version)")
            }
            html.element("p", data: terms.source)
        }
        html.newline()
        for part in TermsSentences(terms: terms, text: text).parts {
            html.element("section", ["class": "guide"]) { html in
                html.element("h2", text: part.title)
                for sentence in part.sentences { html.element("p", data: sentence) }
            }
            html.newline()
        }
        if let worked = WorkedOutages(terms, zone: zone) {
            WorkedOutageWords(worked: worked, text: text).write(to: &html)
        }
        let doubts = TermsDoubts(terms: terms, text: text).sentences
        guard !doubts.isEmpty else { return }
        html.element("section", ["class": "guide"]) { html in
            html.element("h2", text: text.pick("À vérifier", "To be checked"))
            html.element("ul", ["class": "remarks"]) { html in
                for doubt in doubts { html.element("li", text: doubt) }
            }
        }
        html.newline()
    }
}
