/// Where a subscription's month stands, in order of precedence; the first that applies.
///
/// The judgement (`CreditDecision`) gives those that facts alone decide, the ledger (`CreditStanding`) the others.
/// Source: contract R9 to R14; docs/reference/report.schema.json.
package enum CreditStatus: String, CaseIterable, Sendable {
    /// By the report: in force, and only others were assessed.
    case notAssessed = "not_assessed"
    /// By the ledger.
    case overcredited
    /// By the ledger.
    case issued
    case noTerms = "no_terms"
    /// By the ledger: a hold stands.
    case onHold = "on_hold"
    case provisional
    case notMeasurable = "not_measurable"
    case noCommitment = "no_commitment"
    case none
    case awaitingRequest = "awaiting_request"
    case expired
    case awaitingInvoice = "awaiting_invoice"
    case nothingDue = "nothing_due"
    /// By the ledger.
    case heldByCap = "held_by_cap"
    /// By the ledger.
    case cappedOut = "capped_out"
    /// By the judgement, and by the ledger for what exceeds what was credited or cut before.
    case issuable
}
