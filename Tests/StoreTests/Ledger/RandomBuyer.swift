import TestSupport

/// Rows of customers and invoices with what they may hold; an import refuses some of them.
enum RandomBuyer {
    static func rows(_ name: String, _ random: inout SeededGenerator) -> String {
        func any(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
        let kind = any(["business", "business", "public", "consumer"])
        let siren = kind == "consumer" ? "" : any(["299990010", "299990010", ""])
        let siret = kind == "consumer" ? "" : any(["", "", "29999001000017"])
        let endpoint = any([",", ",", "0225,299990010_S", "0225,299990028_S", "0009,29999001000017"])
        let country = any(["FR", "FR", "GF", "BE", "AE", ""])
        let vat = kind == "consumer" ? "" : any(["", country == "BE" ? "BE0123456749" : "FR65299990010"])
        return """
            customer,name,kind,siren,siret,vat_number,street,postcode,city,country,endpoint_scheme,endpoint_id,exemption_code,exemption_reason
            \(name),Client,\(kind),\(siren),\(siret),\(vat),\(any(["1 rue A", "1 rue A", ""])),\(any(["75001", "75001", ""])),\(any(["Ville", "Ville", ""])),\(country),\(endpoint),\(any(["", "", "VATEX-EU-AE", "VATEX-EU-G", "VATEX-EU-IC", "VATEX-EU-O", "VATEX-EU-132"])),\(any(["", "Motif"]))
            """
    }

    static func invoices(_ name: String, _ random: inout SeededGenerator) -> String {
        let rates = [[0], [20], [20], [0, 20]].randomElement(using: &random) ?? [20]
        let currency = ["EUR", "EUR", "USD"].randomElement(using: &random) ?? "EUR"
        let euros = currency == "EUR" ? "" : ["", "910000"].randomElement(using: &random) ?? ""
        let rows = rates.enumerated().map { place, rate in
            "F-\(place),\(name),2025-12,2025-12-31,100000,\(rate)000000,\(currency),\(euros)"
        }
        return "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,currency,eur_rate\n"
            + rows.joined(separator: "\n")
    }
}
