internal import Postgres
internal import SLA

/// The batch of an import, from its first statement to its counts.
extension Import {
    /// From here on a watermark waits for this import.
    func newBatch(_ connection: Connection) throws -> Int32 {
        try connection.query(
            """
            insert into import_batch (kind, file, header, undoes, profile, profile_sha256, objects_sha256)
            values ($1, $2, $3, $4, $5, $6, $7) returning batch
            """,
            [
                .text(kind.rawValue), .text(file), .optional(header, Parameter.bytes),
                .optional(undoes, Parameter.int32), .optional(origin?.profile, Parameter.text),
                .optional(origin?.profileSHA256, Parameter.bytes),
                .optional(origin?.objectsSHA256, Parameter.bytes),
            ]
        ).single().int32("batch")
    }

    /// Keeps which feeds the rows came from.
    func keep(_ sources: [String: Instant?], of batch: Int32, _ connection: Connection) throws {
        for (source, last) in sources.sorted(by: { $0.key < $1.key }) {
            try connection.execute(
                "insert into import_source (batch, source, last_at) values ($1, $2, $3)",
                [.int32(batch), .text(source), .optional(last) { .timestamp($0.microseconds) }])
        }
    }

    /// Writes what became of the rows.
    func finish(_ batch: Int32, _ connection: Connection, _ outcome: inout Outcome) throws {
        outcome.batch = Int(batch)
        try connection.execute(
            """
            update import_batch set inserted = $2, updated = $3, unchanged = $4, rejected = $5, cleared = $6,
                withdrawn = $7
            where batch = $1
            """,
            [
                .int32(batch), .int64(Int64(outcome.inserted)), .int64(Int64(outcome.updated)),
                .int64(Int64(outcome.unchanged)), .int64(Int64(outcome.rejected)),
                .int64(Int64(outcome.cleared.reduce(0) { $0 + $1.count })), .int64(Int64(outcome.withdrawn)),
            ])
        try Audit.record(
            "import",
            [
                ("batch", .number(Int64(batch))), ("kind", .text(kind.rawValue)), ("file", .text(file)),
                ("inserted", .number(Int64(outcome.inserted))),
                ("updated", .number(Int64(outcome.updated))),
                ("rejected", .number(Int64(outcome.rejected))),
            ] + details(outcome),
            on: connection)
    }

    /// What the audit log has besides, where there is any of it.
    private func details(_ outcome: Outcome) -> [(String, Audit.Detail)] {
        let withdrawn: [(String, Audit.Detail)] =
            outcome.withdrawn > 0 ? [("withdrawn", .number(Int64(outcome.withdrawn)))] : []
        return withdrawn + (origin.map { [("profile", .text($0.profile))] } ?? [])
            + (undoes.map { [("undoes", .number(Int64($0)))] } ?? []) + Audit.restated(outcome.restated)
    }
}
