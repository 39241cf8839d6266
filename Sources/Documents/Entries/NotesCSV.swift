package import SLA

/// Credit notes as a table for spreadsheets: one row a line of a note, the same columns whatever the notes.
///
/// What a note has once stands on its first line only, and a reversal's sums are negative, so that the columns may be
/// added up.
package struct NotesCSV {
    /// The columns, in order.
    package static let columns: [String] = [
        "number", "line", "kind", "issue_date", "month", "subscription", "service", "customer",
        "customer_name", "customer_siren", "invoices", "terms", "terms_version", "revision", "promise",
        "basis", "counted_downtime_seconds", "of_seconds", "availability_percent", "target_percent",
        "credit_rate_percent", "base", "amount", "credited_before", "supplements", "cut_before", "cut",
        "cap", "currency", "net", "vat_treatment", "vat_rates", "note_net", "vat_total", "gross",
        "reverses", "reason", "reversed_by", "hash",
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
        if let line = note.commercial { add(line, of: note) }
        for (index, line) in note.lines.enumerated() {
            identity(of: line, in: note)
            measurement(of: line)
            amounts(of: line, in: note)
            totals(of: index == 0 ? note : nil)
            end(note)
        }
    }

    /// What only a line under the terms has stays empty.
    private mutating func add(_ line: CommercialLine, of note: CreditNote) {
        identity(1, line.month, line.subscription, line.service, line.invoices, in: note)
        for _ in 0..<10 { csv.plain(nil) }
        csv.decimal(line.invoiced.description)
        for _ in 0..<6 { csv.plain(nil) }
        amounts(line.net, line.parts, in: note)
        totals(of: note)
        end(note)
    }

    private mutating func end(_ note: CreditNote) {
        csv.text(note.reverses)
        csv.text(note.reason)
        csv.text(note.reversedBy)
        csv.plain(note.hash)
        csv.endRow()
    }

    private mutating func identity(of line: CreditLine, in note: CreditNote) {
        identity(
            line.line, line.month, line.subscription, line.content.service, line.content.invoices, in: note)
        csv.text(line.content.terms.id)
        csv.text(line.content.terms.version)
        csv.plain(String(line.revision))
        csv.plain(line.promise.rawValue)
    }

    private mutating func identity(
        _ line: Int, _ month: Month, _ subscription: String, _ service: String, _ invoices: [InvoiceLine],
        in note: CreditNote
    ) {
        csv.text(note.number)
        csv.plain(String(line))
        csv.plain(note.kindName)
        csv.plain(note.issueDate.description)
        csv.plain(month.description)
        csv.text(subscription)
        csv.text(service)
        csv.text(note.customer)
        csv.text(note.content.customer.name)
        csv.text(note.content.customer.siren)
        csv.text(Self.joined(invoices.map(\.invoice)))
    }

    private mutating func measurement(of line: CreditLine) {
        let content = line.content
        csv.plain(content.basis.rawValue)
        csv.seconds(content.availability.downtime)
        csv.seconds(content.availability.base)
        csv.decimal(content.availability.percentText)
        csv.decimal(content.target.percentage?.description)
        csv.decimal(content.earned.percentage?.description)
    }

    private mutating func amounts(of line: CreditLine, in note: CreditNote) {
        let content = line.content
        csv.decimal(line.base.description)
        csv.decimal(content.amount.description)
        csv.decimal(content.credited.description)
        csv.text(Self.joined(content.creditedBefore.map(\.number)))
        csv.decimal(content.cutBefore.description)
        csv.decimal(content.cut.description)
        csv.decimal(line.cap?.description)
        amounts(line.net, line.parts, in: note)
    }

    private mutating func amounts(_ net: Cents, _ parts: [CreditLine.Part], in note: CreditNote) {
        csv.plain(note.currency)
        csv.decimal(Self.signed(net, of: note).description)
        csv.plain(note.vatTreatment.rawValue)
        csv.decimal(Self.joined(parts.map(\.rate.description)))
    }

    private mutating func totals(of note: CreditNote?) {
        for sum in [note?.net, note?.vatTotal, note?.gross] {
            csv.decimal(note.flatMap { note in sum.map { Self.signed($0, of: note).description } })
        }
    }

    private static func signed(_ amount: Cents, of note: CreditNote) -> Cents {
        note.kind == .reversal ? .zero - amount : amount
    }

    /// Each once, in order of appearance.
    private static func joined(_ words: [String]) -> String {
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }.joined(separator: " ")
    }
}
