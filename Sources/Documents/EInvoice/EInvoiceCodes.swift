extension EInvoice {
    /// BT-24: EN 16931 without extensions.
    static let specification = "urn:cen.eu:en16931:2017"
    /// BT-23: services, not yet paid. Source: XP Z12-012, rule BR-FR-08.
    static let process = "S1"
    /// Endpoints (BT-34, BT-49) in the French directory. Source: CEF list EAS.
    static let addressScheme = "0225"
    /// SIREN (BT-30, BT-47). Source: ISO 6523.
    static let sirenScheme = "0002"
    /// BT-18 or BT-128 is the number of the object that is invoiced. Source: UNTDID 1001.
    static let invoicedObject = "130"
    /// BT-130: one. Source: UN/ECE Recommendation 20.
    static let unit = "C62"
}
