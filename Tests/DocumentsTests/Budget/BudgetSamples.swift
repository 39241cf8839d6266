import Documents
import SLA

/// November 2026 as it stood on the 13th at noon: 200 hours, of which 0.15 % are 18 min.
enum BudgetSamples {
    static let instant = Samples.at("2026-11-13 12:00:00")

    /// What was known at the instant, with the names and numbers beside it.
    private static func entry(
        _ facts: SubscriptionMonth, name: String? = "Client Un SAS", open: [Outage] = [],
        lastInvoiced: (month: Month, amount: Cents, currency: String)? = nil
    ) -> BudgetEntry {
        var facts = facts
        facts.isOver = false
        return BudgetEntry(
            facts: facts, statement: judge(facts.known(at: instant)).statement, customerName: name,
            open: open,
            lastInvoiced: lastInvoiced)
    }

    static func terms(target: Bool = true, weekly: Bool = true) -> Terms {
        var terms = Samples.axantis
        if !target {
            terms.availability.target = nil
            terms.credit = nil
        }
        if !weekly { terms.coverage.weekly = [] }
        return terms
    }

    /// Within its target, and an outage is open.
    static let within: BudgetEntry = {
        var facts = Samples.facts("SUB-0001")
        facts.outages = [
            Samples.outage("INC-1", "2026-11-05 09:00:00", "2026-11-05 09:10:00"),
            Samples.outage("INC-2", "2026-11-13 11:55:00", nil),
        ]
        return entry(facts, open: [facts.outages[1]])
    }()

    /// Beyond its target, invoiced for October.
    static let missed: BudgetEntry = {
        var facts = Samples.facts("SUB-0002")
        facts.spells[0].customer = "C-002"
        facts.outages = [Samples.outage("INC-3", "2026-11-05 09:00:00", "2026-11-05 10:00:00")]
        return entry(
            facts, name: "Client Deux SAS",
            lastInvoiced: (Samples.month("2026-10"), Cents(123_450), "EUR"))
    }()

    /// Beyond its target by one microsecond, invoiced in dollars for this month.
    static let justMissed: BudgetEntry = {
        var facts = Samples.facts("SUB-0003")
        facts.outages = [
            Outage(
                source: "noc", id: "INC-4", startedAt: Samples.at("2026-11-06 09:00:00"),
                endedAt: Samples.at("2026-11-06 09:18:00", plus: 1),
                notifiedAt: Samples.at("2026-11-06 09:00:00"))
        ]
        facts.invoices = [Samples.invoice(100_000, currency: "USD")]
        return entry(facts, name: nil)
    }()

    static let withoutTarget = entry(
        Samples.facts("SUB-0004", calendar: Samples.calendar(terms(target: false))))
    static let notMeasurable = entry(
        Samples.facts("SUB-0005", calendar: Samples.calendar(terms(weekly: false))))
    static let withoutTerms = entry(Samples.facts("SUB-0006", calendar: nil))

    static let budget = MonthBudget(
        on: Samples.november, at: instant, in: Samples.paris,
        [withoutTerms, within, notMeasurable, justMissed, withoutTarget, missed])
}
