import SLA

extension EInvoice {
    /// The texts that explain the line of a commercial note, in French.
    struct CommercialWording {
        let note: CreditNote
        let line: CommercialLine

        private typealias Wording = EInvoice.Wording

        /// BT-153.
        var item: String {
            let title = note.kind == .credit ? "Avoir commercial" : "Annulation de l'avoir commercial"
            return Wording.plain("\(title) \(Wording.text(line.month)) - \(line.service)")
        }

        /// BT-154: why the note is issued, or cancelled.
        func description(of part: CreditLine.Part) -> String {
            let reason = note.reason ?? ""
            let whole =
                (note.kind == .credit ? reason : Wording.cancellation(of: note)) + references
            guard line.parts.count > 1 else { return Wording.plain(whole) }
            return Wording.plain("\(whole) - part au taux de TVA de \(Wording.percent(part.rate)) %")
        }

        /// The orders that the note as a whole does not name.
        private var references: String {
            let orders = note.orderReference == nil ? line.orderReferences : []
            return orders.isEmpty ? "" : " - commande \(orders.joined(separator: ", "))"
        }
    }
}
