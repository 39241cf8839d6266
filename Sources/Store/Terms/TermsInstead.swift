package import SLA

/// Terms that take the place of the subscriptions' own, for a simulation.
///
/// Terms whose id a subscription's own have take the place of those alone; terms of another id take the place of all
/// others. Source: docs/reference/commands.md "avoir simulate".
package struct TermsInstead: Sendable {
    /// By id, in the order of their effective dates; no stored version has their keys.
    private let versions: [String: [TermsVersion]]
    /// The id that stands for all that have no terms of their own here; nil: those keep theirs.
    private let general: String?

    /// Why files cannot stand for the terms of subscriptions.
    package enum Refusal: Error, Equatable {
        /// Two of one id have the same version or the same effective date.
        case alike(id: String)
        /// Several ids that no subscription's own terms have: which is meant for which cannot be known.
        case several(ids: [String])
    }

    /// - Parameters:
    ///   - files: each with the SHA-256 of its bytes, in hexadecimal.
    ///   - owned: the ids of the subscriptions' own terms.
    package init(_ files: [(terms: Terms, sha256: String)], owned: Set<String>) throws(Refusal) {
        var versions: [String: [TermsVersion]] = [:]
        for (place, file) in files.enumerated() {
            let key = Int32(-1 - place)
            let version = TermsVersion(key: key, terms: file.terms, sha256: file.sha256, yaml: [])
            let known = versions[file.terms.id] ?? []
            guard
                !known.contains(where: {
                    $0.terms.version == file.terms.version
                        || $0.terms.effectiveFrom == file.terms.effectiveFrom
                })
            else { throw .alike(id: file.terms.id) }
            versions[file.terms.id] = (known + [version]).sorted {
                $0.terms.effectiveFrom < $1.terms.effectiveFrom
            }
        }
        let others = versions.keys.filter { !owned.contains($0) }.sorted { $0.precedes($1) }
        guard others.count <= 1 else { throw .several(ids: others) }
        self.versions = versions
        general = others.first
    }

    /// The version that takes the place of terms of this id: the latest in effect on a day; nil: they stay.
    func version(of own: String, on day: LocalDate) -> TermsVersion? {
        (versions[own] ?? general.flatMap { versions[$0] })?.inForce(on: day)
    }

    /// The ids of those of which no version is in effect on a month's first day, byte by byte in order.
    package func notInEffect(in month: Month) -> [String] {
        versions.filter { !$0.value.contains { $0.terms.effectiveFrom <= month.firstDay } }.keys
            .sorted { $0.precedes($1) }
    }

    /// How many ids they have.
    package var count: Int { versions.count }

    /// The first day on which one is in effect.
    package var firstDay: LocalDate? { versions.values.joined().map(\.terms.effectiveFrom).min() }
}
