internal import Postgres
internal import Store

/// Facts of May 2026 that several tests assess.
enum AssessedMonth {
    /// S-1 with an hour of counted downtime (10 % of 1234.53), S-2 and S-3 without any.
    static func with(_ body: (Connection) throws -> Void) throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            try add(axantis(onRequest: false), on: connection)
            try importing(
                "invoices",
                """
                invoice,subscription,month,issued_on,amount_excl_tax,vat_rate
                F-1,S-1,2026-05,2026-05-31,123453,20000000
                """, on: connection)
            try body(connection)
        }
    }

    static func move(_ outage: String, to start: String, _ end: String, on connection: Connection) throws {
        try importing(
            "outages",
            "source,id,subscription,started_at,ended_at,notified_at\nnoc,\(outage),S-1,\(start),\(end),\(start)",
            on: connection)
    }
}
