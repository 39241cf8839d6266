internal import Postgres
internal import SLA
internal import Store

/// A month whose subscriptions, S-1 to S-3, lie in different slices of three.
enum SharedMonth {
    static func join(
        _ connection: Connection, slices: Int = 3, at time: String = "2030-01-01T00:00:00Z",
        month text: String = "2026-05"
    ) throws -> SharedAssessment {
        try SharedAssessment.join(
            try month(text), slices: slices, assessedAt: try instant(time), program: "StoreTests",
            on: connection, zone: zone)
    }

    static func with(_ body: (TestDatabase, Connection) throws -> Void) throws {
        try TestDatabase.with { database, connection in
            try importBasics(connection)
            try add(axantis(onRequest: false), on: connection)
            try importing(
                "invoices",
                """
                invoice,subscription,month,issued_on,amount_excl_tax,vat_rate
                F-1,S-1,2026-05,2026-05-31,123453,20000000
                """, on: connection)
            try body(database, connection)
        }
    }

    /// Every revision with all that is stored of it but its run.
    static func revisions(_ connection: Connection) throws -> [String] {
        try connection.texts(
            """
            select ((to_jsonb(a) - 'run') || jsonb_build_object('watermark', r.watermark, 'at', r.assessed_at))::text
            from assessment a join assessment_run r using (run)
            order by a.month, a.subscription_key, a.revision
            """)
    }

    /// How each shared assessment ended, oldest first.
    static func ends(_ connection: Connection) throws -> [String] {
        try connection.texts(
            "select coalesce(ended, 'open') from shared_assessment order by run")
    }
}
