package import SLA

/// Why terms were not stored.
package enum TermsRefusal: Error, Equatable, Sendable {
    /// The same id and version is stored with other content.
    case otherContent(id: String, version: String)
    /// Another version of these terms takes effect on the same day.
    case sameDay(id: String, version: String, effectiveFrom: LocalDate)
    /// Months that are over were assessed under other versions. Source: contract R18.
    case changesThePast(id: String, version: String, months: [Month])
}
