import SLA

/// A commercial note on paper: its reason, the invoices that it corrects, and what is left of them.
extension NotePage {
    func subject(_ line: CommercialLine) -> [NoteDocument.Row] {
        var rows = [
            row(pick("Mois concerné", "Month"), months),
            row(pick("Abonnement", "Subscription"), "\(line.subscription) – \(line.service)"),
        ]
        // A reversal says its own reason, in the notice.
        if !isReversal { rows.append(row(pick("Motif", "Reason"), note.reason ?? "")) }
        return rows + [operation] + due + references
    }

    /// One row per VAT rate.
    func amounts(_ line: CommercialLine) -> [NoteDocument.Amounts.Amount] {
        let kind =
            isReversal
            ? pick("Annulation avoir commercial", "Reversed commercial credit")
            : pick("Avoir commercial", "Commercial credit")
        return note.vat.map { part in
            NoteDocument.Amounts.Amount(
                description: "\(kind) \(text.month(line.month)) – \(line.service)", net: money(part.net),
                rate: rate(of: part.rate), vat: money(part.vat))
        }
    }

    /// What was invoiced, what was credited of it before, and what is left.
    func section(_ line: CommercialLine) -> NoteDocument.Section {
        var steps = [
            step(
                pick("Base", "Base"), pick("montant facturé HT pour le mois", "invoiced before tax"),
                money(line.invoiced))
        ]
        if line.credited > .zero {
            steps.append(
                step(
                    pick("Déjà crédité", "Credited before"),
                    pick("au titre des engagements de service", "under the service terms"),
                    money(.zero - line.credited)))
        }
        if line.commercial > .zero {
            steps.append(
                step(
                    pick("Déjà crédité", "Credited before"),
                    pick("par avoirs commerciaux", "by commercial credit notes"),
                    money(.zero - line.commercial)))
        }
        steps.append(
            step(
                pick("Montant HT de cet avoir", "Net amount of this note"), "", money(line.net), .total))
        steps.append(
            step(
                pick("Reste facturé HT", "Left of the invoices"), pick("après cet avoir", "after this note"),
                money(line.leftAfter)))
        return NoteDocument.Section(
            line: 1, title: nil, steps: steps, remark: nil, month: nil, outages: nil)
    }

    private func step(
        _ label: String, _ detail: String, _ value: String, _ weight: NoteDocument.Step.Weight = .plain
    ) -> NoteDocument.Step {
        NoteDocument.Step(label: label, detail: detail, value: value, weight: weight)
    }
}
