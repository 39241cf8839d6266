import SLA

/// The months of every subscription as a map: a row each, a cell a month, darker the more a missed month earns.
///
/// Each cell has its number, so that nothing hangs on a colour.
struct HeatMap {
    let text: LocalText
    let months: ClosedRange<Month>
    /// What stands below a subscription: its customer, or on a page of one customer its service.
    let remark: (YearRow) -> String

    /// Rows of a part; a map that fits in one part is not folded.
    static let rowsPerPart = 500

    func write(_ rows: [YearRow], to html: inout HTMLWriter) throws {
        html.open("section", ["id": "map"])
        html.element("h2", text: text.pick("Mois par abonnement", "Months by subscription"))
        html.element(
            "p", ["class": "soft"],
            text: text.say(
                "Disponibilité en pour cent, tronquée à quatre décimales (R8) ; plus la case est foncée, plus le taux "
                    + "de l’avoir est élevé.",
                "Availability in percent, truncated to four decimals (R8); the darker a cell, the higher the rate of the "
                    + "credit."))
        key(to: &html)
        let years = Dictionary(grouping: Array(months.all.enumerated()), by: \.element.year)
        for year in years.keys.sorted() {
            let places = (years[year] ?? []).map(\.offset)
            let present = rows.filter { row in places.contains { row.cells[$0] != nil } }
            guard !present.isEmpty else { continue }
            if years.count > 1 { html.element("h3", text: padded(year, to: 4)) }
            try parts(present, year, places, to: &html)
        }
        html.close("section")
        html.newline()
    }

    private func parts(
        _ rows: [YearRow], _ year: Int, _ places: [Int], to html: inout HTMLWriter
    ) throws {
        let isWhole = rows.count <= Self.rowsPerPart
        for start in stride(from: 0, to: rows.count, by: Self.rowsPerPart) {
            let part = rows[start..<min(start + Self.rowsPerPart, rows.count)]
            if !isWhole { FoldedPart(text: text).open(Array(part), to: &html) }
            try table(part, year, places, to: &html)
            if !isWhole { html.close("details") }
            html.newline()
        }
    }

    private func table(
        _ rows: ArraySlice<YearRow>, _ year: Int, _ places: [Int], to html: inout HTMLWriter
    ) throws {
        let all = months.all
        html.open("div", ["class": "scroll"])
        html.open("table", ["class": "heat"])
        html.element(
            "caption", text: text.subscriptions(rows.count) + ", " + padded(year, to: 4))
        html.columns(
            [(text.pick("Abonnement", "Subscription"), false)]
                + places.map { (text.shortName(all[$0].number), true) })
        html.open("tbody")
        html.newline()
        for row in rows {
            write(row, places, to: &html)
            try html.stream.drainIfFull()
        }
        html.close("tbody")
        html.close("table")
        html.close("div")
    }

    private func write(_ row: YearRow, _ places: [Int], to html: inout HTMLWriter) {
        html.element("tr") { html in
            html.element("th", ["scope": "row"]) { html in
                html.data(row.subscription)
                html.element("small", data: remark(row))
            }
            for place in places { cell(row.cells[place], to: &html) }
        }
        html.newline()
    }

    private func cell(_ cell: YearCell?, to html: inout HTMLWriter) {
        guard let cell else { return html.element("td", text: "") }
        let provisional = cell.isFinal || cell.percentText == nil ? "" : " p"
        html.element(
            "td", ["class": Self.style(cell) + provisional],
            text: cell.percentText.map { short($0) } ?? "–")
    }

    /// `98.6363`, `99.5`, `100`: as much as is needed.
    private func short(_ percentText: String) -> String {
        var plain = percentText
        while plain.hasSuffix("0") { plain.removeLast() }
        if plain.hasSuffix(".") { plain.removeLast() }
        return text.decimal(plain)
    }

    private static func style(_ cell: YearCell) -> String {
        switch (cell.status, cell.isMet) {
        case (.notAssessed, _): return "kq"
        case (_, true): return "k0"
        case (_, nil): return "ko"
        case (_, false): return "k\(RateClass(cell.share).rawValue)"
        }
    }

    private func key(to html: inout HTMLWriter) {
        let example = text.decimal("99.9")
        let missed = RateClass.allCases.map { rateClass in
            (
                style: "k\(rateClass.rawValue)", sample: example,
                name: text.pick("manqué, ", "missed, ") + rateClass.name(text)
            )
        }
        let entries: [(style: String, sample: String, name: String)] =
            [
                ("k0", example, text.pick("objectif tenu", "target met"))
            ] + missed + [
                ("k0 p", example, text.pick("provisoire", "provisional")),
                ("ko", example, text.pick("sans objectif, ou non mesurable", "no target, or not measurable")),
                ("kq", "–", text.pick("non évalué", "not assessed")),
            ]
        html.element("ul", ["class": "key"]) { html in
            for entry in entries {
                html.element("li") { html in
                    html.element(
                        "span", ["class": "cell " + entry.style, "aria-hidden": "true"], text: entry.sample)
                    html.text(entry.name)
                }
            }
        }
        html.newline()
    }
}

/// What a folded part of a long table shows of what is in it.
struct FoldedPart {
    let text: LocalText

    func open(_ rows: [YearRow], to html: inout HTMLWriter) {
        let missed = rows.reduce(0) { $0 + $1.missed }
        open(
            from: rows.first?.subscription ?? "", to: rows.last?.subscription ?? "",
            text.subscriptions(rows.count)
                + text.say(
                    ", mois manqués : \(text.integer(missed))", ", months missed: \(text.integer(missed))"),
            &html)
    }

    func open(from first: String, to last: String, _ remark: String, _ html: inout HTMLWriter) {
        html.open("details", ["class": "plain part"])
        html.element("summary") { html in
            html.element("span", ["class": "range"]) { $0.data("\(first) – \(last)") }
            html.element("span", ["class": "soft"], text: remark)
        }
        html.newline()
    }
}
