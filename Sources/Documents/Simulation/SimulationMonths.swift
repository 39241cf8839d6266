import SLA

/// The table of months: both amounts, the difference, and a bar for each.
struct SimulationMonths {
    let simulation: Simulation
    let words: SimulationWords

    private var text: LocalText { words.text }

    func write(to html: inout HTMLWriter) {
        html.element("ul", ["class": "pairs", "aria-hidden": "true"]) { html in
            for (style, name) in [("own", words.own), ("other", words.other)] {
                html.element("li") { html in
                    html.element("span", ["class": style]) { _ in }
                    html.text(name)
                }
            }
        }
        html.element("div", ["class": "scroll"]) { html in
            html.element("table") { html in
                html.element(
                    "caption",
                    text: text.pick(
                        "Avoirs par mois, avant plafond", "Credits by month, before the cap"))
                html.columns([
                    (text.pick("Mois", "Month"), false), (words.own, true), (words.other, true),
                    (words.difference, true), ("", false),
                ])
                html.element("tbody") { html in
                    for month in simulation.months {
                        rows(text.month(month), simulation.byMonth[month] ?? SimulatedSums(), to: &html)
                    }
                }
                if simulation.months.count > 1 {
                    html.element("tfoot") { html in
                        rows("Total", simulation.total, hasBars: false, to: &html)
                    }
                }
            }
        }
    }

    /// A row a currency.
    private func rows(
        _ title: String, _ sums: SimulatedSums, hasBars: Bool = true, to html: inout HTMLWriter
    ) {
        let amounts = sums.inOrder
        for (place, (currency, sum)) in amounts.enumerated() {
            html.element("tr") { html in
                html.element("th", ["scope": "row", "class": "dated"], text: place == 0 ? title : "")
                html.sums(sum, currency, words)
                html.element("td") { html in
                    guard hasBars else { return }
                    html.element("span", ["class": "pair", "aria-hidden": "true"]) { html in
                        html.bar(sum.own.amount, of: longest(currency), style: "own")
                        html.bar(sum.other.amount, of: longest(currency), style: "other")
                    }
                }
            }
            html.newline()
        }
        guard amounts.isEmpty else { return }
        html.element("tr") { html in
            html.element("th", ["scope": "row", "class": "dated"], text: title)
            for _ in 0..<3 { html.number("–") }
            html.element("td") { _ in }
        }
        html.newline()
    }

    /// The largest amount of a month in a currency.
    private func longest(_ currency: String) -> Int64 {
        simulation.byMonth.values.compactMap { $0.amounts[currency] }
            .map { max($0.own.amount, $0.other.amount) }.max() ?? 0
    }
}

extension HTMLWriter {
    /// Both amounts and the difference, a cell each.
    mutating func sums(_ sum: SimulatedSum, _ currency: String, _ words: SimulationWords) {
        number(words.money(sum.own, currency))
        number(words.money(sum.other, currency))
        difference(sum.difference, words.signed(sum.difference, currency))
    }

    /// - Parameter amount: decides the colour; nil: not known.
    mutating func difference(_ amount: Cents?, _ words: String) {
        let style =
            switch amount {
            case let amount? where amount > .zero: "n difference more"
            case let amount? where amount < .zero: "n difference less"
            default: "n difference"
            }
        element("td", ["class": style], text: words)
    }
}
