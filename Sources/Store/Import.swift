package import Postgres

/// One file's import: rows are staged by binary COPY, then recorded by set-based statements, in one
/// transaction and one batch.
package struct Import {
    package let kind: StagedKind
    package let file: String
    /// Record nothing when any row is refused.
    package var strict: Bool
    /// Record nothing at all, but count as if.
    package var dryRun: Bool

    package init(kind: StagedKind, file: String, strict: Bool, dryRun: Bool) {
        self.kind = kind
        self.file = file
        self.strict = strict
        self.dryRun = dryRun
    }

    /// What became of the rows.
    package struct Outcome: Equatable, Sendable {
        /// Absent when nothing was recorded.
        package var batch: Int?
        package var inserted = 0
        package var updated = 0
        package var unchanged = 0
        package var rejected = 0
        /// Terms that subscriptions of this file name and that are not known (yet).
        package var unknownTerms: [String] = []

        package init() {}
    }

    /// A row that was not recorded, and why.
    package struct Rejection: Equatable, Sendable {
        package var line: Int
        package var column: String?
        package var reason: String
        package var value: String?
    }

    /// Stages what `stage` writes, records it and reports every rejection in the order of lines.
    ///
    /// - Parameters:
    ///   - stage: writes each good row as its line and columns, each bad one with its reason; every
    ///     line once, in order.
    ///   - rejected: called once for each row not recorded, before the transaction ends.
    /// - Throws: what `stage` throws, or `PostgresError`; then nothing is recorded.
    package func run(
        _ connection: Connection, stage: (inout CopyWriter) throws -> Void,
        rejected: (Rejection) throws -> Void
    ) throws -> Outcome {
        var outcome = Outcome()
        do {
            try connection.transaction {
                try connection.executeScript(stagingTable)
                try connection.copyIn("copy staged from stdin (format binary)", stage)
                // One writer per kind at a time: batches of one kind then follow one another.
                try connection.executeScript(
                    "analyze staged; select pg_advisory_xact_lock(\(Lock.history), \(kind.number))")
                for refusal in kind.refusals { try connection.execute(sql(of: refusal)) }
                try report(connection, rejected)
                outcome = try record(connection)
                if dryRun { throw DryRun() }
            }
        } catch is DryRun {
            outcome.batch = nil
        }
        return outcome
    }

    private struct DryRun: Error {}

    private func record(_ connection: Connection) throws -> Outcome {
        var outcome = Outcome()
        outcome.rejected = try connection.count("select count(*) from staged where reason is not null")
        let batch = try connection.query(
            "insert into import_batch (kind, file) values ($1, $2) returning batch",
            [.text(kind.name), .text(file)]
        ).single().int32("batch")
        outcome.batch = Int(batch)
        try connection.execute(keepRejections, [.int32(batch)])
        if !(strict && outcome.rejected > 0) {
            for statement in kind.naming { try connection.execute(statement) }
            try connection.executeScript(verdicts)
            let counts = try connection.query(countVerdicts).single()
            outcome.inserted = Int(try counts.int64("inserted"))
            outcome.updated = Int(try counts.int64("updated"))
            outcome.unchanged = Int(try counts.int64("unchanged"))
            try connection.execute(closeReplaced, [.int32(batch)])
            try connection.execute(insertVersions, [.int32(batch)])
            outcome.unknownTerms = try unknownTerms(connection)
        }
        try connection.execute(
            """
            update import_batch set inserted = $2, updated = $3, unchanged = $4, rejected = $5
            where batch = $1
            """,
            [
                .int32(batch), .int64(Int64(outcome.inserted)), .int64(Int64(outcome.updated)),
                .int64(Int64(outcome.unchanged)), .int64(Int64(outcome.rejected)),
            ])
        try Audit.record(
            "import",
            [
                ("batch", .number(Int64(batch))), ("kind", .text(kind.name)), ("file", .text(file)),
                ("inserted", .number(Int64(outcome.inserted))),
                ("updated", .number(Int64(outcome.updated))),
                ("rejected", .number(Int64(outcome.rejected))),
            ], on: connection)
        return outcome
    }

    private func report(_ connection: Connection, _ rejected: (Rejection) throws -> Void) throws {
        let lines = """
            copy (select line, column_name, reason, value from staged where reason is not null
                order by line) to stdout (format binary)
            """
        try connection.copyOut(lines) { row in
            try rejected(
                Rejection(
                    line: Int(try row.int32(0)), column: try row.optionalText(1),
                    reason: try row.text(2), value: try row.optionalText(3)))
        }
    }

    private func unknownTerms(_ connection: Connection) throws -> [String] {
        guard kind.columns.contains(where: { $0.name == "terms" }) else { return [] }
        return try connection.query(
            """
            select distinct s.terms collate "C" as terms from staged s where s.reason is null
                and not exists (select from terms_version t where t.terms = s.terms) order by 1
            """
        ).map { try $0.text("terms") }
    }
}

