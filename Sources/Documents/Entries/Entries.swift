package import SLA

/// Credit notes as accounting entries: the 18 columns of art. A47 A-1 of the Livre des procédures fiscales.
///
/// One balanced entry a note, numbered without gaps from 1 within the file. Tab, CR LF, ISO 8859-15, comma decimals.
/// Source: credit-notes "Accounting entries".
package struct Entries {
    private let siren: String
    private let closing: LocalDate
    private var stream = ByteStream()
    /// How many entries there are.
    package private(set) var count = 0

    /// - Parameters:
    ///   - siren: the company whose entries they are.
    ///   - closing: the date in the file's name; no note may be later.
    package init(siren: String, closing: LocalDate) {
        self.siren = siren
        self.closing = closing
        write(Self.columns)
    }

    /// `SirenFECAAAAMMJJ.txt`.
    package var name: String { "\(siren)FEC\(Self.day(closing)).txt" }

    /// The file, whole.
    package var bytes: [UInt8] { stream.bytes }

    /// The reason why a file cannot contain a note.
    package enum Refusal: Error, Equatable, Sendable {
        /// Debit and credit are in euros, and no rate of exchange is known.
        case currency(note: String, currency: String)
        case otherIssuer(note: String, siren: String)
        case afterClosing(note: String, issueDate: LocalDate)

        package var note: String {
            switch self {
            case .currency(let note, _), .otherIssuer(let note, _), .afterClosing(let note, _): note
            }
        }

        package var reason: String {
            switch self {
            case .currency(_, let currency):
                "it is in \(currency): accounting entries are in EUR, and no exchange rate is known"
            case .otherIssuer(_, let siren):
                "it was issued under SIREN \(siren): a file of entries covers one company"
            case .afterClosing(_, let issueDate):
                "it was issued on \(issueDate), after the closing date of the file"
            }
        }
    }

    /// Adds a note's entry; they come in the order of issue date, series and number.
    package mutating func add(_ note: CreditNote) throws(Refusal) {
        let issuer = note.content.issuer.siren
        if note.currency != "EUR" { throw .currency(note: note.number, currency: note.currency) }
        if issuer != siren { throw .otherIssuer(note: note.number, siren: issuer) }
        if note.issueDate > closing { throw .afterClosing(note: note.number, issueDate: note.issueDate) }
        count += 1
        for line in Entry(note, number: count).lines { write(line) }
    }

    package static let columns = [
        "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum",
        "CompAuxLib", "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet",
        "ValidDate", "Montantdevise", "Idevise",
    ]

    /// `AAAAMMJJ`.
    static func day(_ date: LocalDate) -> String {
        let (year, month, day) = date.components
        return padded(year, to: 4) + padded(month, to: 2) + padded(day, to: 2)
    }

    private mutating func write(_ fields: [String]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { stream.append(UInt8(ascii: "\t")) }
            // Tabs and line ends within a field become spaces: the columns stay what they are.
            for byte in Latin9.bytes(field) { stream.append(byte) }
        }
        stream.append("\r\n")
    }
}

/// One note's lines: what the credit costs, its VAT per rate, and the customer's account; a reversal the other way round.
private struct Entry {
    private let note: CreditNote
    private let number: String

    init(_ note: CreditNote, number: Int) {
        self.note = note
        self.number = "VE" + padded(number, to: 6)
    }

    var lines: [[String]] {
        let accounts = note.content.issuer.accounts
        let cost: (account: String, label: String) =
            note.vatTreatment == .indemnity
            ? (accounts.indemnity, "Indemnités contractuelles")
            : (accounts.priceReduction, "Rabais sur prestations de services")
        var lines = [line(cost.account, cost.label, note.net)]
        for part in note.vat where part.vat > .zero {
            lines.append(line(accounts.vat, "TVA collectée \(rate(part.rate)) %", part.vat))
        }
        lines.append(line(accounts.customer, "Clients", note.gross, isCustomer: true))
        return lines
    }

    private func line(_ account: String, _ label: String, _ amount: Cents, isCustomer: Bool = false)
        -> [String]
    {
        let isDebit = isCustomer == (note.kind == .reversal)
        let day = Entries.day(note.issueDate)
        return [
            "VE", "Ventes", number, day, account, label, isCustomer ? note.customer : "",
            isCustomer ? note.content.customer.name : "", note.number, day, remark,
            money(isDebit ? amount : .zero), money(isDebit ? .zero : amount), "", "", day, "", "",
        ]
    }

    /// Names months and invoices; of a note of several lines no more invoices than fit.
    private var remark: String {
        var seen: Set<String> = []
        let invoices = note.invoices.map(\.invoice).filter { seen.insert($0).inserted }
        let kind = note.reverses.map { "Annulation \($0)" } ?? "Avoir"
        let months = note.months
        let period = [months.first, months.count > 1 ? months.last : nil].compactMap { $0?.description }
        let start = "\(kind) SLA \(period.joined(separator: " à "))"
        guard note.lines.count > 1 else { return "\(start) \(invoices.joined(separator: " "))" }
        return Self.remark(start, naming: invoices)
    }

    /// - Returns: at most `longestRemark` characters, unless `start` alone has more.
    private static func remark(_ start: String, naming invoices: [String]) -> String {
        var remark = start
        var length = start.count
        for (index, invoice) in invoices.enumerated() {
            let rest = invoices.count - index
            let others = rest > 1 ? " et \(rest - 1) autres" : ""
            length += 1 + invoice.count
            guard length + others.count <= longestRemark else { return remark + " et \(rest) autres" }
            remark += " \(invoice)"
        }
        return remark
    }

    /// The most characters that accounting programs accept in `EcritureLib`.
    private static let longestRemark = 200

    private func money(_ amount: Cents) -> String { amount.description.replacing(".", with: ",") }
    private func rate(_ rate: Percentage) -> String { rate.description.replacing(".", with: ",") }
}
