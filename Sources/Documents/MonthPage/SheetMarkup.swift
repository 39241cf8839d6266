import SLA

/// Writes a sheet: a line to scan, and folded behind it what the line comes from.
struct SheetMarkup {
    let drawing: StripDrawing

    var text: LocalText { drawing.text }

    static func anchor(_ ordinal: Int) -> String { "s\(ordinal)" }

    func write(_ sheet: SubscriptionSheet, to html: inout HTMLWriter) {
        html.element("details", ["class": "sheet", "id": Self.anchor(sheet.ordinal)]) { html in
            html.element("summary") { summary(sheet, to: &$0) }
            html.element("div", ["class": "body"]) { html in
                html.element(
                    "p", ["class": "sentence"], text: StatusText(text: text).sentence(sheet.entry))
                for warning in ReportWarnings(text: text).texts(sheet.entry) {
                    html.element("p", ["class": "sentence warning"], data: warning)
                }
                html.element("div", ["class": "columns"]) { html in
                    html.element("div") { html in
                        picture(sheet, to: &html)
                        html.element("div", ["class": "lists"]) { html in
                            html.element("div") { days(sheet, to: &$0) }
                            html.element("div") { outages(sheet, to: &$0) }
                        }
                    }
                    html.element("dl") { facts(sheet, to: &$0) }
                }
            }
        }
        html.newline()
    }

    private func summary(_ sheet: SubscriptionSheet, to html: inout HTMLWriter) {
        let entry = sheet.entry
        html.element("span", ["class": "who"]) { html in
            html.element("b", data: entry.facts.subscription)
            html.element(
                "small",
                data: [entry.facts.customer, entry.customerName, entry.facts.service].compactMap { $0 }
                    .joined(separator: " · "))
        }
        html.element("span", ["class": "when"]) { html in
            if let strip = sheet.strip, let track = sheet.track { drawing.small(strip, on: track, to: &html) }
        }
        html.element("span", ["class": "n"]) { $0.availability(entry.statement, text) }
        html.element("span", ["class": "n amount"]) { html in
            html.element("b", text: entry.amount.map { text.money($0, in: entry.currency) } ?? "–")
            let earnedBy = EarnedBy(entry.statement.credit.earned, tier: nil)
            if let remark = earnedBy.flatMap({ text.remark($0.worth) }) {
                html.element("small", text: remark)
            }
        }
        html.element("span", ["class": "state"]) { html in
            let isDone = entry.status == .issued
            html.element(
                "span", ["class": isDone ? "badge done" : "badge"],
                text: StatusText(text: text).name(entry.status))
            for note in entry.ledger.notes + (entry.ledger.commercial?.notes ?? []) {
                html.element("small", data: note)
            }
        }
    }

    private func picture(_ sheet: SubscriptionSheet, to html: inout HTMLWriter) {
        guard let strip = sheet.strip, let track = sheet.track else { return }
        html.element("div", ["class": "scroll"]) { drawing.large(strip, on: track, to: &$0) }
    }

    private func days(_ sheet: SubscriptionSheet, to html: inout HTMLWriter) {
        guard let strip = sheet.strip, !strip.days.isEmpty else { return }
        html.element("h4", text: text.pick("Jour par jour", "Day by day"))
        html.element("ul", ["class": "days"]) { html in
            for day in strip.days {
                html.element("li", text: drawing.sentence(day, isFuture: strip.isFuture(day)))
            }
        }
    }

    private func outages(_ sheet: SubscriptionSheet, to html: inout HTMLWriter) {
        let shown = sheet.entry.statement.outages
        guard !shown.isEmpty else { return }
        html.element("h4", text: text.pick("Défaillances", "Outages"))
        html.element("ul", ["class": "days"]) { html in
            for split in shown {
                html.element("li") { html in
                    html.element("b", data: split.outage.id)
                    html.element("span", ["class": "soft"], data: " \(split.outage.source)")
                    html.text(text.say(" : ", ": ") + lengths(split))
                    if let summary = split.outage.summary { html.element("small", data: summary) }
                }
            }
        }
        let rest = sheet.outages - shown.count
        if rest > 0 {
            html.element("p", ["class": "soft"]) { html in
                html.text(
                    text.say("et \(text.integer(rest)) autres : ", "and \(text.integer(rest)) more: "))
                html.element(
                    "code",
                    data: "avoir explain \(sheet.entry.facts.month) \(sheet.entry.facts.subscription)")
            }
        }
    }

    private func lengths(_ split: OutageSplit) -> String {
        let parts: [(Int64, String)] = [
            (split.counted, text.downtime(.counted)), (split.unnotified, text.downtime(.unnotified)),
            (split.excusedTotal, text.downtime(.excused)),
            (split.outsideCoverage, text.pick("hors couverture", "outside coverage")),
        ]
        let words = parts.filter { $0.0 > 0 }.map { "\(text.duration($0.0)) \($0.1)" }
        return words.isEmpty ? text.duration(0) : words.joined(separator: ", ")
    }
}
