import SLA

/// A month as inline SVG: one row per day, the coverage hours, every outage in its place and class.
///
/// Each class has its own pattern besides its colour. Colours are attributes, for PDF writers that apply no page style to
/// inline SVG; classes let the page's dark style override them.
struct MonthPicture {
    let evidence: NoteEvidence
    let text: LocalText
    /// Ends the names of its patterns, which must differ among the pictures of a page.
    let suffix: String

    /// In the picture's own units.
    private enum Size {
        static let left = 64.0
        static let hour = 24.0
        static let top = 22.0
        static let row = 14.0
        static let bar = 11.0
        static let width = 770.0
        static var right: Double { left + 24 * hour }
        /// Nothing is too short to be seen.
        static let shortest = 1.6
    }

    func write(to html: inout HTMLWriter) {
        let days = evidence.calendar.month.days
        let bottom = Size.top + Double(days.count) * Size.row
        let legendRows = (marks.count + 2) / 3
        let height = bottom + 14 + Double(legendRows) * 18
        html.element("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": summary]) {
            html in
            html.element(
                "svg",
                [
                    "class": "month", "role": "img", "xmlns": "http://www.w3.org/2000/svg",
                    "viewBox": "0 0 \(number(Size.width)) \(number(height))",
                    "font-family": "DejaVu Sans, sans-serif", "font-size": "10", "aria-label": summary,
                ]
            ) { html in
                MonthMark.patterns(suffix, to: &html)
                let inForce = evidence.timeline.inForce
                for (index, day) in days.enumerated() {
                    row(day, inForce, at: Size.top + Double(index) * Size.row, &html)
                }
                hours(from: Size.top, to: bottom, &html)
                legend(at: bottom + 14, &html)
            }
        }
        html.newline()
    }

    /// What the picture says, for those who do not see it.
    private var summary: String {
        let month = text.month(evidence.calendar.month)
        let counted = text.duration(evidence.classes.countedDowntime)
        let excused = text.duration(evidence.classes.excusedTotal)
        return text.pick(
            "\(month), une ligne par jour\u{A0}: \(counted) d’indisponibilité comptée, \(excused) excusées",
            "\(month), one row per day: \(counted) of counted downtime, \(excused) excused")
    }

    /// From the back to the front: what must not be overlooked covers the rest.
    private var layers: [(mark: MonthMark, time: InstantSet)] {
        let timeline = evidence.timeline
        return [
            (.available, timeline.available), (.holiday, timeline.holiday),
            (.maintenance, timeline.plannedMaintenance), (.outsideCoverage, evidence.downOutsideCoverage),
            (.excused, evidence.excused), (.unnotified, timeline.unnotifiedDowntime),
            (.counted, timeline.countedDowntime),
        ]
    }

    private var marks: [MonthMark] { layers.filter { !$0.time.isEmpty }.map(\.mark) + [.outsideHours] }

    private func row(_ day: LocalDate, _ inForce: InstantSet, at y: Double, _ html: inout HTMLWriter) {
        let whole = evidence.calendar.interval(of: day)
        let isInForce = !inForce.isDisjoint(InstantSet(whole))
        let middle = y + Size.bar - 2
        html.element(
            "text",
            [
                "x": number(Size.left - 6), "y": number(middle), "text-anchor": "end", "class": "p-text",
                "fill": "#333333",
            ],
            text: "\(text.weekday(day.weekday)) \(padded(day.components.day, to: 2))")
        html.empty(
            "rect",
            [
                "x": number(Size.left), "y": number(y), "width": number(24 * Size.hour),
                "height": number(Size.bar),
                "class": "p-\(MonthMark.outsideHours.rawValue)", "fill": MonthMark.outsideHours.fill(suffix),
            ])
        guard isInForce else {
            html.element(
                "text",
                ["x": number(Size.left + 6), "y": number(middle), "class": "p-text", "fill": "#333333"],
                text: text.pick("hors abonnement", "not in force"))
            return
        }
        for layer in layers {
            for interval in layer.time.intersection(InstantSet(whole)).ranges {
                for piece in evidence.zone.pieces(of: interval) {
                    bar(piece.local, of: day, mark: layer.mark, y: y, &html)
                }
            }
        }
        let counted = evidence.timeline.countedDowntime.microseconds(within: whole)
        guard counted > 0 else { return }
        html.element(
            "text",
            [
                "x": number(Size.right + 8), "y": number(middle), "class": "p-strong", "fill": "#8c1010",
                "font-weight": "bold",
            ], text: text.duration(counted))
    }

    private func bar(
        _ local: Range<Int64>, of day: LocalDate, mark: MonthMark, y: Double, _ html: inout HTMLWriter
    ) {
        let midnight = Int64(day.daysSinceEpoch) * Microseconds.perDay
        let from = Double(local.lowerBound - midnight) / Double(Microseconds.perHour) * Size.hour
        let length = Double(local.upperBound - local.lowerBound) / Double(Microseconds.perHour) * Size.hour
        let isDowntime = mark.isDowntime
        let width = isDowntime ? max(length, Size.shortest) : length
        // Short bars at the end of a day are moved back into it.
        let x = min(from, 24 * Size.hour - width)
        let attributes: HTMLWriter.Attributes = [
            "x": number(Size.left + x), "y": number(y), "width": number(width), "height": number(Size.bar),
            "class": "p-\(mark.rawValue)", "fill": mark.fill(suffix), "stroke": mark.stroke,
            "stroke-width": mark.stroke == nil ? nil : "0.6",
        ]
        guard isDowntime else { return html.empty("rect", attributes) }
        // A title inside the bar would make WeasyPrint 57 leave its pattern out.
        html.element("g") { html in
            let times =
                "\(text.timeOfDay(local.lowerBound - midnight))–\(text.timeOfDay(local.upperBound - midnight))"
            html.element("title", text: "\(mark.name(text)), \(times)")
            html.empty("rect", attributes)
        }
    }

    /// The hours of the clock over the rows.
    private func hours(from top: Double, to bottom: Double, _ html: inout HTMLWriter) {
        for hour in stride(from: 0, through: 24, by: 2) {
            let x = Size.left + Double(hour) * Size.hour
            html.empty(
                "line",
                [
                    "x1": number(x), "y1": number(top - 4), "x2": number(x), "y2": number(bottom - 3),
                    "class": "p-grid", "stroke": "#b4bac0", "stroke-width": "0.4",
                ])
            html.element(
                "text",
                [
                    "x": number(x), "y": number(top - 8), "text-anchor": "middle", "class": "p-text",
                    "fill": "#333333",
                ],
                text: text.pick("\(hour)\u{A0}h", "\(padded(hour, to: 2)):00"))
        }
        html.element(
            "text",
            [
                "x": number(Size.right + 24), "y": number(top - 8), "class": "p-strong", "fill": "#8c1010",
                "font-weight": "bold",
            ], text: text.pick("compté", "counted"))
    }

    private func legend(at top: Double, _ html: inout HTMLWriter) {
        for (index, mark) in marks.reversed().enumerated() {
            let x = Size.left + Double(index % 3) * 236
            let y = top + Double(index / 3) * 18
            html.empty(
                "rect",
                [
                    "x": number(x), "y": number(y), "width": "26", "height": number(Size.bar),
                    "class": "p-\(mark.rawValue)", "fill": mark.fill(suffix),
                    "stroke": mark.stroke ?? "#808080",
                    "stroke-width": "0.6",
                ])
            html.element(
                "text",
                ["x": number(x + 32), "y": number(y + Size.bar - 2), "class": "p-text", "fill": "#333333"],
                text: mark.name(text))
        }
    }

    /// At most three decimals, so that the same month gives the same bytes everywhere.
    private func number(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        let (whole, rest) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1000)
        let sign = thousandths < 0 ? "-" : ""
        guard rest > 0 else { return "\(sign)\(whole)" }
        var digits = padded(Int(rest), to: 3)
        while digits.last == "0" { digits.removeLast() }
        return "\(sign)\(whole).\(digits)"
    }
}
