import SLA
import TestSupport
import Testing

@testable import Documents

@Suite struct EInvoiceBuyerTests {
    private static let free = [EInvoiceSamples.invoice("FA-1", rate: 0)]

    private static func note(
        _ kind: CreditNote.Kind = .credit, invoices: [InvoiceLine] = EInvoiceSamples.oneInvoice,
        _ change: (inout NoteContent) -> Void,
        measured: (inout LineContent) -> Void = { _ in }
    ) -> CreditNote {
        EInvoiceSamples.note(kind, invoices: invoices, change: change, measured: measured)
    }

    private static func abroad(_ content: inout NoteContent, _ country: String, vat: String?) {
        content.customer = NoteContent.Customer(
            name: "Foreign Ltd", siren: nil, vatNumber: vat,
            address: Address(street: "1 High Street", postcode: "", city: "Town", country: country),
            email: nil)
    }

    /// The texts of the first elements that match, in UBL and in CII; nil where there is none.
    private func texts(_ note: CreditNote, ubl: String, cii: String) throws -> [String?] {
        [
            try EInvoiceXML.read(EInvoice.ubl(note)).texts(ubl).first,
            try EInvoiceXML.read(EInvoice.cii(note)).texts(cii).first,
        ]
    }

    private let buyer = (ubl: "cac:AccountingCustomerParty/cac:Party/", cii: "ram:BuyerTradeParty/")
    private let agreement = "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement/"
    private let settlement = "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/"

    private func treatment(_ note: CreditNote) throws -> String? {
        let ubl = try EInvoiceXML.read(EInvoice.ubl(note)).texts("cbc:Note").first
        let cii = try EInvoiceXML.read(EInvoice.cii(note))
            .texts("rsm:ExchangedDocument/ram:IncludedNote/ram:Content").first
        #expect(ubl == cii.map { "#BAR#\($0)" })
        return cii
    }

