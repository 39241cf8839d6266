import SLA
import StrictYAML

/// What an issuer file says of VAT.
enum IssuerVAT {
    /// nil after what is wrong was told.
    static func readExemption(_ field: YAMLField) -> VATExemption? {
        guard let section = field.section(keys: ["code", "reason"]) else { return nil }
        let reason = section.required("reason")?.text(longest: 500)
        guard let field = section.optional("code") else {
            return reason.map { VATExemption(code: nil, reason: $0) }
        }
        guard let code = field.text(longest: 50) else { return nil }
        guard VATExemption.isKnown(code), code != VATExemption.netOfTax,
            VATExemption(code: code, reason: "").category == .exempt
        else {
            field.refuse(
                "must be a code of the list VATEX by which a seller is exempt, such as VATEX-FR-FRANCHISE")
            return nil
        }
        return reason.map { VATExemption(code: code, reason: $0) }
    }

    static func readDebits(_ field: YAMLField?, hasNumber: Bool) -> Bool? {
        guard let field else { return false }
        guard let isOnDebits = field.boolean() else { return nil }
        guard hasNumber || !isOnDebits else {
            field.refuse("has no effect: an issuer without vat_number charges no VAT")
            return nil
        }
        return isOnDebits
    }
}
