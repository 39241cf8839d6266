import SLA

/// BG-4, BG-7 and BG-13: who the document is between, and where.
extension EInvoice.CII {
    func write(_ party: EInvoice.Document.Party, to xml: inout XMLWriter) {
        if let number = party.establishment {
            xml.text("ram:GlobalID", number, ["schemeID": EInvoice.siretScheme])
        }
        xml.text("ram:Name", party.name)
        if let legalForm = party.legalForm { xml.text("ram:Description", legalForm) }
        if let siren = party.siren {
            xml.element("ram:SpecifiedLegalOrganization") {
                $0.text("ram:ID", siren, ["schemeID": EInvoice.sirenScheme])
            }
        }
        xml.element("ram:PostalTradeAddress") { xml in
            if !party.address.postcode.isEmpty {
                xml.text("ram:PostcodeCode", party.address.postcode)
            }
            xml.text("ram:LineOne", party.address.street)
            xml.text("ram:CityName", party.address.city)
            xml.text("ram:CountryID", party.address.country)
        }
        if let endpoint = party.endpoint {
            xml.element("ram:URIUniversalCommunication") {
                $0.text("ram:URIID", endpoint.id, ["schemeID": endpoint.scheme])
            }
        }
        for (number, scheme) in [(party.vatNumber, "VA"), (party.taxNumber, "FC")] {
            guard let number else { continue }
            xml.element("ram:SpecifiedTaxRegistration") {
                $0.text("ram:ID", number, ["schemeID": scheme])
            }
        }
    }

    /// BT-80: where the service was to be delivered. Some platforms refuse an empty element.
    func writeDelivery(to xml: inout XMLWriter) {
        xml.element("ram:ApplicableHeaderTradeDelivery") { xml in
            xml.element("ram:ShipToTradeParty") { xml in
                xml.element("ram:PostalTradeAddress") {
                    $0.text("ram:CountryID", document.buyer.address.country)
                }
            }
        }
    }
}
