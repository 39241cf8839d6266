import Messages
import SLA

/// What a revision came to, and what became of it in the next one, a labelled row each.
struct ResultWords {
    typealias Row = (label: String, text: String)
    typealias Result = RevisionHistory.Result
    let text: LocalText

    init(_ text: LocalText) { self.text = text }

    func rows(of result: Result) -> [Row] {
        var rows: [Row] = result.terms.map { [(label(.terms), TerminalText.safe($0))] } ?? []
        rows += [Part.availability, .rate, .amount, .status].map { (label($0), said($0, of: result)) }
        return rows
    }

    /// Availability, rate and amount always; the rest where it changed.
    func changes(from earlier: Result, to later: Result) -> [Row] {
        Part.allCases.compactMap { part in
            let (before, after) = (said(part, of: earlier), said(part, of: later))
            guard before != after else {
                let unchanged = text.pick(", sans changement", ", unchanged")
                return part.isAlwaysSaid ? (label(part), after + unchanged) : nil
            }
            if part == .target, let target = later.target, target == earlier.target {
                return (
                    label(part),
                    text.say(
                        "\(text.target(target)) : \(verdict(earlier)) → \(verdict(later))",
                        "\(text.target(target)): \(verdict(earlier)) → \(verdict(later))")
                )
            }
            return (label(part), "\(before) → \(after)")
        }
    }

    /// On one line; empty where nothing changed.
    func difference(from earlier: Result, to later: Result) -> String {
        changes(from: earlier, to: later).filter { $0.text.contains("→") }.map { "\($0.label) \($0.text)" }
            .joined(separator: ", ")
    }

    private enum Part: CaseIterable {
        case terms, covered, downtime, availability, target, base, rate, amount, status

        var isAlwaysSaid: Bool { self == .availability || self == .rate || self == .amount }
    }

    private func label(_ part: Part) -> String {
        switch part {
        case .terms: text.pick("conditions", "terms")
        case .covered: text.pick("temps mesuré", "measured time")
        case .downtime: text.pick("indisponible", "downtime")
        case .availability: text.pick("disponibilité", "availability")
        case .target: text.pick("objectif", "target")
        case .base: text.pick("facturé", "invoiced")
        case .rate: text.pick("taux", "rate")
        case .amount: text.pick("montant", "amount")
        case .status: text.pick("état", "status")
        }
    }

    private func said(_ part: Part, of result: Result) -> String {
        let none = text.pick("aucun", "none")
        switch part {
        case .terms: return result.terms.map(TerminalText.safe) ?? none
        case .covered: return length(result.availability.base)
        case .downtime: return length(result.availability.downtime)
        case .availability:
            return result.availability.percentText.map { text.percent($0) }
                ?? text.pick("non mesurable", "not measurable")
        case .target:
            guard let target = result.target else { return none }
            return "\(text.target(target)), \(verdict(result))"
        case .base: return result.base == nil ? text.pick("rien", "nothing") : money(result.base, result)
        case .rate: return result.earned.map { text.earned($0, result.currency) } ?? none
        case .amount: return money(result.amount, result)
        case .status: return StatusText(text: text).name(result.status)
        }
    }

    private func verdict(_ result: Result) -> String {
        switch result.isMet {
        case true: text.pick("tenu", "met")
        case false: text.pick("manqué", "missed")
        case nil: text.pick("non mesurable", "not measurable")
        }
    }

    private func length(_ microseconds: Int64) -> String {
        text.language == .french ? text.durationWithHours(microseconds) : DurationText.clock(microseconds)
    }

    private func money(_ amount: Cents?, _ result: Result) -> String {
        guard let amount else { return text.pick("inconnu", "not known") }
        guard text.language == .english else { return text.money(amount, in: result.currency) }
        return [amount.description, result.currency.map(TerminalText.safe)].compactMap { $0 }.joined(
            separator: " ")
    }
}
