package import Postgres
package import SLA

/// One stored revision of a subscription's month.
package struct Assessment: Equatable, Sendable {
    package let key: Int32
    package let subscription: String
    package let revision: Int32
    package let run: Int32
    package let inputDigest: [UInt8]
    package let outcome: Outcome
}

/// One run of `avoir assess` that stored something.
package struct AssessmentRun: Equatable, Sendable {
    package let run: Int32
    package let watermark: Int32
    package let assessedAt: Instant
}

/// The stored judgements: revisions that never change.
package enum Assessments {
    /// The current revision of each subscription assessed for the month, by subscription.
    package static func current(
        _ month: Month, on connection: Connection, subscriptions: [Int32]? = nil
    ) throws -> [Assessment] {
        try load(
            connection,
            """
            from current_assessment a join subscription u using (subscription_key)
            where a.month = $1 and ($2::int[] is null or a.subscription_key = any($2))
            order by u.subscription collate "C"
            """,
            [
                .date(month.firstDay.daysSinceEpoch),
                .optional(subscriptions, Parameter.int32Array),
            ])
    }

    /// Every revision of one subscription's month, oldest first.
    package static func revisions(
        _ month: Month, subscription: Int32, on connection: Connection
    ) throws -> [Assessment] {
        try load(
            connection,
            """
            from assessment a join subscription u using (subscription_key)
            where a.month = $1 and a.subscription_key = $2 order by a.revision
            """,
            [.date(month.firstDay.daysSinceEpoch), .int32(subscription)])
    }

    /// The revisions that these notes credit or reverse; notes for other months have none here.
    package static func credited(
        by notes: [CreditNote], for month: Month, on connection: Connection
    ) throws -> [Assessment] {
        try load(
            connection,
            """
            from (select distinct * from unnest($2::text[], $3::int[]) as n (subscription, revision)) n
                join subscription u on u.subscription = n.subscription
                join assessment a on a.subscription_key = u.subscription_key and a.revision = n.revision
            where a.month = $1 order by u.subscription collate "C", a.revision
            """,
            [
                .date(month.firstDay.daysSinceEpoch), .textArray(notes.map(\.subscription)),
                .int32Array(notes.map { Int32($0.revision) }),
            ])
    }

    /// The months that have assessments, in order.
    package static func months(_ connection: Connection) throws -> [Month] {
        try connection.query("select distinct month from assessment order by month").map {
            try $0.localDate("month").month
        }
    }

    private static func load(
        _ connection: Connection, _ source: String, _ parameters: [Parameter]
    ) throws -> [Assessment] {
        try connection.query("select a.*, u.subscription \(source)", parameters).map { row in
            Assessment(
                key: try row.int32("subscription_key"), subscription: try row.text("subscription"),
                revision: try row.int32("revision"), run: try row.int32("run"),
                inputDigest: try row.bytes("input_digest"), outcome: try Outcome(row))
        }
    }

    /// The runs that stored these revisions.
    package static func runs(
        of assessments: some Sequence<Assessment>, on connection: Connection
    ) throws -> [AssessmentRun] {
        let numbers = Set(assessments.map(\.run)).sorted()
        return try connection.query(
            "select run, watermark, assessed_at from assessment_run where run = any($1) order by run",
            [.int32Array(numbers)]
        ).map { row in
            AssessmentRun(
                run: try row.int32("run"), watermark: try row.int32("watermark"),
                assessedAt: try row.instant("assessed_at"))
        }
    }

    /// The key of a subscription by its name, if it is known.
    package static func key(ofSubscription name: String, on connection: Connection) throws -> Int32? {
        try connection.query(
            "select subscription_key from subscription where subscription = $1", [.text(name)]
        ).first.map { try $0.int32("subscription_key") }
    }

    /// Writes new revisions in one run.
    static func write(
        _ revisions: [NewRevision], month: Month, run: Int32, on connection: Connection
    ) throws {
        let columns =
            ["subscription_key", "month", "revision", "run", "terms_key", "input_digest", "status"]
            + ["is_final", "is_met", "currency"] + Outcome.numbers
        let copy = "copy assessment (\(columns.joined(separator: ", "))) from stdin (format binary)"
        try connection.copyIn(copy) { writer in
            for new in revisions {
                try writer.beginRow(columns: columns.count)
                try writer.int32(new.key)
                try writer.date(month.firstDay.daysSinceEpoch)
                try writer.int32(new.revision)
                try writer.int32(run)
                if let terms = new.outcome.termsKey { try writer.int32(terms) } else { try writer.null() }
                try writer.bytes(new.inputDigest)
                try writer.text(new.outcome.status)
                try writer.bool(new.outcome.isFinal)
                if let isMet = new.outcome.isMet { try writer.bool(isMet) } else { try writer.null() }
                if let currency = new.outcome.currency {
                    try writer.text(currency)
                } else {
                    try writer.null()
                }
                for (index, value) in new.outcome.values.enumerated() {
                    switch value {
                    case nil: try writer.null()
                    case let value? where index < 2: try writer.timestamp(value)
                    case let value?: try writer.int64(value)
                    }
                }
            }
        }
    }

    struct NewRevision {
        var key: Int32
        var revision: Int32
        var inputDigest: [UInt8]
        var outcome: Outcome
    }
}
