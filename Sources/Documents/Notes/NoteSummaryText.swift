package import SLA

extension NoteSummary {
    /// One note, whole: its head, and a table of its lines where there are several.
    package static func text(_ note: CreditNote, in language: Language) -> String {
        NoteSummaryText(note: note, text: LocalText(language)).whole
    }
}

/// A note in words.
struct NoteSummaryText {
    let note: CreditNote
    let text: LocalText

    fileprivate var whole: String {
        var table = Table([.left, .left])
        table.add([text.kind(of: NoteHead(note), isAlone: true), note.number])
        let recorded =
            text.language == .french
            ? text.instant(note.issuedAt.toTheSecond, in: .utc) + " UTC"
            : LocalTime(.utc).rfc3339(note.issuedAt)
        table.add([
            text.pick("émis", "issued"),
            text.pick(
                "\(day(note.issueDate)), enregistré le \(recorded) par \(note.issuedBy)",
                "\(day(note.issueDate)), recorded \(recorded) by \(note.issuedBy)"),
        ])
        if let reverses = note.reverses {
            table.add([
                text.pick("annule", "reverses"),
                text.say("\(reverses) : ", "\(reverses): ") + (note.reason ?? ""),
            ])
        }
        if note.isInternal {
            table.add([
                text.pick("interne", "internal"),
                text.say(
                    "pour la comptabilité seule ; le client ne reçoit pas de facture",
                    "for the books only; the customer gets no bill"),
            ])
        }
        if let reason = note.internalReason {
            table.add([text.pick("motif interne", "internal reason"), reason])
        }
        if let reversedBy = note.reversedBy {
            table.add([text.pick("annulé par", "reversed by"), reversedBy])
        }
        table.add([text.pick("client", "customer"), "\(note.customer)  \(note.content.customer.name)"])
        if let commercial = note.commercial {
            add(commercial, to: &table)
        } else if note.lines.count == 1, let line = note.lines.first {
            add(line, to: &table)
        } else {
            table.add([
                text.pick("lignes", "lines"),
                text.say("\(note.lines.count) : ", "\(note.lines.count): ")
                    + "\(text.subscriptions(of: NoteHead(note))), \(text.months(of: NoteHead(note)))",
            ])
        }
        addAmounts(to: &table)
        table.add([text.pick("empreinte", "hash"), note.hash])
        table.add([text.pick("suit", "follows"), note.previousHash])
        let head = table.lines().map { $0 + "\n" }.joined()
        return note.lines.count <= 1 ? head : head + "\n" + lines
    }

    private func addAmounts(to table: inout Table) {
        table.add([text.pick("hors taxes", "net"), money(note.net)])
        for part in note.vat {
            table.add([
                text.pick("TVA \(text.percent(part.rate))", "VAT \(part.rate)%"),
                text.pick("\(money(part.vat)) sur \(money(part.net))", "\(money(part.vat)) on \(part.net)"),
            ])
        }
        table.add([
            text.pick("TTC", "gross"),
            text.pick(
                "\(money(note.gross)), \(text.treatment(note.vatTreatment))",
                "\(money(note.gross)), VAT treatment \(note.vatTreatment.rawValue)"),
        ])
    }

