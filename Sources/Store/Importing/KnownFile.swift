package import Postgres
internal import SLA

/// A file that was recorded before, imported again without being read again.
extension Import {
    /// Whether a file of so many bytes was recorded, so that its digest is worth computing.
    package func mayBeKnown(bytes: Int, on connection: Connection) throws -> Bool {
        guard table.dependsOn != nil else { return false }
        return try connection.count(
            "select count(*) from imported_file join import_batch using (batch) where bytes = $1 and kind = $2",
            [.int64(Int64(bytes)), .text(kind.rawValue)]) > 0
    }

    /// Records what importing the file once more comes to when nothing has changed since: every good row is
    /// unchanged, and the others are refused for the same reasons.
    ///
    /// Rows are good for ever unless an import of their kind, or of one it depends on, changed something. A refused row may
    /// become good by any import. `strict` refuses what was stored then, so such a file is read again.
    ///
    /// - Returns: nil when the file has to be read.
    package func runKnown(
        _ file: FileContent, on connection: Connection, rejected: (Rejection) throws -> Void
    ) throws -> Outcome? {
        guard let dependsOn = table.dependsOn else { return nil }
        var isKnown = false
        let outcome = try recording(connection) {
            var outcome = Outcome()
            try lock(connection)
            let found = try connection.query(
                """
                select b.batch, b.inserted + b.updated + b.unchanged as good, b.rejected
                from imported_file f join import_batch b using (batch)
                where f.bytes = $1 and f.sha256 = $2 and f.reading = $3 and b.kind = $4
                    and not (b.rejected > 0 and $5)
                    and not exists (select from import_batch later where later.batch > b.batch
                        and later.inserted + later.updated + later.withdrawn > 0
                        and (b.rejected > 0 or later.kind = b.kind or later.kind = any ($6)))
                order by b.batch desc limit 1
                """,
                [
                    .int64(Int64(file.bytes)), .bytes(file.sha256), .text(file.reading), .text(kind.rawValue),
                    .bool(strict), .textArray(dependsOn.map(\.rawValue)),
                ])
            guard let row = found.first else { return outcome }
            isKnown = true
            let before = try row.int32("batch")
            outcome.unchanged = Int(try row.int32("good"))
            outcome.rejected = Int(try row.int32("rejected"))
            try report(before, connection, rejected)
            let batch = try newBatch(connection)
            try connection.execute(
                """
                insert into import_rejection
                select $1, position, line, column_names, reasons, shown_values, record, record_is_cut, record_is_rebuilt,
                    identity, file
                from import_rejection where batch = $2
                """, [.int32(batch), .int32(before)])
            try connection.execute(
                "insert into import_source select $1, source, last_at from import_source where batch = $2",
                [.int32(batch), .int32(before)])
            try file.keep(batch, on: connection)
            try finish(batch, connection, &outcome)
            return outcome
        }
        return isKnown ? outcome : nil
    }

    private func report(
        _ batch: Int32, _ connection: Connection, _ rejected: (Rejection) throws -> Void
    ) throws {
        let lines = """
            copy (select r.line, f.column_name, f.reason, f.value
                from import_rejection r cross join lateral unnest(r.column_names, r.reasons, r.shown_values)
                    with ordinality f (column_name, reason, value, nth)
                where r.batch = \(batch) order by r.position, f.nth) to stdout (format binary)
            """
        try connection.copyOut(lines) { row in try rejected(Rejection(row)) }
    }
}
