internal import Postgres

/// Sends a file's rows straight into their history, one chunk while the next one is read, as long as they are new.
///
/// From the first chunk on that holds something known, or the same fact twice, the rest is staged. So are rows that
/// are refused. For each fact at most one row is sent, and it stands in the file before all that are staged: what
/// is staged can be recorded afterwards as if the sent rows had been recorded by themselves just before.
struct DirectImport {
    private let table: FactTable
    private let connection: Connection
    private let batch: Int32
    private let chunks: (SortedChunk, SortedChunk)

    /// The transaction holds the kind's lock and has the staging table.
    ///
    /// - Parameter chunkBytes: how much of the file's rows is kept in memory at a time, twice.
    init(
        _ table: FactTable, batch: Int32, chunkBytes: Int,
        on connection: Connection
    ) throws {
        let services = try NameKeys(of: "service", in: "service", on: connection)
        let subscriptions = try NameKeys(
            of: "subscription",
            in: """
                subscription where subscription_key in (
                    select d.subscription_key from subscription_details d where d.until_batch is null)
                """, on: connection)
        func chunk() -> SortedChunk {
            SortedChunk(table, services: services, subscriptions: subscriptions, bytes: chunkBytes)
        }
        self.table = table
        self.connection = connection
        self.batch = batch
        chunks = (chunk(), chunk())
    }

    /// Sends or stages every row; the number of those sent.
    func perform(_ next: (inout CopyWriter) throws -> Bool) throws -> Int {
        var (chunk, spare) = chunks
        var sent = 0
        var isEnd = try chunk.fill(next)
        while true {
            let copy = try send(chunk)
            let following = isEnd ? nil : spare
            if let following { isEnd = try following.fill(next) }
            guard let rows = try outcome(of: copy) else {
                for chunk in [chunk, following] { if let chunk { try stage(chunk) } }
                if !isEnd { try stageRest(next) }
                return sent
            }
            sent += rows
            try stageOthers(chunk)
            guard let following else { return sent }
            (chunk, spare) = (following, chunk)
        }
    }

    private func send(_ chunk: SortedChunk) throws -> PendingCopy {
        let batch = batch
        try connection.execute("savepoint chunk")
        return PendingCopy(connection, intoHistory) { writer in try chunk.send(&writer, batch: batch) }
    }

    /// The number of rows; nil when the chunk is not in the history because not all of it is new.
    private func outcome(of copy: PendingCopy) throws -> Int? {
        do {
            let rows = try copy.wait()
            try connection.execute("release savepoint chunk")
            return rows
        } catch let error as PostgresError where error.isUniqueViolation {
            try connection.execute("rollback to savepoint chunk")
            return nil
        }
    }

    private func stage(_ chunk: SortedChunk) throws {
        try stageOthers(chunk)
        try connection.copyIn(FactTable.intoStaging) { writer in try writer.rows(keptBy: chunk.rows) }
    }

    private func stageOthers(_ chunk: SortedChunk) throws {
        guard chunk.toStage.keptBytes > 0 else { return }
        try connection.copyIn(FactTable.intoStaging) { writer in try writer.rows(keptBy: chunk.toStage) }
    }

    private func stageRest(_ next: (inout CopyWriter) throws -> Bool) throws {
        try connection.copyIn(FactTable.intoStaging) { writer in while try next(&writer) {} }
    }

    private var intoHistory: String {
        return """
            copy \(table.history) (\(table.stored.map(\.name).joined(separator: ", ")), from_batch)
            from stdin (format binary)
            """
    }
}
