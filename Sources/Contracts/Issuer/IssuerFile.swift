package import SLA
package import StrictYAML

/// The content of an issuer file. Source: docs/reference/file-formats.md "Issuer file".
package struct IssuerDetails: Equatable, Sendable {
    package var issuer: Issuer
    package var series: NumberSeries
    package var notesPer = NotesPer.subscription
    package var settlement = Settlement.offset
    package var approval = Approval.none
    /// What the first year of the series begins with, after a move from another program.
    package var firstNumber = 1
    /// The file of a template of PDF notes, as the issuer file names it.
    package var template: String?
    /// Likewise of a picture.
    package var logo: String?
}

/// Reads an issuer file; what concerns numbering, entries, VAT and the template may be left out.
package enum IssuerFile {
    package static func parse(bytes: [UInt8], file: String) throws(StrictYAMLErrors) -> IssuerDetails {
        let log = YAMLProblemLog()
        let keys = [
            "name", "siren", "vat_number", "legal_form", "registration", "street", "postcode", "city",
            "country",
            "series", "mentions", "accounts", "notes_per", "first_number", "journal", "financial_year_ends",
            "template", "logo", "contact", "settlement", "approval", "vat_on_debits", "vat_exemption",
        ]
        let issuer = YAMLFile.root(bytes: bytes, keys: keys, log: log).flatMap(readDetails)
        return try log.finish(issuer, file: file)
    }

    private static func readDetails(_ root: YAMLSection) -> IssuerDetails? {
        let name = root.required("name")?.text(longest: 200)
        let siren = root.required("siren").flatMap(readSiren)
        let exemption = root.optional("vat_exemption").flatMap(IssuerVAT.readExemption)
        // Who charges no VAT may have no number.
        let number = root.has("vat_exemption") ? root.optional("vat_number") : root.required("vat_number")
        let vatNumber = number.flatMap { readVatNumber($0, siren: siren) }
        let isOnDebits = IssuerVAT.readDebits(root.optional("vat_on_debits"), hasNumber: number != nil)
        let legalForm = root.required("legal_form")?.text(longest: 200)
        let registration = root.required("registration")?.text(longest: 200)
        let street = root.required("street")?.text(longest: 200)
        let country = root.required("country").flatMap(readCountry)
        let postcode = root.required("postcode").flatMap { readPostcode($0, country: country) }
        let city = root.required("city")?.text(longest: 100)
        let series = root.required("series").flatMap(readSeries)
        let mentions = root.required("mentions").flatMap(IssuerTexts.readMentions)
        let accounts = root.required("accounts").flatMap(IssuerAccounting.readAccounts)
        let contact = root.optional("contact").map(IssuerTexts.readContact)
        let settlement = readChoice(root.optional("settlement"), absent: Settlement.offset)
        let approval = readChoice(root.optional("approval"), absent: Approval.none)
        guard let notesPer = readChoice(root.optional("notes_per"), absent: NotesPer.subscription),
            let settlement, let approval, let isOnDebits,
            let firstNumber = readFirstNumber(root.optional("first_number"), in: series),
            let journal = IssuerAccounting.readJournal(root.optional("journal")),
            let yearEnds = IssuerAccounting.readYearEnd(root.optional("financial_year_ends"))
        else { return nil }
        let template = root.optional("template").map { $0.text(longest: 1000) }
        let logo = root.optional("logo").map { $0.text(longest: 1000) }
        if template == .some(nil) || logo == .some(nil) || contact == .some(nil) { return nil }
        guard let name, let siren, let legalForm, let registration, let street, let postcode,
            let city, let country, let series, let mentions, let accounts
        else { return nil }
        var issuer = Issuer(
            name: name, siren: siren, vatNumber: vatNumber, legalForm: legalForm, registration: registration,
            address: Address(street: street, postcode: postcode, city: city, country: country),
            mentions: mentions, accounts: accounts)
        issuer.contact = contact.flatMap { $0 } ?? Issuer.Contact()
        issuer.vatOnDebits = isOnDebits
        issuer.exemptionCode = exemption?.code
        issuer.exemptionReason = exemption?.reason
        issuer.journal = journal
        issuer.financialYearEnds = yearEnds
        return IssuerDetails(
            issuer: issuer, series: series, notesPer: notesPer, settlement: settlement, approval: approval,
            firstNumber: firstNumber, template: template.flatMap { $0 }, logo: logo.flatMap { $0 })
    }

    private static func readChoice<Choice: RawRepresentable<String> & CaseIterable>(
        _ field: YAMLField?, absent: Choice
    ) -> Choice? {
        guard let field else { return absent }
        return field.choice(of: Choice.allCases.map(\.rawValue)).flatMap(Choice.init(rawValue:))
    }

    private static func readFirstNumber(_ field: YAMLField?, in series: NumberSeries?) -> Int? {
        guard let field else { return 1 }
        let last = min(series?.last ?? 1, Int(Int32.max))
        return field.integer(in: 1...last)
    }

    private static func readSiren(_ field: YAMLField) -> String? {
        guard let text = field.text(longest: 50) else { return nil }
        if let reason = Siren.refusal(of: text) {
            field.refuse(reason)
            return nil
        }
        return text
    }

    /// With a wrong SIREN the number is held to its own digits only.
    private static func readVatNumber(_ field: YAMLField, siren: String?) -> String? {
        guard let text = field.text(longest: 50) else { return nil }
        guard text.wholeMatch(of: /FR[0-9]{11}/) != nil else {
            field.refuse("must be FR, two digits and the SIREN, without spaces")
            return nil
        }
        if let siren, text != Siren.vatNumber(of: siren) {
            field.refuse("does not belong to the SIREN, whose VAT number is \(Siren.vatNumber(of: siren))")
            return nil
        }
        return text
    }

    private static func readCountry(_ field: YAMLField) -> String? {
        guard let text = field.text(longest: 50) else { return nil }
        guard Country.isKnown(text) else {
            field.refuse("must be an ISO 3166 country code of two capital letters, such as FR")
            return nil
        }
        return text
    }

    private static func readPostcode(_ field: YAMLField, country: String?) -> String? {
        guard let text = field.text(longest: 16) else { return nil }
        if country == "FR", text.wholeMatch(of: /[0-9]{5}/) == nil {
            field.refuse("must be five digits in France")
            return nil
        }
        return text
    }

    private static func readSeries(_ field: YAMLField) -> NumberSeries? {
        guard let text = field.text(longest: 100) else { return nil }
        do throws(NumberSeries.Refusal) {
            return try NumberSeries(pattern: text)
        } catch {
            field.refuse(error.reason)
            return nil
        }
    }
}
