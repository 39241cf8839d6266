import SLA

/// One note's lines: what the credit costs, its VAT per rate, and the customer's account; a reversal the other way round.
///
/// Debit and credit are in euros.
struct Entry {
    private let note: CreditNote
    private let number: String
    private let posted: PostedAmounts

    /// - Parameter note: one that `Entries.faults` says nothing of.
    init(_ note: CreditNote, number: Int) {
        self.note = note
        self.number = note.content.issuer.journal + padded(number, to: 6)
        posted = PostedAmounts(note)
    }

    var lines: [[String]] {
        let accounts = note.content.issuer.accounts
        let cost: (account: String, label: String) =
            note.vatTreatment == .indemnity
            ? (accounts.indemnity, "Indemnités contractuelles")
            : (accounts.priceReduction, "Rabais sur prestations de services")
        var lines = [line(cost.account, cost.label, posted.net, note.net)]
        for (part, amount) in zip(note.vat, posted.vat) where part.vat > .zero {
            guard let account = accounts.vatAccounts.account(for: part.rate) else { continue }
            // Two names of one account would be taken for two accounts.
            let label =
                accounts.vatAccounts.isOnly(for: part.rate)
                ? "TVA collectée \(rate(part.rate)) %" : "TVA collectée"
            lines.append(line(account, label, amount, part.vat))
        }
        lines.append(line(accounts.customer, "Clients", posted.gross, note.gross, isCustomer: true))
        return lines
    }

    /// - Parameters:
    ///   - amount: in euros.
    ///   - stated: the same, as the note states it.
    private func line(
        _ account: String, _ label: String, _ amount: Cents, _ stated: Cents, isCustomer: Bool = false
    ) -> [String] {
        let isDebit = isCustomer == (note.kind == .reversal)
        let day = Entries.day(note.issueDate)
        let isForeign = note.currency != Currency.euro
        return [
            note.content.issuer.journal, "Ventes", number, day, account, label,
            isCustomer ? note.customer : "",
            isCustomer ? note.content.customer.name : "", note.number, day, remark,
            money(isDebit ? amount : .zero), money(isDebit ? .zero : amount), "", "", Entries.day(recorded),
            // Signed, so that the column of an entry adds up to nothing, as debit less credit does.
            isForeign ? money(isDebit ? stated : .zero - stated) : "", isForeign ? note.currency : "",
        ]
    }

    /// The day on which the note became final.
    private var recorded: LocalDate { max(note.issueDate, Zone.utc.day(of: note.issuedAt)) }

    /// Names months and invoices; no more invoices than fit.
    private var remark: String {
        var seen: Set<String> = []
        let invoices = note.billingDocuments.invoices.map(\.number).filter { seen.insert($0).inserted }
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
