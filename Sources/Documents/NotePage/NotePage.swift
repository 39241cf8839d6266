package import SLA

/// One credit note as a page that a customer understands and an accountant accepts.
///
/// What the note froze comes from the note. The month's picture comes from the entry, and only from an entry that
/// measures what the note froze. Source: contract R6 to R14; credit-notes "What a French credit note carries".
package struct NotePage {
    let note: CreditNote
    let text: LocalText
    /// The facts behind the frozen numbers; nil when none were given, or when they say something else.
    let evidence: NoteEvidence?
    /// Facts were given, but they have changed since the note was issued.
    let isOutdated: Bool

    /// One self-contained document: no network, no script; the same bytes for the same note.
    package static func html(_ note: CreditNote, entry: ReportEntry?, language: Language) -> [UInt8] {
        HTMLWriter.whole { NotePage(note, entry: entry, language: language).write(to: &$0) }
    }

    private init(_ note: CreditNote, entry: ReportEntry?, language: Language) {
        self.note = note
        text = LocalText(language)
        evidence = entry.flatMap { NoteEvidence($0, behind: note) }
        isOutdated = entry != nil && evidence == nil
    }

    var isReversal: Bool { note.kind == .reversal }
    var content: NoteContent { note.content }

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
        html.element("style") { $0.raw(Resources.noteStyle) }
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

    /// How the amount came about.
    private func annex(_ html: inout HTMLWriter) {
        html.element(
            "h2", ["id": "annex", "class": "annex-title"],
            text: isReversal
                ? pick("Annexe : calcul de l’avoir annulé", "Annex: how the reversed credit came about")
                : pick("Annexe : calcul de l’avoir", "Annex: how the credit came about"))
        html.element("p", ["class": "running"], text: "\(note.number), \(text.month(note.month))")
        calculation(&html)
        guard let evidence else {
            if isOutdated, !isReversal {
                html.element(
                    "p", ["class": "remark"],
                    text: pick(
                        "Les faits enregistrés pour ce mois ont changé depuis l’émission : ils ne sont pas représentés ici.",
                        "The facts recorded for this month have changed since issue: they are not pictured here."
                    ))
            }
            return
        }
        html.element("h3", text: pick("Le mois en image", "The month as a picture"))
        MonthPicture(evidence, text: text).write(to: &html)
        OutageList(evidence, text: text).write(to: &html)
    }
}
