/// Which rules a customer's documents follow. Source: interfaces "Input files"; documents "Who can receive a note".
package enum BuyerKind: String, CaseIterable, Sendable {
    case business
    case publicBody = "public"
    /// A private person: without SIREN, VAT number or service code.
    case consumer
}
