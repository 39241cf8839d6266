import Documents
import Messages
import Postgres
import SLA
import Store

/// Imports, what they changed and what took them back: for people and as JSON.
struct BatchText {
    let zone: Zone
    private var changes: ChangeText { ChangeText(zone: zone) }

    init(zone: Zone) { self.zone = zone }

    func table(of batches: [ImportBatch]) -> String {
        guard !batches.isEmpty else { return "no imports\n" }
        var table = Table(
            [.right, .left, .left, .left, .left] + Array(repeating: .right, count: 5) + [.left])
        table.add([
            "batch", "imported", "by", "kind", "file", "inserted", "updated", "unchanged", "rejected",
            "cleared",
        ])
        for batch in batches {
            table.add([
                "\(batch.number)", time(batch), batch.by, batch.kind, batch.file, "\(batch.inserted)",
                "\(batch.updated)", "\(batch.unchanged)", "\(batch.rejected)", "\(batch.cleared)",
                batch.undoneBy.map { "undone by batch \($0)" } ?? "",
            ])
        }
        return table.lines().map { $0 + "\n" }.joined()
    }

    /// To the second.
    private func time(_ batch: ImportBatch) -> String {
        LocalTime(zone).rfc3339(batch.at.toTheSecond)
    }

    /// An import with the first facts of each effect.
    func whole(_ batch: ImportBatch, on connection: Connection) throws -> String {
        var text = "batch \(name(batch)), imported \(time(batch)) by \(TerminalText.safe(batch.by))\n"
        text +=
            "\(batch.inserted) inserted, \(batch.updated) updated, \(batch.unchanged) unchanged, "
            + "\(batch.rejected) rejected, "
            + (batch.withdrawn > 0 ? "\(batch.withdrawn) withdrawn, " : "")
            + "\(batch.cleared) values cleared\n"
        if let profile = batch.profile {
            text += "read by the source profile \(TerminalText.safe(profile))\n"
        }
        if let undoes = batch.undoes { text += "takes back batch \(undoes)\n" }
        if let undoneBy = batch.undoneBy { text += "undone by batch \(undoneBy)\n" }
        if batch.rejected > 0 { text += "the rejected rows: avoir imports rejects \(batch.number)\n" }
        guard let kind = batch.facts else { return text + "the terms: avoir terms list\n" }
        let facts = BatchChanges(kind: kind, batch: batch.number)
        let counts = try facts.counts(connection)
        for effect in Change.Effect.allCases {
            guard let count = counts[effect], count > 0 else { continue }
            text += "\(effect.title):\n"
            var shown = 0
            try facts.read(effect, most: Import.toldUpdates, on: connection) { change in
                text += "    \(effect == .updated ? changes.line(change) : changes.name(change.identity))\n"
                shown += 1
            }
            if count > shown { text += "    and \(count - shown) further; --json has them all\n" }
        }
        return text
    }

    /// `5 (outages from wrong.csv)`.
    private func name(_ batch: ImportBatch) -> String {
        "\(batch.number) (\(batch.kind) from \(TerminalText.safe(batch.file)))"
    }

    func undone(_ outcome: Undo.Outcome, dryRun: Bool) -> String {
        guard !outcome.isEmpty else {
            return
                "batch \(name(outcome.undone)): nothing of it is in force any more, so nothing was undone\n"
        }
        var counts = Change.Effect.allCases.compactMap { effect in
            outcome.counts[effect].map { "\($0) \(effect.undone)" }
        }
        if outcome.reminders > 0 { counts.append("\(outcome.reminders) taken back as reminders") }
        let batch = outcome.batch.map { "batch \($0) takes back" } ?? "would take back"
        var text = "\(batch) batch \(name(outcome.undone)): \(counts.joined(separator: ", "))"
        text += dryRun ? "; nothing stored (--dry-run)\n" : "\n"
        for effect in Change.Effect.allCases {
            let facts = outcome.facts[effect] ?? []
            for change in facts {
                let line =
                    effect == .updated
                    ? changes.line(change) : "\(changes.name(change.identity)): \(effect.undone)"
                text += "    \(line)\n"
            }
            let others = (outcome.counts[effect] ?? 0) - facts.count
            if others > 0, let batch = outcome.batch {
                text +=
                    "    and \(others) further \(effect.undone); avoir imports show \(batch) --json has them all\n"
            }
        }
        return text
    }

    func failure(_ refusal: UndoRefusal) -> Failure {
        let lines = refusal.reasons.map { "    \(sentence($0))" }
        guard let batch = refusal.batch else {
            if case .unknown(let number)? = refusal.reasons.first { return .noBatch(number) }
            return Failure(.failure, lines.joined(separator: "\n"))
        }
        return Failure(
            .inputRejected,
            "batch \(name(batch)) cannot be undone; nothing was changed:\n\(lines.joined(separator: "\n"))")
    }

    private func sentence(_ reason: UndoRefusal.Reason) -> String {
        switch reason {
        case .unknown(let number): "there is no batch \(number)"
        case .terms: "a stored version of terms never changes; add a new version: avoir terms add"
        case .changed(let batch, let facts):
            "batch \(batch) changed \(list(facts)) later: undo that batch first"
        case .reminded(let batch, let facts):
            "batch \(batch) recorded later reminders of \(list(facts)) (R4, R12): undo that batch first, or withdraw them"
        case .named(let kind, let facts):
            "\(kind.rawValue) name what would leave force: \(list(facts)); undo their imports first"
        case .assessed(let facts):
            "subscriptions that would leave force were assessed: \(list(facts)); give them an ends_on instead"
        case .notAccepted(let fault, let facts):
            "what was in force before would not be accepted today: \(fault): \(list(facts))"
        case .changesThePast(let months):
            "days of months that are over and assessed would change (R18): "
                + "\(months.map(\.description).joined(separator: ", ")); import what is right with --restate instead"
        }
    }

    private func list(_ facts: UndoRefusal.Facts) -> String {
        let names = facts.first.map(changes.name).joined(separator: ", ")
        let others = facts.count - facts.first.count
        return others > 0 ? "\(names) and \(others) more" : names
    }
}

extension Change.Effect {
    fileprivate var title: String {
        switch self {
        case .inserted: "inserted"
        case .updated: "updated"
        case .removed: "no longer in force"
        }
    }

    /// What an undo did.
    fileprivate var undone: String {
        switch self {
        case .inserted: "in force again"
        case .updated: "as before"
        case .removed: "no longer in force"
        }
    }
}
