package import Postgres
package import SLA

/// One file's import: all rows in one transaction and one batch.
///
/// Rows are staged by binary COPY and recorded by set-based statements; those of a large file that are new
/// go into the history at once.
package struct Import {
    package let table: FactTable
    package let file: String
    /// Record nothing when any row is refused.
    package var strict: Bool
    /// Record nothing at all, but count as if.
    package var dryRun: Bool
    /// Of rows that state the same fact with different content take the last; else they are refused, all of them.
    package var lastWins: Bool
    /// Change days of months that are over and assessed; else such rows are refused. Source: contract R18.
    package var restate: Bool
    /// Decides which months are over.
    package var now: Instant
    /// How many bytes of rows to keep in memory, twice, to send them straight into the history; nil: all are
    /// staged. Meant for files from a megabyte on: nobody else can import the kind while the file is read.
    package var chunkBytes: Int?
    /// Of a CSV file, as it stood there; nil: there is none.
    package var header: [UInt8]?
    /// When any row is refused, leave nothing at all behind: no batch, no rejections.
    package var isForgottenWhenRefused = false
    /// Where the rows were made of another tool's files.
    package var origin: ImportOrigin?
    /// Take back what the sources of the rows no longer say of a month; nothing where a row is refused.
    package var whole: WholeMonth?
    /// The batch that this import takes back.
    var undoes: Int32?
    /// Called when everything is recorded and only the commit is left.
    package var willCommit: () -> Void = {}

    package init(
        kind: FactKind, file: String, strict: Bool, dryRun: Bool, lastWins: Bool = false,
        restate: Bool = false,
        now: Instant, chunkBytes: Int? = nil
    ) {
        table = FactTable(kind)
        self.file = file
        self.strict = strict
        self.dryRun = dryRun
        self.lastWins = lastWins
        self.restate = restate
        self.now = now
        self.chunkBytes = chunkBytes
    }

    var kind: FactKind { table.kind }

    /// Of how many updates the changes are reported where not all are.
    package static let toldUpdates = 20

    /// Rows were sent into the history before one was found that `strict` refuses, or that contradicts them: the
    /// import must be done again from the file's start, without `chunkBytes`.
    package struct MustBeStaged: Error {}

    /// Records the rows and reports every fault of every row that is not recorded, in the order of lines.
    ///
    /// - Parameters:
    ///   - next: writes the next row, a good one as its line and columns, a bad one with its reason; false: there
    ///     was none left.
    ///   - sources: the feeds that the rows name, each with the latest instant at which one begins or, of ends, ends.
    ///   - content: what the file is known by, once it is read; nil: it is not to be known again.
    ///   - rejected: called once for each fault, before the transaction ends.
    /// - Throws: what `next` throws, `MustBeStaged`, or `PostgresError`; then nothing is recorded.
    package func run(
        _ connection: Connection, rows next: (inout CopyWriter) throws -> Bool,
        content: () -> FileContent? = { nil }, sources: () -> [String: Instant?] = { [:] },
        rejected: (Rejection) throws -> Void
    ) throws -> Outcome {
        try recording(connection) {
            try connection.executeScript(stagingTable)
            try origin?.stagePlaces(connection)
            var sent: (batch: Int32, rows: Int)?
            if let chunkBytes, table.takesRowsDirectly {
                try lock(connection)
                let batch = try newBatch(connection)
                let direct = try DirectImport(
                    table, batch: batch, chunkBytes: chunkBytes, on: connection)
                sent = (batch, try direct.perform(next))
            } else {
                try connection.copyIn(FactTable.intoStaging) { writer in while try next(&writer) {} }
                try lock(connection)
            }
            try connection.executeScript("analyze staged")
            try refuseStaged(connection)
            if !lastWins, try refuseContradictions(connection), let sent, sent.rows > 0 {
                throw MustBeStaged()
            }
            var outcome = Outcome()
            outcome.restated = try restateOrRefuse(connection)
            if table.learns.isEmpty { try makeFresh(connection, &outcome) }
            let refused = try connection.count("select count(*) from staged where row_faults is not null")
            let isRefused = strict && (refused > 0 || origin?.isLacking == true)
            if isRefused, let sent, sent.rows > 0 { throw MustBeStaged() }
            let batch = try sent?.batch ?? newBatch(connection)
            if !isRefused {
                if !table.learns.isEmpty {
                    for names in table.learns { try connection.execute(learn(names)) }
                    try makeFresh(connection, &outcome)
                }
                if refused == 0 { outcome.withdrawn = try withdrawUnsaid(connection) }
                try connection.executeScript(verdicts(batch))
                if let sent, sent.rows > 0, !lastWins, try contradictsSent(connection) {
                    throw MustBeStaged()
                }
            }
            try report(connection, rejected)
            outcome.rejected = refused
            outcome.inserted = sent?.rows ?? 0
            try connection.execute(keepRejections, [.int32(batch)])
            if isRefused {
                outcome.unchanged = 0
            } else {
                try record(batch, connection, &outcome)
                if let content = content() { try content.keep(batch, on: connection) }
            }
            try keep(sources(), of: batch, connection)
            try finish(batch, connection, &outcome)
            return outcome
        }
    }

    /// In a transaction that a dry run rolls back.
    func recording(_ connection: Connection, _ body: () throws -> Outcome) throws -> Outcome {
        var outcome = Outcome()
        do {
            try connection.transaction {
                outcome = try body()
                if dryRun || (isForgottenWhenRefused && outcome.rejected > 0) { throw DryRun() }
                willCommit()
            }
        } catch is DryRun {
            outcome.batch = nil
        }
        return outcome
    }

    private struct DryRun: Error {}

    /// One writer per kind at a time: batches of one kind then follow one another.
    func lock(_ connection: Connection) throws {
        try connection.execute("select pg_advisory_xact_lock(\(Lock.history), \(table.number))")
    }

    /// Gives staged rows that contradict what is stored their faults: rows of a file, and those that an undo puts back.
    func refuseStaged(_ connection: Connection) throws {
        for refusal in table.refusals { try connection.execute(sql(of: refusal)) }
    }

    /// Records what the verdicts say.
    private func record(_ batch: Int32, _ connection: Connection, _ outcome: inout Outcome) throws {
        let counts = try connection.query(countVerdicts).single()
        outcome.inserted += Int(try counts.int64("inserted"))
        outcome.updated = Int(try counts.int64("updated")) - outcome.withdrawn
        outcome.unchanged += Int(try counts.int64("unchanged"))
        outcome.reminders = Int(try counts.int64("reminders"))
        if outcome.updated + outcome.withdrawn > 0 {
            outcome.changes = try changes(of: batch, connection)
            outcome.cleared = try cleared(by: batch, connection)
            outcome.timeZone = try TermsVersions.sharedTimeZone(connection)
        }
        outcome.oddities = try oddities(batch, connection)
        try connection.execute(closeReplaced, [.int32(batch)])
        try connection.execute(insertVersions, [.int32(batch)])
        if outcome.reminders > 0 {
            let undone = try ImportBatches.undoers(connection).keys
            try connection.execute(insertReminders, [.int32(batch), .int32Array(Array(undone))])
        }
        outcome.unknownTerms = try unknownTerms(connection)
    }

    private func report(_ connection: Connection, _ rejected: (Rejection) throws -> Void) throws {
        let lines = """
            copy (select s.row_line, f.column_name, f.reason, f.value
                from staged s cross join lateral \(FieldFault.ofStagedRow) f
                where s.row_faults is not null order by s.row_line, f.nth) to stdout (format binary)
            """
        try connection.copyOut(lines) { row in try rejected(Rejection(row)) }
    }

    private func unknownTerms(_ connection: Connection) throws -> [String] {
        guard kind.columns.contains(where: { $0.name == "terms" }) else { return [] }
        return try connection.query(
            """
            select distinct s.terms collate "C" as terms from staged s where s.row_faults is null
                and not exists (select from terms_version t where t.terms = s.terms) order by 1
            """
        ).map { try $0.text("terms") }
    }
}
