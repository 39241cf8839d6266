/// The accounts of VAT: one for all rates, or one for each.
///
/// Source: docs/reference/file-formats.md "Issuer file".
package struct VATAccounts: Equatable, Sendable {
    /// For every rate; nil: `byRate` has them.
    private let forAll: String?
    private let byRate: [Percentage: String]

    package init(forAll account: String) {
        forAll = account
        byRate = [:]
    }

    package init(byRate: [Percentage: String]) {
        forAll = nil
        self.byRate = byRate
    }

    /// nil: the issuer names none for this rate.
    package func account(for rate: Percentage) -> String? { forAll ?? byRate[rate] }

    /// Whether the account stands for this rate alone.
    package func isOnly(for rate: Percentage) -> Bool {
        guard forAll == nil, let account = byRate[rate] else { return false }
        return byRate.values.count { $0 == account } == 1
    }
}

extension VATAccounts: CustomStringConvertible {
    /// `445710`, or `20=445711 10=445712`, the highest rate first.
    package var description: String {
        forAll
            ?? byRate.sorted { $0.key > $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }

    /// Reads exactly what `description` writes; nil for anything else.
    package init?(_ text: String) {
        guard text.contains("=") else {
            self.init(forAll: text)
            return
        }
        var byRate: [Percentage: String] = [:]
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let parts = word.split(separator: "=", omittingEmptySubsequences: false)
            guard parts.count == 2, let rate = Self.rate(parts[0]),
                !parts[1].isEmpty,
                byRate.updateValue(String(parts[1]), forKey: rate) == nil
            else { return nil }
        }
        self.init(byRate: byRate)
        guard description == text else { return nil }
    }

    /// `8.5`
    private static func rate(_ text: Substring) -> Percentage? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let decimals = parts.count > 1 ? parts[1] : ""
        guard decimals.count <= 6, let whole = Int64(parts[0]), 0...100 ~= whole,
            let part = Int64(decimals + String(repeating: "0", count: 6 - decimals.count))
        else { return nil }
        return Percentage(millionths: whole * 1_000_000 + part)
    }
}
