import SLA

/// Draws a month as inline SVG, small for a row and large for a sheet, and says it in words.
struct StripDrawing {
    let month: Month
    let text: LocalText

    private static let classes: [(MonthStrip.Kind, String)] = [
        (.maintenance, "m"), (.excused, "x"), (.unnotified, "u"), (.counted, "c"),
    ]

    func small(_ strip: MonthStrip, on track: StripTracks.Track, to html: inout HTMLWriter) {
        let size: HTMLWriter.Attributes = [
            "class": "strip", "role": "img", "viewBox": "0 0 \(month.length * 7) 24",
        ]
        html.element("svg", size) { html in
            html.element("title", text: summary(strip))
            html.empty("use", ["href": "#k\(track.number)"])
            paths(strip, .small(track.hours), to: &html)
        }
    }

    func large(_ strip: MonthStrip, on track: StripTracks.Track, to html: inout HTMLWriter) {
        let size: HTMLWriter.Attributes = [
            "class": "month", "role": "img", "viewBox": "0 0 \(month.length * 21 + 48) 188",
        ]
        html.element("svg", size) { html in
            html.element("title", text: summary(strip))
            html.empty("use", ["href": "#\(StripTracks.hoursID(track.hours))"])
            html.empty("use", ["href": "#days"])
            html.element("g", ["transform": "translate(44 8)"]) { html in
                html.element("g", ["transform": "scale(3 6)"]) { html in
                    html.empty("use", ["href": "#k\(track.number)"])
                }
                html.element("g", ["class": "wide"]) { html in
                    paths(strip, .large(track.hours), to: &html)
                }
            }
        }
    }

    private func paths(_ strip: MonthStrip, _ scale: StripScale, to html: inout HTMLWriter) {
        for (kind, style) in Self.classes {
            let path = scale.path(strip.marks(kind))
            if !path.isEmpty { html.empty("path", ["class": style, "d": path]) }
        }
    }

    /// The first days with lost time, in words.
    private func summary(_ strip: MonthStrip) -> String {
        guard !strip.days.isEmpty else { return text.pick("aucune indisponibilité", "no downtime") }
        let shown = strip.days.prefix(4).map(sentence)
        let rest = strip.days.count - shown.count
        let more =
            rest > 0
            ? [
                rest == 1
                    ? text.pick("et un autre jour", "and one more day")
                    : text.pick("et \(rest) autres jours", "and \(rest) more days")
            ] : []
        return (shown + more).joined(separator: text.say(" ; ", "; "))
    }

    /// `5 oct. : 90 min comptées, 20 min excusées`.
    func sentence(_ day: MonthStrip.Day) -> String {
        let parts = MonthStrip.Kind.allCases.reversed().filter { day[$0] > 0 }.map { kind in
            "\(text.duration(day[kind])) \(text.downtime(kind))"
        }
        let name = text.shortDay(day.number, of: month)
        return name + text.say(" : ", ": ") + parts.joined(separator: ", ")
    }
}
