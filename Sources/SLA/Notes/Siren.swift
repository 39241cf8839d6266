/// The number of a French company: nine digits, the last of which checks the others.
package enum Siren {
    /// Nine digits; whether they check is another question.
    package static func hasForm(_ text: String) -> Bool {
        text.utf8.count == 9 && text.utf8.allSatisfy { 48...57 ~= $0 }
    }

    /// Why the text is not a SIREN; nil when it is.
    package static func refusal(of text: String) -> String? {
        guard hasForm(text) else { return "must be nine digits, without spaces" }
        return luhnSum(text) % 10 == 0 ? nil : "is not a SIREN: its check digit is wrong"
    }

    /// `FR`, the key (12 + 3 × (SIREN mod 97)) mod 97 in two digits, and the SIREN.
    ///
    /// Bounds: a valid SIREN. Source: CGI art. 286 ter; BOI-TVA-DECLA-20-10-20.
    package static func vatNumber(of siren: String) -> String {
        let remainder = siren.utf8.reduce(0) { ($0 * 10 + Int($1) - 48) % 97 }
        let key = (12 + 3 * remainder) % 97
        return "FR\(key < 10 ? "0" : "")\(key)\(siren)"
    }

    /// Every second digit from the right counts double, and a sum of two digits by its digits.
    static func luhnSum(_ digits: String) -> Int {
        digits.utf8.reversed().enumerated().reduce(0) { sum, digit in
            let value = Int(digit.element) - 48
            let doubled = value * 2 > 9 ? value * 2 - 9 : value * 2
            return sum + (digit.offset.isMultiple(of: 2) ? value : doubled)
        }
    }
}
