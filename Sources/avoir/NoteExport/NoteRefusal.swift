import Documents

/// A note that a format cannot state, and why.
struct NoteRefusal {
    let number: String
    /// As the official rules of e-invoices name it.
    let rule: String?
    let reason: String

    init(_ refusal: EInvoice.Refusal) {
        number = refusal.note
        rule = refusal.rule
        reason = refusal.reason
    }

    init(_ refusal: Entries.Refusal) {
        number = refusal.note
        rule = nil
        reason = refusal.reason
    }

    init(_ refusal: NotePage.Unprintable) {
        number = refusal.note
        rule = nil
        reason = refusal.reason
    }

    var sentence: String { "\(number): \(reason)" + (rule.map { " (\($0))" } ?? "") }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.string("number", number)
            json.string("rule", rule)
            json.string("reason", reason)
        }
    }
}
