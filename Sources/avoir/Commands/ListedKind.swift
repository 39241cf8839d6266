import ArgumentParser
import SLA

/// What `avoir list` lists: a kind of facts, or the holds that stand.
struct ListedKind: ExpressibleByArgument {
    /// nil: holds.
    let facts: FactKind?

    init?(argument: String) {
        facts = FactKind(rawValue: argument)
        if facts == nil, argument != Self.holds { return nil }
    }

    static let holds = "holds"

    static var allValueStrings: [String] { FactKind.allCases.map(\.rawValue) + [holds] }
}
