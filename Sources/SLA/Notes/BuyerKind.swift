/// Which rules a customer's documents follow.
/// Source: docs/reference/file-formats.md "Who can receive a note".
package enum BuyerKind: String, CaseIterable, Sendable {
    case business
    case publicBody = "public"
    /// A private person: without SIREN, VAT number or service code.
    case consumer
}
