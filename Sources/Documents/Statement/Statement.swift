import Messages
package import SLA

/// One customer's months: availability, credits and notes, as they stand.
package struct Statement: Sendable {
    package let customer: String
    /// As people know it now; nil: not known.
    package let customerName: String?
    package let months: ClosedRange<Month>
    /// By month, then subscription.
    let standings: [MonthStanding]
    /// By issue date and number.
    let notes: [StatementNote]

    /// - Parameter standings: the customer's own alone; of their notes, those in `notes` stay.
    package init(
        of customer: String, named customerName: String?, for months: ClosedRange<Month>,
        _ standings: [MonthStanding], _ notes: [StatementNote]
    ) {
        self.customer = customer
        self.customerName = customerName
        self.months = months
        self.notes = notes
        // A month that was restated to another customer has notes of the one before.
        let own = Set(notes.map(\.number))
        self.standings = standings.map { standing in
            var standing = standing
            standing.notes.removeAll { !own.contains($0) }
            standing.commercial?.notes.removeAll { !own.contains($0) }
            return standing
        }
    }

    /// The months in which subscriptions are in force and none is assessed; nothing else is to be said of them.
    var unassessed: [Month] {
        let told = Set(standings.filter { $0.revision > 0 || $0.commercial != nil }.map(\.month))
        return Set(standings.map(\.month)).subtracting(told).sorted()
    }

    /// The months in which the customer has no subscription.
    var empty: [Month] {
        let known = Set(standings.map(\.month))
        return months.all.filter { !known.contains($0) }
    }

    /// All but those of `unassessed` months.
    var told: [MonthStanding] {
        let silent = Set(unassessed)
        return standings.filter { !silent.contains($0.month) }
    }

    var total: YearGroup { standings.reduce(into: YearGroup()) { $0.add($1) } }

    /// What the notes come to, reversals taken off, by currency.
    var noteTotals: [(currency: String, total: NoteTotal)] {
        notes.reduce(into: [String: NoteTotal]()) { totals, note in
            totals[note.currency, default: NoteTotal()].add(note)
        }.sorted { $0.key.precedes($1.key) }.map { ($0.key, $0.value) }
    }

    struct NoteTotal {
        private(set) var net = Cents.zero
        private(set) var vat = Cents.zero
        private(set) var gross = Cents.zero

        mutating func add(_ note: StatementNote) {
            net = net + note.signed(note.net)
            vat = vat + note.signed(note.vat)
            gross = gross + note.signed(note.gross)
        }
    }
}

/// What statements say of notes, in both languages.
extension LocalText {
    func kind(of note: StatementNote) -> String {
        switch note.kind {
        case .reversal: pick("annulation", "reversal")
        case .credit where note.isCommercial: pick("avoir commercial", "commercial")
        case .credit: pick("avoir", "credit")
        }
    }

    /// What it reverses or is reversed by; of a commercial note also why it was issued.
    func remark(on note: StatementNote) -> String {
        let reason = note.isCommercial && note.kind == .credit ? note.reason : nil
        let other =
            note.reverses.map { pick("annule ", "reverses ") + $0 }
            ?? note.reversedBy.map { pick("annulé par ", "reversed by ") + $0 }
        return [reason, other].compactMap(\.self).joined(separator: "; ")
    }

    /// The subscription, or how many there are.
    func subscriptions(of note: StatementNote) -> String {
        note.subscriptions.count == 1 ? note.subscriptions[0] : subscriptions(note.subscriptions.count)
    }

    /// What a statement is called: the customer by name and code, and the period.
    func title(of statement: Statement, _ name: (Month) -> String) -> String {
        let customer =
            statement.customerName.map { "\($0) (\(statement.customer))" } ?? statement.customer
        return pick("Relevé de ", "Statement of ") + TerminalText.safe(customer) + ", "
            + period(statement.months, name)
    }
}
