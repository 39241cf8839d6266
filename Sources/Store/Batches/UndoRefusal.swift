package import SLA

/// Why a batch cannot be undone; nothing was.
package struct UndoRefusal: Error {
    /// nil: there is no such batch.
    package let batch: ImportBatch?
    package let reasons: [Reason]

    package enum Reason: Equatable, Sendable {
        case unknown(Int32)
        /// A stored version of terms never changes.
        case terms
        /// A later import changed facts that the batch brought or changed.
        case changed(by: Int32, Facts)
        /// A later import recorded reminders, which count on the earlier fact.
        case reminded(by: Int32, Facts)
        /// Facts of a kind name facts that would leave force.
        case named(by: FactKind, Facts)
        /// Subscriptions that would leave force were assessed.
        case assessed(Facts)
        /// What would be in force again is not accepted any more.
        case notAccepted(FieldFault, Facts)
        /// Days of these months would change, which are over and were assessed. Source: contract R18.
        case changesThePast([Month])
    }

    /// So many facts, and the first of them by what identifies them.
    package struct Facts: Equatable, Sendable {
        package let count: Int
        package let first: [[Change.Value]]
    }
}
