import SLA

/// Several months as a whole: figures, charts, lost time, and the table that says the same as the charts.
struct YearOverview {
    let text: LocalText
    let months: ClosedRange<Month>
    let tally: YearTally
    /// What was promised, where all months promise the same.
    let target: Percentage?

    func figures(to html: inout HTMLWriter) {
        let total = tally.total
        let statuses = Dictionary(uniqueKeysWithValues: tally.statusesInOrder.map { ($0.status, $0.group) })
        html.element(
            "section", ["class": "figures", "aria-label": text.pick("Chiffres clés", "Key figures")]
        ) { html in
            html.verdictFigure(
                text.pick("Mois d’abonnement", "Months of subscriptions"), count: total.months,
                met: total.met,
                missed: total.missed, open: total.withoutVerdict, text)
            figure(
                "Crédité", "Credited", total.credited,
                text.pick("net des avoirs émis, hors taxes", "net of the notes issued, before tax"), to: &html
            )
            var rest = statuses[.issuable]?.computed ?? [:]
            for (currency, amount) in statuses[.issuable]?.credited ?? [:] {
                rest.add(.zero - amount, in: currency)
            }
            figure(
                "À émettre", "To issue", rest.filter { $0.value != .zero },
                text.pick("rien ne manque, reste à émettre", "nothing is missing; still to be issued"),
                to: &html)
            figure(
                "Demande attendue", "Awaiting request", statuses[.awaitingRequest]?.computed ?? [:],
                text.pick("dû si le client le demande", "due if the customer asks"), to: &html)
            figure(
                "Avoirs commerciaux", "Commercial notes", total.commercial,
                text.pick("en plus, hors engagements de service", "besides, outside the terms"), to: &html)
        }
        html.newline()
    }

    private func figure(
        _ french: String, _ english: String, _ amounts: YearGroup.Amounts, _ remark: String,
        to html: inout HTMLWriter
    ) {
        html.figure(text.pick(french, english), text.lines(of: amounts), remark)
    }

    func charts(to html: inout HTMLWriter) {
        let all = months.all
        html.element("div", ["class": "panels"]) { html in
            html.element("section", ["class": "panel wide"]) { html in
                html.element("h2", text: text.pick("Disponibilité par mois", "Availability by month"))
                html.element(
                    "p", ["class": "soft"],
                    text: text.say(
                        "Tout le temps mesuré, ensemble : sa part sans indisponibilité comptée. Hachuré : rien n’est mesuré."
                            + (target.map { " Tirets : objectif \(text.percent($0))." } ?? ""),
                        "All measured time taken together: its part without counted downtime. Hatched: nothing was measured."
                            + (target.map { " Dashes: target \(text.percent($0))." } ?? "")))
                AvailabilityChart(
                    text: text, months: all,
                    values: all.map { tally.months[$0]?.availability.millionths }, target: target
                ).write(to: &html)
            }
            html.newline()
            for currency in tally.credits.currencies {
                html.element("section", ["class": "panel wide"]) { html in
                    html.element("h2") { html in
                        html.text(text.pick("Crédité par mois et par taux, ", "Credited by month and rate, "))
                        html.data(currency)
                    }
                    CreditsChart(text: text, months: all, credits: tally.credits, currency: currency)
                        .write(to: &html)
                }
                html.newline()
            }
            html.element("section", ["class": "panel wide causes"]) {
                LostTime(
                    text: text, time: tally.time,
                    none: text.pick("Aucune indisponibilité sur la période.", "No downtime in these months.")
                ).write(to: &$0)
            }
        }
        html.newline()
    }

    /// - Parameter shown: the months that have something to say.
    func table(of shown: [Month], to html: inout HTMLWriter) throws {
        html.open("section", ["id": "months"])
        html.element("h2", text: text.pick("Par mois", "By month"))
        try GroupTable(
            text: text, name: text.pick("Mois", "Month"), count: text.pick("Abonnements", "Subscriptions"),
            caption: text.pick(
                "Ce que montrent les graphiques, en chiffres", "What the charts show, in numbers")
        ).write(
            shown.map { GroupTable.Line(name: text.month($0), group: tally.group(of: $0)) },
            total: tally.total, to: &html)
        html.close("section")
        html.newline()
    }
}
