import SLA

/// The table of all subscriptions: whole when it is short, in folded parts when it is long.
struct AllSubscriptions {
    let month: Month
    let text: LocalText
    let statuses: [CreditStatus]

    /// Rows of a part; a table that fits in one part is not folded.
    static let rowsPerPart = 500

    func write(_ rows: [MonthPageRow], anchors: Set<Int>, to html: inout HTMLWriter) throws {
        html.open("section", ["id": "all"])
        html.element("h2", text: text.pick("Tous les abonnements", "All subscriptions"))
        tools(to: &html)
        let isWhole = rows.count <= Self.rowsPerPart
        for start in stride(from: 0, to: rows.count, by: Self.rowsPerPart) {
            let part = start..<min(start + Self.rowsPerPart, rows.count)
            if !isWhole { open(rows[part], to: &html) }
            html.open("div", ["class": "scroll"])
            html.open("table", ["class": "all"])
            html.element("caption", text: caption(part, of: rows.count))
            html.columns(MonthPageRow.columns(text))
            html.open("tbody")
            html.newline()
            for index in part {
                let hasSheet = anchors.contains(index + 1)
                rows[index].write(sheet: hasSheet ? SheetMarkup.anchor(index + 1) : nil, to: &html)
                try html.stream.drainIfFull()
            }
            html.close("tbody")
            html.close("table")
            html.close("div")
            if !isWhole { html.close("details") }
            html.newline()
        }
        html.close("section")
        html.newline()
    }

    private func caption(_ part: Range<Int>, of count: Int) -> String {
        let lines =
            part.count == count
            ? ""
            : text.pick(", lignes ", ", rows ")
                + "\(text.integer(part.lowerBound + 1))–\(text.integer(part.upperBound))"
        return text.subscriptions(count) + ", " + text.month(month) + lines
    }

    private func open(_ rows: ArraySlice<MonthPageRow>, to html: inout HTMLWriter) {
        let missed = rows.count { $0.isMissed }
        html.open("details", ["class": "plain part"])
        html.element("summary") { html in
            html.element("span", ["class": "range"]) { html in
                html.data("\(rows.first?.subscription ?? "") – \(rows.last?.subscription ?? "")")
            }
            html.element("span", ["class": "soft"]) { html in
                html.text(
                    text.subscriptions(rows.count)
                        + text.pick(", \(text.integer(missed)) manqués", ", \(text.integer(missed)) missed"))
            }
        }
        html.newline()
    }

    /// Shown by the script alone: without it nothing could be searched.
    private func tools(to html: inout HTMLWriter) {
        html.element("div", ["class": "tools", "id": "tools", "hidden": ""]) { html in
            html.element("label") { html in
                html.text(text.pick("Chercher ", "Search "))
                html.void("input", ["type": "search", "id": "search", "autocomplete": "off"])
            }
            html.element("label") { html in
                html.text(text.pick("État ", "Status "))
                html.element("select", ["id": "status"]) { html in
                    html.element("option", ["value": ""], text: text.pick("tous", "all"))
                    for status in statuses {
                        html.element(
                            "option", ["value": status.rawValue], text: StatusText(text: text).name(status))
                    }
                }
            }
            let noun = text.pick("abonnements", "subscriptions")
            html.element("output", ["id": "found", "for": "search status", "data-noun": noun]) { _ in }
        }
        html.newline()
    }
}
