import SLA

/// Commercial notes for programs.
extension NoteSummary {
    /// The members of the only object in `lines`: those of a line under the terms that it has, and its own.
    static func write(_ line: CommercialLine, to json: inout JSONWriter) {
        json.object { json in
            json.integer("line", 1)
            json.string("subscription", line.subscription)
            json.string("service", line.service)
            json.string("month", line.month.description)
            json.null("revision")
            json.null("promise")
            json.money("base", line.invoiced)
            json.money("credited_under_the_terms", line.credited)
            json.money("credited_by_commercial_notes", line.commercial)
            json.money("net", line.net)
            parts(line.parts, to: &json)
            writeInvoices(line.invoices, line.orderReferences, line.contractReference, to: &json)
            json.verbatim("frozen", line.document)
        }
    }
}
