package import SLA

/// Credit notes as a table for spreadsheets: one row per note, the same columns whatever the notes.
package struct NotesCSV {
    /// The columns, in order.
    package static let columns: [String] = [
        "number", "kind", "issue_date", "month", "subscription", "service", "customer", "customer_name",
        "customer_siren", "invoices", "terms", "terms_version", "revision", "basis",
        "counted_downtime_seconds",
        "of_seconds", "availability_percent", "target_percent", "credit_rate_percent", "base", "amount",
        "cap",
        "currency", "net", "vat_treatment", "vat_rates", "vat_total", "gross", "reverses", "reason",
        "reversed_by",
        "hash",
    ]

    private var csv: CSVWriter

    package init(_ dialect: CSVDialect) {
        csv = CSVWriter(dialect: dialect, to: ByteStream())
        for column in Self.columns { csv.plain(column) }
        csv.endRow()
    }

    /// The file, whole.
    package var bytes: [UInt8] { csv.stream.bytes }

    package mutating func add(_ note: CreditNote) {
        identity(of: note)
        measurement(of: note)
        amounts(of: note)
        csv.text(note.reverses)
        csv.text(note.reason)
        csv.text(note.reversedBy)
        csv.plain(note.hash)
        csv.endRow()
    }

    private mutating func identity(of note: CreditNote) {
        let content = note.content
        csv.text(note.number)
        csv.plain(note.kind.rawValue)
        csv.plain(note.issueDate.description)
        csv.plain(note.month.description)
        csv.text(note.subscription)
        csv.text(content.service)
        csv.text(note.customer)
        csv.text(content.customer.name)
        csv.text(content.customer.siren)
        csv.text(Self.joined(content.invoices.map(\.invoice)))
        csv.text(content.terms.id)
        csv.text(content.terms.version)
        csv.plain(String(note.revision))
    }

    private mutating func measurement(of note: CreditNote) {
        let content = note.content
        csv.plain(content.basis.rawValue)
        csv.seconds(content.availability.downtime)
        csv.seconds(content.availability.base)
        csv.decimal(content.availability.percentText)
        csv.decimal(content.target.description)
        csv.decimal(content.rate.description)
    }

    private mutating func amounts(of note: CreditNote) {
        csv.decimal(note.base.description)
        csv.decimal(note.content.amount.description)
        csv.decimal(note.cap?.description)
        csv.plain(note.currency)
        csv.decimal(note.net.description)
        csv.plain(note.vatTreatment.rawValue)
        csv.decimal(Self.joined(note.vat.map(\.rate.description)))
        csv.decimal(note.vatTotal.description)
        csv.decimal(note.gross.description)
    }

    /// Each once, in order of appearance.
    private static func joined(_ words: [String]) -> String {
        words.reduce(into: [String]()) { kept, word in
            if !kept.contains(word) { kept.append(word) }
        }.joined(separator: " ")
    }
}
