/// Writes the content of a note as one self-contained page.
struct NoteHTML {
    let document: NoteDocument

    static func page(_ document: NoteDocument) -> [UInt8] {
        HTMLWriter.whole { NoteHTML(document: document).write(to: &$0) }
    }

    /// Its one line says what it is for, or a table of several does.
    private var isOfSeveralLines: Bool { document.invoices.columns.subscription != nil }

    private func write(to html: inout HTMLWriter) {
        html.raw("<!DOCTYPE html>\n")
        html.element("html", ["lang": document.language.rawValue]) { html in
            html.element("head") { head(&$0) }
            html.newline()
            html.element("body") { html in
                html.element("main", ["class": "sheet"]) { sheet(&$0) }
                html.newline()
                html.element(
                    "section",
                    ["class": "sheet" + (document.annex.isBrief ? "" : " annex"), "aria-labelledby": "annex"]
                ) { annex(&$0) }
            }
        }
        html.newline()
    }

    private func head(_ html: inout HTMLWriter) {
        html.void("meta", ["charset": "utf-8"])
        html.void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        html.void("meta", ["name": "color-scheme", "content": "light dark"])
        html.element("title", text: "\(document.title) – \(document.issuer)")
        html.void("meta", ["name": "author", "content": document.issuer])
        html.void("meta", ["name": "generator", "content": "avoir"])
        // What turns the page into another format takes its date from here, and none from the clock.
        let issued = "\(document.values.issueDate)T00:00:00Z"
        html.void("meta", ["name": "dcterms.created", "content": issued])
        html.void("meta", ["name": "dcterms.modified", "content": issued])
        html.element("style") { html in
            html.raw(Resources.noteStyle)
            if isOfSeveralLines { html.raw(Resources.noteLinesStyle) }
        }
        html.element("style", ["media": "screen"]) { $0.raw(Resources.noteScreenStyle) }
    }

    /// The accounting document.
    private func sheet(_ html: inout HTMLWriter) {
        heading(&html)
        parties(&html)
        if let notice = document.notice { write(notice, &html) }
        subject(&html)
        invoices(&html)
        amounts(&html)
        mentions(&html)
    }

    func columns(_ classes: [String], _ html: inout HTMLWriter) {
        html.element("colgroup") { html in
            for name in classes { html.void("col", ["class": name.isEmpty ? nil : name]) }
        }
    }

    /// - Parameter numbersFrom: the first column whose cells stand on the right.
    func header(_ titles: [String], numbersFrom: Int, _ html: inout HTMLWriter) {
        html.element("thead") { html in
            html.element("tr") { html in
                for (index, title) in titles.enumerated() {
                    html.element(
                        "th", ["scope": "col", "class": index >= numbersFrom ? "n" : nil], text: title)
                }
            }
        }
    }

    /// A cell on the right, with its column's title for where the columns are stacked.
    func number(_ value: String, _ title: String, _ html: inout HTMLWriter) {
        html.element("td", ["class": "n", "data-label": title], text: value)
    }

    /// A cell on the left, with its column's title likewise.
    func value(_ value: String, _ title: String, _ html: inout HTMLWriter) {
        html.element("td", ["class": "v", "data-label": title], text: value)
    }

    func lines(_ lines: [String], _ html: inout HTMLWriter) {
        for (index, line) in lines.enumerated() {
            if index > 0 { html.void("br") }
            html.text(line)
        }
    }
}
