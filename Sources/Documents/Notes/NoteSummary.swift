package import SLA

/// Credit notes for people at a terminal and for programs.
package enum NoteSummary {
    /// One line a note.
    package struct Table {
        private var table = Documents.Table([.left, .left, .left, .left, .left, .left, .right, .right, .left])

        package init() {}

        package mutating func add(_ note: CreditNote) {
            if table.isEmpty {
                table.add([
                    "number", "date", "kind", "month", "subscription", "customer", "net", "gross", "remark",
                ])
            }
            let remark =
                note.reverses.map { "reverses \($0)" } ?? note.reversedBy.map { "reversed by \($0)" } ?? ""
            table.add([
                note.number, note.issueDate.description, note.kind.rawValue, note.month.description,
                note.subscription, note.customer, "\(note.net) \(note.currency)",
                "\(note.gross) \(note.currency)", remark,
            ])
        }

        package var text: String {
            table.isEmpty ? "no credit notes\n" : table.lines().map { $0 + "\n" }.joined()
        }
    }

    /// All notes as one JSON document.
    package struct List {
        private var json: JSONWriter

        package init(to stream: ByteStream) {
            json = JSONWriter(to: stream)
            json.beginObject()
            json.beginArray("notes")
        }

        package mutating func add(_ note: CreditNote) throws {
            write(note, to: &json)
            try json.stream.drainIfFull()
        }

        package mutating func finish() throws {
            json.end()
            json.end()
            try json.stream.drain()
        }
    }

    /// One note as a document of its own.
    package static func document(_ note: CreditNote) -> [UInt8] {
        JSONWriter.whole { write(note, to: &$0) }
    }

    /// One note, whole.
    package static func text(_ note: CreditNote) -> String {
        var table = Documents.Table([.left, .left])
        table.add([note.kind == .credit ? "credit note" : "reversal", note.number])
        table.add([
            "issued",
            "\(note.issueDate), recorded \(LocalTime(.utc).rfc3339(note.issuedAt)) by \(note.issuedBy)",
        ])
        if let reverses = note.reverses { table.add(["reverses", "\(reverses): \(note.reason ?? "")"]) }
        if let reversedBy = note.reversedBy { table.add(["reversed by", reversedBy]) }
        table.add(["customer", note.customer])
        table.add([
            "subscription", "\(note.subscription), \(note.month), assessment revision \(note.revision)",
        ])
        table.add(["base", "\(note.base) \(note.currency)"])
        if let cap = note.cap { table.add(["cap", "\(cap) \(note.currency)"]) }
        table.add(["net", "\(note.net) \(note.currency)"])
        for part in note.vat {
            table.add(["VAT \(part.rate)%", "\(part.vat) \(note.currency) on \(part.net)"])
        }
        table.add(["gross", "\(note.gross) \(note.currency), VAT treatment \(note.vatTreatment.rawValue)"])
        table.add(["hash", note.hash])
        table.add(["follows", note.previousHash])
        return table.lines().map { $0 + "\n" }.joined()
    }

    private static func write(_ note: CreditNote, to json: inout JSONWriter) {
        json.object { json in
            json.string("schema", "avoir.note/1")
            json.string("number", note.number)
            json.string("kind", note.kind.rawValue)
            json.string("issue_date", note.issueDate.description)
            json.string("issued_at", LocalTime(.utc).rfc3339(note.issuedAt))
            json.string("issued_by", note.issuedBy)
            json.string("subscription", note.subscription)
            json.string("customer", note.customer)
            json.string("month", note.month.description)
            json.integer("revision", note.revision)
            json.string("reverses", note.reverses)
            json.string("reason", note.reason)
            json.string("reversed_by", note.reversedBy)
            json.string("currency", note.currency)
            json.money("base", note.base)
            json.money("cap", note.cap)
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
            json.string("previous_hash", note.previousHash)
            json.string("hash", note.hash)
            json.verbatim("frozen", note.document)
        }
    }
}
