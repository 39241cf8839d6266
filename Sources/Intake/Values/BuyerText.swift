import SLA

/// Checks text that says who a customer is, and how its documents are made.
enum BuyerText {
    static func checkKind(_ text: Span<UInt8>) throws(Fault) {
        for kind in BuyerKind.allCases where text.equals(kind.rawValue.utf8) { return }
        throw Fault(
            "is not a kind of customer; write \(BuyerKind.allCases.map(\.rawValue).joined(separator: ", "))")
    }

    static func checkSIRET(_ text: Span<UInt8>) throws(Fault) {
        guard text.count == 14, text.indices.allSatisfy({ ASCII.isDigit(text[$0]) }) else {
            throw Fault("is not a SIRET number; write its fourteen digits without blanks")
        }
        guard Siret.refusal(of: string(text)) == nil else {
            throw Fault("is not a SIRET: its check digit is wrong; compare it with the company's papers")
        }
    }

    static func checkScheme(_ text: Span<UInt8>) throws(Fault) {
        guard AddressScheme.isKnown(string(text)) else {
            throw Fault(
                "is not a scheme of electronic addresses (EAS); write 0225 for the French directory, "
                    + "or the code that the customer's platform names, such as 0208")
        }
    }

    /// In the capitals of the list.
    static func checkExemption(_ text: Span<UInt8>) throws(Fault) {
        let code = string(text)
        guard VATExemption.isKnown(code) else {
            throw Fault(
                "is not a code of the list VATEX; write one such as VATEX-EU-AE, VATEX-EU-G or VATEX-FR-FRANCHISE, "
                    + "or leave it empty and give exemption_reason in words")
        }
        guard code != VATExemption.netOfTax else {
            throw Fault("is the code of notes net of tax, which the terms decide; leave it empty")
        }
    }

    private static func string(_ text: Span<UInt8>) -> String { String(decoding: text.array, as: UTF8.self) }
}