    @Test("a buyer without VAT number has none, and VAT as invoiced")
    func association() throws {
        let note = Self.note { $0.customer.vatNumber = nil }
        let written = String(decoding: try EInvoice.ubl(note) + EInvoice.cii(note), as: UTF8.self)
        #expect(!written.contains("FR37200000008") && written.contains("FR88100000009"))
        #expect(try treatment(note) == "B2B")
        let place = buyer.ubl + "cac:PartyLegalEntity/cbc:CompanyID"
        #expect(
            try texts(note, ubl: place, cii: "\(agreement)\(buyer.cii)ram:SpecifiedLegalOrganization/ram:ID")
                == ["200000008", "200000008"])
    }

    @Test("a public body has its service, order, contract, SIRET and address")
    func publicBody() throws {
        let note = Self.note {
            $0.customer.kind = .publicBody
            $0.customer.siret = "20000000800017"
            $0.customer.serviceCode = "SERV01"
            $0.customer.endpoint = NoteContent.Endpoint(scheme: "0225", id: "200000008_SERV01")
        } measured: {
            $0.orderReferences = ["ENG-77"]
            $0.contractReference = "MARCHE-5"
        }
        for (ubl, cii, text) in [
            ("cbc:BuyerReference", "ram:BuyerReference", "SERV01"),
            ("cac:OrderReference/cbc:ID", "ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID", "ENG-77"),
            (
                "cac:ContractDocumentReference/cbc:ID", "ram:ContractReferencedDocument/ram:IssuerAssignedID",
                "MARCHE-5"
            ),
            (buyer.ubl + "cac:PartyIdentification/cbc:ID", buyer.cii + "ram:GlobalID", "20000000800017"),
            (
                buyer.ubl + "cbc:EndpointID", buyer.cii + "ram:URIUniversalCommunication/ram:URIID",
                "200000008_SERV01"
            ),
        ] { #expect(try texts(note, ubl: ubl, cii: agreement + cii) == [text, text]) }
        #expect(try treatment(note) == "B2B")
    }

    @Test("orders that differ stand in the lines that they are of, and the note as a whole names none")
    func severalOrders() throws {
        let note = Self.note {
            _ in
        } measured: {
            $0.orderReferences = ["A-1", "B-2"]
        }
        let order = "ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID"
        #expect(try texts(note, ubl: "cac:OrderReference/cbc:ID", cii: agreement + order) == [nil, nil])
        let written = String(decoding: try EInvoice.cii(note), as: UTF8.self)
        #expect(written.contains(" - commande A-1, B-2</ram:Description>"))
    }

    @Test(
        "buyers abroad have the category of their reason, and no French number",
        arguments: [
            ("BE", "BE0123456749", "VATEX-EU-AE", "AE", true), ("US", nil, "VATEX-EU-G", "G", true),
            ("DE", "DE123456789", "VATEX-EU-IC", "K", true), ("CH", nil, "VATEX-EU-O", "O", false),
            ("GB", nil, nil, "E", true),
        ] as [(String, String?, String?, String, Bool)])
    func abroad(
        _ country: String, _ vat: String?, _ code: String?, _ category: String, _ namesSeller: Bool
    ) throws {
        for kind in [CreditNote.Kind.credit, .reversal] {
            let note = Self.note(kind, invoices: Self.free) {
                Self.abroad(&$0, country, vat: vat)
                $0.exemption = VATExemption(code: code, reason: "Les mots")
            }
            #expect(try treatment(note) == "B2BINT")
            let ubl = "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/"
            let cii = settlement + "ram:ApplicableTradeTax/"
            #expect(
                try texts(note, ubl: ubl + "cbc:ID", cii: cii + "ram:CategoryCode") == [category, category])
            #expect(
                try texts(note, ubl: ubl + "cbc:TaxExemptionReasonCode", cii: cii + "ram:ExemptionReasonCode")
                    == [code, code])
            #expect(
                try texts(note, ubl: ubl + "cbc:TaxExemptionReason", cii: cii + "ram:ExemptionReason")
                    == ["Les mots", "Les mots"])
            let written = String(decoding: try EInvoice.ubl(note) + EInvoice.cii(note), as: UTF8.self)
            #expect(written.contains("FR88100000009") == namesSeller)
            if let vat { #expect(written.contains(vat)) }
            #expect(
                try texts(
                    note,
                    ubl: "cac:Delivery/cac:DeliveryLocation/cac:Address/cac:Country/cbc:IdentificationCode",
                    cii:
                        "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeDelivery/ram:ShipToTradeParty/"
                        + "ram:PostalTradeAddress/ram:CountryID") == [country, country])
            #expect(
                try texts(
                    note, ubl: buyer.ubl + "cac:PartyLegalEntity/cbc:CompanyID",
                    cii: agreement + buyer.cii + "ram:SpecifiedLegalOrganization/ram:ID") == [nil, nil])
            #expect(!written.contains("PostalZone></") && !written.contains("PostcodeCode></"))
        }
    }

    @Test("a consumer has a name and an address, whatever else is on file")
    func consumer() throws {
        for (country, treatment) in [("FR", "B2C"), ("BE", "B2CINT")] {
            let note = Self.note {
                $0.customer.kind = .consumer
                $0.customer.siret = "20000000800017"
                $0.customer.address.country = country
            }
            #expect(try self.treatment(note) == treatment)
            let written = String(decoding: try EInvoice.ubl(note) + EInvoice.cii(note), as: UTF8.self)
            #expect(!written.contains("200000008"))
        }
    }

    @Test("an issuer without VAT number has its SIREN as tax number, and says why")
    func franchise() throws {
        let note = Self.note(invoices: Self.free) {
            $0.issuer.vatNumber = nil
            $0.exemption = VATExemption(
                code: "VATEX-FR-FRANCHISE", reason: "TVA non applicable, art. 293 B du CGI")
        }
        #expect(
            try texts(
                note, ubl: "cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme/cbc:CompanyID",
                cii: agreement + "ram:SellerTradeParty/ram:SpecifiedTaxRegistration/ram:ID")
                == ["100000009", "100000009"])
    }

    @Test("VAT on debits is a note, and a code of the date on which it is due")
    func debits() throws {
        let note = Self.note { $0.issuer.vatOnDebits = true }
        #expect(
            try texts(
                note, ubl: "cac:InvoicePeriod/cbc:DescriptionCode",
                cii: settlement + "ram:ApplicableTradeTax/ram:DueDateTypeCode") == ["3", "5"])
        let notes = try EInvoiceXML.read(EInvoice.ubl(note)).texts("cbc:Note")
        #expect(notes.last == "#TXD#Option pour le paiement de la taxe d'après les débits")
        var indemnity = EInvoiceSamples.note(.credit, .indemnity) { $0.issuer.vatOnDebits = true }
        #expect(try !String(decoding: EInvoice.ubl(indemnity), as: UTF8.self).contains("#TXD#"))
        indemnity = Self.note { $0.issuer.vatOnDebits = false }
        #expect(try !String(decoding: EInvoice.ubl(indemnity), as: UTF8.self).contains("DescriptionCode"))
    }

    @Test("what is for the books only goes to no platform, and so keeps its treatment outside France")
    func archived() {
        func treatment(_ change: (inout NoteContent) -> Void) -> String? {
            let content = EInvoiceSamples.note(change: change).content
            return EInvoice.Document.notes(of: content, isOnDebits: false, isInternal: true).first?.text
        }
        #expect(treatment { _ in } == "ARCHIVEONLY")
        #expect(treatment { $0.customer.kind = .consumer } == "B2C")
        #expect(treatment { Self.abroad(&$0, "BE", vat: "BE0123456749") } == "B2BINT")
    }
}
