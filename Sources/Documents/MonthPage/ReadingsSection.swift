import SLA

/// The section on the months that the reading of the terms decides. Source: contract R15.
struct ReadingsSection {
    let text: LocalText
    let readings: OtherReadings

    /// - Parameter anchors: the sheet of a place in the report, where it has one.
    func write(anchors: Set<Int>, to html: inout HTMLWriter) {
        guard readings.count > 0 else { return }
        html.element("section", ["id": "lecture"]) { html in
            html.element("h2", text: text.pick("Là où la lecture décide", "Where the reading decides"))
            html.element("p") { introduction(to: &$0) }
            let shown = readings.largest
            html.element("details", ["class": "plain", "open": shown.count <= 12 ? "" : nil]) { html in
                let summary =
                    readings.count > shown.count
                    ? text.pick(
                        "Les \(shown.count) plus grands écarts sur \(text.integer(readings.count))",
                        "The \(shown.count) largest differences of \(text.integer(readings.count))")
                    : text.subscriptions(shown.count)
                html.element("summary", text: summary)
                html.element("div", ["class": "scroll"]) { table(shown, anchors, to: &$0) }
            }
        }
        html.newline()
    }

    private func introduction(to html: inout HTMLWriter) {
        html.text(
            text.say(
                "Mesurée sur la période de couverture ou sur le mois entier, la disponibilité n’est pas la même. Pour "
                    + "\(text.subscriptions(readings.count)), l’autre lecture des conditions donnerait un autre taux",
                "Availability differs when it is measured against the coverage period or the whole month. For "
                    + "\(text.subscriptions(readings.count)) the other reading of the terms would give another rate"
            ))
        let currencies = Set(readings.amounts.keys).union(readings.otherAmounts.keys)
        let amounts = currencies.sorted { $0.precedes($1) }.map { currency in
            let mine = text.money(readings.amounts[currency] ?? .zero, in: currency)
            let other = text.money(readings.otherAmounts[currency] ?? .zero, in: currency)
            return text.pick("\(other) au lieu de \(mine)", "\(other) instead of \(mine)")
        }
        if !amounts.isEmpty { html.text(text.say(" : ", ": ") + amounts.joined(separator: ", ")) }
        html.text(text.pick(", avant plafond. ", ", before the cap. "))
        let sources = readings.sources.sorted { $0.precedes($1) }
        html.text(text.say("Conditions : ", "Terms: "))
        html.data(sources.prefix(Self.shownSources).joined(separator: text.say(" ; ", "; ")))
        if sources.count > Self.shownSources {
            html.text(
                text.pick(
                    " et \(sources.count - Self.shownSources) autres",
                    " and \(sources.count - Self.shownSources) more"))
        }
        html.text(".")
    }

    private static let shownSources = 8

    private func table(_ cases: [OtherReadings.Case], _ anchors: Set<Int>, to html: inout HTMLWriter) {
        html.element("table") { html in
            html.element(
                "caption",
                text: text.pick(
                    "Les deux lectures, montants avant plafond", "Both readings, amounts before the cap"))
            html.columns([
                (text.pick("Abonnement", "Subscription"), false),
                (text.pick("Lecture retenue", "Reading applied"), true), (text.pick("Taux", "Rate"), true),
                (text.pick("Montant", "Amount"), true),
                (text.pick("Autre lecture", "Other reading"), true), (text.pick("Taux", "Rate"), true),
                (text.pick("Montant", "Amount"), true),
            ])
            html.element("tbody") { html in
                for item in cases { row(item, hasSheet: anchors.contains(item.ordinal), to: &html) }
            }
        }
    }

    private func row(_ item: OtherReadings.Case, hasSheet: Bool, to html: inout HTMLWriter) {
        html.element("tr") { html in
            html.element("th", ["scope": "row"]) { html in
                if hasSheet {
                    html.element(
                        "a", ["href": "#\(SheetMarkup.anchor(item.ordinal))"], data: item.subscription)
                } else {
                    html.data(item.subscription)
                }
                html.element("small", data: item.customer)
            }
            reading(item.availability, item.basis, item.earned, item.amount, item.currency, to: &html)
            reading(
                item.otherAvailability, item.basis.other, item.otherEarned, item.otherAmount, item.currency,
                to: &html)
        }
        html.newline()
    }

    private func reading(
        _ availability: MeasuredAvailability, _ basis: Terms.Basis, _ earned: Earned, _ amount: Cents?,
        _ currency: String?, to html: inout HTMLWriter
    ) {
        html.element("td", ["class": "n"]) { html in
            html.text(text.availability(availability))
            html.element("small", text: text.pick("sur ", "of ") + text.basis(basis))
        }
        html.number(text.earned(earned, currency))
        html.number(amount.map { text.money($0, in: currency) } ?? "–")
    }
}
