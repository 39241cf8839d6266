import Messages
import SLA

/// What a month's status means, in words, and what is missing before a credit can be issued.
struct CreditStatusText {
    var sentence: String
    /// In the order in which they are decided; empty when nothing is missing or nothing can come.
    var missing: [String]
    /// The last day on which a request counts; nil without such a deadline. Source: contract R12.
    var lastDayForRequest: LocalDate?

    init(_ entry: ReportEntry) {
        lastDayForRequest = entry.lastDayForRequest
        sentence = Self.sentence(entry)
        missing = Self.missing(entry)
    }

    private static func sentence(_ entry: ReportEntry) -> String {
        let amount = entry.money(entry.amount)
        switch entry.status {
        case .noTerms:
            return
                "No version of the terms was in force on \(entry.facts.month.firstDay): nothing is measured, "
                + "and no credit can be due."
        case .overcredited:
            return
                "What is credited, \(entry.money(entry.ledger.credited)), exceeds what is due now, \(amount): "
                + "only an explicit reversal of a note corrects it (R14)."
        case .issued:
            return "What is due has been credited: \(entry.money(entry.ledger.credited)) (R14)."
        case .provisional:
            return provisional(entry)
        case .notMeasurable:
            return "No time of the period can be measured: there is no availability and no breach (R7)."
        case .noCommitment:
            return "The terms promise no target: availability is measured and reported, never credited."
        case .none:
            return "The target is met: no credit is due (R9)."
        case .awaitingRequest:
            let deadline =
                entry.lastDayForRequest.map { "The last day for it is \(LocalTime.text($0))." }
                ?? "The terms set no deadline for it."
            return
                "The target is missed, but a credit is issued only on request, and none is recorded for this "
                + "month (R12). \(deadline)"
        case .expired:
            return expired(entry)
        case .awaitingInvoice:
            return
                "The target is missed, but no invoice for this month is recorded: the rate has no base (R11)."
        case .nothingDue:
            return nothingDue(entry)
        case .heldByCap:
            return
                "The credit of \(amount) waits, whole, for a day on which the cap leaves room for it (R13)."
        case .cappedOut:
            return
                "The cap leaves nothing of this credit: \(entry.money(entry.ledger.cutByCap)) is cut, and final for "
                + "this revision (R13)."
        case .issuable:
            return issuable(entry)
        }
    }

    private static func provisional(_ entry: ReportEntry) -> String {
        let outlook =
            switch entry.statement.isMet {
            case true: "as it stands, the target is met"
            case false: "as it stands, the target is missed"
            case nil: "no target is at stake so far"
            }
        return
            "The month is not over: \(outlook), and everything here can still change. An outage that is not known "
            + "to have ended is taken to last to the end of the period (R3)."
    }

    private static func expired(_ entry: ReportEntry) -> String {
        let request = entry.facts.request.map { " of \(LocalTime.text($0.requestedOn))" } ?? ""
        let deadline = entry.lastDayForRequest.map { ", \(LocalTime.text($0))" } ?? ""
        return
            "The target is missed, but the request\(request) came after the last day for it\(deadline): it is "
            + "refused (R12)."
    }

    private static func nothingDue(_ entry: ReportEntry) -> String {
        let credit = entry.statement.credit
        guard let rate = credit.rate, rate != .zero else {
            return "The target is missed, but the terms have no credit for it."
        }
        guard let base = credit.base, base <= .zero else {
            return
                "The target is missed, but \(rate)% of \(entry.money(credit.base)) rounds to nothing (R11)."
        }
        return
            "The target is missed, but the amount invoiced is \(entry.money(base)): nothing is due on it (R11)."
    }

    private static func issuable(_ entry: ReportEntry) -> String {
        let amount = entry.money(entry.amount)
        let cut =
            entry.ledger.cutByCap > .zero
            ? " The cap cuts \(entry.money(entry.ledger.cutByCap)) of it (R13)." : ""
        guard entry.ledger.credited != .zero else {
            return "Nothing is missing: a credit of \(amount) can be issued.\(cut)"
        }
        return
            "More is due than the \(entry.money(entry.ledger.credited)) credited so far: a supplementary note can be "
            + "issued, up to \(amount) in all (R14).\(cut)"
    }

    private static func missing(_ entry: ReportEntry) -> [String] {
        let facts = entry.facts
        guard [.provisional, .awaitingRequest, .awaitingInvoice].contains(entry.status),
            let credit = facts.calendar?.terms.credit, entry.statement.isMet == false,
            let rate = entry.statement.credit.rate, rate != .zero
        else { return [] }
        var missing: [String] = []
        if !facts.isOver { missing.append("the end of the month (\(LocalTime.text(facts.month.lastDay)))") }
        if credit.onRequest && facts.request == nil {
            let deadline = entry.lastDayForRequest.map { ", by \(LocalTime.text($0)) at the latest" } ?? ""
            missing.append("the customer's request for this month\(deadline) (R12)")
        }
        if facts.invoices.isEmpty { missing.append("the invoice of this month (R11)") }
        return missing
    }
}

extension ReportEntry {
    /// The status in a sentence.
    package var statusSentence: String { CreditStatusText(self).sentence }

    /// The last day on which a request counts; nil without such a deadline. Source: contract R12.
    var lastDayForRequest: LocalDate? {
        guard let credit = facts.calendar?.terms.credit, credit.onRequest else { return nil }
        return credit.requestWithinDays.map { facts.month.lastDay.adding(days: $0) }
    }

    /// An amount in the month's currency, for people.
    func money(_ amount: Cents?) -> String {
        guard let amount else { return "an amount not known yet" }
        return [amount.description, currency.map(TerminalText.safe)].compactMap { $0 }
            .joined(separator: " ")
    }
}
