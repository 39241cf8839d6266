import SLA
import Testing

@testable import Documents

@Suite struct StatusTextTests {
    /// An hour down of 200: the tier of 5 %.
    private func breached(within days: Int? = nil, _ tweak: (inout SubscriptionMonth) -> Void) -> ReportEntry
    {
        var terms = Samples.axantis
        terms.credit?.requestWithin = days.map(RequestWindow.days)
        var facts = Samples.facts(calendar: Samples.calendar(terms))
        facts.outages = [Samples.outage("INC-80", "2026-11-05 10:00:00", "2026-11-05 11:00:00")]
        tweak(&facts)
        return Samples.entry(facts)
    }

    private let request = CreditRequest(requestedOn: Samples.day("2026-12-03"), reference: "DEM-7")

    @Test("what is missing is all said at once, with the last day for the request (R12)")
    func provisional() {
        let entry = breached(within: 30) { $0.isOver = false }
        #expect(entry.statusSentence.contains("as it stands, the target is missed"))
        #expect(
            entry.missingForCredit == [
                "the end of the month (Mon 2026-11-30)",
                "the customer's request for this month, by Wed 2026-12-30 at the latest (R12)",
                "the invoice of this month (R11)",
            ])
        #expect(entry.statement.credit.requestUntil == Samples.day("2026-12-30"))
    }

    @Test("a request without deadline is missing without a date")
    func awaitingRequest() {
        let entry = breached { $0.invoices = [Samples.invoice(100_000)] }
        #expect(entry.statusSentence.hasSuffix("(R12). The terms set no deadline."))
        #expect(entry.missingForCredit == ["the customer's request for this month (R12)"])
    }

    @Test("a request that came too late names both days, and nothing more can come")
    func expired() {
        let entry = breached(within: 2) { $0.request = request }
        #expect(
            entry.statusSentence
                == "The target is missed, but the request of Thu 2026-12-03 came after the deadline, "
                + "Wed 2026-12-02: it is refused (R12).")
        #expect(entry.missingForCredit.isEmpty)
    }

    @Test("only the invoice is missing")
    func awaitingInvoice() {
        let entry = breached { $0.request = request }
        #expect(entry.missingForCredit == ["the invoice of this month (R11)"])
    }

    @Test(
        "nothing is due on nothing, and the reason is said",
        arguments: [(0, "0.00"), (-5, "-0.05"), (1, "0.01")] as [(Int64, String)])
    func nothingDue(_ cents: Int64, _ amount: String) {
        let entry = breached { facts in
            facts.request = request
            facts.invoices = [Samples.invoice(cents)]
        }
        #expect(entry.status == .nothingDue)
        let sentence = entry.statusSentence
        #expect(sentence.contains("\(amount) EUR"))
        #expect(sentence.contains(cents > 0 ? "rounds to zero" : "nothing is due on it"))
    }

    @Test("what can be issued is said with its amount, its cut, and what was credited before")
    func issuable() {
        var entry = breached { facts in
            facts.request = request
            facts.invoices = [Samples.invoice(100_000)]
        }
        #expect(
            entry.statusSentence == "Nothing is missing: a credit of 50.00 EUR can be issued.")
        entry.ledger = Ledger(
            status: .issuable, amount: Cents(4500), cutByCap: Cents(500), credited: Cents(2000),
            notes: ["AV-1"])
        #expect(
            entry.statusSentence
                == "More is due than the 20.00 EUR credited so far: a supplementary note can be issued, up to "
                + "45.00 EUR in all (R14). The cap cuts 5.00 EUR of it (R13).")
    }

    @Test(
        "what the ledger decides is said with its amounts",
        arguments: [
            (CreditStatus.issued, "The amount due has been credited: 60.00 EUR (R14)."),
            (.overcredited, "60.00 EUR has been credited, but only 50.00 EUR is due now"),
            (.heldByCap, "The credit of 50.00 EUR waits as a whole"),
            (.cappedOut, "The cap leaves nothing of this credit: 7.00 EUR is cut"),
        ])
    func ledger(_ status: CreditStatus, _ sentence: String) {
        var entry = breached { $0.invoices = [Samples.invoice(100_000)] }
        entry.ledger = Ledger(status: status, cutByCap: Cents(700), credited: Cents(6000), notes: ["AV-1"])
        #expect(entry.statusSentence.hasPrefix(sentence))
    }

    @Test("every status has a sentence of its own that ends as one", arguments: CreditStatus.allCases)
    func everyStatus(_ status: CreditStatus) {
        var entry = breached { _ in }
        entry.ledger.status = status
        let sentence = entry.statusSentence
        #expect(sentence.hasSuffix("."))
        let others = CreditStatus.allCases.filter { $0 != status }.map { other in
            entry.ledger.status = other
            return entry.statusSentence
        }
        #expect(!others.contains(sentence))
    }
}
