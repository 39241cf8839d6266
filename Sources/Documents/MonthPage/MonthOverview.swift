import SLA

/// The month as a whole, before any single subscription: figures, statuses, tiers, lost time.
struct MonthOverview {
    let month: Month
    let text: LocalText
    let totals: ReportTotals
    let tally: MonthTally

    func write(to html: inout HTMLWriter) {
        html.element("header", ["class": "top"]) { html in
            html.element("h1") { html in
                html.text(text.pick("Disponibilité et avoirs", "Availability and credits"))
                html.element("span", text: text.month(month))
            }
            if totals.subscriptions == 0 {
                html.element(
                    "p", ["class": "notice"],
                    text: text.pick(
                        "Aucun abonnement n’est en vigueur ce mois-ci.",
                        "No subscription is in force this month."))
            }
            if let provisional = totals.byStatus[.provisional]?.subscriptions {
                html.element(
                    "p", ["class": "notice"],
                    text: text.say(
                        "Provisoire : le mois n’est pas terminé pour \(text.subscriptions(provisional)).",
                        "Provisional: the month is not over for \(text.subscriptions(provisional))."))
            }
        }
        html.newline()
        guard totals.subscriptions > 0 else { return }
        html.element(
            "section", ["class": "figures", "aria-label": text.pick("Chiffres clés", "Key figures")]
        ) {
            figures(to: &$0)
        }
        html.newline()
        html.element("div", ["class": "panels"]) { html in
            html.element("section", ["class": "panel statuses"]) { statuses(to: &$0) }
            html.newline()
            html.element("section", ["class": "panel tiers"]) {
                TierTable(text: text, tally: tally).write(to: &$0)
            }
            html.newline()
            html.element("section", ["class": "panel causes"]) {
                LostTime(
                    text: text, time: tally.time,
                    none: text.pick("Aucune indisponibilité ce mois-ci.", "No downtime this month.")
                ).write(to: &$0)
            }
        }
        html.newline()
    }

    private func figures(to html: inout HTMLWriter) {
        html.verdictFigure(
            text.pick("Abonnements", "Subscriptions"), count: totals.subscriptions, met: totals.met,
            missed: totals.breached, open: totals.withoutVerdict, text)
        figure(
            "Crédité", "Credited", totals.issued,
            text.pick(
                "net des avoirs émis pour ce mois, hors taxes", "net of the notes issued for this month"),
            to: &html)
        figure(
            "À émettre", "To issue", tally.issuable,
            text.pick("rien ne manque, reste à émettre", "nothing is missing; still to be issued"), to: &html)
        figure(
            "Demande attendue", "Awaiting request", tally.awaitingRequest,
            text.pick("dû si le client le demande", "due if the customer asks"), to: &html)
        figure(
            "Plafond", "Cap", tally.cutByCap,
            text.pick("retranché par le plafond", "cut by the cap"), to: &html)
        guard !totals.commercial.isEmpty else { return }
        figure(
            "Avoirs commerciaux", "Commercial notes", totals.commercial,
            text.pick("en plus, hors engagements de service", "besides, outside the terms"), to: &html)
    }

    private func figure(
        _ french: String, _ english: String, _ amounts: MonthTally.Amounts, _ remark: String,
        to html: inout HTMLWriter
    ) {
        html.figure(text.pick(french, english), text.lines(of: amounts), remark)
    }

    private func statuses(to html: inout HTMLWriter) {
        html.element("h2", text: text.pick("Où en sont les avoirs", "Where the credits stand"))
        html.element("div", ["class": "scroll"]) { html in
            html.element("table") { html in
                html.element(
                    "caption",
                    text: text.pick(
                        "Nombre d’abonnements et montants par état", "Subscriptions and amounts by status"))
                html.columns([
                    (text.pick("État", "Status"), false), (text.pick("Nombre", "Count"), true),
                    (text.pick("Calculé", "Computed"), true),
                ])
                html.element("tbody") { html in
                    let words = StatusText(text: text)
                    for (status, total) in totals.statuses {
                        html.element("tr") { html in
                            html.element("th", ["scope": "row"]) { html in
                                html.text(words.name(status))
                                html.element("small", text: words.meaning(status))
                            }
                            html.number(text.integer(total.subscriptions))
                            html.amounts(total.amounts, text)
                        }
                    }
                }
                html.element("tfoot") { html in
                    html.element("tr") { html in
                        html.element("th", ["scope": "row"], text: "Total")
                        html.number(text.integer(totals.subscriptions))
                        html.element("td") { _ in }
                    }
                }
            }
        }
    }
}
