import SLA

/// The place that a chart over months takes: where a month stands, how high a value, and what is written at the edges.
struct ChartFrame {
    let text: LocalText
    let months: [Month]
    /// Room for the numbers at the left.
    let left: Int

    let top = 26
    let height = 150

    /// The width of a month.
    var slot: Int { months.count <= 12 ? 58 : max(12, 700 / max(1, months.count)) }
    var width: Int { left + slot * months.count + 12 }
    /// Whether each month has room for a number.
    var hasNumbers: Bool { months.count <= 13 }

    func x(_ place: Int) -> Int { left + place * slot + slot / 2 }

    /// - Parameter label: what a reader hears who does not see the chart.
    func write(
        to html: inout HTMLWriter, label: String, _ body: (inout HTMLWriter) -> Void
    ) {
        html.element("div", ["class": "scroll"]) { html in
            html.element(
                "svg",
                [
                    "class": "chart", "viewBox": "0 0 \(width) \(top + height + 42)", "role": "img",
                    "aria-label": label,
                ]
            ) { html in
                body(&html)
                names(to: &html)
            }
        }
        html.newline()
    }

    /// A line across, with what it stands for.
    func line(at y: Int, _ name: String, to html: inout HTMLWriter) {
        html.empty("path", ["class": "grid", "d": "M\(left) \(y)H\(width - 12)"])
        html.element("text", ["class": "y", "x": String(left - 6), "y": String(y + 4)], text: name)
    }

    /// Hatched: nothing is known of the month.
    func gap(_ place: Int, to html: inout HTMLWriter) {
        html.empty(
            "rect",
            [
                "class": "gap", "x": String(left + place * slot + 2), "y": String(top),
                "width": String(slot - 4), "height": String(height),
            ])
    }

    private func names(to html: inout HTMLWriter) {
        let y = top + height
        for (place, month) in months.enumerated() {
            if hasNumbers || month.number % 3 == 1 {
                html.element(
                    "text", ["x": String(x(place)), "y": String(y + 18)], text: text.shortName(month.number))
            }
            if place == 0 || month.number == 1 {
                html.element(
                    "text", ["x": String(x(place)), "y": String(y + 34)], text: padded(month.year, to: 4))
            }
        }
    }

    /// Textures of charts and of what explains them, for the whole page.
    static func writePatterns(to html: inout HTMLWriter) {
        html.element("svg", ["class": "defs", "width": "0", "height": "0", "aria-hidden": "true"]) { html in
            html.raw(patterns)
        }
        html.newline()
    }

    private static let patterns = """
        <pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse">\
        <path class="hatch" d="M-2 2l4-4M0 8l8-8M6 10l4-4"/></pattern>\
        <pattern id="none" width="6" height="6" patternUnits="userSpaceOnUse">\
        <path class="f0" d="M0 0h6v6h-6z"/><path class="s5" d="M0 0l6 6M6 0l-6 6"/></pattern>\
        <pattern id="gesture" width="6" height="6" patternUnits="userSpaceOnUse">\
        <path class="f0" d="M0 0h6v6h-6z"/><path class="s6" d="M-1 1l2-2M0 6l6-6M5 7l2-2"/></pattern>

        """
}
