import SLA

/// The credits by the tier that earns them. Source: contract R10.
struct TierTable {
    let text: LocalText
    let tally: MonthTally

    func write(to html: inout HTMLWriter) {
        html.element("h2", text: text.pick("Avoirs par barème", "Credits by tier"))
        guard tally.tierSum.subscriptions > 0 else {
            html.element(
                "p", ["class": "soft"],
                text: text.pick("Aucun abonnement n’atteint un barème.", "No subscription reaches a tier."))
            return
        }
        html.element("div", ["class": "scroll"]) { html in
            html.element("table") { html in
                html.element(
                    "caption",
                    text: text.say(
                        "Montants par barème ; crédité : net des avoirs émis",
                        "Amounts by tier; credited: net of the notes issued"))
                html.columns([
                    (text.pick("Disponibilité", "Availability"), false), (text.pick("Nombre", "Count"), true),
                    (text.pick("Calculé", "Computed"), true), (text.pick("Crédité", "Credited"), true),
                ])
                html.element("tbody") { rows(to: &$0) }
                html.element("tfoot") { html in
                    row("Total", nil, tally.tierSum, to: &html)
                }
            }
        }
    }

    private func rows(to html: inout HTMLWriter) {
        for (earnedBy, total) in tally.tiersInOrder {
            row(
                text.name(earnedBy), text.remark(earnedBy.worth), total, to: &html)
        }
        if tally.withoutTier.subscriptions > 0 {
            row(
                text.pick("sans barème", "no tier"),
                text.pick("crédité avant une révision", "credited before a revision"), tally.withoutTier,
                to: &html)
        }
    }

    private func row(
        _ name: String, _ remark: String?, _ total: MonthTally.TierTotal, to html: inout HTMLWriter
    ) {
        html.element("tr") { html in
            html.element("th", ["scope": "row"]) { html in
                html.text(name)
                if let remark { html.element("small", text: remark) }
            }
            html.number(text.integer(total.subscriptions))
            html.amounts(total.computed, text)
            html.amounts(total.credited, text)
        }
    }
}
