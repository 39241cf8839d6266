package import SLA

extension NoteSummary {
    /// One note, whole: its head, and a table of its lines where there are several.
    package static func text(_ note: CreditNote) -> String {
        var table = Documents.Table([.left, .left])
        let name = note.kind == .credit ? "credit note" : "reversal"
        table.add([note.kindName == "commercial" ? "commercial note" : name, note.number])
        table.add([
            "issued",
            "\(note.issueDate), recorded \(LocalTime(.utc).rfc3339(note.issuedAt)) by \(note.issuedBy)",
        ])
        if let reverses = note.reverses { table.add(["reverses", "\(reverses): \(note.reason ?? "")"]) }
        if note.isInternal { table.add(["internal", "for the books only; the customer gets no bill"]) }
        if let reason = note.internalReason { table.add(["internal reason", reason]) }
        if let reversedBy = note.reversedBy { table.add(["reversed by", reversedBy]) }
        table.add(["customer", "\(note.customer)  \(note.content.customer.name)"])
        if let commercial = note.commercial {
            add(commercial, of: note, to: &table)
        } else if note.lines.count == 1, let line = note.lines.first {
            add(line, of: note, to: &table)
        } else {
            table.add([
                "lines", "\(note.lines.count): \(subscriptions(of: note)), \(months(of: note))",
            ])
        }
        table.add(["net", "\(note.net) \(note.currency)"])
        for part in note.vat {
            table.add(["VAT \(part.rate)%", "\(part.vat) \(note.currency) on \(part.net)"])
        }
        table.add(["gross", "\(note.gross) \(note.currency), VAT treatment \(note.vatTreatment.rawValue)"])
        table.add(["hash", note.hash])
        table.add(["follows", note.previousHash])
        let head = table.lines().map { $0 + "\n" }.joined()
        return note.lines.count <= 1 ? head : head + "\n" + lines(of: note)
    }

    private static func add(_ line: CreditLine, of note: CreditNote, to table: inout Documents.Table) {
        let content = line.content
        table.add([
            "subscription", "\(line.subscription), \(line.month), assessment revision \(line.revision)",
        ])
        let arithmetic = CreditArithmetic(
            line: line, text: LocalText(.english), money: { "\($0) \(note.currency)" })
        table.add(["service", content.service])
        table.add(["terms", "\(content.terms.id) \(content.terms.version), by \(content.basis.rawValue)"])
        table.add(["result", arithmetic.availability])
        for (place, invoice) in content.invoices.enumerated() {
            table.add([place == 0 ? "invoiced" : "", text(invoice)])
        }
        if let request = content.request {
            let reference = request.reference.map { ", \($0)" } ?? ""
            table.add(["requested", "\(request.requestedOn)\(reference)"])
        }
        if let order = note.orderReference { table.add(["order", order]) }
        if let contract = note.contractReference { table.add(["contract", contract]) }
        if let cap = line.cap { table.add(["cap", "\(cap) \(note.currency)"]) }
        for (place, step) in arithmetic.lines.enumerated() {
            table.add([place == 0 ? "credit" : "", step])
        }
        if content.cutBefore > .zero, content.cut > .zero {
            table.add(["", "\(content.cutBefore) \(note.currency) of the cut by an earlier run"])
        }
    }

    /// `FA-2026-10-001 line 2, 2026-10-01: 640.00 EUR at 20%`
    private static func text(_ invoice: InvoiceLine) -> String {
        let line = invoice.line.map { " line \($0)" } ?? ""
        return "\(invoice.invoice)\(line), \(invoice.issuedOn): \(invoice.amount) \(invoice.currency) at "
            + "\(invoice.vatRate)%"
    }

    private static func lines(of note: CreditNote) -> String {
        let numbers = [Documents.Table.Alignment](repeating: .right, count: 7)
        var table = Documents.Table([.right, .left, .left, .right] + numbers + [.left])
        table.add([
            "line", "subscription", "month", "revision", "availability", "rate", "base", "amount", "before",
            "cut", "net", "supplements",
        ])
        for line in note.lines {
            let content = line.content
            table.add([
                "\(line.line)", line.subscription, "\(line.month)", "\(line.revision)",
                content.availability.percentText.map { "\($0)%" } ?? "-",
                LocalText(.english).earned(content.earned), "\(line.base)",
                "\(content.amount)", "\(content.credited)", "\(content.cutInAll)", "\(line.net)",
                content.creditedBefore.map(\.number).joined(separator: " "),
            ])
        }
        table.add(["", "total", "", "", "", "", "", "", "", "", "\(note.net)"])
        return table.lines().map { $0 + "\n" }.joined()
    }
}
