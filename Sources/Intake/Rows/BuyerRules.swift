import SLA

/// The rules that bind several columns of a customer's row.
/// Source: docs/reference/file-formats.md "customers".
struct BuyerRules: Sendable {
    private let siren: Int
    private let siret: Int
    private let vatNumber: Int
    private let kind: Int
    private let serviceCode: Int
    private let scheme: Int
    private let address: Int
    private let exemptionCode: Int
    private let exemptionReason: Int

    /// nil for the other kinds of file.
    init?(kind file: FactKind) {
        guard file == .customers, let siren = file.index(of: "siren"), let siret = file.index(of: "siret"),
            let vatNumber = file.index(of: "vat_number"), let kind = file.index(of: "kind"),
            let serviceCode = file.index(of: "service_code"),
            let scheme = file.index(of: "endpoint_scheme"), let address = file.index(of: "endpoint_id"),
            let exemptionCode = file.index(of: "exemption_code"),
            let exemptionReason = file.index(of: "exemption_reason")
        else { return nil }
        self.siren = siren
        self.siret = siret
        self.vatNumber = vatNumber
        self.kind = kind
        self.serviceCode = serviceCode
        self.scheme = scheme
        self.address = address
        self.exemptionCode = exemptionCode
        self.exemptionReason = exemptionReason
    }

    /// Tells what is wrong with columns that are right by themselves.
    func check(_ row: Row, _ add: (Int, String) -> Void) {
        checkNumbers(row, add)
        checkAddress(row, add)
        guard let code = row.text(exemptionCode), row.fields[exemptionReason] == .absent,
            row.stated & 1 << Int64(exemptionReason) != 0,
            VATExemption.standardReason(of: code) == nil
        else { return }
        add(
            exemptionReason,
            "is empty although exemption_code is \(code); write the words that documents carry, "
                + "such as Exonération, art. 261 du CGI")
    }

    private func checkNumbers(_ row: Row, _ add: (Int, String) -> Void) {
        if row.text(kind) == BuyerKind.consumer.rawValue {
            for column in [siren, siret, vatNumber, serviceCode] where row.text(column) != nil {
                add(column, "is given for a consumer, who has none; leave it empty, or write kind business")
            }
            return
        }
        if let company = row.text(siren), let establishment = row.text(siret),
            Siret.siren(of: establishment) != company
        {
            add(siret, "does not begin with the SIREN \(company) beside it")
        }
        if let company = company(of: row), let vat = row.text(vatNumber), vat.hasPrefix("FR"),
            !vat.hasSuffix(company)
        {
            add(
                vatNumber,
                "is not the VAT number of SIREN \(company), which is \(Siren.vatNumber(of: company))")
        }
    }

    private func checkAddress(_ row: Row, _ add: (Int, String) -> Void) {
        guard let named = row.text(scheme), let text = row.text(address) else { return }
        if named == AddressScheme.french, !AddressScheme.isFrenchAddress(text) {
            add(address, "is not an address of the French directory; it has only letters, digits and - _ .")
        }
        guard let company = company(of: row) else { return }
        if named != AddressScheme.french {
            add(scheme, "must be \(AddressScheme.french) for a customer with a SIREN (rule BR-FR-21)")
        } else if !text.hasPrefix(company) {
            add(address, "must begin with the SIREN \(company), as in \(company)_SERVICE (rule BR-FR-21)")
        }
    }

    private func company(of row: Row) -> String? {
        row.text(siren) ?? row.text(siret).map(Siret.siren)
    }
}
