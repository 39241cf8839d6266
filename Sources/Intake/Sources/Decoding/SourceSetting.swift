package import SLA

/// What the files of one command have in common.
package struct SourceSetting {
    /// Whose wall clock floating times and dates of a calendar are on; nil refuses them.
    package let zone: Zone?
    /// For which instances of series are given; nil refuses a calendar that has a series.
    package let month: Range<Instant>?
    /// The system's time zone of an IANA name.
    package let zoneNamed: (String) -> Zone?

    package init(
        zone: Zone? = nil, month: Range<Instant>? = nil, zoneNamed: @escaping (String) -> Zone? = { _ in nil }
    ) {
        self.zone = zone
        self.month = month
        self.zoneNamed = zoneNamed
    }
}
