package import SLA
package import StrictYAML

/// The content of an issuer file. Source: interfaces "Issuer file".
package struct IssuerDetails: Equatable, Sendable {
    package var issuer: Issuer
    package var series: NumberSeries
    package var notesPer = NotesPer.subscription
}

/// Reads an issuer file; `notes_per` and what is said of VAT may be left out.
package enum IssuerFile {
    package static func parse(bytes: [UInt8], file: String) throws(StrictYAMLErrors) -> IssuerDetails {
        let log = YAMLProblemLog()
        let keys = [
            "name", "siren", "vat_number", "legal_form", "registration", "street", "postcode", "city",
            "country",
            "series", "mentions", "accounts", "notes_per", "vat_on_debits", "vat_exemption",
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
        let mentions = root.required("mentions").flatMap(readMentions)
        let accounts = root.required("accounts").flatMap(readAccounts)
        guard let notesPer = readNotesPer(root.optional("notes_per")), let isOnDebits else { return nil }
        guard let name, let siren, let legalForm, let registration, let street, let postcode,
            let city, let country, let series, let mentions, let accounts
        else { return nil }
        var issuer = Issuer(
            name: name, siren: siren, vatNumber: vatNumber, legalForm: legalForm, registration: registration,
            address: Address(street: street, postcode: postcode, city: city, country: country),
            mentions: mentions, accounts: accounts)
        issuer.vatOnDebits = isOnDebits
        issuer.exemptionCode = exemption?.code
        issuer.exemptionReason = exemption?.reason
        return IssuerDetails(issuer: issuer, series: series, notesPer: notesPer)
    }

    private static func readNotesPer(_ field: YAMLField?) -> NotesPer? {
        guard let field else { return .subscription }
        return field.choice(of: NotesPer.allCases.map(\.rawValue)).flatMap(NotesPer.init(rawValue:))
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

    private static func readMentions(_ field: YAMLField) -> Issuer.Mentions? {
        let keys = ["late_payment_fee", "late_payment_interest", "early_payment"]
        guard let section = field.section(keys: keys) else { return nil }
        let texts = keys.map { section.required($0)?.text(longest: 1000) }
        guard let fee = texts[0], let interest = texts[1], let early = texts[2] else { return nil }
        return .init(latePaymentFee: fee, latePaymentInterest: interest, earlyPayment: early)
    }

    private static func readAccounts(_ field: YAMLField) -> Issuer.Accounts? {
        let keys = ["customer", "price_reduction", "vat", "indemnity"]
        guard let section = field.section(keys: keys) else { return nil }
        let numbers = keys.map { section.required($0).flatMap(readAccount) }
        guard let customer = numbers[0], let reduction = numbers[1], let vat = numbers[2],
            let indemnity = numbers[3]
        else { return nil }
        return .init(customer: customer, priceReduction: reduction, vat: vat, indemnity: indemnity)
    }

    private static func readAccount(_ field: YAMLField) -> String? {
        guard let text = field.text(longest: 20) else { return nil }
        guard text.wholeMatch(of: /[0-9]{3}[0-9A-Z]*/) != nil else {
            field.refuse("must be an account number that begins with three digits, such as \"411000\"")
            return nil
        }
        return text
    }
}
