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
        table.add(["customer", note.customer])
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
        table.add(["base", "\(line.base) \(note.currency)"])
        if let cap = line.cap { table.add(["cap", "\(cap) \(note.currency)"]) }
        guard line.net != content.amount else { return }
        table.add(["amount", "\(content.amount) \(note.currency)"])
        for earlier in content.creditedBefore {
            table.add(["supplements", "\(earlier.number), which credited \(earlier.net) \(note.currency)"])
        }
        if content.cutInAll > .zero {
            let before = content.cutBefore > .zero ? ", \(content.cutBefore) of it earlier" : ""
            table.add(["cut by cap", "\(content.cutInAll) \(note.currency)\(before)"])
        }
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
                content.availability.percentText.map { "\($0)%" } ?? "-", "\(content.rate)%", "\(line.base)",
                "\(content.amount)", "\(content.credited)", "\(content.cutInAll)", "\(line.net)",
                content.creditedBefore.map(\.number).joined(separator: " "),
            ])
        }
        table.add(["", "total", "", "", "", "", "", "", "", "", "\(note.net)"])
        return table.lines().map { $0 + "\n" }.joined()
    }
}
