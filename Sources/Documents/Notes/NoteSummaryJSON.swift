import SLA

extension NoteSummary {
    /// Form `avoir.note/1`: what the note has once, then its lines.
    static func write(_ note: CreditNote, to json: inout JSONWriter) {
        json.object { json in
            json.string("schema", "avoir.note/1")
            json.string("number", note.number)
            json.string("kind", note.kindName)
            json.bool("commercial", note.commercial != nil)
            json.string("issue_date", note.issueDate.description)
            json.string("issued_at", LocalTime(.utc).rfc3339(note.issuedAt))
            json.string("issued_by", note.issuedBy)
            json.string("customer", note.customer)
            json.string("reverses", note.reverses)
            json.string("reason", note.reason)
            json.bool("internal", note.isInternal)
            json.string("internal_reason", note.internalReason)
            json.string("reversed_by", note.reversedBy)
            json.string("settlement", note.content.settlement?.rawValue)
            json.string("currency", note.currency)
            json.money("net", note.net)
            json.string("vat_treatment", note.vatTreatment.rawValue)
            json.array("vat") { json in
                for part in note.vat {
                    json.object { json in
                        json.percent("rate_percent", part.rate)
                        json.money("net", part.net)
                        json.money("vat", part.vat)
                    }
                }
            }
            json.money("vat_total", note.vatTotal)
            json.money("gross", note.gross)
            json.array("lines") { json in
                for line in note.lines { write(line, to: &json) }
                if let line = note.commercial { write(line, to: &json) }
            }
            json.string("previous_hash", note.previousHash)
            json.string("hash", note.hash)
            json.verbatim("frozen", note.document)
        }
    }

    private static func write(_ line: CreditLine, to json: inout JSONWriter) {
        let content = line.content
        json.object { json in
            json.integer("line", line.line)
            json.string("subscription", line.subscription)
            json.string("service", content.service)
            json.string("month", line.month.description)
            json.integer("revision", line.revision)
            json.string("promise", line.promise.rawValue)
            json.object("terms") { json in
                json.string("id", content.terms.id)
                json.string("version", content.terms.version)
                json.string("title", content.terms.title)
                json.string("sha256", content.terms.sha256)
            }
            json.string("basis", content.basis.rawValue)
            json.object("availability") { json in
                json.string("percent", content.availability.percentText)
                json.seconds("counted_downtime_seconds", content.availability.downtime)
                json.seconds("of_seconds", content.availability.base)
                json.target(content.target)
            }
            json.percent("rate_percent", content.earned.percentage)
            json.money("base", line.base)
            json.money("amount", content.amount)
            json.array("credited_before") { json in
                for earlier in content.creditedBefore {
                    json.object { json in
                        json.string("number", earlier.number)
                        json.money("net", earlier.net)
                    }
                }
            }
            json.money("cut_before", content.cutBefore)
            json.money("cut", content.cut)
            json.money("cap", line.cap)
            json.money("net", line.net)
            parts(line.parts, to: &json)
            writeSources(of: content, to: &json)
            json.verbatim("frozen", line.document)
        }
    }

    static func parts(_ parts: [CreditLine.Part], to json: inout JSONWriter) {
        json.array("vat") { json in
            for part in parts {
                json.object { json in
                    json.percent("rate_percent", part.rate)
                    json.money("net", part.net)
                }
            }
        }
    }

    static func writeInvoices(
        _ invoices: [InvoiceLine], _ orders: [String], _ contract: String?, to json: inout JSONWriter
    ) {
        json.array("invoices") { json in
            for invoice in invoices {
                json.object { json in
                    json.string("invoice", invoice.invoice)
                    json.string("issued_on", invoice.issuedOn.description)
                    json.percent("vat_rate_percent", invoice.vatRate)
                    json.money("amount", invoice.amount)
                    json.string("currency", invoice.currency)
                }
            }
        }
        json.strings("order_references", orders)
        json.string("contract_reference", contract)
    }

    private static func writeSources(of content: LineContent, to json: inout JSONWriter) {
        writeInvoices(content.invoices, content.orderReferences, content.contractReference, to: &json)
        guard let request = content.request else { return json.null("request") }
        json.object("request") { json in
            json.string("requested_on", request.requestedOn.description)
            json.string("reference", request.reference)
        }
    }
}
