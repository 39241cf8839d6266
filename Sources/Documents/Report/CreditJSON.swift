import SLA

extension JSONWriter {
    mutating func credit(of entry: ReportEntry) {
        let credit = entry.statement.credit
        string("status", entry.status.rawValue)
        percent("rate_percent", credit.earned?.percentage)
        money("base", credit.base)
        money("amount", entry.amount)
        money("cut_by_cap", entry.ledger.cutByCap)
        money("credited", entry.ledger.credited)
        string("currency", entry.currency)
        strings("notes", entry.ledger.notes)
        array("lines") { $0.line(of: entry) }
        guard let hold = entry.ledger.holds.standing else { return null("hold") }
        object("hold") { $0.members(of: hold, in: entry.zone) }
    }

    /// What the promise of availability earns; nothing where it earns nothing. Source: contract T14.
    private mutating func line(of entry: ReportEntry) {
        let credit = entry.statement.credit
        guard let earned = credit.earned, !earned.isNothing, credit.amount != .zero else { return }
        object { json in
            json.string("promise", CreditLine.Promise.availability.rawValue)
            var rate: Rate?
            if case .rate(let part) = earned.part { rate = part }
            json.string("rate", rate?.description)
            if let steps = earned.steps { json.integer("steps", Int(steps)) } else { json.null("steps") }
            json.money("base", credit.base)
            json.money("amount", entry.amount)
            json.null("failure")
            json.strings("notes", entry.ledger.notes)
        }
    }
}
