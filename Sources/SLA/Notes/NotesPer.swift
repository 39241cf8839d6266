/// How credits are put together into notes. Source: docs/reference/file-formats.md "Issuer file".
package enum NotesPer: String, CaseIterable, Sendable {
    /// A note for each subscription.
    case subscription
    /// A note for each customer, VAT treatment and currency, with a line for each subscription.
    case customer
}
