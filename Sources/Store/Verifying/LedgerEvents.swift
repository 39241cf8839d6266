internal import SLA

/// What the ledger's replay applies: notes with their lines, and what runs decided.
extension LedgerReplay {
    /// In cents; no invoice has an amount beyond it, and sums of such amounts would overflow.
    static let amounts: ClosedRange<Int64> = -Cents.largest.amount...Cents.largest.amount

    struct SubscriptionMonthKey: Hashable {
        var subscription: Int32
        var month: Int
    }

    enum Event {
        case note(Note)
        case decision(Decision)
        case hold(Hold)

        /// In microseconds.
        var at: Int64 {
            switch self {
            case .note(let note): note.at
            case .decision(let decision): decision.at
            case .hold(let hold): hold.at
            }
        }
    }

    /// The head of a note, and its lines in order; a commercial note has one of its own.
    struct Note {
        var number: String
        /// When it was issued, in microseconds.
        var at: Int64
        var reverses: String?
        var net: Cents
        var gross: Cents
        var vat: [(rate: Int64, net: Int64, vat: Int64)]
        var lines: [Entry]
        var commercial: CommercialEntry?
    }

    /// A line of a note.
    struct Entry {
        /// The note's number, and which line where it has several.
        var name: String
        var number: String
        var run: String
        /// Whether its document names the subscription and the month that it is of.
        var isNamed: Bool
        var isReversal: Bool
        var of: SubscriptionMonthKey
        /// When it was issued, in microseconds.
        var at: Int64
        var revision: Int32
        var attempt: Int32
        var date: Int
        var net: Cents
        /// The net over VAT rates.
        var parts: [(rate: Int64, net: Int64)]
        var treatment: Terms.VATTreatment
        /// Of the terms that it was assessed under.
        var termsTreatment: Terms.VATTreatment?
        var base: Cents
        /// As the line froze it; nil: it says nothing.
        var earned: Earned?
        var cap: Cap?
        /// The cap that follows from the note's base.
        var termsCap: Cap?
        var invoices: [(rate: Percentage, amount: Cents, date: Int)]
        /// The values of that revision's assessment.
        var assessed: (base: Cents, amount: Cents)
        /// The amounts that the run decided to credit and to cut; nil for a reversal.
        var decided: (credit: Cents, cut: Cents)?
        /// The line's own statement of the month's earlier credits, and of cuts before it and by its run.
        var said: (before: [(number: String, net: Int64)], cutBefore: Cents, cut: Cents)

        var isBelieved: Bool {
            let all = [net, base, assessed.base, assessed.amount] + invoices.map(\.amount)
            return all.allSatisfy { LedgerReplay.amounts.contains($0.amount) }
        }
    }

    /// A run's decision on a subscription.
    struct Decision {
        var run: String
        var subscription: String
        var of: SubscriptionMonthKey
        /// When, in microseconds: after its run's notes.
        var at: Int64
        var date: Int
        var outcome: String
        /// The values of the revision's assessment.
        var assessed: Cents
        /// What was credited of the month before.
        var before: Cents
        var due: Cents
        var credited: Cents
        var cut: Cents
        /// What the fullest window that contains the date held.
        var used: Cents
        var cap: Cap?
        /// Whether what exceeds the cap waits, by the terms.
        var isHeld: Bool
        /// Whether the run may cut.
        var allowsCuts: Bool

        var isBelieved: Bool {
            [assessed, before, due, credited, cut, used, cap?.amount ?? .zero].allSatisfy {
                LedgerReplay.amounts.contains($0.amount)
            }
        }
    }

    /// A month that is held from then on, or released.
    struct Hold {
        var of: SubscriptionMonthKey
        /// When, in microseconds.
        var at: Int64
        var isRelease: Bool
    }

    struct Cap: Equatable {
        var amount: Cents
        var days: Int
    }
}

extension LedgerReplay.Decision {
    /// What follows from what is due and from the room under the cap.
    ///
    /// What a run leaves for lack of a customer's details, or because a VAT rate changed, is not replayed.
    func expected(
        due: Cents, room: Cents, isOnHold: Bool
    ) -> (outcome: String, credit: Cents, cut: Cents) {
        if isOnHold { return ("on_hold", .zero, .zero) }
        if ["incomplete", "needs_reversal"].contains(outcome) { return (outcome, .zero, .zero) }
        if due <= room { return ("credited", due, .zero) }
        if isHeld { return ("held", .zero, .zero) }
        guard allowsCuts else { return ("undecided", .zero, .zero) }
        let part = max(room, .zero)
        return (part == .zero ? "capped_out" : "cut", part, due - part)
    }
}

extension LedgerReplay.Entry {
    func cancels(_ reversal: LedgerReplay.Entry) -> Bool {
        of == reversal.of && revision == reversal.revision && attempt == reversal.attempt
    }
}

extension LedgerReplay.Entry {
    /// Whether what it says was earned of its base is what was assessed; of a proportion only the base bounds it.
    var isEarned: Bool {
        guard let earned else { return false }
        guard let amount = earned.amount(of: base) else {
            return assessed.amount <= min(base, earned.limit(of: base) ?? base)
        }
        return amount == assessed.amount
    }
}
