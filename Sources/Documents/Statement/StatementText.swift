import Messages
import SLA

/// A customer's statement for a terminal.
struct StatementText {
    private let statement: Statement
    private let text: LocalText
    private let ink: Ink

    init(_ statement: Statement, in language: Language, _ ink: Ink) {
        self.statement = statement
        self.ink = ink
        text = LocalText(language)
    }

    var bytes: [UInt8] {
        ByteStream.whole { stream in
            stream.append(line: text.title(of: statement, \.description))
            for part in [months, holds, notes, totals] where !part.isEmpty {
                stream.append(line: "")
                for line in part { stream.append(line: line) }
            }
        }
    }

    private var months: [String] {
        var table = Table([.left, .left, .left, .right, .right, .left, .right, .right, .right, .right, .left])
        table.add([
            text.pick("mois", "month"), text.pick("abonnement", "subscription"), "service",
            text.pick("disponibilité", "available"), text.pick("objectif", "target"),
            text.pick("tenu", "met"), text.pick("indisponible", "downtime"), text.pick("taux", "rate"),
            text.pick("montant", "amount"), text.pick("crédité", "credited"), text.pick("état", "status"),
        ])
        let told = statement.told
        for standing in told {
            let met = standing.isMet.map { [5: $0 ? Ink.Tone.good : .bad] } ?? [:]
            table.add(
                cells(standing), tones: met.merging(standing.status.tone.map { [10: $0] } ?? [:]) { $1 })
        }
        var lines = told.isEmpty ? [] : Array(table.lines(in: ink))
        let silent = [
            (text.say("Non évalués : ", "Not assessed: "), statement.unassessed),
            (text.say("Aucun abonnement en vigueur : ", "No subscription in force: "), statement.empty),
        ].filter { !$0.1.isEmpty }
        if !lines.isEmpty, !silent.isEmpty { lines.append("") }
        lines += silent.map { $0.0 + text.ranges(of: $0.1, \.description) }
        return lines
    }

    private func cells(_ standing: MonthStanding) -> [String] {
        let measurement = standing.measurement
        func money(_ amount: Cents?) -> String {
            amount.map { amount in
                standing.currency.map { text.amount(amount, $0) } ?? text.decimal(amount.description)
            } ?? "-"
        }
        let isCredited = standing.credited != .zero || !standing.notes.isEmpty
        return [
            standing.month.description, standing.subscription, standing.service,
            text.exact(measurement?.availability.percentText),
            measurement?.target.map { text.target($0) } ?? "-",
            standing.isMet.map { $0 ? text.pick("oui", "yes") : text.pick("non", "no") } ?? "-",
            measurement.map { DurationText.clock($0.availability.downtime) } ?? "-",
            standing.earned.map { text.earned($0, standing.currency) } ?? "-",
            money(standing.amount == .zero && !isCredited ? nil : standing.amount),
            isCredited ? money(standing.credited) : "-", text.state(standing.status),
        ]
    }

    private var holds: [String] {
        let lines = statement.told.compactMap { standing in
            standing.hold.map { hold in
                "  \(standing.month) \(TerminalText.safe(standing.subscription)): "
                    + "\(TerminalText.safe(hold.reason)) (\(TerminalText.safe(hold.by)))"
            }
        }
        return lines.isEmpty ? [] : [text.pick("Suspendus", "On hold")] + lines
    }

    private var notes: [String] {
        guard !statement.notes.isEmpty else {
            return [text.say("Aucun avoir pour ces mois.", "No notes for these months.")]
        }
        var table = Table([.left, .left, .left, .left, .left, .right, .right, .right, .left])
        table.add([
            text.pick("numéro", "number"), "date", text.pick("genre", "kind"), text.pick("mois", "month"),
            text.pick("abonnement", "subscription"), text.pick("hors taxes", "net"), text.pick("TVA", "VAT"),
            text.pick("TTC", "gross"), text.pick("remarque", "remark"),
        ])
        for note in statement.notes {
            table.add(
                [
                    note.number, note.issueDate.description, text.kind(of: note),
                    text.ranges(of: note.months, \.description), text.subscriptions(of: note),
                ] + [note.net, note.vat, note.gross].map { text.amount(note.signed($0), note.currency) }
                    + [text.remark(on: note)])
        }
        return [text.pick("Avoirs et annulations", "Notes")] + table.lines(indent: 2)
    }

    private var totals: [String] {
        let total = statement.told.reduce(into: YearGroup()) { $0.add($1) }
        var lines = [
            text.say(
                "\(total.months) mois d’abonnement : objectif tenu \(total.met), manqué \(total.missed), sans verdict "
                    + "\(total.withoutVerdict)",
                "\(counted(total.months, "month")) of subscriptions: \(total.met) met the target, \(total.missed) missed it, "
                    + "\(total.withoutVerdict) without a verdict"),
            text.say("Crédité au titre des engagements : ", "Credited under the terms: ")
                + text.amounts(total.credited, none: text.pick("rien", "0")),
        ]
        if !total.commercial.isEmpty {
            lines.append(
                text.say("Par avoirs commerciaux, en plus : ", "By commercial notes besides: ")
                    + text.amounts(total.commercial))
        }
        for (currency, sum) in statement.noteTotals {
            let (net, vat, gross) = (
                text.amount(sum.net, currency), text.amount(sum.vat, currency),
                text.amount(sum.gross, currency)
            )
            lines.append(
                text.say(
                    "Avoirs, annulations déduites : \(net) hors taxes, \(vat) de TVA, \(gross) TTC",
                    "Notes, reversals taken off: \(net) before tax, \(vat) VAT, \(gross) with VAT"))
        }
        return [text.pick("Totaux", "Totals")] + lines.map { "  " + $0 }
    }
}
