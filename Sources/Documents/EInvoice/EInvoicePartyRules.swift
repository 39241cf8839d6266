import SLA

/// What buyer and seller must have. Source: EN 16931; XP Z12-012; docs/reference/file-formats.md "Who can receive a note".
extension EInvoice.Rules {
    var parties: [NoteFault] {
        let country =
            note.customer.address.country.isEmpty
            ? [fault(.country, "BR-11", "the customer's country is not known")] : []
        return country + directory + (note.vatTreatment == .priceReduction ? vatNumbers : [])
    }

    /// French businesses and public bodies are found by their SIREN.
    private var directory: [NoteFault] {
        let customer = note.customer
        // Without a country a customer is taken for French.
        let country = customer.address.country
        guard customer.kind != .consumer, country.isEmpty || Country.isFrench(country) else { return [] }
        guard let siren = customer.siren else {
            return [fault(.siren, "BR-FR-11", "the customer is French and has no SIREN")]
        }
        guard let endpoint = customer.endpoint,
            endpoint.scheme != AddressScheme.french || !endpoint.id.hasPrefix(siren)
        else { return [] }
        return [
            fault(
                .endpoint, "BR-FR-21",
                "the customer's address \(endpoint.id) is not of scheme \(AddressScheme.french) or does not begin "
                    + "with its SIREN")
        ]
    }

    private var vatNumbers: [NoteFault] {
        var faults: [NoteFault] = []
        let hasVAT = note.vat.contains { $0.rate > .zero }
        let category = note.vat.contains { $0.rate == .zero } ? note.exemption?.category : nil
        // Both numbers where the customer owes the VAT; the seller's where it charges VAT or exports.
        let rule: String? =
            switch category {
            case .reverseCharge: "BR-AE-02"
            case .intraCommunitySupply: "BR-IC-02"
            default: nil
            }
        if let rule, note.customer.kind == .consumer || note.customer.vatNumber == nil {
            faults.append(fault(.vatNumber, rule, "the customer has no VAT number"))
        }
        if note.issuer.vatNumber == nil,
            let rule = hasVAT ? "BR-S-02" : rule ?? (category == .export ? "BR-G-02" : nil)
        {
            faults.append(fault(.issuerVATNumber, rule, "the issuer has no VAT number"))
        }
        return faults
    }
}
