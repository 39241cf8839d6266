package import SLA

/// What a command says of a conversion besides its files.
package struct ConversionOptions {
    /// The value of the column `source`.
    package var source: String
    package var objects = ObjectMap()
    /// Whose wall clock times without an offset are on.
    package var zone: Zone?
    /// Events outside it are passed over.
    package var month: Range<Instant>?
    /// In place of those that the profile names.
    package var charset: Charset?
    /// The system's time zone of an IANA name, which a calendar may name.
    package var zoneNamed: (String) -> Zone?

    package init(source: String, zoneNamed: @escaping (String) -> Zone? = { _ in nil }) {
        self.source = source
        self.zoneNamed = zoneNamed
    }
}
