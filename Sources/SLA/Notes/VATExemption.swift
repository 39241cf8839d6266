/// Why no VAT is charged. Source: docs/reference/file-formats.md "Who can receive a note"; CEF list VATEX.
package struct VATExemption: Equatable, Sendable {
    /// BT-121; absent where only words say it.
    package var code: String?
    /// BT-120, and on paper.
    package var reason: String

    package init(code: String?, reason: String) {
        self.code = code
        self.reason = reason
    }

    /// How the VAT of a part without VAT is called. Source: UNTDID 5305.
    package enum Category: String, Sendable {
        case exempt = "E"
        case reverseCharge = "AE"
        case export = "G"
        case intraCommunitySupply = "K"
        case outsideScope = "O"
    }

    package var category: Category {
        switch code {
        case Self.reverseCharge, "VATEX-FR-AE": .reverseCharge
        case "VATEX-EU-G": .export
        case "VATEX-EU-IC": .intraCommunitySupply
        case Self.outsideScope: .outsideScope
        default: .exempt
        }
    }

    package static let reverseCharge = "VATEX-EU-AE"
    package static let outsideScope = "VATEX-EU-O"
    /// Of a note that leaves the VAT as it is: the terms decide that, never a customer.
    package static let netOfTax = "VATEX-FR-CNWVAT"

    package static func isKnown(_ code: String) -> Bool { codes.contains(code) }

    /// The words that French documents use for a code; nil where the law's article must be named.
    package static func standardReason(of code: String) -> String? {
        switch code {
        case reverseCharge, "VATEX-FR-AE": "Autoliquidation"
        case "VATEX-EU-G": "Exportation hors de l'Union européenne"
        case "VATEX-EU-IC": "Livraison intracommunautaire"
        case outsideScope: "Opération hors du champ de la TVA française"
        case "VATEX-FR-FRANCHISE": "TVA non applicable, art. 293 B du CGI"
        default: nil
        }
    }

    private static let codes = Set(
        """
        VATEX-EU-79-C VATEX-EU-132 VATEX-EU-132-1A VATEX-EU-132-1B VATEX-EU-132-1C VATEX-EU-132-1D VATEX-EU-132-1E
        VATEX-EU-132-1F VATEX-EU-132-1G VATEX-EU-132-1H VATEX-EU-132-1I VATEX-EU-132-1J VATEX-EU-132-1K
        VATEX-EU-132-1L VATEX-EU-132-1M VATEX-EU-132-1N VATEX-EU-132-1O VATEX-EU-132-1P VATEX-EU-132-1Q
        VATEX-EU-135-1 VATEX-EU-143 VATEX-EU-143-1A VATEX-EU-143-1B VATEX-EU-143-1C VATEX-EU-143-1D VATEX-EU-143-1E
        VATEX-EU-143-1F VATEX-EU-143-1FA VATEX-EU-143-1G VATEX-EU-143-1H VATEX-EU-143-1I VATEX-EU-143-1J
        VATEX-EU-143-1K VATEX-EU-143-1L VATEX-EU-144 VATEX-EU-146-1E VATEX-EU-148 VATEX-EU-148-A VATEX-EU-148-B
        VATEX-EU-148-C VATEX-EU-148-D VATEX-EU-148-E VATEX-EU-148-F VATEX-EU-148-G VATEX-EU-151 VATEX-EU-151-1A
        VATEX-EU-151-1AA VATEX-EU-151-1B VATEX-EU-151-1C VATEX-EU-151-1D VATEX-EU-151-1E VATEX-EU-153 VATEX-EU-159
        VATEX-EU-309 VATEX-EU-AE VATEX-EU-D VATEX-EU-F VATEX-EU-G VATEX-EU-I VATEX-EU-IC VATEX-EU-J VATEX-EU-O
        VATEX-FR-298SEXDECIESA VATEX-FR-AE VATEX-FR-CGI261-1 VATEX-FR-CGI261-2 VATEX-FR-CGI261-3 VATEX-FR-CGI261-4
        VATEX-FR-CGI261-5 VATEX-FR-CGI261-7 VATEX-FR-CGI261-8 VATEX-FR-CGI261A VATEX-FR-CGI261B VATEX-FR-CGI261C-1
        VATEX-FR-CGI261C-2 VATEX-FR-CGI261C-3 VATEX-FR-CGI261D-1 VATEX-FR-CGI261D-1BIS VATEX-FR-CGI261D-2
        VATEX-FR-CGI261D-3 VATEX-FR-CGI261D-4 VATEX-FR-CGI261E-1 VATEX-FR-CGI261E-2 VATEX-FR-CGI275 VATEX-FR-CGI277A
        VATEX-FR-CGI295 VATEX-FR-CNWVAT VATEX-FR-FRANCHISE
        """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
