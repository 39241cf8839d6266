import SLA

/// A customer's statement as a page: one self-contained HTML file that needs neither network nor script.
struct StatementPage {
    private let statement: Statement
    private let text: LocalText

    /// More rows of months than these are folded, month by month.
    private static let unfoldedRows = 240

    init(_ statement: Statement, in language: Language) {
        self.statement = statement
        text = LocalText(language)
    }

    func write(to stream: ByteStream) throws {
        var html = HTMLWriter(to: stream)
        PageHead(
            language: text.language, title: text.title(of: statement, text.month),
            styles: [Resources.monthStyle, Resources.yearStyle], allowsScripts: false
        ).write(to: &html)
        let told = statement.told
        html.open("body", ["class": told.count <= Self.unfoldedRows ? "short" : nil])
        ChartFrame.writePatterns(to: &html)
        html.open("main")
        header(to: &html)
        if !told.isEmpty { try content(told, to: &html) }
        try notes(to: &html)
        html.close("main")
        html.close("body")
        html.close("html")
        html.newline()
        try html.stream.drain()
    }

    private func header(to html: inout HTMLWriter) {
        html.element("header", ["class": "top"]) { html in
            html.element("h1") { html in
                html.data(statement.customerName ?? statement.customer)
                html.element("span") { html in
                    html.text(
                        text.pick("Relevé, ", "Statement, ") + text.period(statement.months, text.month))
                    if statement.customerName != nil {
                        html.text(text.pick(", client ", ", customer "))
                        html.data(statement.customer)
                    }
                }
            }
            let silent = [
                (text.say("Non évalués : ", "Not assessed: "), statement.unassessed),
                (text.say("Aucun abonnement en vigueur : ", "No subscription in force: "), statement.empty),
            ]
            for (words, months) in silent where !months.isEmpty {
                html.element(
                    "p", ["class": "notice"], text: words + text.ranges(of: months, text.month) + ".")
            }
        }
        html.newline()
    }

    private func content(_ told: [MonthStanding], to html: inout HTMLWriter) throws {
        var (tally, targets, rows) = (YearTally(), SharedTarget(), YearRows(statement.months))
        for standing in told {
            tally.add(standing)
            targets.add(standing)
            rows.add(standing)
        }
        let overview = YearOverview(
            text: text, months: statement.months, tally: tally, target: targets.shared?.percentage)
        overview.figures(to: &html)
        overview.charts(to: &html)
        let months = Set(told.map(\.month)).sorted()
        try overview.table(of: months, to: &html)
        try HeatMap(text: text, months: statement.months, remark: \.service).write(rows.inOrder, to: &html)
        try StatementRows(text: text).write(told, isFolded: told.count > Self.unfoldedRows, to: &html)
    }

    private func notes(to html: inout HTMLWriter) throws {
        try html.element("section", ["id": "notes"]) { html in
            html.element("h2", text: text.pick("Avoirs et annulations", "Notes"))
            guard !statement.notes.isEmpty else {
                html.element(
                    "p", ["class": "soft"],
                    text: text.say("Aucun avoir pour ces mois.", "No notes for these months."))
                return
            }
            try html.element("div", ["class": "scroll"]) { html in
                try html.element("table", ["class": "groups"]) { html in
                    html.element(
                        "caption",
                        text: text.pick(
                            "Dans l’ordre des dates ; une annulation se déduit",
                            "In order of date; a reversal is taken off"))
                    html.columns([
                        (text.pick("Numéro", "Number"), false), ("Date", false),
                        (text.pick("Mois", "Month"), false),
                        (text.pick("Abonnement", "Subscription"), false),
                        (text.pick("Hors taxes", "Net"), true), (text.pick("TVA", "VAT"), true),
                        (text.pick("TTC", "Gross"), true),
                    ])
                    try html.element("tbody") { html in
                        for note in statement.notes {
                            row(note, to: &html)
                            try html.stream.drainIfFull()
                        }
                    }
                    html.element("tfoot") { html in totals(to: &html) }
                }
            }
        }
        html.newline()
    }

    private func row(_ note: StatementNote, to html: inout HTMLWriter) {
        html.element("tr") { html in
            html.element("th", ["scope": "row"]) { html in
                html.data(note.number)
                html.element("small", text: text.kind(of: note))
                let remark = text.remark(on: note)
                if !remark.isEmpty { html.element("small", data: remark) }
            }
            html.element("td", text: text.date(note.issueDate))
            html.element("td", text: text.ranges(of: note.months, text.month))
            html.element("td", data: text.subscriptions(of: note))
            for amount in [note.net, note.vat, note.gross] {
                html.number(text.money(note.signed(amount), in: note.currency))
            }
        }
        html.newline()
    }

    private func totals(to html: inout HTMLWriter) {
        for (currency, total) in statement.noteTotals {
            html.element("tr") { html in
                html.element("th", ["scope": "row"], text: "Total")
                for _ in 0..<3 { html.element("td", text: "") }
                for amount in [total.net, total.vat, total.gross] {
                    html.number(text.money(amount, in: currency))
                }
            }
        }
    }
}
