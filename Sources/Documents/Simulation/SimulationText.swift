import Messages
import SLA

extension Simulation {
    /// For a terminal.
    package func text(_ language: Language) -> [UInt8] {
        SimulationText(simulation: self, words: SimulationWords(text: LocalText(language))).bytes
    }
}

/// Both costs for people: the sums, then by month and rate, by customer, and the months that differ most.
private struct SimulationText {
    let simulation: Simulation
    let words: SimulationWords

    private var text: LocalText { words.text }
    /// How many subscriptions' months are listed; all are in CSV and JSON.
    private static let listed = 50

    var bytes: [UInt8] {
        ByteStream.whole { stream in
            for line in words.heading(simulation) { stream.append(line: TerminalText.safe(line)) }
            guard simulation.judged > 0 else { return }
            section("", months, &stream)
            guard !simulation.rows.isEmpty else {
                stream.append(line: "")
                stream.append(line: words.nothing)
                return
            }
            section(words.byTier, tiers, &stream)
            section(words.byCustomer, customers, &stream)
            section(words.bySubscription, subscriptions, &stream)
            let more = simulation.rows.count - Self.listed
            if more > 0 { stream.append(line: words.more(more)) }
            stream.append(line: "")
            for line in words.remarks(simulation) { stream.append(line: line) }
        }
    }

    private func section(_ title: String, _ table: Table, _ stream: inout ByteStream) {
        stream.append(line: "")
        if !title.isEmpty { stream.append(line: title) }
        for line in table.lines(indent: title.isEmpty ? 0 : 2) { stream.append(line: line) }
    }

    private var months: Table {
        var table = Table([.left, .right, .right, .right])
        table.add([
            text.pick("mois", "month"), words.own.lowercased(), words.other.lowercased(),
            words.difference.lowercased(),
        ])
        for month in simulation.months {
            add([month.description], simulation.byMonth[month] ?? SimulatedSums(), to: &table)
        }
        if simulation.months.count > 1 { add(["total"], simulation.total, to: &table) }
        return table
    }

    private var customers: Table {
        var table = Table([.left, .left, .right, .right, .right])
        table.add([
            text.pick("client", "customer"), text.pick("nom", "name"), words.own.lowercased(),
            words.other.lowercased(), words.difference.lowercased(),
        ])
        for (customer, sums) in simulation.customersInOrder {
            add([customer, name(simulation.name(of: customer))], sums, to: &table)
        }
        if simulation.byCustomer.count > 1 { add(["total", ""], simulation.total, to: &table) }
        return table
    }

    /// A line a currency; a dash where nothing is credited.
    private func add(_ titles: [String], _ sums: SimulatedSums, to table: inout Table) {
        if sums.amounts.isEmpty { table.add(titles + ["-", "-", "-"]) }
        for (place, (currency, sum)) in sums.inOrder.enumerated() {
            table.add(
                (place == 0 ? titles : titles.map { _ in "" }) + [
                    words.money(sum.own, currency), words.money(sum.other, currency),
                    words.signed(sum.difference, currency),
                ])
        }
    }

    private var tiers: Table {
        var table = Table([.left, .right, .right, .right, .right, .right])
        table.add([
            text.pick("mois", "month"), text.pick("taux", "rate"), text.pick("nombre", "count"),
            words.own.lowercased(),
            text.pick("nombre", "count"), words.other.lowercased(),
        ])
        for month in simulation.months {
            for (worth, tier) in simulation.tiersInOrder(month) {
                let counts = [tier.own, tier.other].map { $0 == 0 ? "-" : String($0) }
                let amounts = tier.inOrder.isEmpty ? [("", SimulatedSum())] : tier.inOrder
                for (place, (currency, sum)) in amounts.enumerated() {
                    func amount(_ cents: Cents, _ count: Int) -> String {
                        count == 0 || currency.isEmpty ? "-" : words.money(cents, currency)
                    }
                    table.add([
                        place == 0 ? month.description : "", place == 0 ? text.worth(worth) : "",
                        place == 0 ? counts[0] : "", amount(sum.own, tier.own),
                        place == 0 ? counts[1] : "", amount(sum.other, tier.other),
                    ])
                }
            }
        }
        return table
    }

    private var subscriptions: Table {
        var table = Table([
            .left, .left, .left, .left, .right, .right, .right, .right, .right, .right, .right,
        ])
        table.add([
            text.pick("mois", "month"), text.pick("abonnement", "subscription"),
            text.pick("client", "customer"),
            text.pick("nom", "name"), text.pick("disponibilité", "available"), text.pick("taux", "rate"),
            words.own.lowercased(),
            text.pick("disponibilité", "available"), text.pick("taux", "rate"), words.other.lowercased(),
            words.difference.lowercased(),
        ])
        for row in simulation.largest(Self.listed) {
            table.add(
                [row.month.description, row.subscription, row.customer, name(row.customerName)]
                    + cells(of: row.own, row.currency) + cells(of: row.other, row.currency)
                    + [words.difference(of: row)])
        }
        return table
    }

    private func cells(of credit: SimulatedCredit, _ currency: String?) -> [String] {
        [
            credit.availability.percentText.map { text.percent($0) } ?? "-",
            text.earned(credit.earned, currency),
            words.amount(of: credit, currency),
        ]
    }

    private func name(_ name: String?) -> String {
        TerminalText.cut(TerminalText.safe(name ?? "-"), to: 30)
    }
}
