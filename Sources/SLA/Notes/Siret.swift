/// The number of an establishment: the company's SIREN, four digits for the establishment, and one that checks.
package enum Siret {
    /// Why the text is not a SIRET; nil when it is.
    package static func refusal(of text: String) -> String? {
        guard text.utf8.count == 14, text.utf8.allSatisfy({ 48...57 ~= $0 }) else {
            return "must be fourteen digits, without spaces"
        }
        let isRight = Siren.luhnSum(text) % 10 == 0 || isOfLaPoste(text)
        return isRight && Siren.refusal(of: siren(of: text)) == nil
            ? nil : "is not a SIRET: its check digit is wrong"
    }

    /// The first nine digits.
    package static func siren(of siret: String) -> String { String(siret.prefix(9)) }

    /// La Poste has more establishments than check digits allow for: theirs add up to a multiple of five.
    private static func isOfLaPoste(_ text: String) -> Bool {
        text.hasPrefix("356000000") && text.utf8.reduce(0) { $0 + Int($1) - 48 } % 5 == 0
    }
}
