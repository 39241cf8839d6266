/// Where a subscription's month stands in the ledger of credit notes. Source: contract R13, R14.
package struct CreditStanding: Equatable, Sendable {
    /// The net of the month's credits that no reversal cancels.
    package var credited: Cents
    /// What the cap has cut for good.
    package var forfeited: Cents
    /// A credit of the month is live.
    package var hasLiveCredit: Bool
    /// The last run left the current revision's credit waiting for room under the cap.
    package var isHeld: Bool

    package static let nothing = CreditStanding(
        credited: .zero, forfeited: .zero, hasLiveCredit: false, isHeld: false)

    package init(credited: Cents, forfeited: Cents, hasLiveCredit: Bool, isHeld: Bool) {
        self.credited = credited
        self.forfeited = forfeited
        self.hasLiveCredit = hasLiveCredit
        self.isHeld = isHeld
    }

    /// What the ledger makes of the decision on the current revision; nil where it has nothing to add.
    ///
    /// `amount` is what is or would be credited in all, after the cap.
    package func status(of decision: CreditDecision) -> (status: CreditStatus, amount: Cents)? {
        let due = decision.status == .issuable ? decision.amount ?? .zero : .zero
        let open = due - credited - forfeited
        if hasLiveCredit, credited > due { return (.overcredited, due) }
        if open > .zero {
            if isHeld { return (.heldByCap, credited + open) }
            return hasLiveCredit || forfeited > .zero ? (.issuable, credited + open) : nil
        }
        if hasLiveCredit { return (.issued, credited) }
        return due > .zero ? (.cappedOut, .zero) : nil
    }
}