extension Import {
    private var stagingTable: String {
        let columns = kind.columns.map { "\($0.name) \($0.type.rawValue)" }.joined(separator: ", ")
        return """
            create temp table staged (
                line int not null, column_name text, reason text, value text,
                record bytea, record_is_cut boolean, \(columns)
            ) on commit drop
            """
    }

    private func sql(of refusal: StagedKind.Refusal) -> String {
        """
        update staged s set column_name = '\(refusal.column)', value = left(s.\(refusal.column), 200),
            reason = '\(refusal.reason)'
        where s.reason is null and \(refusal.condition)
        """
    }

    private var keepRejections: String {
        let columns = kind.columns.map { "'\($0.name)', s.\($0.name)" }.joined(separator: ", ")
        return """
            insert into import_rejection (batch, position, line, column_name, reason, value, record, record_is_cut)
            select $1, row_number() over (order by line), line, column_name, reason, value,
                coalesce(record, convert_to(jsonb_strip_nulls(jsonb_build_object(\(columns)))::text, 'UTF8')),
                coalesce(record_is_cut, false)
            from staged s where reason is not null
            """
    }

    private var identity: String { kind.identity.joined(separator: ", ") }
    private var content: String { kind.content.map(\.column).joined(separator: ", ") }

    /// Every good row compared with what is known before it: the row before it in the file that names
    /// the same fact, else the version in force. A fact whose last row says what is in force already is
    /// unchanged as a whole, so that a file imported twice changes nothing.
    private var verdicts: String {
        let keys = (kind.keys + kind.content).map { "\($0.sql) as \($0.column)" }.joined(separator: ", ")
        func content(_ alias: String) -> String {
            "row(" + kind.content.map { "\(alias).\($0.column)" }.joined(separator: ", ") + ")"
        }
        let isKnown = "h.from_batch is not null and \(content("f")) is not distinct from \(content("h"))"
        return """
            create temp table fresh on commit drop as
                select line, \(identity), \(self.content), row_number() over same as nth,
                    count(*) over (partition by \(identity)) as times
                from (select s.line, \(keys) from staged s \(kind.joins) where s.reason is null) named
                window same as (partition by \(identity) order by line);
            analyze fresh;
            create temp table verdict on commit drop as
                select f.*, f.nth = 1 and h.from_batch is null as is_new,
                    case when bool_or(f.nth = f.times and \(isKnown)) over same then false
                        when f.nth > 1 then \(content("f")) is distinct from \(content("p"))
                        else not (\(isKnown)) end as is_change
                from fresh f
                left join fresh p on f.nth > 1 and p.nth = f.nth - 1 and \(matching("p", "f"))
                left join \(kind.history) h on h.until_batch is null and \(matching("h", "f"))
                window same as (partition by \(kind.identity.map { "f.\($0)" }.joined(separator: ", ")));
            """
    }

    private var countVerdicts: String {
        """
        select count(*) filter (where is_new) as inserted,
            count(*) filter (where is_change and not is_new) as updated,
            count(*) filter (where not is_change) as unchanged
        from verdict
        """
    }

    private var closeReplaced: String {
        """
        update \(kind.history) h set until_batch = $1
        from (select distinct \(identity) from verdict where is_change) f
        where h.until_batch is null and \(matching("h", "f"))
        """
    }

    private func matching(_ a: String, _ b: String) -> String {
        kind.identity.map { "\(a).\($0) = \(b).\($0)" }.joined(separator: " and ")
    }

    private var insertVersions: String {
        """
        insert into \(kind.history) (\(identity), \(content), from_batch, until_batch)
        select \(identity), \(content), $1,
            case when lead(nth) over (partition by \(identity) order by nth) is not null then $1 end
        from verdict where is_change
        """
    }
}

extension CopyWriter {
    /// A field's text, where it stands in a row's bytes.
    package mutating func text(_ bytes: [UInt8], _ range: Range<Int>) throws(PostgresError) {
        var failure: PostgresError?
        bytes.withUnsafeBytes { buffer in
            do throws(PostgresError) {
                try text(UnsafeRawBufferPointer(rebasing: buffer[range]))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    /// Begins a good row of a staging table; exactly the kind's columns must follow.
    package mutating func beginStaged(_ kind: StagedKind, line: Int) throws(PostgresError) {
        try beginRow(columns: kind.columns.count + 6)
        try int32(Int32(clamping: line))
        for _ in 0..<5 { try null() }
    }

    /// Writes a bad row of a staging table, whole.
    package mutating func reject(
        _ kind: StagedKind, line: Int, column: String?, reason: String, value: String?,
        record: [UInt8], recordIsCut: Bool
    ) throws(PostgresError) {
        try beginRow(columns: kind.columns.count + 6)
        try int32(Int32(clamping: line))
        if let column { try text(column) } else { try null() }
        try text(reason)
        if let value { try text(value) } else { try null() }
        try bytes(record)
        try bool(recordIsCut)
        for _ in kind.columns { try null() }
    }
}
