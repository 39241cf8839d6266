import SLA

/// The month's outages one by one, each with what became of its minutes.
struct OutageList {
    private let evidence: NoteEvidence
    private let text: LocalText
    private let heading: StaticString

    /// - Parameter heading: the element of its title.
    init(_ evidence: NoteEvidence, text: LocalText, heading: StaticString) {
        self.evidence = evidence
        self.text = text
        self.heading = heading
    }

    func write(to html: inout HTMLWriter) {
        html.element(heading, text: text.pick("Les interruptions une à une", "The outages one by one"))
        let outages = evidence.entry.statement.outages
        guard !outages.isEmpty else {
            html.element(
                "p",
                text: text.pick(
                    "Aucune interruption n’est enregistrée pour ce mois.",
                    "No outage is recorded for this month."))
            return
        }
        html.element(
            "div",
            [
                "class": "scroll", "tabindex": "0", "role": "region",
                "aria-label": text.pick("Liste des interruptions", "List of outages"),
            ]
        ) { html in
            html.element("table", ["class": "figures outages"]) { html in
                head(&html)
                for split in outages {
                    html.element("tbody") { row(split, &$0) }
                }
            }
        }
        html.element(
            "p", ["class": "remark"],
            text: text.pick(
                "Chaque interruption est mesurée seule, dans les limites du mois ; celles qui se recouvrent ne comptent "
                    + "qu’une fois dans le total.",
                "Each outage is measured by itself, within the month; where outages overlap, the total counts the time once."
            ))
    }

    private func head(_ html: inout HTMLWriter) {
        let titles = [
            text.pick("Référence", "Reference"), text.pick("Début", "Start"), text.pick("Fin", "End"),
            text.pick("Signalée", "Notified"), text.pick("Comptée", "Counted"),
            text.pick("Excusée", "Excused"),
            text.pick("Non comptée", "Not counted"),
        ]
        html.element("colgroup") { html in
            for index in titles.indices {
                html.void("col", ["class": index == 0 ? "c-reference" : index < 4 ? "c-instant" : nil])
            }
        }
        html.element("thead") { html in
            html.element("tr") { html in
                for (index, title) in titles.enumerated() {
                    html.element("th", ["scope": "col", "class": index > 3 ? "n" : nil], text: title)
                }
            }
        }
    }

    private func row(_ split: OutageSplit, _ html: inout HTMLWriter) {
        let outage = split.outage
        let summary = outage.summary ?? ""
        html.element("tr", ["class": summary.isEmpty ? nil : "headed"]) { html in
            html.element("td", text: "\(outage.source)/\(outage.id)")
            html.element("td", text: instant(outage.startedAt))
            html.element(
                "td", text: outage.endedAt.map(instant) ?? text.pick("fin non connue", "end not known"))
            html.element("td", text: outage.notifiedAt.map(instant) ?? text.pick("non", "no"))
            html.element("td", ["class": "n"], text: duration(split.counted))
            lines(excused(split), &html)
            lines(notCounted(split), &html)
        }
        guard !summary.isEmpty else { return }
        html.element("tr") { $0.element("td", ["class": "soft", "colspan": "7"], text: summary) }
    }

    private func excused(_ split: OutageSplit) -> [String] {
        evidence.terms.excusable.compactMap { cause in
            split.excused[cause].map { "\(text.duration($0)) \(text.cause(cause))" }
        }
    }

    private func notCounted(_ split: OutageSplit) -> [String] {
        var lines: [String] = []
        if split.unnotified > 0 {
            lines.append("\(text.duration(split.unnotified)) \(text.pick("non signalées", "unnotified"))")
        }
        if split.outsideCoverage > 0 {
            lines.append(
                "\(text.duration(split.outsideCoverage)) \(text.pick("hors couverture", "outside coverage"))")
        }
        return lines
    }

    private func lines(_ lines: [String], _ html: inout HTMLWriter) {
        html.element("td", ["class": "n"]) { html in
            if lines.isEmpty { html.text("–") }
            for (index, line) in lines.enumerated() {
                if index > 0 { html.void("br") }
                html.text(line)
            }
        }
    }

    private func duration(_ microseconds: Int64) -> String {
        microseconds == 0 ? "–" : text.duration(microseconds)
    }

    private func instant(_ instant: Instant) -> String {
        text.instant(instant, in: evidence.zone, showsOffset: evidence.clockChanges)
    }
}
