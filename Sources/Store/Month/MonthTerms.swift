import SLA

/// A month under the hours of one spell and the rules of the month's first one: what many subscriptions share.
struct MonthTerms: Sendable {
    /// The spell's own terms and holiday calendar.
    var terms: String
    var holidays: String
    /// Of the spell's own terms.
    var version: (key: Int32, sha256: String)?
    var calendar: MonthCalendar?
    var isOver: Bool
    /// What their digests say of it.
    var digestPart: [UInt8]
}
