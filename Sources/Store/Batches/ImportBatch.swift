package import Postgres
package import SLA

/// One import, or what took one back, as it is recorded.
package struct ImportBatch: Equatable, Sendable {
    package let number: Int32
    package let at: Instant
    package let by: String
    /// A `FactKind`, or `terms`.
    package let kind: String
    package let file: String
    package let inserted: Int
    package let updated: Int
    package let unchanged: Int
    package let rejected: Int
    /// Values that became absent.
    package let cleared: Int
    /// Facts that were taken back because their sources no longer say them.
    package let withdrawn: Int
    /// The profile by which another tool's files were read, the digest of its file, and that of the objects file.
    package let profile: String?
    package let profileSHA256: [UInt8]?
    package let objectsSHA256: [UInt8]?
    /// The batch that this one took back.
    package let undoes: Int32?
    /// The batch that took this one back, as long as that was not taken back itself.
    package let undoneBy: Int32?
    /// The header row of a CSV file.
    package let header: [UInt8]?

    /// nil for terms.
    package var facts: FactKind? { FactKind(rawValue: kind) }
}

package enum ImportBatches {
    /// Newest first.
    ///
    /// - Parameters:
    ///   - kind: only these; nil: all, terms too.
    ///   - last: how many at most.
    package static func list(
        kind: String? = nil, last: Int? = nil, on connection: Connection
    ) throws -> [ImportBatch] {
        let undoers = try undoers(connection)
        return try connection.query(
            "\(statement) where $1::text is null or kind = $1 order by batch desc limit $2",
            [.optional(kind, Parameter.text), .optional(last) { .int64(Int64($0)) }]
        ).map { try batch($0, undoers) }
    }

    /// nil when there is no such batch.
    package static func batch(_ number: Int32, on connection: Connection) throws -> ImportBatch? {
        try connection.query("\(statement) where batch = $1", [.int32(number)]).first.map {
            try batch($0, undoers(connection))
        }
    }

    private static let statement = """
        select batch, imported_at, imported_by, kind, file, inserted, updated, unchanged, rejected, cleared, withdrawn,
            profile, profile_sha256, objects_sha256, undoes, header
        from import_batch
        """

    private static func batch(_ row: Postgres.Row, _ undoers: [Int32: Int32]) throws -> ImportBatch {
        let number = try row.int32("batch")
        return ImportBatch(
            number: number, at: try row.instant("imported_at"), by: try row.text("imported_by"),
            kind: try row.text("kind"), file: try row.text("file"),
            inserted: Int(try row.int32("inserted")), updated: Int(try row.int32("updated")),
            unchanged: Int(try row.int32("unchanged")), rejected: Int(try row.int32("rejected")),
            cleared: Int(try row.int32("cleared")), withdrawn: Int(try row.int32("withdrawn")),
            profile: try row.optionalText("profile"), profileSHA256: try row.optionalBytes("profile_sha256"),
            objectsSHA256: try row.optionalBytes("objects_sha256"), undoes: try row.optionalInt32("undoes"),
            undoneBy: undoers[number], header: try row.optionalBytes("header"))
    }

    /// The batches that are undone, each with the batch that undid it.
    static func undoers(_ connection: Connection) throws -> [Int32: Int32] {
        var undoers: [Int32: Int32] = [:]
        // What undid a batch is later than the batch, so that whether it was undone itself is known by then.
        for row in try connection.query(
            "select batch, undoes from import_batch where undoes is not null order by batch desc")
        {
            let batch = try row.int32("batch")
            if undoers[batch] == nil { undoers[try row.int32("undoes")] = batch }
        }
        return undoers
    }
}
