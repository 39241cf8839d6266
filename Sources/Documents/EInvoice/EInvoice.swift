package import SLA

/// The ledger's documents as structured e-invoices: EN 16931 with the French rules in force since
/// 1 September 2026 (XP Z12-012). A credit is a credit note (381), a reversal is an invoice (380).
///
/// Amounts, texts and references are gathered once (`Document`); the two syntaxes only write them down, so
/// that they cannot differ. The bytes depend on the note alone.
/// Source: docs/reference/file-formats.md "Who can receive a note".
package enum EInvoice {
    /// UBL 2.1: `CreditNote` for a credit, `Invoice` for a reversal.
    ///
    /// - Throws: `Refusal` where no valid e-invoice can say what the note says.
    package static func ubl(_ note: CreditNote) throws(Refusal) -> [UInt8] {
        UBL(document: try Document(note)).bytes
    }

    /// UN/CEFACT Cross Industry Invoice, EN 16931 profile: also what a Factur-X PDF carries.
    ///
    /// - Throws: `Refusal` where no valid e-invoice can say what the note says.
    package static func cii(_ note: CreditNote) throws(Refusal) -> [UInt8] {
        CII(document: try Document(note)).bytes
    }

    /// Why a note cannot become a valid e-invoice.
    package struct Refusal: Error, Equatable, CustomStringConvertible {
        /// The note's number.
        package var note: String
        /// The rule that the document would break, as the official rules name it.
        package var rule: String
        package var reason: String

        package var description: String { "\(note): \(reason) (\(rule))" }
    }
}
