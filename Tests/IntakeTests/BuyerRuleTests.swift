import Intake
import SLA
import Sense
import Testing

@Suite("Rules of customers")
struct BuyerRuleTests {
    /// Every fault of the one row.
    private func faults(_ values: [String: String]) throws -> [String] {
        let row = ["customer": "C", "name": "N"].merging(values) { $1 }
        let names = row.keys.sorted()
        let text = names.joined(separator: ",") + "\n" + names.compactMap { row[$0] }.joined(separator: ",")
        let file = try ReadFile(.customers, text)
        return file.rejections.flatMap(\.faults).map { "\($0.column ?? "-"): \($0.reason)" }
    }

    @Test(
        "a SIRET has fourteen digits that check, of La Poste by its own rule",
        arguments: [
            ("29999001000017", true), ("29999001000015", false), ("29999005100012", false),
            ("35600000049837", true), ("35600000000048", true), ("35600000049838", false),
            ("2999900100001", false), ("299990010 00017", false), ("29999001000017x", false),
        ])
    func siret(text: String, isRight: Bool) throws {
        #expect(try faults(["siret": text]).isEmpty == isRight)
        #expect((Siret.refusal(of: text) == nil) == isRight)
    }

    @Test("a SIRET and a VAT number are those of the SIREN beside them")
    func numbers() throws {
        #expect(
            try faults(["siren": "299990010", "siret": "29999001000017", "vat_number": "FR65299990010"])
                == [])
        #expect(
            try faults(["siren": "299990028", "siret": "29999001000017", "vat_number": "FR65299990010"]) == [
                "siret: does not begin with the SIREN 299990028 beside it",
                "vat_number: is not the VAT number of SIREN 299990028, which is FR22299990028",
            ])
        #expect(
            try faults(["siret": "29999001000017", "vat_number": "FR22299990028"]) == [
                "vat_number: is not the VAT number of SIREN 299990010, which is FR65299990010"
            ])
    }

    @Test("a consumer has no number and no service code: each is told")
    func consumer() throws {
        let reason = "is given for a consumer, who has none; leave it empty, or write kind business"
        #expect(
            try faults([
                "kind": "consumer", "siren": "299990010", "vat_number": "FR65299990010", "service_code": "S",
            ]) == ["siren: \(reason)", "vat_number: \(reason)", "service_code: \(reason)"])
        #expect(try faults(["kind": "consumer", "email": "a@b.fr"]) == [])
        #expect(
            try faults(["kind": "firm"]) == [
                "kind: is not a kind of customer; write business, public, consumer"
            ])
    }

    @Test("an address has a scheme of the list, and that of a French company begins with its SIREN")
    func address() throws {
        #expect(try faults(["endpoint_scheme": "0208", "endpoint_id": "0123456749"]) == [])
        #expect(
            try faults([
                "siren": "299990010", "endpoint_scheme": "0225", "endpoint_id": "299990010_SERV.1-a",
            ]) == [])
        #expect(
            try faults(["endpoint_scheme": "0225"])
                == ["endpoint_id: is empty although endpoint_scheme is given; give both or neither"])
        #expect(
            try faults(["endpoint_scheme": "225", "endpoint_id": "x"]).first
                == "endpoint_scheme: is not a scheme of electronic addresses (EAS); write 0225 for the French "
                + "directory, or the code that the customer's platform names, such as 0208")
        #expect(
            try faults([
                "siret": "29999001000017", "endpoint_scheme": "0009", "endpoint_id": "29999001000017",
            ])
                == ["endpoint_scheme: must be 0225 for a customer with a SIREN (rule BR-FR-21)"])
        #expect(
            try faults(["siren": "299990010", "endpoint_scheme": "0225", "endpoint_id": "299990028"]) == [
                "endpoint_id: must begin with the SIREN 299990010, as in 299990010_SERVICE (rule BR-FR-21)"
            ])
        #expect(
            try faults(["endpoint_scheme": "0225", "endpoint_id": "299990010/1"]) == [
                "endpoint_id: is not an address of the French directory; it has only letters, digits and - _ ."
            ])
    }

    @Test("an exemption has a code that exists, and words where the code alone has none")
    func exemption() throws {
        #expect(try faults(["exemption_code": "VATEX-EU-AE", "exemption_reason": ""]) == [])
        #expect(try faults(["exemption_reason": "Exonération convenue"]) == [])
        #expect(try faults(["exemption_code": "VATEX-EU-132", "exemption_reason": "Art. 132"]) == [])
        // Not stated: it may be on file.
        #expect(try faults(["exemption_code": "VATEX-EU-132"]) == [])
        #expect(
            try faults(["exemption_code": "VATEX-EU-132", "exemption_reason": ""]) == [
                "exemption_reason: is empty although exemption_code is VATEX-EU-132; write the words that "
                    + "documents carry, such as Exonération, art. 261 du CGI"
            ])
        #expect(
            try faults(["exemption_code": "VATEX-FR-CNWVAT"]) == [
                "exemption_code: is the code of notes net of tax, which the terms decide; leave it empty"
            ])
        for code in ["AE", "vatex-eu-ae", "VATEX-EU-XX"] {
            #expect(
                try faults(["exemption_code": code]).first?.contains("is not a code of the list VATEX")
                    == true)
        }
    }

    @Test("all that is wrong with a row is told at once")
    func everything() throws {
        #expect(
            try faults([
                "kind": "firm", "siren": "123", "siret": "1", "country": "XX", "endpoint_scheme": "1",
                "exemption_code": "X",
            ]).count == 6)
    }

    @Test("an invoice line's days hold its month, have both ends or neither, and are in order")
    func period() throws {
        func faults(_ month: String, _ from: String, _ to: String) throws -> [String] {
            let file = try ReadFile(
                .invoices,
                """
                invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,period_from,period_to
                F,S,\(month),2026-10-31,100,20,\(from),\(to)
                """)
            return file.rejections.flatMap(\.faults).map { "\($0.column ?? "-"): \($0.reason)" }
        }
        #expect(try faults("2026-10", "2026-01-01", "2026-12-31") == [])
        #expect(try faults("2026-10", "2026-10-31", "2026-10-31") == [])
        #expect(try faults("2026-10", "2026-09-15", "2026-10-01") == [])
        #expect(try faults("2026-10", "2026-12-31", "2026-01-01") == ["period_to: is before period_from"])
        #expect(
            try faults("2026-10", "2026-10-01", "")
                == ["period_to: is empty although period_from is given; give both or neither"])
        for (from, to) in [("2026-11-01", "2026-11-30"), ("2026-01-01", "2026-09-30")] {
            #expect(
                try faults("2026-10", from, to) == ["month: has no day between period_from and period_to"])
        }
    }
}
