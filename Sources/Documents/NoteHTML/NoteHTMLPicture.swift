import SLA

/// A month's picture as inline SVG.
///
/// Each class has its own pattern besides its colour. Colours are attributes, for readers that apply no page style to
/// inline SVG; classes let the page's dark style override them.
struct NoteHTMLPicture {
    let picture: MonthPicture
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
        let bottom = Size.top + Double(picture.days.count) * Size.row
        let legendRows = (picture.legend.count + 2) / 3
        let height = bottom + 14 + Double(legendRows) * 18
        let summary = picture.summary
        html.element("p", ["class": "hint"], text: picture.hint)
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
                for (index, day) in picture.days.enumerated() {
                    row(day, at: Size.top + Double(index) * Size.row, &html)
                }
                hours(from: Size.top, to: bottom, &html)
                legend(at: bottom + 14, &html)
            }
        }
        html.newline()
    }

    private func row(_ day: MonthPicture.Day, at y: Double, _ html: inout HTMLWriter) {
        let middle = y + Size.bar - 2
        html.element(
            "text",
            [
                "x": number(Size.left - 6), "y": number(middle), "text-anchor": "end", "class": "p-text",
                "fill": "#333333",
            ],
            text: day.label)
        html.empty(
            "rect",
            [
                "x": number(Size.left), "y": number(y), "width": number(24 * Size.hour),
                "height": number(Size.bar),
                "class": "p-\(MonthMark.outsideHours.rawValue)", "fill": MonthMark.outsideHours.fill(suffix),
            ])
        if let remark = day.remark {
            html.element(
                "text",
                ["x": number(Size.left + 6), "y": number(middle), "class": "p-text", "fill": "#333333"],
                text: remark)
        }
        for bar in day.bars { write(bar, y: y, &html) }
        guard let counted = day.counted else { return }
        html.element(
            "text",
            [
                "x": number(Size.right + 8), "y": number(middle), "class": "p-strong", "fill": "#8c1010",
                "font-weight": "bold",
            ], text: counted)
    }

    private func write(_ bar: MonthPicture.Bar, y: Double, _ html: inout HTMLWriter) {
        let from = Double(bar.start) / Double(Microseconds.perHour) * Size.hour
        let length = Double(bar.end - bar.start) / Double(Microseconds.perHour) * Size.hour
        let mark = bar.mark
        let width = mark.isDowntime ? max(length, Size.shortest) : length
        // Short bars at the end of a day are moved back into it.
        let x = min(from, 24 * Size.hour - width)
        let attributes: HTMLWriter.Attributes = [
            "x": number(Size.left + x), "y": number(y), "width": number(width), "height": number(Size.bar),
            "class": "p-\(mark.rawValue)", "fill": mark.fill(suffix), "stroke": mark.stroke,
            "stroke-width": mark.stroke == nil ? nil : "0.6",
        ]
        guard let label = bar.label else { return html.empty("rect", attributes) }
        html.element("g") { html in
            html.element("title", text: label)
            html.empty("rect", attributes)
        }
    }

    /// The hours of the clock over the rows.
    private func hours(from top: Double, to bottom: Double, _ html: inout HTMLWriter) {
        for hour in picture.hours {
            let x = Size.left + Double(hour.hour) * Size.hour
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
                text: hour.label)
        }
        html.element(
            "text",
            [
                "x": number(Size.right + 24), "y": number(top - 8), "class": "p-strong", "fill": "#8c1010",
                "font-weight": "bold",
            ], text: picture.counted)
    }

    private func legend(at top: Double, _ html: inout HTMLWriter) {
        for (index, entry) in picture.legend.enumerated() {
            let mark = entry.mark
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
                text: entry.label)
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
