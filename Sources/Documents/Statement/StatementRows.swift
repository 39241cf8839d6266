import SLA

/// A statement's months, a row for each subscription, on its page.
struct StatementRows {
    let text: LocalText

    func write(_ standings: [MonthStanding], isFolded: Bool, to html: inout HTMLWriter) throws {
        try html.element("section", ["id": "rows"]) { html in
            html.element("h2", text: text.pick("Mois et abonnements", "Months and subscriptions"))
            guard isFolded else { return try table(standings[...], nil, to: &html) }
            var rest = standings[...]
            while let month = rest.first?.month {
                let part = rest.prefix { $0.month == month }
                rest = rest.dropFirst(part.count)
                let missed = part.count { $0.isMet == false }
                try html.element("details", ["class": "plain part"]) { html in
                    html.element("summary") { html in
                        html.element("span", ["class": "range"], text: text.month(month))
                        html.element(
                            "span", ["class": "soft"],
                            text: text.subscriptions(part.count)
                                + text.pick(
                                    ", \(text.integer(missed)) manqués", ", \(text.integer(missed)) missed"))
                    }
                    try table(part, month, to: &html)
                }
                html.newline()
            }
        }
        html.newline()
    }

    private func table(
        _ standings: ArraySlice<MonthStanding>, _ month: Month?, to html: inout HTMLWriter
    ) throws {
        try html.element("div", ["class": "scroll"]) { html in
            try html.element("table", ["class": "groups"]) { html in
                html.element(
                    "caption",
                    text: month.map { text.month($0) }
                        ?? text.pick("Disponibilité, avoir et état", "Availability, credit and status"))
                html.columns([
                    (text.pick("Mois", "Month"), false), (text.pick("Abonnement", "Subscription"), false),
                    (text.pick("Disponibilité", "Availability"), true),
                    (text.pick("Indisponibilité comptée", "Counted"), true),
                    (text.pick("Taux", "Rate"), true), (text.pick("Calculé", "Computed"), true),
                    (text.pick("Crédité", "Credited"), true), (text.pick("État", "Status"), false),
                ])
                try html.element("tbody") { html in
                    for standing in standings {
                        row(standing, to: &html)
                        try html.stream.drainIfFull()
                    }
                }
            }
        }
        html.newline()
    }

    private func row(_ standing: MonthStanding, to html: inout HTMLWriter) {
        html.element("tr") { html in
            html.element("th", ["scope": "row"], text: text.month(standing.month))
            html.element("td") { html in
                html.data(standing.subscription)
                html.element("small", data: standing.service)
            }
            html.element("td", ["class": "n"]) { html in
                html.verdict(standing.isMet, text)
                guard let measurement = standing.measurement else { return }
                html.text(" " + text.availability(measurement.availability))
                if let target = measurement.target {
                    html.element("small", text: text.pick("sur ", "of ") + text.target(target))
                }
            }
            html.number(standing.measurement.map { text.duration($0.availability.downtime) } ?? "–")
            html.number(standing.earned.map { text.earned($0, standing.currency) } ?? "–")
            html.number(standing.amount.map { text.money($0, in: standing.currency) } ?? "–")
            let isCredited = standing.credited != .zero || !standing.notes.isEmpty
            html.number(isCredited ? text.money(standing.credited, in: standing.currency) : "–")
            html.element("td") { state(standing, to: &$0) }
        }
        html.newline()
    }

    private func state(_ standing: MonthStanding, to html: inout HTMLWriter) {
        html.text(StatusText(text: text).name(standing.status))
        for note in standing.notes { html.element("small", data: note) }
        if let hold = standing.hold { html.element("small", data: hold.reason) }
        if let commercial = standing.commercial {
            html.element("small") { html in
                html.text(text.say("avoirs commerciaux : ", "commercial notes: "))
                html.text(text.money(commercial.credited, in: commercial.currency))
            }
        }
    }
}
