package import Postgres
package import SLA

/// Which facts to read: a month, as of a watermark, for all or some subscriptions.
package struct MonthScope: Sendable {
    package var month: Month
    /// Facts of this batch and earlier ones.
    package var watermark: Int32
    /// Decides whether the month is over.
    package var assessedAt: Instant
    /// nil: every subscription in force on a day of the month or assessed for it before.
    package var subscriptions: [Int32]?
    /// Where they are a slice of all, its number and how many there are: shorter to say to the server.
    var slice: (number: Int32, of: Int32)?

    package init(
        month: Month, watermark: Int32, assessedAt: Instant, subscriptions: [Int32]? = nil
    ) {
        self.month = month
        self.watermark = watermark
        self.assessedAt = assessedAt
        self.subscriptions = subscriptions
    }

    /// SQL: the version of history `alias` in force at the watermark, which is `$1`.
    static func inForce(_ alias: String) -> String { inForce(alias, at: "$1") }

    /// The same with the watermark written out, for COPY, which takes no parameters.
    static func inForce(_ alias: String, at watermark: Int32) -> String {
        inForce(alias, at: String(watermark))
    }

    private static func inForce(_ alias: String, at watermark: String) -> String {
        "\(alias).from_batch <= \(watermark) "
            + "and (\(alias).until_batch is null or \(alias).until_batch > \(watermark))"
    }

    /// SQL: an instant of the event lies in the period, or its one instant does; without an end it goes on.
    static func reaches(_ alias: String, _ period: Interval) -> String {
        let (start, end) = (period.lowerBound.literal, period.upperBound.literal)
        return "\(alias).started_at < \(end) "
            + "and (\(alias).ended_at > \(start) or \(alias).ended_at is null or \(alias).started_at >= \(start))"
    }

    /// Whether the subscriptions are named one by one, and so wanted whether they are in force or not.
    var isListed: Bool { subscriptions != nil && slice == nil }

    /// The instants in which some zone's month may lie: no offset reaches 26 hours.
    var reach: Interval {
        let slack = 26 * Microseconds.perHour
        let start = Zone.utc.start(of: month.firstDay).microseconds - slack
        let end = Zone.utc.start(of: month.lastDay.adding(days: 1)).microseconds + slack
        return Instant(microseconds: start)..<Instant(microseconds: end)
    }
}

/// Fixes what an assessment sees: every batch up to the watermark is whole, none after it is seen.
package enum Watermark {
    /// Waits for imports under way, bounded by the session's `lock_timeout`.
    package static func take(_ connection: Connection) throws -> Int32 {
        try connection.query("select take_watermark() as watermark").single().int32("watermark")
    }

    /// The latest batch recorded, without waiting.
    package static func latest(_ connection: Connection) throws -> Int32 {
        try connection.query("select coalesce(max(batch), 0) as watermark from import_batch").single()
            .int32("watermark")
    }

    /// Whether a later assessment of the month is stored: one that saw more batches or, where the instant matters, one of
    /// the same batches as of a later instant.
    ///
    /// What it says holds while the month is held.
    static func isOvertaken(
        _ watermark: Int32, at assessedAt: Instant? = nil, in month: Month, on connection: Connection
    ) throws -> Bool {
        try connection.query(
            """
            select exists (select from assessed_month where month = $1 and watermark > $2)
                or exists (select from assessment_run
                    where month = $1 and (watermark, assessed_at) > ($2, coalesce($3::timestamptz, 'infinity')))
            """,
            [
                .date(month.firstDay.daysSinceEpoch), .int32(watermark),
                .optional(assessedAt) { .timestamp($0.microseconds) },
            ]
        ).single().bool(0)
    }

    /// SQL: up to which batch a month was last assessed, whole if it ever was; 0 for never.
    static func lastAssessed(_ month: String) -> String {
        """
        coalesce((select w.watermark from assessed_month w where w.month = \(month)),
            (select max(w.watermark) from assessment_run w where w.month = \(month)), 0)
        """
    }

    /// Keeps up to where the whole month was assessed.
    static func keep(_ watermark: Int32, for month: Month, on connection: Connection) throws {
        try connection.execute(
            """
            insert into assessed_month (month, watermark) values ($1, $2)
            on conflict (month) do update set watermark = excluded.watermark
            """, [.date(month.firstDay.daysSinceEpoch), .int32(watermark)])
    }

    /// Whether any of the month's subscriptions was ever assessed.
    package static func isAssessed(_ month: Month, on connection: Connection) throws -> Bool {
        try connection.count(
            "select count(*) from assessment_run where month = $1", [.date(month.firstDay.daysSinceEpoch)])
            > 0
    }

    /// How many batches were recorded after the month was last assessed, whole if it ever was.
    package static func batches(
        afterAssessmentOf month: Month, on connection: Connection
    ) throws -> Int {
        try connection.count(
            "select count(*) from import_batch where batch > \(lastAssessed("$1"))",
            [.date(month.firstDay.daysSinceEpoch)])
    }
}
