internal import Postgres

/// Sends a file's rows straight into their history, one run while the next one is read, as long as they are new.
///
/// From the first run on that holds something known, or the same fact twice, the rest is staged. So are rows that
/// are refused. For each fact at most one row is sent, and it stands in the file before all that are staged: what
/// is staged can be recorded afterwards as if the sent rows had been recorded by themselves just before.
struct DirectImport {
    private let kind: StagedKind
    private let connection: Connection
    private let batch: Int32
    private let runs: (DirectRun, DirectRun)

    /// The transaction holds the kind's lock and has the staging table.
    ///
    /// - Parameter runBytes: how much of the file's rows is kept in memory at a time, twice.
    init(
        _ kind: StagedKind, _ scope: StagedKind.ScopeColumns, batch: Int32, runBytes: Int,
        on connection: Connection
    ) throws {
        let services = try NameKeys(of: "service", on: connection)
        let subscriptions = try NameKeys(of: "subscription", on: connection)
        func run() -> DirectRun {
            DirectRun(kind, scope, services: services, subscriptions: subscriptions, bytes: runBytes)
        }
        self.kind = kind
        self.connection = connection
        self.batch = batch
        runs = (run(), run())
    }

    /// Sends or stages every row; the number of those sent.
    func perform(_ next: (inout CopyWriter) throws -> Bool) throws -> Int {
        var (run, spare) = runs
        var sent = 0
        var isEnd = try run.fill(next)
        while true {
            let copy = try send(run)
            let following = isEnd ? nil : spare
            if let following { isEnd = try following.fill(next) }
            guard let rows = try outcome(of: copy) else {
                for run in [run, following] { if let run { try stage(run) } }
                if !isEnd { try stageRest(next) }
                return sent
            }
            sent += rows
            try stageAside(run)
            guard let following else { return sent }
            (run, spare) = (following, run)
        }
    }

    private func send(_ run: DirectRun) throws -> PendingCopy {
        let batch = batch
        try connection.execute("savepoint run")
        return PendingCopy(connection, intoHistory) { writer in try run.send(&writer, batch: batch) }
    }

    /// The number of rows; nil when the run is not in the history because not all of it is new.
    private func outcome(of copy: PendingCopy) throws -> Int? {
        do {
            let rows = try copy.wait()
            try connection.execute("release savepoint run")
            return rows
        } catch let error as PostgresError where error.isUniqueViolation {
            try connection.execute("rollback to savepoint run")
            return nil
        }
    }

    private func stage(_ run: DirectRun) throws {
        try stageAside(run)
        try connection.copyIn(StagedKind.intoStaging) { writer in try writer.rows(keptBy: run.rows) }
    }

    private func stageAside(_ run: DirectRun) throws {
        guard run.aside.keptBytes > 0 else { return }
        try connection.copyIn(StagedKind.intoStaging) { writer in try writer.rows(keptBy: run.aside) }
    }

    private func stageRest(_ next: (inout CopyWriter) throws -> Bool) throws {
        try connection.copyIn(StagedKind.intoStaging) { writer in while try next(&writer) {} }
    }

    private var intoHistory: String {
        let columns = kind.columns.map { column in
            column.name == "service" || column.name == "subscription" ? "\(column.name)_key" : column.name
        }
        return """
            copy \(kind.history) (\(columns.joined(separator: ", ")), from_batch)
            from stdin (format binary)
            """
    }
}
