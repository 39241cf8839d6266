import SLA

extension NotePage {
    func heading(_ html: inout HTMLWriter) {
        html.element("header") { html in
            html.element("p", ["class": "kind"]) { html in
                html.text(
                    isReversal
                        ? pick("Facture annulant un avoir", "Invoice reversing a credit note")
                        : pick("Facture d’avoir", "Credit note"))
            }
            html.element("h1") { html in
                html.text(
                    isReversal
                        ? pick("Annulation d’avoir ", "Reversal ") : pick("Avoir ", "Credit note "))
                html.element("span", ["class": "number"], text: note.number)
            }
            html.element("p", ["class": "date"]) { html in
                html.text(pick("Émis le ", "Issued on "))
                html.element(
                    "time", ["datetime": note.issueDate.description], text: text.date(note.issueDate))
            }
        }
        html.newline()
    }

    func parties(_ html: inout HTMLWriter) {
        html.element("div", ["class": "parties"]) { html in
            html.element("section", ["class": "party"]) { html in
                let issuer = content.issuer
                html.element("h2", text: pick("Prestataire", "Provider"))
                html.element("p", ["class": "name"], text: issuer.name)
                address(issuer.address, &html)
                html.element("p") { html in
                    html.text(issuer.legalForm)
                    html.void("br")
                    html.text(issuer.registration)
                }
                identity(of: issuer, &html)
            }
            html.element("section", ["class": "party"]) { html in
                let customer = content.customer
                html.element("h2", text: pick("Client", "Customer"))
                html.element("p", ["class": "name"], text: customer.name)
                address(customer.address, &html)
                html.element("p", text: "\(pick("Code client", "Customer code")) \(note.customer)")
                identity(of: customer, &html)
            }
        }
        html.newline()
    }

    private func address(_ address: Address, _ html: inout HTMLWriter) {
        html.element("p", ["class": "address"]) { html in
            for (index, line) in address.street.split(whereSeparator: \.isNewline).enumerated() {
                if index > 0 { html.void("br") }
                html.text(String(line))
            }
            html.void("br")
            html.text([address.postcode, address.city].filter { !$0.isEmpty }.joined(separator: " "))
            html.void("br")
            html.text(address.country == "FR" ? "France" : address.country)
        }
    }

    private func identity(of issuer: Issuer, _ html: inout HTMLWriter) {
        identity(["SIREN \(text.grouped(issuer.siren))", vat(issuer.vatNumber)], &html)
    }

    /// A consumer has no numbers.
    private func identity(of customer: NoteContent.Customer, _ html: inout HTMLWriter) {
        guard customer.kind != .consumer else { return }
        identity(
            [
                customer.siren.map { "SIREN \(text.grouped($0))" }, customer.siret.map { "SIRET \($0)" },
                vat(customer.vatNumber),
                customer.serviceCode.map { "\(pick("Code service", "Service code")) \($0)" },
            ], &html)
    }

    private func identity(_ lines: [String?], _ html: inout HTMLWriter) {
        let lines = lines.compactMap(\.self)
        guard !lines.isEmpty else { return }
        html.element("p") { html in
            for (index, line) in lines.enumerated() {
                if index > 0 { html.void("br") }
                html.text(line)
            }
        }
    }

    /// Outside the scope of VAT the document carries no VAT numbers. Source: credit-notes.
    private func vat(_ number: String?) -> String? {
        guard !isOutsideVAT else { return nil }
        return number.map { "\(pick("N° TVA", "VAT number")) \($0)" }
    }

    /// Which note a reversal cancels, and why.
    func reversal(_ html: inout HTMLWriter) {
        html.element("div", ["class": "notice"]) { html in
            html.element("p") { html in
                html.text(
                    pick(
                        "Ce document annule en totalité l’avoir ",
                        "This document cancels credit note "))
                html.element("strong", text: note.reverses ?? "")
                if let day = content.reversedOn { html.text(pick(" du ", " of ") + text.date(day)) }
                html.text(
                    pick(
                        " : les montants ci-dessous sont repris.",
                        " in full: the amounts below are taken back."))
            }
            html.element("p", text: pick("Motif : ", "Reason: ") + (note.reason ?? ""))
        }
        html.newline()
    }
}
