/// What the audit log records. To add one: a case here, its sentence in `AuditSentence`, and what it is held against in
/// `AuditProof`.
package enum AuditAction: String, CaseIterable, Sendable {
    case approve, assess, close, commercial, hold, `import`, issue, issuer, ledger, migrate, plan, reject,
        release, reverse,
        terms
}

/// One entry of the audit log: who did what, when.
package struct AuditEntry: Equatable, Sendable {
    package var number: Int64
    package var at: Instant
    /// The login that did it.
    package var by: String
    /// nil: another avoir, a newer one, recorded it.
    package var action: AuditAction?
    /// The action's name, as it is kept.
    package var name: String
    /// As they are kept: a JSON object.
    package var document: String
    /// The same by name: what is null is left out, the elements of an array are joined by commas.
    package var details: [String: String]
    /// The net of the notes that its run issued, by currency.
    package var net: [String: Cents]
    /// The customer of the subscription that it names, as known now.
    package var customerName: String?

    package init(
        number: Int64, at: Instant, by: String, name: String, document: String, details: [String: String],
        net: [String: Cents] = [:], customerName: String? = nil
    ) {
        self.number = number
        self.at = at
        self.by = by
        action = AuditAction(rawValue: name)
        self.name = name
        self.document = document
        self.details = details
        self.net = net
        self.customerName = customerName
    }
}
