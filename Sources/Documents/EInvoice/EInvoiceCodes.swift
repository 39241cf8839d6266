extension EInvoice {
    /// BT-24: EN 16931 without extensions.
    static let specification = "urn:cen.eu:en16931:2017"
    /// BT-23: services, not yet paid. Source: XP Z12-012, rule BR-FR-08.
    static let process = "S1"
    /// BT-8: VAT is due when the document is issued. Source: UNTDID 2005, and 2475 for CII.
    static let dueWhenInvoiced = (ubl: "3", cii: "5")
    /// SIREN (BT-30, BT-47). Source: ISO 6523.
    static let sirenScheme = "0002"
    /// SIRET (BT-46). Source: ISO 6523.
    static let siretScheme = "0009"
    /// BT-18 or BT-128 is the number of the object that is invoiced. Source: UNTDID 1001.
    static let invoicedObject = "130"
    /// BT-130: one. Source: UN/ECE Recommendation 20.
    static let unit = "C62"
}
