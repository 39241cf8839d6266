import Documents
import SLA
import Store

/// The file of a commercial note that is planned. The database holds every member but the first three against the note.
enum CommercialPlanFile {
    static func content(
        of note: CreditNote, _ order: CommercialIssuing.Order, plan: String, ledger: String
    ) -> String {
        let bytes = JSONWriter.whole { json in
            json.object { json in
                json.string("schema", "avoir.plan/1")
                json.string("ledger", ledger)
                json.string("program", Program.name)
                json.string("plan", plan)
                json.string("kind", "commercial")
                json.string("month", order.month.description)
                json.string("issue_date", order.date.description)
                json.string("subscription", order.subscription)
                json.string("customer", note.customer)
                json.string("customer_name", note.content.customer.name)
                json.money("amount", order.amount)
                json.string("currency", note.currency)
                json.money("vat", note.vatTotal)
                json.string("vat_treatment", order.treatment.rawValue)
                json.string("reason", order.reason)
                json.string("internal_reason", order.internalReason)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
