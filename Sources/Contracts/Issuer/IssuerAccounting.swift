import SLA
import StrictYAML

/// What an issuer file says for the accountant. Each gives nil after it has told what is wrong.
enum IssuerAccounting {
    static func readAccounts(_ field: YAMLField) -> Issuer.Accounts? {
        guard let section = field.section(keys: ["customer", "price_reduction", "vat", "indemnity"]) else {
            return nil
        }
        let customer = section.required("customer").flatMap(readAccount)
        let reduction = section.required("price_reduction").flatMap(readAccount)
        let vat = section.required("vat").flatMap(readVAT)
        let indemnity = section.required("indemnity").flatMap(readAccount)
        guard let customer, let reduction, let vat, let indemnity else { return nil }
        return .init(
            customer: customer, priceReduction: reduction, vat: vat.description, indemnity: indemnity)
    }

    /// The rates that France has or had since 2012, overseas and Corsica too: a file names accounts for some of them.
    private static let rates: [(key: String, millionths: Int64)] = [
        ("20", 20_000_000), ("19.6", 19_600_000), ("13", 13_000_000), ("10", 10_000_000), ("8.5", 8_500_000),
        ("7", 7_000_000), ("5.5", 5_500_000), ("2.1", 2_100_000), ("1.75", 1_750_000), ("1.05", 1_050_000),
        ("0.9", 900_000),
    ]

    /// One account for all rates, or a mapping from rate to account.
    private static func readVAT(_ field: YAMLField) -> VATAccounts? {
        guard field.isMapping else {
            return readAccount(field).map(VATAccounts.init(forAll:))
        }
        guard let section = field.section(keys: rates.map(\.key)) else { return nil }
        var accounts: [Percentage: String] = [:]
        for (key, millionths) in rates where section.has(key) {
            guard let account = section.optional(key).flatMap(readAccount),
                let rate = Percentage(millionths: millionths)
            else { return nil }
            accounts[rate] = account
        }
        guard !accounts.isEmpty else {
            field.refuse("names no rate; write 20: \"445711\", or one account for all rates")
            return nil
        }
        return VATAccounts(byRate: accounts)
    }

    private static func readAccount(_ field: YAMLField) -> String? {
        guard let text = field.text(longest: 20) else { return nil }
        guard text.wholeMatch(of: /[0-9]{3}[0-9A-Z]*/) != nil else {
            field.refuse("must be an account number that begins with three digits, such as \"411000\"")
            return nil
        }
        return text
    }

    static func readJournal(_ field: YAMLField?) -> String? {
        guard let field else { return "VE" }
        guard let text = field.text(longest: 10) else { return nil }
        guard text.wholeMatch(of: /[A-Z][A-Z0-9]*/) != nil else {
            field.refuse(
                "must be the code of a journal: capital letters and digits, a letter first, such as VE")
            return nil
        }
        return text
    }

    static func readYearEnd(_ field: YAMLField?) -> String? {
        guard let field else { return "12-31" }
        guard let text = field.text(longest: 5) else { return nil }
        guard FinancialYear(endsOn: text) != nil else {
            field.refuse("must be the last day of the financial year, month and day: \"09-30\"")
            return nil
        }
        return text
    }
}
