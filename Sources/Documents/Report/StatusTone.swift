import Messages
import SLA

extension CreditStatus {
    /// What its word looks like on a terminal that shows colours.
    var tone: Ink.Tone? {
        switch self {
        case .overcredited: .bad
        case .issued: .good
        case .notAssessed, .onHold, .provisional, .awaitingRequest, .awaitingInvoice, .heldByCap, .issuable:
            .open
        case .noTerms, .notMeasurable, .noCommitment, .none, .expired, .nothingDue, .cappedOut: nil
        }
    }
}
