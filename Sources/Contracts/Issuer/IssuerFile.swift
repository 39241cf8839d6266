import Intake
package import StrictYAML

/// Who issues the credit notes, as the issuer file states it. Source: interfaces "Issuer file".
package struct IssuerDetails: Equatable, Sendable {
    /// Statements that a French invoice, and so a credit note, must carry.
    package struct Mentions: Equatable, Sendable {
        package var latePaymentFee: String
        package var latePaymentInterest: String
        package var earlyPayment: String
    }

    /// Numbers of the general ledger that the accounting entries post to.
    package struct Accounts: Equatable, Sendable {
        package var customer: String
        package var priceReduction: String
        package var vat: String
        package var indemnity: String
    }

    package var name: String
    /// Nine digits with a valid check digit.
    package var siren: String
    /// `FR`, the two-digit key and the SIREN.
    package var vatNumber: String
    package var legalForm: String
    package var registration: String
    package var street: String
    package var postcode: String
    package var city: String
    /// Two capital letters (ISO 3166-1).
    package var country: String
    package var series: NumberSeries
    package var mentions: Mentions
    package var accounts: Accounts
}

/// Reads an issuer file; every key is required.
package enum IssuerFile {
    package static func parse(bytes: [UInt8], file: String) throws(StrictYAMLErrors) -> IssuerDetails {
        let log = YAMLProblemLog()
        let keys = [
            "name", "siren", "vat_number", "legal_form", "registration", "street", "postcode", "city",
            "country",
            "series", "mentions", "accounts",
        ]
        let issuer = YAMLFile.root(bytes: bytes, keys: keys, log: log).flatMap(readDetails)
        return try log.finish(issuer, file: file)
    }

    private static func readDetails(_ root: YAMLSection) -> IssuerDetails? {
        let name = root.required("name")?.text(longest: 200)
        let siren = root.required("siren").flatMap(readSiren)
        let vatNumber = root.required("vat_number").flatMap { readVatNumber($0, siren: siren) }
        let legalForm = root.required("legal_form")?.text(longest: 200)
        let registration = root.required("registration")?.text(longest: 200)
        let street = root.required("street")?.text(longest: 200)
        let country = root.required("country").flatMap(readCountry)
        let postcode = root.required("postcode").flatMap { readPostcode($0, country: country) }
        let city = root.required("city")?.text(longest: 100)
        let series = root.required("series").flatMap(readSeries)
        let mentions = root.required("mentions").flatMap(readMentions)
        let accounts = root.required("accounts").flatMap(readAccounts)
        guard let name, let siren, let vatNumber, let legalForm, let registration, let street, let postcode,
            let city, let country, let series, let mentions, let accounts
        else { return nil }
        return IssuerDetails(
            name: name, siren: siren, vatNumber: vatNumber, legalForm: legalForm, registration: registration,
            street: street, postcode: postcode, city: city, country: country, series: series,
            mentions: mentions, accounts: accounts)
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
            field.refuse("must be a country of ISO 3166 in its two capital letters, such as FR")
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

    private static func readMentions(_ field: YAMLField) -> IssuerDetails.Mentions? {
        let keys = ["late_payment_fee", "late_payment_interest", "early_payment"]
        guard let section = field.section(keys: keys) else { return nil }
        let texts = keys.map { section.required($0)?.text(longest: 1000) }
        guard let fee = texts[0], let interest = texts[1], let early = texts[2] else { return nil }
        return .init(latePaymentFee: fee, latePaymentInterest: interest, earlyPayment: early)
    }

    private static func readAccounts(_ field: YAMLField) -> IssuerDetails.Accounts? {
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
