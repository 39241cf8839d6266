package import SLA

/// What a note says, in the words of one language: all that its page and its PDF file show.
///
/// Texts are for readers; the values beside them are for templates that say something else. `NoteHTML` writes the page,
/// `NoteJSON` the data of a template.
package struct NoteDocument: Equatable, Sendable {
    package var language: Language
    package var values: Values
    /// What the document is called by those who use it, and who issued it.
    package var title: String
    package var issuer: String
    /// Above everything, at the top.
    package var logo: Logo?
    package var heading: Heading
    package var parties: [Party]
    /// Of a reversal: which note it cancels, and why.
    package var notice: Notice?
    package var subject: [Row]
    package var invoices: Invoices
    /// The issuer's earlier credits that are part of the base, where there are any.
    package var earlierCredits: Invoices?
    package var amounts: Amounts
    package var totals: [Total]
    /// How VAT is treated, where that must be said.
    package var treatment: String?
    /// What the law wants said, in the words of the issuer.
    package var mentions: [String]
    /// The note's own digest, with its label.
    package var hash: String
    package var annex: Annex

    /// The bare facts of the note's head, in no language.
    package struct Values: Equatable, Sendable {
        package var number: String
        package var kind: CreditNote.Kind
        package var issueDate: LocalDate
        /// The customer's code.
        package var customer: String
        package var currency: String
        package var net: Cents
        package var vatTotal: Cents
        package var gross: Cents
        /// Of a reversal: the note that it cancels.
        package var reverses: String?
        /// SHA-256, in hexadecimal.
        package var hash: String
    }

    package struct Heading: Equatable, Sendable {
        /// `Facture d’avoir`.
        package var kind: String
        /// `Avoir`, before the number.
        package var name: String
        package var number: String
        /// Of a reversal: `de l’avoir AV-2026-000001`, after the number.
        package var after: String?
        /// `Émis le`, before the date.
        package var issued: String
        package var date: String
    }

    package struct Party: Equatable, Sendable {
        package var role: String
        package var name: String
        package var address: [String]
        /// Paragraphs of lines.
        package var details: [[String]]
    }

    package struct Notice: Equatable, Sendable {
        /// A sentence, in three parts: the number stands out.
        package var before: String
        package var number: String
        package var after: String
        package var reason: String
    }

    /// A label, and its value in lines.
    package struct Row: Equatable, Sendable {
        package var label: String
        package var lines: [String]
    }

    /// The invoices that are corrected. `columns` has the titles.
    package struct Invoices: Equatable, Sendable {
        package var title: String
        package var columns: Invoice
        package var rows: [Invoice]

        package struct Invoice: Equatable, Sendable {
            package var invoice: String
            package var date: String
            /// nil in a note of one line.
            package var subscription: String?
            package var rate: String
            package var amount: String
        }
    }

    /// One row per line and VAT rate. `columns` has the titles.
    package struct Amounts: Equatable, Sendable {
        package var title: String
        package var columns: Amount
        package var rows: [Amount]

        package struct Amount: Equatable, Sendable {
            package var description: String
            /// On the first row of a line alone.
            package var details: [String] = []
            package var net: String
            package var rate: String
            /// nil in a note of several lines: VAT is on the sum of all lines at a rate.
            package var vat: String?
        }
    }

    package struct Total: Equatable, Sendable {
        package var label: String
        package var amount: String
        /// What the note comes to, in the end.
        package var isGrand = false
    }
}
