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
                // S needs a rate above zero, and Z has no reason: `Rules` demands one.
                let exemption = note.content.exemption
                let category = exemption?.category ?? .exempt
                self.init(
                    category.rawValue, percent: category == .outsideScope ? nil : Self.text(rate),
                    code: exemption?.code, reason: exemption.map { Wording.plain($0.reason) })
            case .netOfTax:
                self.init(
                    // The code is allowed on credit notes alone (rule G6.21).
                    "E", percent: Self.text(.zero), code: isReversal ? nil : VATExemption.netOfTax,
                    reason: isReversal ? "Annulation d'un avoir net de taxe" : "Avoir net de taxe")
            case .indemnity:
                self.init(
                    "O", percent: nil, code: VATExemption.outsideScope,
                    reason: isReversal
                        ? "Annulation d'une indemnité contractuelle hors champ de la TVA"
                        : "Indemnité contractuelle hors champ de la TVA")
            }
        }

        /// Documents in which anything is outside the scope of VAT name no VAT numbers. Source: EN 16931, BR-O-02.
        var isOutsideScope: Bool { code == VATExemption.Category.outsideScope.rawValue }

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
