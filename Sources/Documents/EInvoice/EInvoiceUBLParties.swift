import SLA

/// BG-4, BG-7 and BG-13: who the document is between, and where.
extension EInvoice.UBL {
    func write(_ party: EInvoice.Document.Party, to xml: inout XMLWriter) {
        xml.element("cac:Party") { xml in
            if let endpoint = party.endpoint {
                xml.text("cbc:EndpointID", endpoint.id, ["schemeID": endpoint.scheme])
            }
            if let number = party.establishment {
                xml.element("cac:PartyIdentification") {
                    $0.text("cbc:ID", number, ["schemeID": EInvoice.siretScheme])
                }
            }
            xml.element("cac:PostalAddress") { xml in
                xml.text("cbc:StreetName", party.address.street)
                xml.text("cbc:CityName", party.address.city)
                if !party.address.postcode.isEmpty {
                    xml.text("cbc:PostalZone", party.address.postcode)
                }
                write(country: party.address.country, to: &xml)
            }
            if let vatNumber = party.vatNumber { writeTaxNumber(vatNumber, scheme: "VAT", to: &xml) }
            if let taxNumber = party.taxNumber { writeTaxNumber(taxNumber, scheme: "LOC", to: &xml) }
            xml.element("cac:PartyLegalEntity") { xml in
                xml.text("cbc:RegistrationName", party.name)
                if let siren = party.siren {
                    xml.text("cbc:CompanyID", siren, ["schemeID": EInvoice.sirenScheme])
                }
                if let legalForm = party.legalForm { xml.text("cbc:CompanyLegalForm", legalForm) }
            }
        }
    }

    private func writeTaxNumber(_ number: String, scheme: String, to xml: inout XMLWriter) {
        xml.element("cac:PartyTaxScheme") { xml in
            xml.text("cbc:CompanyID", number)
            writeScheme(scheme, to: &xml)
        }
    }

    /// BT-80: where the service was to be delivered.
    func writeDelivery(to xml: inout XMLWriter) {
        xml.element("cac:Delivery") { xml in
            xml.element("cac:DeliveryLocation") { xml in
                xml.element("cac:Address") { write(country: document.buyer.address.country, to: &$0) }
            }
        }
    }

    private func write(country: String, to xml: inout XMLWriter) {
        xml.element("cac:Country") { $0.text("cbc:IdentificationCode", country) }
    }
}
