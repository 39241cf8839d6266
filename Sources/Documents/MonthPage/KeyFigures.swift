import SLA

/// The boxes with the figures that a page begins with.
extension HTMLWriter {
    /// How many met the target, missed it, or neither; the bar is for the eye alone.
    mutating func verdictFigure(
        _ name: String, count: Int, met: Int, missed: Int, open: Int, _ text: LocalText
    ) {
        element("div", ["class": "figure verdicts"]) { html in
            html.element("p", ["class": "name"], text: name)
            html.element("p", ["class": "value"], text: text.integer(count))
            let parts: [(Int, Bool?, String)] = [
                (met, true, text.say("objectif tenu : ", "target met: ")),
                (missed, false, text.say("manqué : ", "missed: ")),
                (open, nil, text.say("sans verdict : ", "no verdict: ")),
            ]
            html.element("span", ["class": "bar whole", "aria-hidden": "true"]) { html in
                for (count, isMet, _) in parts where count > 0 {
                    let style = isMet.map { $0 ? "met" : "missed" } ?? "open"
                    html.element("span", ["class": style, "style": "flex-grow:\(count)"]) { _ in }
                }
            }
            html.element("ul", ["class": "legend"]) { html in
                for (count, isMet, name) in parts {
                    html.element("li") { html in
                        html.sign(isMet)
                        html.text(" \(name)")
                        html.element("b", text: text.integer(count))
                    }
                }
            }
        }
    }

    /// Amounts below each other, and what they are.
    mutating func figure(_ name: String, _ values: [String], _ remark: String) {
        element("div", ["class": "figure"]) { html in
            html.element("p", ["class": "name"], text: name)
            html.element("p", ["class": values.count > 1 ? "value several" : "value"]) { $0.lines(values) }
            html.element("p", ["class": "remark"], text: remark)
        }
    }
}
