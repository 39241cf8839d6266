extension NoteHTML {
    func annex(_ html: inout HTMLWriter) {
        html.element("h2", ["id": "annex", "class": "annex-title"], text: document.annex.title)
        html.element("p", ["class": "running"], text: document.annex.subtitle)
        if let overview = document.annex.overview { write(overview, &html) }
        for section in document.annex.sections {
            guard let title = section.title else {
                write(section, heading: "h3", &html)
                continue
            }
            let name = "line-\(section.line)"
            html.element("section", ["aria-labelledby": name]) { html in
                html.element("h3", ["id": name, "class": "line-title"], text: title)
                write(section, heading: "h4", &html)
            }
            html.newline()
        }
    }

    private func write(
        _ section: NoteDocument.Section, heading: StaticString, _ html: inout HTMLWriter
    ) {
        html.element("table", ["class": "calculation"]) { html in
            columns(["c-step", "", "c-amount"], &html)
            html.element("tbody") { html in
                for step in section.steps { write(step, &html) }
            }
        }
        html.newline()
        if let remark = section.remark { html.element("p", ["class": "remark"], text: remark) }
        if let month = section.month {
            html.element(heading, text: month.title)
            let suffix = section.title == nil ? "" : "-\(section.line)"
            NoteHTMLPicture(picture: month, suffix: suffix).write(to: &html)
        }
        if let outages = section.outages { write(outages, heading, &html) }
    }

    private func write(_ step: NoteDocument.Step, _ html: inout HTMLWriter) {
        html.element("tr", ["class": step.weight == .plain ? nil : step.weight.rawValue]) { html in
            html.element("th", ["scope": "row"], text: step.label)
            html.element("td", text: step.detail)
            html.element("td", ["class": "n"], text: step.value)
        }
    }

    private func write(_ overview: NoteDocument.Overview, _ html: inout HTMLWriter) {
        let titles = overview.columns
        html.element("p", text: overview.explanation)
        html.element("table", ["class": "figures stacked overview"]) { html in
            columns(["c-line", "", "", "c-part", "c-part", "c-line", "c-sum", "c-sum"], &html)
            header(
                [
                    titles.line, titles.subscription, titles.month, titles.availability, titles.target,
                    titles.rate, titles.base, titles.amount,
                ], numbersFrom: 3, &html)
            html.element("tbody") { html in
                for row in overview.rows {
                    html.element("tr") { html in
                        html.element("td", text: row.line)
                        value(row.subscription, titles.subscription, &html)
                        value(row.month, titles.month, &html)
                        number(row.availability, titles.availability, &html)
                        number(row.target, titles.target, &html)
                        number(row.rate, titles.rate, &html)
                        number(row.base, titles.base, &html)
                        number(row.amount, titles.amount, &html)
                    }
                }
            }
        }
    }

    private func write(
        _ outages: NoteDocument.Outages, _ heading: StaticString, _ html: inout HTMLWriter
    ) {
        html.element(heading, text: outages.title)
        guard !outages.rows.isEmpty else { return html.element("p", text: outages.remark) }
        html.element(
            "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": outages.label]
        ) { html in
            html.element("table", ["class": "figures outages stacked"]) { html in
                let instant = "c-instant"
                columns(["c-reference", instant, instant, instant, "", "", ""], &html)
                let titles = outages.columns
                header(
                    [titles.reference, titles.start, titles.end, titles.notified, titles.counted]
                        + titles.excused + titles.notCounted, numbersFrom: 4, &html)
                for outage in outages.rows {
                    html.element("tbody") { write(outage, titles, &$0) }
                }
            }
        }
        html.element("p", ["class": "remark"], text: outages.remark)
    }

    private func write(
        _ outage: NoteDocument.Outages.Outage, _ titles: NoteDocument.Outages.Outage, _ html: inout HTMLWriter
    ) {
        html.element("tr", ["class": outage.summary.isEmpty ? nil : "headed"]) { html in
            html.element("td", text: outage.reference)
            value(outage.start, titles.start, &html)
            value(outage.end, titles.end, &html)
            value(outage.notified, titles.notified, &html)
            number(outage.counted, titles.counted, &html)
            for (minutes, title) in [
                (outage.excused, titles.excused), (outage.notCounted, titles.notCounted),
            ] {
                html.element("td", ["class": "n", "data-label": title.joined()]) { html in
                    html.element("span") { lines(minutes, &$0) }
                }
            }
        }
        guard !outage.summary.isEmpty else { return }
        html.element("tr") { $0.element("td", ["class": "soft", "colspan": "7"], text: outage.summary) }
    }
}
