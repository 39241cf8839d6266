/// What a month asks of the people who look after it. Source: docs/reference/commands.md "avoir status".
package struct MonthAttention: Equatable, Sendable {
    package var month: Month
    /// Its last day has passed.
    package var isOver: Bool
    package var assessed: Deed?
    /// When its credits were last issued, or a run found none.
    package var issued: Deed?
    /// Facts that concern this month came since it was assessed.
    package var hasNewFacts: Bool
    /// Of each status that is of interest, how many credits and how much.
    package var credits: [CreditStatus: Credits]
    /// Credits that exceed the cap and wait for a person who cuts them.
    package var undecided: Int
    /// Credits that the cap held, and that have room by now.
    package var hasRoom: Int
    /// Credits that miss a detail, by the last run.
    package var incomplete: Int

    /// Who did it, and when.
    package struct Deed: Equatable, Sendable {
        package var at: Instant
        package var by: String

        package init(at: Instant, by: String) {
            self.at = at
            self.by = by
        }
    }

    package struct Credits: Equatable, Sendable {
        package var count = 0
        /// By currency, before tax, of those whose amount is known.
        package var amounts: [String: Cents] = [:]
        /// Of those that await a request: the first day after which one comes too late.
        package var firstDeadline: LocalDate?

        package init() {}

        package mutating func add(_ amount: Cents?, in currency: String?, until deadline: LocalDate?) {
            count += 1
            if let amount, let currency, amount != .zero {
                amounts[currency] = (amounts[currency] ?? .zero) + amount
            }
            if let deadline { firstDeadline = min(firstDeadline ?? deadline, deadline) }
        }
    }

    package init(month: Month, isOver: Bool) {
        self.month = month
        self.isOver = isOver
        hasNewFacts = false
        credits = [:]
        undecided = 0
        hasRoom = 0
        incomplete = 0
    }
}
