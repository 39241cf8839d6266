import Documents
import Intake
import SLA
import Store

/// What became of a file, for people and as JSON.
extension FileImport {
    func text(strict: Bool, dryRun: Bool) -> String {
        if refusal != nil { return "\(name): nothing stored\n" }
        if isByHand, outcome.rejected > 0 { return "\(kind.rawValue): nothing stored\n" }
        let counts =
            "\(outcome.inserted) inserted, \(outcome.updated) updated, "
            + "\(outcome.unchanged) unchanged, \(outcome.rejected) rejected"
            + (outcome.withdrawn > 0 ? ", \(outcome.withdrawn) withdrawn" : "")
        let remark =
            strict && outcome.rejected > 0
            ? "; nothing stored (--strict)" : dryRun ? "; nothing stored (--dry-run)" : ""
        return (isByHand ? "" : "\(name): ") + "\(kind.rawValue): \(counts)\(remark)\n" + details
    }

    /// What the updates changed, what became absent, what was kept as a reminder.
    private var details: String {
        let words = ChangeText(zone: shownZone)
        var lines = outcome.changes.map(words.line)
        let others = outcome.updated + outcome.withdrawn - outcome.changes.count
        if !outcome.changes.isEmpty, others > 0 {
            lines.append("and \(others) further updates; --dry-run tells each before it is stored")
        }
        if !outcome.cleared.isEmpty {
            let counts = outcome.cleared.map { "\($0.column.name) \($0.count)" }
            lines.append("values that became absent: \(counts.joined(separator: ", "))")
        }
        if !outcome.restated.isEmpty {
            let months = outcome.restated.map(\.description).joined(separator: ", ")
            lines.append("restates days of \(months), which are over: assess them again (R18)")
        }
        if outcome.reminders > 0 {
            lines.append(
                "\(outcome.reminders) later than what is recorded: kept as "
                    + (outcome.reminders == 1 ? "a reminder" : "reminders")
                    + "; the earliest counts (R4, R12)")
        }
        return lines.map { "    \($0)\n" }.joined()
    }

    var exitStatus: ExitStatus? {
        switch refusal?.cause {
        case .unreadable: .inputUnreadable
        case .refused: .inputRejected
        case nil: outcome.rejected > 0 ? .inputRejected : nil
        }
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.string("file", file)
            json.string("refused", refusal?.description)
            json.integer("batch", outcome.batch)
            json.integer("inserted", outcome.inserted)
            json.integer("updated", outcome.updated)
            json.integer("unchanged", outcome.unchanged)
            json.integer("rejected", outcome.rejected)
            json.integer("withdrawn", outcome.withdrawn)
            json.integer("reminders", outcome.reminders)
            json.array("restated") { json in
                for month in outcome.restated { json.string(nil, month.description) }
            }
            json.object("cleared") { json in
                for cleared in outcome.cleared { json.integer(cleared.column.name, cleared.count) }
            }
            json.array("changes") { json in
                let words = ChangeText(zone: shownZone)
                for change in outcome.changes { words.write(change, to: &json) }
            }
            json.array("warnings") { json in
                for oddity in outcome.oddities { write(oddity, to: &json) }
            }
            json.array("rejections") { json in
                for rejection in rejections { write(rejection, to: &json) }
            }
        }
    }

    private func write(_ rejection: Import.Rejection, to json: inout JSONWriter) {
        json.object { json in
            if let place = place(of: rejection) { json.string("file", place.file) }
            json.integer("line", place(of: rejection)?.line ?? rejection.line)
            json.members(of: rejection.fault)
        }
    }
}

extension JSONWriter {
    mutating func members(of fault: FieldFault) {
        string("column", fault.column)
        string("reason", fault.reason)
        string("value", fault.value)
    }
}
