import SLA

/// Sums by month, customer, service, tier or status, as a table.
struct GroupTable {
    let text: LocalText
    /// What a row is about.
    let name: String
    let count: String
    let caption: String

    struct Line {
        var name: String
        /// Data or words that say more, below the name.
        var remark: String?
        var group: YearGroup
    }

    /// - Parameter total: stands below the others; nil: it is not shown.
    func write(_ lines: some Collection<Line>, total: YearGroup?, to html: inout HTMLWriter) throws {
        html.open("div", ["class": "scroll"])
        html.open("table", ["class": "groups"])
        html.element("caption", text: caption)
        html.columns([
            (name, false), (count, true), (text.pick("Objectif tenu", "Target met"), true),
            (text.pick("Manqué", "Missed"), true), (text.pick("Sans verdict", "No verdict"), true),
            (text.pick("Disponibilité", "Availability"), true),
            (text.pick("Indisponibilité comptée", "Counted"), true),
            (text.pick("Calculé", "Computed"), true), (text.pick("Crédité", "Credited"), true),
            (text.pick("Avoirs commerciaux", "Commercial"), true),
        ])
        html.open("tbody")
        html.newline()
        for line in lines {
            row(line, to: &html)
            try html.stream.drainIfFull()
        }
        html.close("tbody")
        if let total {
            html.element("tfoot") { row(Line(name: "Total", group: total), to: &$0) }
        }
        html.close("table")
        html.close("div")
        html.newline()
    }

    private func row(_ line: Line, to html: inout HTMLWriter) {
        let group = line.group
        html.element("tr") { html in
            html.element("th", ["scope": "row"]) { html in
                html.data(line.name)
                if let remark = line.remark { html.element("small", data: remark) }
            }
            html.number(text.integer(group.months))
            html.number(text.integer(group.met))
            html.number(text.integer(group.missed))
            html.number(text.integer(group.withoutVerdict))
            html.number(group.availability.percentText.map { text.percent($0) } ?? "–")
            html.number(group.availability.percentText == nil ? "–" : text.duration(group.downtime))
            html.amounts(group.computed, text)
            html.amounts(group.credited, text)
            html.amounts(group.commercial, text)
        }
        html.newline()
    }
}
