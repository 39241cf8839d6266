import SLA

/// Why a format cannot state a note, and the field that would have to change.
package struct NoteFault: Error, Equatable, Sendable {
    /// As imports, the issuer file and the plan call it.
    package enum Field: String, Sendable {
        case invoice = "invoices.invoice"
        case issuedOn = "invoices.issued_on"
        case month = "invoices.month"
        case vatRate = "invoices.vat_rate"
        case currency = "invoices.currency"
        case eurRate = "invoices.eur_rate"
        case amount = "invoices.amount_excl_tax"
        case siren = "customers.siren"
        case vatNumber = "customers.vat_number"
        case country = "customers.country"
        case endpoint = "customers.endpoint_id"
        case exemptionReason = "customers.exemption_reason"
        case exemptionCode = "customers.exemption_code"
        case issuerVATNumber = "issuer.vat_number"
        case vatAccounts = "issuer.accounts.vat"
        case series = "issuer.series"
        case notesPer = "issuer.notes_per"
        case cancelledNote = "note"
    }

    package var field: Field
    /// As the official rules of e-invoices name it; nil where none says it.
    package var rule: String?
    package var reason: String
    /// Whether no note is held back for it: one format alone cannot state it.
    package var isWarning = false

    /// The reason with the rule, the field, and what to change.
    package var sentence: String {
        "\(reason) (\([rule, field.rawValue].compactMap(\.self).joined(separator: ", ")))"
            + (field.remedy.map { ": \($0)" } ?? "")
    }
}

extension NoteFault.Field {
    /// How the database's plan names the same rule; nil where it has none. Source: sql/current/buyers.sql.
    package var inPlan: String? {
        switch self {
        case .siren: "siren"
        case .vatNumber: "vat_number"
        case .country: "country"
        case .endpoint: "endpoint_id"
        case .exemptionReason: "exemption_reason"
        case .exemptionCode: "invoice one of VAT and \(VATExemption.outsideScope)"
        case .eurRate: "invoice one eur_rate"
        case .issuerVATNumber: "issuer vat_number"
        case .invoice, .issuedOn, .month, .vatRate, .currency, .amount, .vatAccounts, .series, .notesPer,
            .cancelledNote:
            nil
        }
    }

    /// nil where nothing that can be imported helps.
    fileprivate var remedy: String? {
        switch self {
        case .invoice: "withdraw this row and import it under a number that e-invoices can carry"
        case .issuedOn, .month, .vatRate, .currency, .amount: "withdraw this row and import it corrected"
        case .eurRate: "import the rate of exchange"
        case .siren, .vatNumber, .country, .endpoint, .exemptionReason, .exemptionCode:
            "import the customer with it"
        case .issuerVATNumber, .vatAccounts, .series, .notesPer:
            "complete the issuer file, then run avoir issuer set"
        case .cancelledNote: nil
        }
    }
}
