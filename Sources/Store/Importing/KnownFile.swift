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

    /// Records what importing the file once more comes to when nothing has changed since: every row is unchanged.
    ///
    /// Rows are good for ever unless an import of their kind, or of one it depends on, changed something. A file with a
    /// refused row is read again: it may have become good, by another import or with time.
    ///
    /// - Returns: nil when the file has to be read.
    package func runKnown(
        _ file: FileContent, on connection: Connection
    ) throws -> Outcome? {
        guard let dependsOn = table.dependsOn else { return nil }
        var isKnown = false
        let outcome = try recording(connection) {
            var outcome = Outcome()
            try lock(connection)
            let found = try connection.query(
                """
                select b.batch, b.inserted + b.updated + b.unchanged as good
                from imported_file f join import_batch b using (batch)
                where f.bytes = $1 and f.sha256 = $2 and f.reading = $3 and b.kind = $4
                    and b.rejected = 0
                    and not exists (select from import_batch later where later.batch > b.batch
                        and later.inserted + later.updated + later.withdrawn > 0
                        and (later.kind = b.kind or later.kind = any ($5)))
                order by b.batch desc limit 1
                """,
                [
                    .int64(Int64(file.bytes)), .bytes(file.sha256), .text(file.reading), .text(kind.rawValue),
                    .textArray(dependsOn.map(\.rawValue)),
                ])
            guard let row = found.first else { return outcome }
            isKnown = true
            let before = try row.int32("batch")
            outcome.unchanged = Int(try row.int32("good"))
            let batch = try newBatch(connection)
            try connection.execute(
                "insert into import_source select $1, source, last_at from import_source where batch = $2",
                [.int32(batch), .int32(before)])
            try file.keep(batch, on: connection)
            try finish(batch, connection, &outcome)
            return outcome
        }
        return isKnown ? outcome : nil
    }
}
