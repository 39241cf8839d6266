import Messages
import SLA

/// What a report's entry says of its credit, for people.
extension ReportEntry {
    /// The status in a sentence, in English.
    package var statusSentence: String { statusSentence(in: .english) }

    package func statusSentence(in language: Language) -> String { StatusText(language).sentence(self) }

    /// What is missing before a credit can be issued, in the order in which it is decided; empty when nothing is
    /// missing or nothing can come.
    var missingForCredit: [String] { missingForCredit(LocalText(.english)) }

    func missingForCredit(_ text: LocalText) -> [String] {
        guard [.provisional, .awaitingRequest, .awaitingInvoice].contains(status),
            let credit = facts.calendar?.terms.credit, statement.isMet == false,
            let earned = statement.credit.earned, !earned.isNothing
        else { return [] }
        func day(_ day: LocalDate) -> String { text.pick(text.date(day), LocalTime.text(day)) }
        var missing: [String] = []
        if !facts.isOver {
            let last = day(facts.month.lastDay)
            missing.append(text.pick("la fin du mois (\(last))", "the end of the month (\(last))"))
        }
        if credit.onRequest && facts.request == nil {
            let deadline = statement.credit.requestUntil.map {
                text.pick(", au plus tard le \(day($0))", ", by \(day($0)) at the latest")
            }
            missing.append(
                text.pick("la demande du client pour ce mois", "the customer's request for this month")
                    + "\(deadline ?? "") (R12)")
        }
        if facts.base == nil {
            missing.append(text.pick("la facture de ce mois (R11)", "the invoice of this month (R11)"))
        }
        return missing
    }

    /// An amount in the month's currency, for people.
    func money(_ amount: Cents?) -> String {
        guard let amount else { return "an amount not known yet" }
        return [amount.description, currency.map(TerminalText.safe)].compactMap { $0 }
            .joined(separator: " ")
    }
}
