internal import Postgres
internal import SLA

/// A line of an invoice, in place.
struct InvoiceRecord {
    var invoice: UnsafeRawBufferPointer
    /// Without bytes where the invoice does not number its lines.
    var line: UnsafeRawBufferPointer
    var issuedOn: Int64
    var cents: Int64
    var vatMillionths: Int64
    var currency: UnsafeRawBufferPointer

    static let columns = "i.invoice, i.issued_on, i.amount_cents, i.vat_micropercent, i.currency, i.line"

    static func add(
        _ row: borrowing CopyRow, from first: Int, slot: Int, to arena: inout EventArena
    ) throws {
        let invoice = try row.bytes(first)
        let issuedOn = try row.date(first + 1)
        let cents = try row.int64(first + 2)
        let vat = try row.int64(first + 3)
        guard Percentage(millionths: vat) != nil else {
            throw UnknownWord(column: "vat_micropercent", word: String(vat))
        }
        let currency = try row.bytes(first + 4)
        let line = try row.bytes(first + 5)
        arena.add(slot: slot, limit: 70 + invoice.count + currency.count + line.count) { writer in
            writer.byte(RecordKind.invoice.rawValue)
            writer.text(invoice)
            writer.signed(Int64(issuedOn))
            writer.signed(cents)
            writer.signed(vat)
            writer.text(currency)
            writer.text(line)
        }
    }

    init(_ reader: inout RecordReader) {
        invoice = reader.text()
        issuedOn = reader.signed()
        cents = reader.signed()
        vatMillionths = reader.signed()
        currency = reader.text()
        line = reader.text()
    }

    /// By invoice, then rate, then line.
    static func inOrder(_ a: InvoiceRecord, _ b: InvoiceRecord) -> Bool {
        guard a.invoice.hasBytes(of: b.invoice) else { return a.invoice.precedes(b.invoice) }
        return a.vatMillionths == b.vatMillionths
            ? a.line.precedes(b.line) : a.vatMillionths < b.vatMillionths
    }

    var invoiceLine: InvoiceLine {
        InvoiceLine(
            invoice: invoice.string, line: line.isEmpty ? nil : line.string,
            issuedOn: LocalDate(daysSinceEpoch: Int(issuedOn)),
            amount: Cents(cents), vatRate: Percentage(millionths: vatMillionths) ?? .zero,
            currency: currency.string)
    }
}

/// A demand for the month's credit, in place.
struct RequestRecord {
    var requestedOn: Int64
    /// Without bytes where none was given.
    var reference: UnsafeRawBufferPointer

    static let columns = "r.requested_on, r.reference"

    static func add(
        _ row: borrowing CopyRow, from first: Int, slot: Int, to arena: inout EventArena
    ) throws {
        let requestedOn = try row.date(first)
        let reference = try row.bytes(first + 1)
        arena.add(slot: slot, limit: 30 + reference.count) { writer in
            writer.byte(RecordKind.request.rawValue)
            writer.signed(Int64(requestedOn))
            writer.text(reference)
        }
    }

    init(_ reader: inout RecordReader) {
        requestedOn = reader.signed()
        reference = reader.text()
    }

    /// Whether it is the one that counts of the two. Source: contract R12.
    func precedes(_ other: RequestRecord) -> Bool {
        requestedOn == other.requestedOn
            ? reference.precedes(other.reference) : requestedOn < other.requestedOn
    }

    var request: CreditRequest {
        CreditRequest(
            requestedOn: LocalDate(daysSinceEpoch: Int(requestedOn)),
            reference: reference.isEmpty ? nil : reference.string)
    }
}
