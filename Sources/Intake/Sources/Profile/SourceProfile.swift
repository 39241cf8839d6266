package import SLA

/// How the files of another tool become avoir's own rows. Source: docs/reference/sources.md.
package struct SourceProfile: Sendable {
    package let name: String
    package let title: String
    /// Where the tool's maker describes the files; nil: not said.
    package let documented: String?
    /// The `source` column of its rows.
    package let source: String
    /// In the order in which they are written.
    package let mappings: [SourceMapping]

    package init(name: String, title: String, documented: String?, source: String, mappings: [SourceMapping])
    {
        self.name = name
        self.title = title
        self.documented = documented
        self.source = source
        self.mappings = mappings
    }

    /// The mapping that serves a kind; ends may come of a mapping of outages. nil: none does.
    package func mapping(of kind: FactKind) -> SourceMapping? {
        if let own = mappings.first(where: { $0.kind == kind }) { return own }
        return kind == .ends ? mappings.first { $0.givesEnds } : nil
    }

    /// Whether a mapping of outages finds ends whose beginning is in other files.
    package var givesEndsOfOutages: Bool { mappings.contains(where: \.givesEnds) }

    /// The kinds that it serves, in the order in which kinds are described.
    package var kinds: [FactKind] { FactKind.allCases.filter { mapping(of: $0) != nil } }
}

extension SourceMapping {
    /// Whether it finds ends whose beginning is in other files.
    fileprivate var givesEnds: Bool {
        guard kind == .outages, case .track(_, let rule) = shape else { return false }
        return rule.endsID != nil
    }
}
