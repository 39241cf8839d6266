package import Postgres
package import SLA

/// One stored revision of a subscription's month.
package struct Assessment: Equatable, Sendable {
    package let key: Int32
    package let subscription: String
    package let revision: Int32
    package let run: Int32
    package let inputDigest: [UInt8]
    package let outcome: AssessmentValues
}

/// One run of `avoir assess` that stored something.
package struct AssessmentRun: Equatable, Sendable {
    package let run: Int32
    package let watermark: Int32
    package let assessedAt: Instant
    /// The login that ran it, and the program.
    package let by: String
    package let program: String
}

/// The stored judgements: revisions that never change.
package enum Assessments {
    /// The current revision of each subscription assessed for the month, by subscription.
    package static func current(
        _ month: Month, on connection: Connection, subscriptions: [Int32]? = nil
    ) throws -> StoredAssessments {
        try StoredAssessments(month, on: connection, subscriptions: subscriptions)
    }

    /// Every revision of one subscription's month, oldest first.
    package static func revisions(
        _ month: Month, subscription: Int32, on connection: Connection
    ) throws -> [Assessment] {
        try load(month, where: "a.subscription_key = \(subscription)", on: connection)
    }

    /// The earlier revisions of the month's subscriptions, by subscription and revision.
    static func superseded(_ month: Month, on connection: Connection) throws -> [Assessment] {
        try load(
            month,
            where: """
                exists (select from assessment l where l.subscription_key = a.subscription_key
                    and l.month = a.month and l.revision > a.revision)
                """, on: connection)
    }

    /// The revisions that these lines credit or reverse; lines for other months have none here.
    package static func credited(
        by lines: [CreditLine], for month: Month, on connection: Connection
    ) throws -> [Assessment] {
        let keys = try connection.query(
            """
            select distinct u.subscription_key, n.revision
            from unnest($1::text[], $2::int[]) as n (subscription, revision) join subscription u using (subscription)
            """, [.textArray(lines.map(\.subscription)), .int32Array(lines.map { Int32($0.revision) })]
        ).map { "(\(try $0.int32("subscription_key")),\(try $0.int32("revision")))" }
        guard !keys.isEmpty else { return [] }
        return try load(
            month, where: "(a.subscription_key, a.revision) in (values \(keys.joined(separator: ",")))",
            on: connection)
    }

    /// By subscription and revision.
    private static func load(
        _ month: Month, where condition: String, on connection: Connection
    ) throws -> [Assessment] {
        var assessments: [Assessment] = []
        let columns = AssessmentValues.columns.map { "a.\($0.name)" }.joined(separator: ", ")
        try connection.copyOut(
            """
            copy (select a.subscription_key, u.subscription, a.revision, a.run, a.input_digest, \(columns)
                from assessment a join subscription u using (subscription_key)
                where a.month = \(month.literal) and \(condition)
                order by u.subscription collate "C", a.revision) to stdout (format binary)
            """
        ) { row in
            assessments.append(
                Assessment(
                    key: try row.int32(0), subscription: try row.text(1), revision: try row.int32(2),
                    run: try row.int32(3), inputDigest: Array(try row.bytes(4)),
                    outcome: try AssessmentValues(row, from: 5)))
        }
        return assessments
    }

    /// The months that have assessments, in order.
    package static func months(_ connection: Connection) throws -> [Month] {
        try connection.query("select distinct month from assessment order by month").map {
            try $0.localDate("month").month
        }
    }

    /// The runs that stored these revisions.
    package static func runs(
        of assessments: some Sequence<Assessment>, on connection: Connection
    ) throws -> [AssessmentRun] {
        try runs(Set(assessments.map(\.run)), on: connection)
    }

    static func runs(_ numbers: some Sequence<Int32>, on connection: Connection) throws -> [AssessmentRun] {
        try connection.query(
            "select run, watermark, assessed_at, assessed_by, program from assessment_run where run = any($1) order by run",
            [.int32Array(Array(numbers))]
        ).map { row in
            AssessmentRun(
                run: try row.int32("run"), watermark: try row.int32("watermark"),
                assessedAt: try row.instant("assessed_at"), by: try row.text("assessed_by"),
                program: try row.text("program"))
        }
    }

    /// The key of a subscription by its name, if it is known.
    package static func key(ofSubscription name: String, on connection: Connection) throws -> Int32? {
        try connection.query(
            "select subscription_key from subscription where subscription = $1", [.text(name)]
        ).first.map { try $0.int32("subscription_key") }
    }

    /// Whether a subscription is in force on a day of the month, as known now, or was assessed for it before.
    package static func concern(
        _ month: Month, subscription key: Int32, on connection: Connection
    ) throws -> Bool {
        try connection.count(
            """
            select count(*) from spell_in_force s
            where s.subscription_key = $1 and (s.starts_on <= $3 and coalesce(s.ends_on >= $2, true)
                or exists (select from assessment a where a.subscription_key = $1 and a.month = $2))
            """,
            [
                .int32(key), .date(month.firstDay.daysSinceEpoch), .date(month.lastDay.daysSinceEpoch),
            ]) > 0
    }

    /// Writes revisions of one run and gives their number.
    static func write(
        _ revisions: [NewRevision], month: Month, run: Int32, on connection: Connection
    ) throws -> Int {
        let columns =
            ["subscription_key", "month", "revision", "run", "input_digest"]
            + AssessmentValues.columns.map(\.name)
        let copy = "copy assessment (\(columns.joined(separator: ", "))) from stdin (format binary)"
        return try connection.copyIn(copy) { writer in
            for new in revisions {
                try writer.beginRow(columns: columns.count)
                try writer.int32(new.key)
                try writer.date(month.firstDay.daysSinceEpoch)
                try writer.int32(new.revision)
                try writer.int32(run)
                try writer.bytes(new.inputDigest)
                try new.outcome.write(to: &writer)
            }
        }
    }

    struct NewRevision {
        var key: Int32
        var revision: Int32
        var inputDigest: [UInt8]
        var outcome: AssessmentValues
    }
}
