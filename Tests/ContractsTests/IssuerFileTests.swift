import SLA
import StrictYAML
import Testing

@testable import Contracts

@Suite struct IssuerFileTests {
    @Test("the example is read in every detail")
    func whole() throws {
        let issuer = try IssuerFile.parse(bytes: exampleFile("issuer.yaml"), file: "issuer.yaml")
        let expected = IssuerDetails(
            issuer: Issuer(
                name: "Exemple Télécom SAS", siren: "100000009", vatNumber: "FR88100000009",
                legalForm: "SAS au capital de 100 000 EUR", registration: "RCS Paris 100 000 009",
                address: Address(street: "1 rue du Réseau", postcode: "75001", city: "Paris", country: "FR"),
                mentions: .init(
                    latePaymentFee:
                        "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 EUR.",
                    latePaymentInterest: "Pénalités de retard : trois fois le taux d'intérêt légal.",
                    earlyPayment: "Pas d'escompte pour paiement anticipé."),
                accounts: .init(
                    customer: "411000", priceReduction: "709600", vat: "445710", indemnity: "671000")),
            series: try NumberSeries(pattern: "AV-{year}-{number:6}"))
        #expect(issuer == expected)
    }

    @Test(
        "every key is required, at every level",
        arguments: [
            "name", "siren", "vat_number", "legal_form", "registration", "street", "postcode", "city",
            "country",
            "series", "mentions.late_payment_fee", "mentions.late_payment_interest", "mentions.early_payment",
            "accounts",
        ])
    func required(path: String) throws {
        let key = try #require(path.split(separator: ".").last)
        let lines = try IssuerSample.example().split(separator: "\n").filter { line in
            !line.drop { $0 == " " }.hasPrefix("\(key):")
        }
        #expect(IssuerSample.problems(lines.joined(separator: "\n")).hasSuffix(": \(path): is missing"))
    }

    @Test(
        "a wrong value is refused with its line, its path and the reason",
        arguments: [
            (
                "\"100000009\"", "100000009",
                "siren: must be in quotes: without them, YAML readers take it for a number, which may lose its zeros (100000009)"
            ),
            ("\"100000009\"", "\"100 000 009\"", "siren: must be nine digits, without spaces (100 000 009)"),
            ("\"100000009\"", "\"10000000\"", "siren: must be nine digits, without spaces (10000000)"),
            ("\"100000009\"", "\"100000008\"", "siren: is not a SIREN: its check digit is wrong (100000008)"),
            (
                "FR88100000009", "FR89100000009",
                "vat_number: does not belong to the SIREN, whose VAT number is FR88100000009 (FR89100000009)"
            ),
            (
                "FR88100000009", "FR83404833048",
                "vat_number: does not belong to the SIREN, whose VAT number is FR88100000009 (FR83404833048)"
            ),
            (
                "FR88100000009", "FR 88 100000009",
                "vat_number: must be FR, two digits and the SIREN, without spaces (FR 88 100000009)"
            ),
            (
                "\"75001\"", "75001",
                "postcode: must be in quotes: without them, YAML readers take it for a number, which may lose its zeros (75001)"
            ),
            ("\"75001\"", "\"7500\"", "postcode: must be five digits in France (7500)"),
            (
                "country: FR", "country: NO",
                "country: must be in quotes: without them, YAML readers take it for true or false (NO)"
            ),
            (
                "country: FR", "country: France",
                "country: must be an ISO 3166 country code of two capital letters, such as FR (France)"
            ),
            (
                "AV-{year}-{number:6}", "AV-{number:6}",
                "series: must contain {year} once, because each year starts at 1 (AV-{number:6})"
            ),
            (
                "\"709600\"", "709600",
                "accounts.price_reduction: must be in quotes: without them, YAML readers take it for a number, which may lose its zeros (709600)"
            ),
            (
                "\"709600\"", "\"70\"",
                "accounts.price_reduction: must be an account number that begins with three digits, such as \"411000\" (70)"
            ),
            (
                "\"709600\"", "\"70A600\"",
                "accounts.price_reduction: must be an account number that begins with three digits, such as \"411000\" (70A600)"
            ),
            ("indemnity: \"671000\"", "indemnities: \"671000\"", "accounts.indemnity: is missing"),
        ])
    func wrong(part: String, other: String, problem: String) throws {
        var lines = try IssuerSample.example().split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        let index = try #require(lines.firstIndex { !$0.hasPrefix("#") && $0.contains(part) })
        let range = try #require(lines[index].firstRange(of: part))
        lines[index].replaceSubrange(range, with: other)
        let first = IssuerSample.problems(lines.joined(separator: "\n")).split(separator: "\n").first
        #expect(first ?? "" == "i:\(index + 1): \(problem)")
    }

    @Test("what is said of VAT is read; an issuer who charges none needs no number")
    func vat() throws {
        let text = try IssuerSample.example()
        func details(_ text: String) throws -> Issuer {
            try IssuerFile.parse(bytes: Array(text.utf8), file: "i").issuer
        }
        #expect(try details(text + "\nvat_on_debits: true\n").vatOnDebits)
        let exempt = "\nvat_exemption: { code: VATEX-FR-FRANCHISE, reason: \"Art. 293 B\" }\n"
        let without = text.split(separator: "\n").filter { !$0.hasPrefix("vat_number:") }
            .joined(separator: "\n")
        let issuer = try details(without + exempt)
        #expect(issuer.vatNumber == nil)
        #expect(issuer.exemptionCode == "VATEX-FR-FRANCHISE" && issuer.exemptionReason == "Art. 293 B")
        #expect(try details(text + exempt).vatNumber == "FR88100000009")
        #expect(try details(without + "\nvat_exemption: { reason: \"Exonérée\" }\n").exemptionCode == nil)
        #expect(
            IssuerSample.problems(without + exempt + "vat_on_debits: true\n").contains(
                "vat_on_debits: has no effect: an issuer without vat_number charges no VAT"))
        #expect(
            IssuerSample.problems(without + "\nvat_exemption: { code: VATEX-FR-FRANCHISE }\n").contains(
                "vat_exemption.reason: is missing"))
        for code in ["VATEX-EU-AE", "VATEX-FR-CNWVAT", "FRANCHISE"] {
            #expect(
                IssuerSample.problems(without + "\nvat_exemption: { code: \(code), reason: \"x\" }\n")
                    .contains(
                        "must be a code of the list VATEX by which a seller is exempt"))
        }
    }

    @Test(
        "the VAT number follows from the SIREN",
        arguments: [
            ("100000009", "FR88100000009"), ("404833048", "FR83404833048"), ("732829320", "FR44732829320"),
            ("942593021", "FR58942593021"),
        ])
    func vatNumber(siren: String, vatNumber: String) {
        #expect(Siren.refusal(of: siren) == nil)
        #expect(Siren.vatNumber(of: siren) == vatNumber)
    }
}
