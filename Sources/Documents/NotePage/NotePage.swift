package import SLA

/// One credit note as a page that a customer understands and an accountant accepts.
///
/// What the note froze comes from the note. A month's picture comes from its entry, and only from an entry that
/// measures what the line froze. Source: contract R6 to R14; credit-notes "What a French credit note carries".
package struct NotePage {
    let note: CreditNote
    let text: LocalText
    let entries: (CreditLine) -> ReportEntry?

    /// One self-contained document: no network, no script; the same bytes for the same note.
    ///
    /// - Parameter entries: the facts behind a line, if any are to be pictured; asked once for each line that is
    ///   calculated in full, in order: none of a note of more than `mostCalculations` lines.
    package static func html(
        _ note: CreditNote, entries: @escaping (CreditLine) -> ReportEntry?, language: Language
    ) -> [UInt8] {
        let page = NotePage(note: note, text: LocalText(language), entries: entries)
        return HTMLWriter.whole { page.write(to: &$0) }
    }

    var isReversal: Bool { note.kind == .reversal }
    var content: NoteContent { note.content }
    /// The reason of the parts without VAT, where a part of a price reduction has none.
    var exemption: VATExemption? {
        note.vatTreatment == .priceReduction && note.vat.contains { $0.rate == .zero }
            ? content.exemption : nil
    }
    var isOutsideVAT: Bool {
        note.vatTreatment == .indemnity || exemption?.category == .outsideScope
    }
    /// Its one line says what it is for, or a table of several does.
    var isOfSeveralLines: Bool { note.lines.count > 1 }

    func pick(_ french: String, _ english: String) -> String { text.pick(french, english) }
    func money(_ amount: Cents) -> String { text.money(amount, note.currency) }

    /// What the document is called by those who use it.
    var title: String {
        let kind =
            isReversal ? pick("Annulation d’avoir", "Credit note reversal") : pick("Avoir", "Credit note")
        return "\(kind) \(note.number)"
    }

    private func write(to html: inout HTMLWriter) {
        html.raw("<!DOCTYPE html>\n")
        html.element("html", ["lang": text.language.rawValue]) { html in
            html.element("head") { head(&$0) }
            html.newline()
            html.element("body") { html in
                html.element("main", ["class": "sheet"]) { document(&$0) }
                html.newline()
                html.element("section", ["class": "sheet annex", "aria-labelledby": "annex"]) { annex(&$0) }
            }
        }
        html.newline()
    }

    private func head(_ html: inout HTMLWriter) {
        html.void("meta", ["charset": "utf-8"])
        html.void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        html.void("meta", ["name": "color-scheme", "content": "light dark"])
        html.element("title", text: "\(title) – \(content.issuer.name)")
        html.void("meta", ["name": "author", "content": content.issuer.name])
        html.void("meta", ["name": "generator", "content": "avoir"])
        // PDF writers take the date of the document from here, and none from the clock.
        let issued = "\(note.issueDate)T00:00:00Z"
        html.void("meta", ["name": "dcterms.created", "content": issued])
        html.void("meta", ["name": "dcterms.modified", "content": issued])
        html.element("style") { html in
            html.raw(Resources.noteStyle)
            if isOfSeveralLines { html.raw(Resources.noteLinesStyle) }
        }
        html.element("style", ["media": "screen"]) { $0.raw(Resources.noteScreenStyle) }
    }

    /// The accounting document.
    private func document(_ html: inout HTMLWriter) {
        heading(&html)
        parties(&html)
        if isReversal { reversal(&html) }
        subject(&html)
        invoices(&html)
        amounts(&html)
        mentions(&html)
    }
}
