package import Postgres
package import SLA

/// What changed between two revisions of a subscription's month.
package enum RevisionCauses {
    /// By import, then what is no import.
    ///
    /// - Parameters:
    ///   - pair: two revisions that follow each other, each with its run.
    ///   - timeZones: of the terms that decided them.
    ///   - fallback: the period where neither revision has one.
    package static func load(
        _ month: Month,
        between pair: (before: (Assessment, AssessmentRun), after: (Assessment, AssessmentRun)),
        timeZones: Set<String>, fallback: Interval, on connection: Connection
    ) throws -> [RevisionHistory.Cause] {
        let ((earlier, earlierRun), (later, laterRun)) = pair
        let periods = [earlier, later].map(\.outcome.period).filter { !$0.isEmpty }
        let start = periods.map(\.lowerBound).min() ?? fallback.lowerBound
        let end = periods.map(\.upperBound).max() ?? fallback.upperBound
        let scope = try RevisionScope(
            month, subscription: later.key, period: start..<end,
            batches: (earlierRun.watermark, laterRun.watermark), on: connection)
        var found = try facts(scope, on: connection) + terms(scope, on: connection)
        found.sort { $0.batch < $1.batch }
        var causes = found.map(\.cause)
        causes += try zones(earlierRun.run, laterRun.run, timeZones, month, on: connection)
        if later.outcome.isFinal, !earlier.outcome.isFinal { causes.append(.monthOver) }
        if causes.isEmpty, earlierRun.program != laterRun.program {
            causes = [.program(before: earlierRun.program, after: laterRun.program)]
        }
        return causes
    }

    private typealias Found = (batch: Int, cause: RevisionHistory.Cause)

    private static func facts(_ scope: RevisionScope, on connection: Connection) throws -> [Found] {
        guard scope.batches.after < scope.batches.upTo else { return [] }
        return try RevisionScope.kinds.flatMap { kind -> [Found] in
            let concerns = try scope.concerns(kind, connection)
            let batches = try connection.query(
                """
                select distinct b.batch from \(FactTable(kind).history) h
                    cross join lateral (values (h.from_batch), (h.until_batch)) b (batch)
                where b.batch > $1 and b.batch <= $2 and \(concerns("h")) order by b.batch
                """, [.int32(scope.batches.after), .int32(scope.batches.upTo)]
            ).map { try $0.int32("batch") }
            return try batches.compactMap { batch in
                var changes = BatchChanges(kind: kind, batch: batch)
                changes.concerning = concerns
                let facts = try read(changes, of: kind, on: connection)
                guard !facts.isEmpty else { return nil }
                return (Int(batch), .facts(try source(batch, on: connection), kind, facts))
            }
        }
    }

    private static func read(
        _ changes: BatchChanges, of kind: FactKind, on connection: Connection
    ) throws -> [(effect: Change.Effect, fact: Change)] {
        var facts: [(effect: Change.Effect, fact: Change)] = []
        for effect in Change.Effect.allCases {
            try changes.read(effect, on: connection) { change in
                var fact = change
                fact.columns.removeAll { !RevisionScope.isRead($0.column, of: kind) }
                if effect != .updated || !fact.columns.isEmpty { facts.append((effect, fact)) }
            }
        }
        return facts
    }

    /// Versions that decide the month since.
    private static func terms(_ scope: RevisionScope, on connection: Connection) throws -> [Found] {
        try connection.query(
            """
            select v.from_batch, v.terms, v.version, v.effective_from from terms_version v
            where v.from_batch > $1 and v.from_batch <= $2 and v.terms = any ($3) and v.effective_from <= $4
                and not exists (select from terms_version l where l.terms = v.terms and l.from_batch <= $2
                    and l.effective_from > v.effective_from and l.effective_from <= $4)
            """,
            [
                .int32(scope.batches.after), .int32(scope.batches.upTo), .textArray(scope.terms),
                .date(scope.month.firstDay.daysSinceEpoch),
            ]
        ).map { row in
            let batch = try row.int32("from_batch")
            return (
                Int(batch),
                .terms(
                    try source(batch, on: connection), id: try row.text("terms"),
                    version: try row.text("version"),
                    effectiveFrom: try row.localDate("effective_from"))
            )
        }
    }

    private static func zones(
        _ earlier: Int32, _ later: Int32, _ names: Set<String>, _ month: Month, on connection: Connection
    ) throws -> [RevisionHistory.Cause] {
        let before = try RunZones(of: earlier, in: month, on: connection).offsets
        let after = try RunZones(of: later, in: month, on: connection).offsets
        return names.sorted().compactMap { name in
            guard let old = before[name], let new = after[name], old != new else { return nil }
            return .zone(name, before: old, after: new)
        }
    }

    private static func source(_ batch: Int32, on connection: Connection) throws -> RevisionHistory.Source {
        let row = try connection.query(
            "select file, imported_by, imported_at, undoes from import_batch where batch = $1",
            [.int32(batch)]
        ).single()
        return RevisionHistory.Source(
            batch: Int(batch), file: try row.text("file"), by: try row.text("imported_by"),
            at: try row.instant("imported_at"), undoes: try row.optionalInt32("undoes").map(Int.init))
    }
}

extension AssessmentValues {
    /// By the name of its column.
    private func number(_ name: String) -> Int64? {
        Self.numbers.firstIndex { $0.name == name }.flatMap { values[$0] }
    }

    /// Empty when no day is in force.
    var period: Interval {
        let start = Instant(microseconds: number("period_from") ?? 0)
        return start..<max(start, Instant(microseconds: number("period_to") ?? 0))
    }

    /// - Parameter terms: what they are called.
    package func result(terms: String?) throws -> RevisionHistory.Result {
        RevisionHistory.Result(
            terms: terms, status: try word(status, column: "status"),
            availability: MeasuredAvailability(
                downtime: number("counted_downtime_us") ?? 0, base: number("measured_us") ?? 0),
            target: try StoredVerdict.target(number), earned: try StoredVerdict.earned(number),
            base: number("base_cents").map { Cents($0) }, amount: number("amount_cents").map { Cents($0) },
            currency: currency)
    }
}
