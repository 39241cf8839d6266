package import SLA

/// What needs somebody's attention, all that `avoir status` says. Source: docs/reference/commands.md "avoir status".
package struct Attention: Sendable {
    package var now: Instant
    /// That days and times are told in.
    package var zone: Zone
    /// Newest first.
    package var months: [MonthAttention]
    package var lateRequests: [LateRequest]
    package var openOutages: [OpenOutage]
    package var feeds: [Feed]
    /// In microseconds; nil: no feed is late.
    package var maxAge: Int64?
    package var refusedRows: [RefusedRows]
    /// Saved plans that are neither issued nor rejected.
    package var plans: [Plan]
    /// The last verification by this installation; nil: none is known.
    package var verified: Verification?
    package var anchors: Anchors

    package struct Plan: Equatable, Sendable {
        package var plan: String
        package var month: Month
        package var notes: Int
        /// Of a commercial note: whose.
        package var subscription: String?
        package var savedAt: Instant
        package var savedBy: String
        package var approvedBy: String?

        package init(
            plan: String, month: Month, notes: Int, subscription: String? = nil, savedAt: Instant,
            savedBy: String, approvedBy: String?
        ) {
            self.plan = plan
            self.month = month
            self.notes = notes
            self.subscription = subscription
            self.savedAt = savedAt
            self.savedBy = savedBy
            self.approvedBy = approvedBy
        }
    }

    package struct Verification: Equatable, Sendable {
        package var at: String
        /// A month, or `all`.
        package var scope: String
        package var faults: Int

        package init(at: String, scope: String, faults: Int) {
            self.at = at
            self.scope = scope
            self.faults = faults
        }
    }

    package struct Anchors: Equatable, Sendable {
        /// When the last one was kept; nil: none of this ledger is.
        package var last: String?
        /// The numbers whose anchors were not kept here; nil: this login may not know.
        package var missing: [String]?

        package init(last: String?, missing: [String]?) {
            self.last = last
            self.missing = missing
        }
    }

    package init(
        now: Instant, zone: Zone, months: [MonthAttention], lateRequests: [LateRequest],
        openOutages: [OpenOutage], feeds: [Feed], maxAge: Int64?, refusedRows: [RefusedRows], plans: [Plan],
        verified: Verification?, anchors: Anchors
    ) {
        self.now = now
        self.zone = zone
        self.months = months
        self.lateRequests = lateRequests
        self.openOutages = openOutages
        self.feeds = feeds
        self.maxAge = maxAge
        self.refusedRows = refusedRows
        self.plans = plans
        self.verified = verified
        self.anchors = anchors
    }

    /// Whether anybody has something to do.
    package var isNeeded: Bool { !needs(in: .english).isEmpty }

    /// Longer than this, and an outage that has not ended is likely to have lost its end.
    static let longestOpenOutage = 31 * Microseconds.perDay

    func isLate(_ feed: Feed) -> Bool {
        maxAge.map { now.microseconds - feed.lastImport.microseconds > $0 } ?? false
    }

    func hasLostItsEnd(_ outage: OpenOutage) -> Bool {
        now.microseconds - outage.startedAt.microseconds > Self.longestOpenOutage
    }

    /// The latest month that was run; later ones that are over are to be.
    private var lastRun: Month? { months.first { $0.issued != nil }?.month }

    /// A month that is over and was never run: the one before the running one, and those after the last run.
    func isToBeRun(_ month: MonthAttention) -> Bool {
        guard month.isOver, month.issued == nil else { return false }
        if let lastRun { return month.month > lastRun }
        return months.first(where: \.isOver)?.month == month.month
    }
}
