import SLA

extension NotePage {
    var heading: NoteDocument.Heading {
        NoteDocument.Heading(
            kind: isReversal
                ? pick("Facture annulant un avoir", "Invoice reversing a credit note")
                : pick("Facture d’avoir", "Credit note"),
            name: isReversal
                ? pick("Annulation d’avoir", "Reversal") : pick("Avoir", "Credit note"),
            number: note.number,
            issued: pick("Émis le", "Issued on"),
            date: text.date(note.issueDate))
    }

    var parties: [NoteDocument.Party] {
        let issuer = content.issuer
        let customer = content.customer
        return [
            NoteDocument.Party(
                role: pick("Prestataire", "Provider"), name: issuer.name, address: address(issuer.address),
                details: [
                    [issuer.legalForm, issuer.registration],
                    identity(siren: issuer.siren, vatNumber: issuer.vatNumber),
                ]),
            NoteDocument.Party(
                role: pick("Client", "Customer"), name: customer.name, address: address(customer.address),
                details: [
                    ["\(pick("Code client", "Customer code")) \(note.customer)"],
                    identity(siren: customer.siren, vatNumber: customer.vatNumber),
                ]),
        ]
    }

    private func address(_ address: Address) -> [String] {
        var lines = address.street.split(whereSeparator: \.isNewline).map { String($0) }
        lines.append("\(address.postcode) \(address.city)")
        lines.append(address.country == "FR" ? "France" : address.country)
        return lines
    }

    /// Outside the scope of VAT the document carries no VAT numbers. Source: credit-notes.
    private func identity(siren: String, vatNumber: String?) -> [String] {
        var lines = ["SIREN \(text.grouped(siren))"]
        if note.vatTreatment != .indemnity, let vatNumber {
            lines.append("\(pick("N° TVA", "VAT number")) \(vatNumber)")
        }
        return lines
    }

    /// Which note a reversal cancels, and why.
    var reversal: NoteDocument.Notice {
        NoteDocument.Notice(
            before: pick(
                "Ce document annule en totalité l’avoir ",
                "This document cancels credit note "),
            number: note.reverses ?? "",
            after: (content.reversedOn.map { pick(" du ", " of ") + text.date($0) } ?? "")
                + pick(
                    " : les montants ci-dessous sont repris.",
                    " in full: the amounts below are taken back."),
            reason: pick("Motif : ", "Reason: ") + (note.reason ?? ""))
    }
}
