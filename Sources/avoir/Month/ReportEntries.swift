import Documents
import Postgres
import SLA
import Store

extension ReportEntry {
    /// The same with its customer's name.
    func naming(_ names: CustomerNames) -> ReportEntry {
        var entry = self
        entry.customerName = names[facts.customer]
        return entry
    }

    func asOf(_ instant: Instant?) -> ReportEntry {
        var entry = self
        entry.asOf = facts.isOver ? nil : instant
        return entry
    }
}

extension UnassessedSubscription {
    func reportEntry(in month: Month) -> ReportEntry {
        .notAssessed(
            subscription, month: month,
            first: Spell(
                startsOn: startsOn, endsOn: endsOn, customer: customer, service: service, terms: terms,
                holidays: holidays, calendar: nil))
    }
}

extension RejudgedRevision {
    /// Whether the subscription is in force, or was credited though it is not.
    func isShown(_ standing: LedgerPosition?) -> Bool {
        month.facts.isInForce || standing?.notes.isEmpty == false || standing?.commercial != nil
    }

    /// Throws a `Failure` when the judgement made again differs from the stored one.
    func reportEntry(_ standing: LedgerPosition?) throws -> ReportEntry {
        guard outcome == assessment.outcome else {
            throw Failure(
                .failure,
                "the stored assessment of \(assessment.subscription), revision \(assessment.revision), "
                    + "does not follow from its facts; run: avoir verify \(month.facts.month)")
        }
        return entry(standing)
    }

    /// The judgement made again, whatever is stored.
    func entry(_ standing: LedgerPosition?) -> ReportEntry {
        var ledger = Ledger()
        let position = standing?.credit ?? .nothing
        if let (status, amount) = position.status(of: judgement.statement.credit) {
            ledger.status = status
            ledger.amount = amount
        }
        ledger.cutByCap = position.forfeited(by: judgement.statement.credit)
        ledger.waiting = position.waiting
        ledger.holds = position.holds
        ledger.commercial = standing?.commercial
        ledger.parts = standing?.parts ?? []
        ledger.credited = position.credited
        ledger.currency = standing?.currency
        ledger.notes = standing?.notes ?? []
        return ReportEntry(
            facts: month.facts, judgement: judgement, revision: Int(assessment.revision),
            termsSHA256: month.termsSHA256, ledger: ledger)
    }
}
