/// What the cap cut of a month's amount, for good: its top part then. Source: contract R13.
package struct CapCut: Equatable, Sendable {
    /// The amount of the revision that it was cut from.
    package var amount: Cents
    package var cut: Cents
    /// What was credited of that amount, then and before: what the cut leaves of it.
    package var left: Cents

    package init(amount: Cents, cut: Cents, left: Cents) {
        self.amount = amount
        self.cut = cut
        self.left = left
    }
}

extension Sequence<CapCut> {
    /// What these cuts, in the order of their decisions, leave of an amount.
    ///
    /// Of an amount up to the one that it was cut from, a cut leaves what it left of that one. Of more it takes the
    /// same again and nothing of what was added: so when less is due, the cut shrinks first.
    package func left(of amount: Cents) -> Cents {
        reduce(amount) { left, cut in
            amount <= cut.amount ? Swift.min(left, cut.left) : left - cut.cut
        }
    }
}
