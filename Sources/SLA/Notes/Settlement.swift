/// How a credit is settled; one whose subscriptions have ended is always paid out. Source: docs/reference/file-formats.md "Issuer file".
package enum Settlement: String, Sendable, CaseIterable {
    /// Against the customer's next payment.
    case offset
    /// Paid out.
    case refund
}
