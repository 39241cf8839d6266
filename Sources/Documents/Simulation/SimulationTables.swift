import SLA

/// The tables below the sums: by rate, by customer, and the months that differ most.
struct SimulationTables {
    let simulation: Simulation
    let words: SimulationWords

    private var text: LocalText { words.text }
    /// How many rows a table has; the rest is counted.
    private static let mostRows = 500

    func write(to html: inout HTMLWriter) {
        section("tiers", words.byTier, to: &html) { html in
            html.columns([
                (text.pick("Mois", "Month"), false), (text.pick("Taux", "Rate"), true),
                (text.pick("Nombre", "Count"), true), (words.own, true),
                (text.pick("Nombre", "Count"), true), (words.other, true),
            ])
            html.element("tbody") { tiers(to: &$0) }
        }
        section("customers", words.byCustomer, to: &html) { html in
            html.columns([
                (text.pick("Client", "Customer"), false), (words.own, true), (words.other, true),
                (words.difference, true),
            ])
            html.element("tbody") { customers(to: &$0) }
        }
        rest(simulation.byCustomer.count, to: &html)
        section("subscriptions", words.bySubscription, isWide: true, to: &html) { html in
            html.columns([
                (text.pick("Abonnement", "Subscription"), false), (text.pick("Mois", "Month"), false),
                (text.pick("Disponibilité", "Availability"), true), (text.pick("Taux", "Rate"), true),
                (words.own, true), (text.pick("Disponibilité", "Availability"), true),
                (text.pick("Taux", "Rate"), true), (words.other, true), (words.difference, true),
            ])
            html.element("tbody") { html in
                for row in simulation.largest(Self.mostRows) { write(row, to: &html) }
            }
        }
        rest(simulation.rows.count, to: &html)
    }

    private func section(
        _ id: String, _ title: String, isWide: Bool = false, to html: inout HTMLWriter,
        _ table: (inout HTMLWriter) -> Void
    ) {
        html.element("section", ["id": id]) { html in
            html.element("h2", text: title)
            html.element("div", ["class": "scroll"]) { html in
                html.element("table", ["class": isWide ? "wide" : nil]) { html in
                    html.element(
                        "caption",
                        text: title + text.pick(", montants avant plafond", ", amounts before the cap"))
                    table(&html)
                }
            }
        }
        html.newline()
    }

    private func rest(_ count: Int, to html: inout HTMLWriter) {
        guard count > Self.mostRows else { return }
        html.element("p", ["class": "soft"], text: words.more(count - Self.mostRows))
        html.newline()
    }

    private func tiers(to html: inout HTMLWriter) {
        for month in simulation.months {
            for (worth, tier) in simulation.tiersInOrder(month) {
                let amounts = tier.inOrder
                html.element("tr") { html in
                    html.element("th", ["scope": "row", "class": "dated"], text: text.month(month))
                    html.number(text.worth(worth))
                    for (count, amount) in [(tier.own, \SimulatedSum.own), (tier.other, \.other)] {
                        html.number(count == 0 ? "–" : text.integer(count))
                        html.element("td", ["class": "n"]) { html in
                            if count == 0 || amounts.isEmpty { return html.text("–") }
                            for (place, (currency, sum)) in amounts.enumerated() {
                                if place > 0 { html.void("br") }
                                html.text(words.money(sum[keyPath: amount], currency))
                            }
                        }
                    }
                }
                html.newline()
            }
        }
    }

    private func customers(to html: inout HTMLWriter) {
        for (customer, sums) in simulation.customersInOrder.prefix(Self.mostRows) {
            let amounts = sums.inOrder
            for (place, (currency, sum)) in amounts.enumerated() {
                html.element("tr") { html in
                    who(
                        place == 0 ? customer : "", place == 0 ? simulation.name(of: customer) : nil,
                        to: &html)
                    html.sums(sum, currency, words)
                }
                html.newline()
            }
            guard amounts.isEmpty else { continue }
            html.element("tr") { html in
                who(customer, simulation.name(of: customer), to: &html)
                for _ in 0..<3 { html.number("–") }
            }
            html.newline()
        }
    }

    private func who(_ name: String, _ beside: String?, to html: inout HTMLWriter) {
        html.element("th", ["scope": "row"]) { html in
            html.data(name)
            if let beside { html.element("small", data: beside) }
        }
    }

    private func write(_ row: SimulatedMonth, to html: inout HTMLWriter) {
        html.element("tr") { html in
            who(
                row.subscription,
                [row.customer, row.customerName].compactMap(\.self).joined(separator: " · "),
                to: &html)
            html.element("td", ["class": "dated"], text: text.month(row.month))
            for credit in [row.own, row.other] {
                html.element("td", ["class": "n"]) { html in
                    html.verdict(credit.isMet, text)
                    html.text(" " + text.availability(credit.availability))
                }
                html.number(text.earned(credit.earned, row.currency))
                html.number(words.amount(of: credit, row.currency))
            }
            html.difference(row.difference, words.difference(of: row))
        }
        html.newline()
    }
}
