package import Postgres
package import SLA

/// A stored version of SLA terms.
package struct TermsVersion: Sendable {
    package let key: Int32
    package let terms: Terms
    /// Of the file that it was read from, in hexadecimal.
    package let sha256: String
    /// The file's bytes.
    package let yaml: [UInt8]
}

/// SLA terms as data: versions that never change. Source: docs/reference/terms.md.
package enum TermsVersions {
    /// Stores a version.
    ///
    /// - Parameters:
    ///   - restate: also where months that are over were assessed under other versions (R18).
    ///   - now: decides which months are over.
    /// - Returns: false when it is stored already, byte for byte.
    /// - Throws: `TermsRefusal`, `PostgresError`.
    package static func add(
        _ terms: Terms, yaml: [UInt8], file: String, restate: Bool, now: Instant, on connection: Connection
    ) throws -> Bool {
        try connection.transaction {
            try connection.execute("select pg_advisory_xact_lock(\(Lock.terms), 0)")
            let stored = try connection.query(
                "select version, effective_from, yaml from terms_version where terms = $1",
                [.text(terms.id)])
            for row in stored {
                let version = try row.text("version")
                if version == terms.version {
                    if try row.bytes("yaml") == yaml { return false }
                    throw TermsRefusal.otherContent(id: terms.id, version: version)
                }
                if try row.localDate("effective_from") == terms.effectiveFrom {
                    throw TermsRefusal.sameDay(
                        id: terms.id, version: version, effectiveFrom: terms.effectiveFrom)
                }
            }
            let months = try restated(by: terms, now: now, on: connection)
            guard restate || months.isEmpty else {
                throw TermsRefusal.changesThePast(id: terms.id, version: terms.version, months: months)
            }
            try insert(terms, yaml: yaml, file: file, restated: months, on: connection)
            return true
        }
    }

    private static func insert(
        _ terms: Terms, yaml: [UInt8], file: String, restated: [Month], on connection: Connection
    ) throws {
        let batch = try connection.query(
            "insert into import_batch (kind, file, inserted) values ('terms', $1, 1) returning batch",
            [.text(file)]
        ).single().int32("batch")
        let values = terms.columns + [("yaml", .bytes(yaml)), ("from_batch", .int32(batch))]
        let key = try connection.query(
            """
            insert into terms_version (\(values.map(\.name).joined(separator: ", ")))
            values (\((1...values.count).map { "$\($0)" }.joined(separator: ", ")))
            returning terms_key
            """, values.map(\.value)
        ).single().int32("terms_key")
        for window in terms.coverage.weekly {
            try connection.execute(
                "insert into terms_window (terms_key, weekday, from_us, to_us) values ($1, $2, $3, $4)",
                [
                    .int32(key), .int32(Int32(window.day.isoNumber)), .int64(window.from),
                    .int64(window.to),
                ])
        }
        if let credit = terms.credit { try StoredSchedule.insert(credit.schedule, of: key, on: connection) }
        try Audit.record(
            "terms",
            [("terms", .text(terms.id)), ("version", .text(terms.version))] + Audit.restated(restated),
            on: connection)
    }

    /// Every version, by terms id and effective date; with `id`, those of one.
    package static func list(_ connection: Connection, id: String? = nil) throws -> [TermsVersion] {
        try load(connection, where: "$1::text is null or terms = $1", [.optional(id, Parameter.text)])
    }

    /// The versions of these keys.
    static func load(_ connection: Connection, keys: [Int32]) throws -> [TermsVersion] {
        try load(connection, where: "terms_key = any($1)", [.int32Array(keys)])
    }

    private static func load(
        _ connection: Connection, where condition: String, _ parameters: [Parameter]
    ) throws -> [TermsVersion] {
        let windows = Dictionary(
            grouping: try connection.query(
                "select terms_key, weekday, from_us, to_us from terms_window order by 1, 2, 3"
            ).map { row in
                (
                    key: try row.int32("terms_key"),
                    window: Terms.WeeklyWindow(
                        day: Weekday.allCases[Int(try row.int32("weekday")) - 1],
                        from: try row.int64("from_us"), to: try row.int64("to_us"))
                )
            }, by: \.key)
        let schedules = try StoredSchedule.load(on: connection)
        return try connection.query(
            """
            select *, encode(sha256, 'hex') as sha256_hex from terms_version
            where \(condition) order by terms collate "C", effective_from
            """, parameters
        ).map { row in
            let key = try row.int32("terms_key")
            return TermsVersion(
                key: key,
                terms: try Terms(
                    row, windows: (windows[key] ?? []).map(\.window), schedule: schedules[key]),
                sha256: try row.text("sha256_hex"), yaml: try row.bytes("yaml"))
        }
    }
}
