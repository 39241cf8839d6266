import SLA

extension NotePage {
    var heading: NoteDocument.Heading {
        NoteDocument.Heading(
            kind: isReversal
                ? pick("Facture annulant un avoir", "Invoice reversing a credit note")
                : pick("Facture d’avoir", "Credit note"),
            name: isReversal
                ? pick("Annulation n°", "Reversal") : pick("Avoir", "Credit note"),
            number: note.number,
            after: note.reverses.map { pick("de l’avoir \($0)", "of credit note \($0)") },
            issued: isReversal ? pick("Émise le", "Issued on") : pick("Émis le", "Issued on"),
            date: text.date(note.issueDate))
    }

    var parties: [NoteDocument.Party] {
        let issuer = content.issuer
        let customer = content.customer
        return [
            NoteDocument.Party(
                role: pick("Prestataire", "Provider"), name: issuer.name, address: address(issuer.address),
                details: [
                    [issuer.legalForm, issuer.registration], identity(of: issuer), contact(of: issuer),
                ].filter { !$0.isEmpty }),
            NoteDocument.Party(
                role: pick("Client", "Customer"), name: customer.name, address: address(customer.address),
                details: [
                    ["\(pick("Code client", "Customer code")) \(note.customer)"], identity(of: customer),
                ]
                .filter { !$0.isEmpty }),
        ]
    }

    private func address(_ address: Address) -> [String] {
        var lines = address.street.split(whereSeparator: \.isNewline).map { String($0) }
        lines.append([address.postcode, address.city].filter { !$0.isEmpty }.joined(separator: " "))
        lines.append(address.country == "FR" ? "France" : address.country)
        return lines
    }

    private func contact(of issuer: Issuer) -> [String] {
        let contact = issuer.contact
        let lines = [
            contact.name, contact.phone.map { "\(pick("Tél.", "Tel."))\u{A0}\($0)" }, contact.email,
            contact.web,
        ].compactMap(\.self)
        return lines.isEmpty
            ? [] : ["\(pick("Votre contact", "Your contact"))\(pick("\u{A0}:", ":"))"] + lines
    }

    private func identity(of issuer: Issuer) -> [String] {
        ["SIREN \(text.grouped(issuer.siren))", vat(issuer.vatNumber)].compactMap(\.self)
    }

    /// A consumer has no numbers.
    private func identity(of customer: NoteContent.Customer) -> [String] {
        guard customer.kind != .consumer else { return [] }
        return [
            customer.siren.map { "SIREN \(text.grouped($0))" }, customer.siret.map { "SIRET \($0)" },
            vat(customer.vatNumber),
            customer.serviceCode.map { "\(pick("Code service", "Service code")) \($0)" },
        ].compactMap(\.self)
    }

    /// Outside the scope of VAT the document carries no VAT numbers.
    /// Source: docs/reference/file-formats.md "Who can receive a note".
    private func vat(_ number: String?) -> String? {
        guard !isOutsideVAT else { return nil }
        return number.map { "\(pick("N° TVA", "VAT number")) \($0)" }
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
            reason: pick("Motif : ", "Reason: ") + (note.reason ?? "") + onlyForTheBooks)
    }

    /// Of a reversal of a note that never reached the customer.
    private var onlyForTheBooks: String {
        guard note.isInternal else { return "" }
        return pick(
            " – Document interne : l’avoir n’a pas été transmis au client, qui n’a rien à régler.",
            " – For the books only: the credit note never reached the customer, who owes nothing.")
    }
}
