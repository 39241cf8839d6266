import TestSupport

extension JSON {
    /// A number of seconds, exact, in microseconds; nil when it is none or has more than six decimals.
    var microseconds: Int64? {
        guard case .number(let text) = self else { return nil }
        return Self.microseconds(text)
    }

    static func microseconds(_ text: String) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = Int64(parts[0]) else { return nil }
        let decimals = parts.count == 2 ? String(parts[1]) : ""
        guard decimals.count <= 6, decimals.last != "0",
            let fraction = Int64(decimals + String(repeating: "0", count: 6 - decimals.count))
        else { return nil }
        return whole * 1_000_000 + fraction
    }
}
