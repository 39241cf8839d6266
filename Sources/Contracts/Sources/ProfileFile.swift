package import Intake
package import SLA
package import StrictYAML

/// Reads a source profile. Source: docs/reference/sources.md.
package enum ProfileFile {
    /// The profile that the file states, or everything that is wrong with it.
    ///
    /// `zone` is the system's time zone of an IANA name.
    package static func parse(
        bytes: [UInt8], file: String, zone: @escaping (String) -> Zone?
    ) throws(StrictYAMLErrors) -> SourceProfile {
        let log = YAMLProblemLog()
        let keys = ["profile", "title", "documented", "source"] + FactKind.allCases.map(\.rawValue)
        let root = YAMLFile.root(bytes: bytes, keys: keys, log: log)
        return try log.finish(root.flatMap { read($0, log, zone) }, file: file)
    }

    private static func read(
        _ root: YAMLSection, _ log: YAMLProblemLog, _ zone: @escaping (String) -> Zone?
    ) -> SourceProfile? {
        let name = root.required("profile").flatMap(name)
        let title = root.required("title")?.text(longest: 200)
        let documented = root.optional("documented")?.text(longest: 500)
        let source = root.optional("source")?.text(longest: 200)
        let kinds = FactKind.allCases.filter { root.has($0.rawValue) }
        let mappings = kinds.compactMap { kind in
            root.optional(kind.rawValue).flatMap { MappingSection.read($0, kind: kind, zoneNamed: zone) }
        }
        if kinds.isEmpty {
            root.refuse(
                "has no mapping: it needs at least one of \(FactKind.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        guard let name, let title, mappings.count == kinds.count else { return nil }
        let profile = SourceProfile(
            name: name, title: title, documented: documented, source: source ?? name, mappings: mappings)
        if let ends = root.optional(FactKind.ends.rawValue), profile.givesEndsOfOutages {
            ends.refuseKey("is what ends_id of outages gives already; leave one of them out")
        }
        return profile
    }

    private static func name(_ field: YAMLField) -> String? {
        guard let text = field.text(longest: 40) else { return nil }
        guard text.wholeMatch(of: /[a-z0-9-]+/) != nil else {
            field.refuse("may contain only lower-case letters without accents, digits and '-'")
            return nil
        }
        return text
    }
}
