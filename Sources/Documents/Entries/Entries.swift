package import SLA

/// Credit notes as accounting entries: the 18 columns of art. A47 A-1 of the Livre des procédures fiscales.
///
/// One balanced entry a note, with its number within the financial year. Tab, CR LF, ISO 8859-15, comma decimals.
/// Source: docs/guide/finance.md "Documents et écritures".
package struct Entries {
    private let siren: String
    private let closing: LocalDate
    private var entries: [(number: Int, bytes: [UInt8])] = []
    /// How many entries there are.
    package var count: Int { entries.count }

    /// - Parameters:
    ///   - siren: the company whose entries they are.
    ///   - closing: the last day of the financial year, which is in the file's name.
    package init(siren: String, closing: LocalDate) {
        self.siren = siren
        self.closing = closing
    }

    /// `SirenFECAAAAMMJJ.txt`.
    package var name: String { "\(siren)FEC\(Self.day(closing)).txt" }

    /// The file, whole, in the order of the numbers.
    package var bytes: [UInt8] {
        var bytes = Self.line(Self.columns)
        for entry in entries.sorted(by: { $0.number < $1.number }) { bytes += entry.bytes }
        return bytes
    }

    /// The reason why a file cannot contain a note.
    package enum Refusal: Error, Equatable, Sendable {
        /// Debit and credit are in euros, and no rate of exchange is known.
        case currency(note: String, currency: String)
        case account(note: String, rate: Percentage)

        package var note: String {
            switch self {
            case .currency(let note, _), .account(let note, _): note
            }
        }

        package var reason: String {
            switch self {
            case .currency(_, let currency):
                "it is in \(currency): accounting entries are in EUR, and no exchange rate is known"
            case .account(_, let rate):
                "its issuer names no account for VAT at \(rate) % (accounts.vat of the issuer file)"
            }
        }
    }

    /// Adds the entry of a note that the company issued in the financial year.
    ///
    /// - Parameter number: within the financial year, from 1.
    package mutating func add(_ note: CreditNote, number: Int) throws(Refusal) {
        if note.currency != "EUR" { throw .currency(note: note.number, currency: note.currency) }
        let lines = try Entry(note, number: number).lines()
        entries.append((number, lines.flatMap(Self.line)))
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

    private static func line(_ fields: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "\t")) }
            // Tabs and line ends within a field become spaces: the columns stay what they are.
            bytes += Latin9.bytes(field)
        }
        return bytes + Array("\r\n".utf8)
    }
}

/// One note's lines: what the credit costs, its VAT per rate, and the customer's account; a reversal the other way round.
private struct Entry {
    private let note: CreditNote
    private let number: String

    init(_ note: CreditNote, number: Int) {
        self.note = note
        self.number = note.content.issuer.journal + padded(number, to: 6)
    }

    /// Throws where the issuer names no account for a rate.
    func lines() throws(Entries.Refusal) -> [[String]] {
        let accounts = note.content.issuer.accounts
        let cost: (account: String, label: String) =
            note.vatTreatment == .indemnity
            ? (accounts.indemnity, "Indemnités contractuelles")
            : (accounts.priceReduction, "Rabais sur prestations de services")
        var lines = [line(cost.account, cost.label, note.net)]
        for part in note.vat where part.vat > .zero {
            guard let account = accounts.vatAccounts.account(for: part.rate) else {
                throw .account(note: note.number, rate: part.rate)
            }
            // Two names of one account would be taken for two accounts.
            let label =
                accounts.vatAccounts.isOnly(for: part.rate)
                ? "TVA collectée \(rate(part.rate)) %" : "TVA collectée"
            lines.append(line(account, label, part.vat))
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
            note.content.issuer.journal, "Ventes", number, day, account, label,
            isCustomer ? note.customer : "",
            isCustomer ? note.content.customer.name : "", note.number, day, remark,
            money(isDebit ? amount : .zero), money(isDebit ? .zero : amount), "", "", Entries.day(recorded),
            "", "",
        ]
    }

    /// The day on which the note became final.
    private var recorded: LocalDate { max(note.issueDate, Zone.utc.day(of: note.issuedAt)) }

    /// Names months and invoices; no more invoices than fit.
    private var remark: String {
        var seen: Set<String> = []
        let invoices = note.invoices.map(\.invoice).filter { seen.insert($0).inserted }
        let kind = note.reverses.map { "Annulation \($0)" } ?? "Avoir"
        let months = note.months
        let period = [months.first, months.count > 1 ? months.last : nil].compactMap { $0?.description }
        let purpose = note.commercial == nil ? "SLA" : "commercial"
        let start = "\(kind) \(purpose) \(period.joined(separator: " à "))"
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
