import SLA

extension EInvoice {
    /// How VAT applies to a part of the net. Source: UNTDID 5305, as EN 16931 uses it.
    struct VATCategory: Equatable {
        /// BT-118, BT-151.
        let code: String
        /// BT-119, BT-152: in percent, two decimals; absent outside VAT.
        let percent: String?
        /// BT-121. Source: CEF list VATEX.
        let exemptionCode: String?
        /// BT-120; absent where VAT is charged.
        let exemptionReason: String?

        init(_ note: CreditNote, rate: Percentage) {
            let isReversal = note.kind == .reversal
            switch note.vatTreatment {
            case .priceReduction where rate > .zero:
                self.init("S", percent: Self.text(rate))
            case .priceReduction:
                // S needs a rate above zero. The note does not know why the invoice was without VAT, so no code
                // of the list can be chosen for it.
                self.init(
                    "E", percent: Self.text(rate),
                    reason: isReversal
                        ? "Sans TVA, comme l'avoir annulé" : "Sans TVA, comme la facture corrigée")
            case .netOfTax:
                self.init(
                    "E", percent: Self.text(.zero), code: "VATEX-FR-CNWVAT",
                    reason: isReversal ? "Annulation d'un avoir net de taxe" : "Avoir net de taxe")
            case .indemnity:
                self.init(
                    "O", percent: nil, code: "VATEX-EU-O",
                    reason: isReversal
                        ? "Annulation d'une indemnité contractuelle hors champ de la TVA"
                        : "Indemnité contractuelle hors champ de la TVA")
            }
        }

        private init(_ category: String, percent: String?, code: String? = nil, reason: String? = nil) {
            self.code = category
            self.percent = percent
            exemptionCode = code
            exemptionReason = reason
        }

        /// Two decimals; France has no rate with more.
        private static func text(_ rate: Percentage) -> String {
            let hundredths = Int(rate.millionths / 10_000)
            return "\(hundredths / 100).\(padded(hundredths % 100, to: 2))"
        }
    }
}
