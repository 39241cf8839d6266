/// The part of a note that decides whether a format can state it: of a note in the ledger, or of one that is planned.
///
/// So the same rules serve the export and the plan. Source: docs/reference/file-formats.md "Before a note has a number".
package struct NoteOutline: Equatable, Sendable {
    /// Of a planned note: one that its series could give.
    package var number: String
    package var kind: CreditNote.Kind
    package var issueDate: LocalDate
    /// Each once, in order.
    package var months: [Month]
    package var currency: String
    package var vatTreatment: Terms.VATTreatment
    /// By falling rate.
    package var vat: [CreditNote.VATPart]
    /// The rows that the lines' bases come from, in the lines' order.
    package var invoices: [InvoiceLine]
    /// Of a reversal: the note that it cancels.
    package var cancels: DocumentReference?
    package var issuer: Issuer
    package var customer: NoteContent.Customer
    package var exemption: VATExemption?
    package var eurRate: ExchangeRate?
    package var lines: Int

    package init(
        number: String, kind: CreditNote.Kind, issueDate: LocalDate, months: [Month], currency: String,
        vatTreatment: Terms.VATTreatment, vat: [CreditNote.VATPart], invoices: [InvoiceLine],
        cancels: DocumentReference? = nil, issuer: Issuer, customer: NoteContent.Customer,
        exemption: VATExemption?, eurRate: ExchangeRate?, lines: Int
    ) {
        self.number = number
        self.kind = kind
        self.issueDate = issueDate
        self.months = months
        self.currency = currency
        self.vatTreatment = vatTreatment
        self.vat = vat
        self.invoices = invoices
        self.cancels = cancels
        self.issuer = issuer
        self.customer = customer
        self.exemption = exemption
        self.eurRate = eurRate
        self.lines = lines
    }

    package init(_ note: CreditNote) {
        self.init(
            number: note.number, kind: note.kind, issueDate: note.issueDate, months: note.months,
            currency: note.currency, vatTreatment: note.vatTreatment, vat: note.vat,
            invoices: note.lines.flatMap(\.content.invoices) + (note.commercial?.invoices ?? []),
            cancels: note.reverses.flatMap { number in
                note.content.reversedOn.map { DocumentReference(number: number, issuedOn: $0) }
            },
            issuer: note.content.issuer, customer: note.content.customer, exemption: note.content.exemption,
            eurRate: note.content.eurRate, lines: max(note.lines.count, 1))
    }

    /// The reversal that would cancel a note.
    ///
    /// - Parameters:
    ///   - number: one that its series could give.
    ///   - issuer: today's, which the reversal bears.
    package init(
        reversing note: CreditNote, as number: String, on date: LocalDate, by issuer: Issuer
    ) {
        self.init(note)
        kind = .reversal
        cancels = DocumentReference(number: note.number, issuedOn: note.issueDate)
        self.number = number
        issueDate = date
        self.issuer = issuer
    }

    /// One note of several planned lines, each given as a note of its own: VAT is that of each rate's sum.
    ///
    /// - Parameter lines: of one customer, VAT treatment, currency and exchange rate.
    package init?(joining lines: [NoteOutline]) {
        guard let first = lines.first else { return nil }
        self = first
        guard lines.count > 1 else { return }
        invoices = lines.flatMap(\.invoices)
        months = Set(lines.flatMap(\.months)).sorted()
        self.lines = lines.reduce(0) { $0 + $1.lines }
        var sums: [Percentage: Cents] = [:]
        for part in lines.flatMap(\.vat) {
            sums[part.rate, default: .zero] = (sums[part.rate] ?? .zero) + part.net
        }
        vat = sums.sorted { $0.key > $1.key }.map { CreditNote.VATPart(rate: $0.key, net: $0.value) }
    }

    package var vatTotal: Cents { vat.reduce(.zero) { $0 + $1.vat } }
    package var gross: Cents { vat.reduce(.zero) { $0 + $1.net + $1.vat } }
}

extension CreditNote.VATPart {
    /// With the VAT on the net, rounded half up to the cent.
    package init(rate: Percentage, net: Cents) {
        self.init(rate: rate, net: net, vat: Cents.credit(rate, of: net))
    }
}
