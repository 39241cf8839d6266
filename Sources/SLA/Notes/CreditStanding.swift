/// Where a subscription's month stands in the ledger of credit notes. Source: contract R13, R14.
package struct CreditStanding: Equatable, Sendable {
    /// The net of the month's credits that no reversal cancels.
    package var credited: Cents
    /// What the cap has cut for good, in the order of the decisions.
    package var cuts: [CapCut]
    /// A credit of the month is live.
    package var hasLiveCredit: Bool
    /// What the current revision's credit waits for, by the last run.
    package var waiting: Waiting?
    /// The month's holds and their releases, in order.
    package var holds: [HoldEvent]

    /// Why a run left a credit that exceeds the cap.
    package enum Waiting: String, Sendable {
        /// For a day that has room: so the terms say.
        case held
        /// Also for a person: only a person cuts it.
        case undecided
    }

    package static let nothing = CreditStanding(
        credited: .zero, cuts: [], hasLiveCredit: false, waiting: nil)

    package init(
        credited: Cents, cuts: [CapCut], hasLiveCredit: Bool, waiting: Waiting?, holds: [HoldEvent] = []
    ) {
        self.credited = credited
        self.cuts = cuts
        self.hasLiveCredit = hasLiveCredit
        self.waiting = waiting
        self.holds = holds
    }

    /// What is or would be credited in all: the amount due, less what was cut of it.
    package func creditable(by decision: CreditDecision) -> Cents { cuts.left(of: due(by: decision)) }

    /// What was cut of the amount that is due now.
    package func forfeited(by decision: CreditDecision) -> Cents {
        due(by: decision) - creditable(by: decision)
    }

    /// What the ledger makes of the decision on the current revision; nil where it has nothing to add.
    ///
    /// `amount` is what is or would be credited in all, after the cap; nil where nothing says what it would be.
    package func status(of decision: CreditDecision) -> (status: CreditStatus, amount: Cents?)? {
        let creditable = creditable(by: decision)
        if hasLiveCredit, credited > creditable { return (.overcredited, creditable) }
        if hasLiveCredit, creditable == credited { return (.issued, credited) }
        if holds.standing != nil, decision.status != .noTerms {
            return (.onHold, decision.status == .issuable ? creditable : decision.amount)
        }
        if creditable > credited {
            if waiting != nil { return (.heldByCap, creditable) }
            let isTouched = hasLiveCredit || creditable < due(by: decision)
            return isTouched ? (.issuable, creditable) : nil
        }
        return due(by: decision) > .zero ? (.cappedOut, .zero) : nil
    }

    private func due(by decision: CreditDecision) -> Cents {
        decision.status == .issuable ? decision.amount ?? .zero : .zero
    }
}
