package import Postgres
package import SLA

/// Takes back what one batch recorded, as a batch of its own: what was in force before is in force again.
///
/// A fact that the batch brought leaves force, with nothing in its place. All of it is undone, or nothing: refused is
/// what a later import built on, what other facts name, and what would no longer be accepted as a file.
package struct Undo {
    package let batch: Int32
    /// Record nothing, but tell what would change.
    package let dryRun: Bool
    /// Decides which months are over.
    package let now: Instant
    /// Called when everything is recorded and only the commit is left.
    package var willCommit: () -> Void = {}

    package init(batch: Int32, dryRun: Bool, now: Instant) {
        self.batch = batch
        self.dryRun = dryRun
        self.now = now
    }

    package struct Outcome: Equatable, Sendable {
        package let undone: ImportBatch
        /// The batch that undid it; nil: nothing was recorded.
        package fileprivate(set) var batch: Int32?
        /// What changed; empty: nothing of the batch was left.
        package fileprivate(set) var counts: [Change.Effect: Int] = [:]
        /// Reminders that no longer count as recorded.
        package fileprivate(set) var reminders = 0
        /// The first facts of each effect, in a dry run all.
        package fileprivate(set) var facts: [Change.Effect: [Change]] = [:]

        package var isEmpty: Bool { counts.isEmpty && reminders == 0 }
    }

    private struct NothingIsKept: Error {}

    /// - Throws: `UndoRefusal`, or `PostgresError`; then nothing is recorded.
    package func run(_ connection: Connection) throws -> Outcome {
        guard let known = try ImportBatches.batch(batch, on: connection) else {
            throw UndoRefusal(batch: nil, reasons: [.unknown(batch)])
        }
        guard let kind = known.facts else { throw UndoRefusal(batch: known, reasons: [.terms]) }
        var outcome = Outcome(undone: known)
        do {
            try connection.transaction {
                try perform(kind, connection, &outcome)
                if dryRun || outcome.isEmpty { throw NothingIsKept() }
                willCommit()
            }
        } catch is NothingIsKept {
            outcome.batch = nil
        }
        return outcome
    }

    private func perform(_ kind: FactKind, _ connection: Connection, _ outcome: inout Outcome) throws {
        let table = FactTable(FactTable(kind).fact)
        let undoing = Undoing(table: table, batch: batch, now: now)
        try undoing.lock(connection)
        let undone = Array(try ImportBatches.undoers(connection).keys)
        try undoing.gather(connection)
        func refuse(_ reasons: [UndoRefusal.Reason]) throws {
            if !reasons.isEmpty { throw UndoRefusal(batch: outcome.undone, reasons: reasons) }
        }
        try refuse(try undoing.builtOn(connection))
        try undoing.leaveOthersAlone(connection)
        try refuse(try undoing.reminded(undone, connection))
        if !undone.contains(batch) { outcome.reminders = try undoing.ownReminders(connection) }
        guard try undoing.hasRows(connection) || outcome.reminders > 0 else { return }
        try refuse(try undoing.refusalsOfReturning(connection))
        try refuse(try undoing.changesOfThePast(connection))
        var work = Import(kind: kind, file: "undo of batch \(batch)", strict: true, dryRun: dryRun, now: now)
        work.undoes = batch
        let new = try work.newBatch(connection)
        try undoing.close(new, connection)
        try undoing.restore(new, connection)
        try refuse(try undoing.refusalsOfLeaving(connection))
        let changes = BatchChanges(kind: kind, batch: new)
        outcome.batch = new
        outcome.counts = try changes.counts(connection).filter { $0.value > 0 }
        for effect in outcome.counts.keys {
            try changes.read(effect, most: dryRun ? nil : Import.toldUpdates, on: connection) {
                outcome.facts[effect, default: []].append($0)
            }
        }
        var counts = Import.Outcome()
        counts.inserted = outcome.counts[.inserted] ?? 0
        counts.updated =
            (outcome.counts[.updated] ?? 0) + (outcome.counts[.removed] ?? 0) + outcome.reminders
        counts.cleared = try changes.cleared(connection)
        try work.finish(new, connection, &counts)
    }
}
