import SLA

/// The minutes that all subscriptions lost, by what made them count or not.
struct LostTime {
    let text: LocalText
    let time: MonthTally.Time
    /// What is said where no time was lost.
    let none: String

    private struct Line {
        var name: String
        var style: String
        var total: MonthTally.TimeTotal
    }

    func write(to html: inout HTMLWriter) {
        html.element("h2", text: text.pick("Minutes perdues par cause", "Minutes lost by cause"))
        let lines = lines
        let longest = lines.map(\.total.microseconds).max() ?? 0
        guard longest > 0 else {
            html.element("p", ["class": "soft"], text: none)
            return
        }
        html.element("div", ["class": "scroll"]) { html in
            html.element("table") { html in
                html.element(
                    "caption",
                    text: text.pick(
                        "Durées additionnées sur tous les abonnements",
                        "Durations added up over all subscriptions"))
                html.columns([
                    ("Cause", false), (text.pick("Nombre", "Count"), true),
                    (text.pick("Durée", "Length"), true),
                ])
                html.element("tbody") { html in
                    for line in lines where line.total.microseconds > 0 {
                        html.element("tr") { html in
                            html.element("th", ["scope": "row"]) { html in
                                html.text(line.name)
                                html.bar(line.total.microseconds, of: longest, style: line.style)
                            }
                            html.number(text.integer(line.total.subscriptions))
                            html.number(text.duration(line.total.microseconds))
                        }
                    }
                }
            }
        }
    }

    private var lines: [Line] {
        let excused = Cause.allCases.compactMap { cause in
            time.excused[cause].map { total in
                Line(
                    name: text.say("excusé : ", "excused: ") + text.cause(cause), style: "x", total: total)
            }
        }
        return [Line(name: text.pick("compté", "counted"), style: "c", total: time.counted)]
            + [Line(name: text.pick("non signalée", "unnotified"), style: "u", total: time.unnotified)]
            + excused
            + [
                Line(
                    name: text.pick("maintenance, hors couverture", "maintenance, not covered"), style: "m",
                    total: time.maintenance)
            ]
    }
}
