extension CreditNote {
    /// How many days after its date a reversal is due: thirty, which the law gives where nothing else is agreed.
    ///
    /// Source: Code de commerce, art. L441-10; code de la commande publique, art. R2192-10.
    package static let daysUntilDue = 30

    /// The day on which the amount is due at the latest (BT-9); nil of a credit, and of a reversal for the books only.
    ///
    /// Source: Code de commerce, art. L441-9.
    package var dueOn: LocalDate? {
        kind == .reversal && !isInternal ? issueDate.adding(days: Self.daysUntilDue) : nil
    }
}
