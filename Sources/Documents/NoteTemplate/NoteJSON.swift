import SLA

/// Writes the content of a note as the data of a template, `docs/reference/note-template.md`.
package enum NoteJSON {
    /// Of the data's form: higher when a template must change.
    package static let version = 1

    /// One line of JSON. Every text is fit for paper: `PaperText`.
    package static func data(_ document: NoteDocument) -> [UInt8] {
        JSONWriter.whole(isOneLine: true) { json in
            json.object { json in
                json.integer("version", version)
                json.string("language", document.language.rawValue)
                document.values.writeMembers(to: &json)
                json.text("title", document.title)
                json.text("issuer", document.issuer)
                json.string("logo", document.logo?.svg)
                json.object("heading") { document.heading.writeMembers(to: &$0) }
                json.objects("parties", document.parties) { $0.writeMembers(to: &$1) }
                json.object("notice", document.notice) { $0.writeMembers(to: &$1) }
                json.objects("subject", document.subject) { row, json in
                    json.text("label", row.label)
                    json.texts("lines", row.lines)
                }
                json.object("invoices") { document.invoices.writeMembers(to: &$0) }
                json.object("earlier_credits", document.earlierCredits) { $0.writeMembers(to: &$1) }
                json.object("amounts") { document.amounts.writeMembers(to: &$0) }
                json.objects("totals", document.totals) { total, json in
                    json.text("label", total.label)
                    json.text("amount", total.amount)
                    json.bool("grand", total.isGrand)
                }
                json.text("treatment", document.treatment)
                json.texts("mentions", document.mentions)
                json.text("hash_line", document.hash)
                json.object("annex") { document.annex.writeMembers(to: &$0) }
            }
        }
    }
}

extension NoteDocument.Values {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.text("number", number)
        json.string("kind", kind.rawValue)
        json.string("issue_date", issueDate.description)
        json.text("customer", customer)
        json.string("currency", currency)
        json.money("net", net)
        json.money("vat_total", vatTotal)
        json.money("gross", gross)
        json.text("reverses", reverses)
        json.string("hash", hash)
    }
}

extension NoteDocument.Heading {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.text("kind", kind)
        json.text("name", name)
        json.text("number", number)
        json.text("after", after)
        json.text("issued", issued)
        json.text("date", date)
    }
}

extension NoteDocument.Party {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.text("role", role)
        json.text("name", name)
        json.texts("address", address)
        json.array("details") { json in for lines in details { json.texts(nil, lines) } }
    }
}

extension NoteDocument.Notice {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.text("before", before)
        json.text("number", number)
        json.text("after", after)
        json.text("reason", reason)
    }
}

extension NoteDocument.Invoices {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.text("title", title)
        json.object("columns") { columns.writeMembers(to: &$0) }
        json.objects("rows", rows) { $0.writeMembers(to: &$1) }
    }
}

extension NoteDocument.Invoices.Invoice {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.text("invoice", invoice)
        json.text("date", date)
        json.text("subscription", subscription)
        json.text("rate", rate)
        json.text("amount", amount)
    }
}

extension NoteDocument.Amounts {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.text("title", title)
        json.object("columns") { columns.writeMembers(to: &$0) }
        json.objects("rows", rows) { $0.writeMembers(to: &$1) }
    }
}

extension NoteDocument.Amounts.Amount {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.text("description", description)
        json.texts("details", details)
        json.text("net", net)
        json.text("rate", rate)
        json.text("vat", vat)
    }
}
