import SLA

/// The worked outages of a contract, for people.
struct WorkedOutageWords {
    let worked: WorkedOutages
    let text: LocalText

    var title: String { text.pick("Trois pannes, pour exemple", "Three outages, as an example") }

    var introduction: String {
        let base = text.plainMoney(WorkedOutages.base, "EUR")
        let (month, start) = (text.month(worked.month), text.instant(worked.start, in: worked.zone))
        return text.say(
            "En \(month), avec les jours fériés de France et \(base) facturés hors taxes. Chaque panne commence le \(start), est "
                + "signalée aussitôt, et l’avoir est demandé à temps. Avant plafond.",
            "In \(month), with the public holidays of France and \(base) invoiced before tax. Each outage begins at \(start), is "
                + "notified at once, and the credit is asked for in time. Before the cap.")
    }

    private var columns: [String] {
        [
            text.pick("panne", "outage"), text.pick("comptée", "counted"),
            text.pick("disponibilité", "availability"), text.pick("objectif", "target"),
            text.pick("gagné", "earned"), text.pick("avoir", "credit"),
        ]
    }

    private func cells(_ row: WorkedOutages.Row) -> [String] {
        let statement = row.statement
        let verdict = statement.isMet.map { $0 ? text.pick("tenu", "met") : text.pick("manqué", "missed") }
        let earned = EarnedBy(statement.credit.earned, tier: nil).map { text.worth($0.worth) }
        return [
            text.words(row.length), text.words(statement.classes.countedDowntime),
            statement.availability.percentText.map { text.percent($0) } ?? "–", verdict ?? "–", earned ?? "–",
            statement.credit.amount.map { text.plainMoney($0, "EUR") } ?? "–",
        ]
    }

    var table: Table {
        var table = Table([.right, .right, .right, .left, .right, .right])
        table.add(columns)
        for row in worked.rows { table.add(cells(row)) }
        return table
    }

    func write(to html: inout HTMLWriter) {
        html.element("section", ["class": "panel wide"]) { html in
            html.element("h2", text: title)
            html.element("p", text: introduction)
            html.element("div", ["class": "scroll"]) { html in
                html.element("table") { html in
                    html.element("caption", text: title)
                    html.columns(columns.enumerated().map { ($0.element, $0.offset != 3) })
                    html.element("tbody") { html in
                        for row in worked.rows {
                            html.element("tr") { html in
                                for (place, cell) in cells(row).enumerated() {
                                    if place == 3 {
                                        html.element("td", text: cell)
                                    } else {
                                        html.number(cell)
                                    }
                                }
                            }
                            html.newline()
                        }
                    }
                }
            }
        }
        html.newline()
    }
}
