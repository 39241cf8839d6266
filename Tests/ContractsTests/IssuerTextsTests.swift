import SLA
import StrictYAML
import Testing

@testable import Contracts

@Suite("Contact, logo, settlement and sentences of an issuer file")
struct IssuerTextsTests {
    @Test("a contact, a logo, a settlement and sentences of its own may be given")
    func optional() throws {
        let text = try IssuerSample.example().replacing(
            "mentions:\n",
            with: """
                contact: { name: Facturation, email: a@b.example, phone: "+33 1 00 00 00 00", web: www.b.example }
                logo: logo.svg
                settlement: refund
                mentions:
                  offset: O
                  refund: R
                  net_of_tax: "N"
                  indemnity: I
                  other: A

                """)
        let details = try IssuerFile.parse(bytes: Array(text.utf8), file: "i")
        #expect(details.logo == "logo.svg")
        #expect(details.settlement == .refund)
        #expect(
            details.issuer.contact
                == .init(
                    name: "Facturation", email: "a@b.example", phone: "+33 1 00 00 00 00",
                    web: "www.b.example"))
        let mentions = details.issuer.mentions
        #expect(
            [mentions.offset, mentions.refund, mentions.netOfTax, mentions.indemnity, mentions.other]
                == ["O", "R", "N", "I", "A"])
    }

    @Test(
        "what is wrong with them is said",
        arguments: [
            (
                "contact: {}",
                "contact: says nothing; give a name, an email, a phone or a web address, or leave it out"
            ),
            (
                "contact: { email: nobody }",
                "contact.email: must be an address such as facturation@exemple.example (nobody)"
            ),
            (
                "contact: { phone: call }",
                "contact.phone: must be a number such as \"+33 1 00 00 00 00\" (call)"
            ),
            ("settlement: cash", "settlement: must be one of offset, refund (cash)"),
        ])
    func wrongExtras(line: String, reason: String) throws {
        let problems = IssuerSample.problems(try IssuerSample.example() + line + "\n")
        #expect(problems.hasSuffix(reason), "\(problems)")
    }
}
