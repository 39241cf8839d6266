import SLA

/// What subscriptions with the same terms and holidays share in a month.
struct MonthTerms: Sendable {
    var version: (key: Int32, sha256: String)?
    var calendar: MonthCalendar?
    var isOver: Bool
    /// What their digests say of it.
    var digestPart: [UInt8]
}