    private func add(_ line: CreditLine, to table: inout Table) {
        let content = line.content
        table.add([
            text.pick("abonnement", "subscription"),
            text.pick(
                "\(line.subscription), \(text.month(line.month)), révision \(line.revision) du calcul",
                "\(line.subscription), \(line.month), assessment revision \(line.revision)"),
        ])
        let arithmetic = CreditArithmetic(line: line, text: text, money: money)
        table.add(["service", content.service])
        table.add([
            text.pick("conditions", "terms"),
            text.pick(
                "\(content.terms.id) \(content.terms.version), sur \(text.measured(by: content.basis).what)",
                "\(content.terms.id) \(content.terms.version), by \(content.basis.rawValue)"),
        ])
        table.add([text.pick("résultat", "result"), arithmetic.availability])
        for (place, invoice) in content.invoices.enumerated() {
            table.add([place == 0 ? text.pick("facturé", "invoiced") : "", said(of: invoice)])
        }
        if let request = content.request {
            let reference = request.reference.map { ", \($0)" } ?? ""
            table.add([text.pick("demandé", "requested"), "\(day(request.requestedOn))\(reference)"])
        }
        if let order = note.orderReference { table.add([text.pick("commande", "order"), order]) }
        if let contract = note.contractReference { table.add([text.pick("contrat", "contract"), contract]) }
        if let cap = line.cap { table.add([text.pick("plafond", "cap"), money(cap)]) }
        for (place, step) in arithmetic.lines.enumerated() {
            table.add([place == 0 ? text.pick("calcul", "credit") : "", step])
        }
        if content.cutBefore > .zero, content.cut > .zero {
            table.add([
                "",
                text.pick(
                    "dont \(money(content.cutBefore)) retranchés par une exécution précédente",
                    "\(money(content.cutBefore)) of the cut by an earlier run"),
            ])
        }
    }

    private func add(_ line: CommercialLine, to table: inout Table) {
        table.add([
            text.pick("abonnement", "subscription"),
            text.pick(
                "\(line.subscription), \(text.month(line.month)), hors conditions",
                "\(line.subscription), \(line.month), outside the terms"),
        ])
        if note.kind == .credit, let reason = note.reason {
            table.add([text.pick("motif", "reason"), reason])
        }
        table.add([text.pick("facturé", "invoiced"), money(line.invoiced)])
        table.add([
            text.pick("déjà crédité", "credited before"),
            text.pick(
                "\(money(line.credited)) selon les conditions, \(money(line.commercial)) par avoirs commerciaux",
                "\(line.credited) under the terms, \(line.commercial) by commercial notes"),
        ])
    }

    /// `FA-2026-10-001 line 2, 2026-10-01: 640.00 EUR at 20%`
    private func said(of invoice: InvoiceLine) -> String {
        let line = invoice.line.map { text.pick(" ligne \($0)", " line \($0)") } ?? ""
        let amount = text.plainMoney(invoice.amount, invoice.currency)
        return text.say(
            "\(invoice.invoice)\(line), \(day(invoice.issuedOn)) : \(amount) à \(text.percent(invoice.vatRate))",
            "\(invoice.invoice)\(line), \(invoice.issuedOn): \(amount) at \(invoice.vatRate)%")
    }

    private var lines: String {
        let numbers = [Table.Alignment](repeating: .right, count: 7)
        var table = Table([.right, .left, .left, .right] + numbers + [.left])
        table.add(
            text.language == .french
                ? [
                    "ligne", "abonnement", "mois", "révision", "disponibilité", "taux", "base", "montant",
                    "avant",
                    "retranché", "net", "complète",
                ]
                : [
                    "line", "subscription", "month", "revision", "availability", "rate", "base", "amount",
                    "before",
                    "cut", "net", "supplements",
                ])
        for line in note.lines {
            let content = line.content
            let exact = content.availability.percentText
            table.add([
                "\(line.line)", line.subscription, "\(line.month)", "\(line.revision)",
                exact.map { text.pick(text.percent($0), "\($0)%") } ?? "-",
                text.pick(text.percent(content.rate), "\(content.rate)%"), amount(line.base),
                amount(content.amount), amount(content.credited), amount(content.cutInAll), amount(line.net),
                content.creditedBefore.map(\.number).joined(separator: " "),
            ])
        }
        table.add(["", "total", "", "", "", "", "", "", "", "", amount(note.net)])
        return table.lines().map { $0 + "\n" }.joined()
    }

    private func money(_ amount: Cents) -> String { text.plainMoney(amount, note.currency) }

    /// In a column of amounts of the note's currency.
    private func amount(_ amount: Cents) -> String {
        text.pick(text.decimal(amount.description), amount.description)
    }

    private func day(_ date: LocalDate) -> String { text.pick(text.date(date), date.description) }
}
