package import SLA

/// One credit note as a document that a customer understands and an accountant accepts.
///
/// What the note froze comes from the note. A month's picture comes from its entry, and only from an entry that
/// measures what the line froze.
/// Source: contract R6 to R14; docs/reference/file-formats.md "Who can receive a note".
package struct NotePage {
    let note: CreditNote
    let text: LocalText
    let entries: (CreditLine) -> ReportEntry?
    let logo: Logo?

    /// The note's content, from which every document for people is made.
    ///
    /// - Parameter entries: the facts behind a line, if any are to be pictured; asked once for each line that is
    ///   calculated in full, in order: none of a note of more than `mostCalculations` lines.
    package static func document(
        _ note: CreditNote, entries: @escaping (CreditLine) -> ReportEntry?, logo: Logo? = nil,
        language: Language
    ) -> NoteDocument {
        NotePage(note: note, text: LocalText(language), entries: entries, logo: logo).document
    }

    /// One self-contained page: no network, no script; the same bytes for the same note.
    package static func html(
        _ note: CreditNote, entries: @escaping (CreditLine) -> ReportEntry?, logo: Logo? = nil,
        language: Language
    ) -> [UInt8] {
        NoteHTML.page(document(note, entries: entries, logo: logo, language: language))
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

    private var document: NoteDocument {
        NoteDocument(
            language: text.language, values: values, title: title, issuer: content.issuer.name,
            logo: logo, heading: heading, parties: parties, notice: isReversal ? reversal : nil,
            subject: subject,
            invoices: invoices, earlierCredits: earlierCredits, amounts: amounts, totals: totals,
            treatment: treatment, mentions: mentions,
            hash: pick("Empreinte SHA-256 du registre : ", "SHA-256 in the ledger: ") + note.hash,
            annex: annex)
    }

    private var values: NoteDocument.Values {
        NoteDocument.Values(
            number: note.number, kind: note.kind, issueDate: note.issueDate, customer: note.customer,
            currency: note.currency, net: note.net, vatTotal: note.vatTotal, gross: note.gross,
            reverses: note.reverses, hash: note.hash)
    }
}
