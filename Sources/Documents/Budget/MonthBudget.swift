package import SLA

/// What may still fail in a month: every subscription in force, those nearest to their target first.
///
/// Source: docs/reference/commands.md "avoir budget".
package struct MonthBudget: Sendable {
    let month: Month
    /// At which the month is looked at.
    let instant: Instant
    /// In which instants are told.
    let time: LocalTime
    /// Whether the month is over for all of them at the instant: nothing more can fail.
    let isOver: Bool
    let entries: [BudgetEntry]

    package init(on month: Month, at instant: Instant, in zone: Zone, _ entries: [BudgetEntry]) {
        self.month = month
        self.instant = instant
        time = LocalTime(zone)
        self.entries = entries.sorted(by: BudgetEntry.inOrder)
        let running = entries.filter { $0.facts.calendar != nil }
        isOver = !running.isEmpty && running.allSatisfy(\.facts.isOver)
    }

    func count(_ standing: BudgetEntry.Standing) -> Int { entries.count { $0.standing == standing } }

    /// Those that have no target to miss.
    var withoutTarget: Int { entries.count - count(.within) - count(.missed) }

    /// Different outages: one of a service is open for several subscriptions.
    var openOutages: Int { Set(entries.flatMap { $0.open.map(\.name) }).count }

    /// By currency; only currencies in which there is a cost.
    var costs: [String: Cents] {
        entries.reduce(into: [:]) { costs, entry in
            guard let cost = entry.cost, cost != .zero, let currency = entry.base?.currency else { return }
            costs[currency] = (costs[currency] ?? .zero) + cost
        }
    }

    /// Those that earn something and have no invoice that says of what.
    var withoutInvoice: Int {
        entries.count { !($0.statement.credit.earned ?? .nothing).isNothing && $0.base == nil }
    }
}
