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
            future(strip, .small(track.hours), to: &html)
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
                future(strip, .large(track.hours), to: &html)
            }
        }
    }

    private func paths(_ strip: MonthStrip, _ scale: StripScale, to html: inout HTMLWriter) {
        for (kind, style) in Self.classes {
            let path = scale.path(strip.marks(kind))
            if !path.isEmpty { html.empty("path", ["class": style, "d": path]) }
        }
    }

    /// A veil over the days that have not come yet.
    private func future(_ strip: MonthStrip, _ scale: StripScale, to html: inout HTMLWriter) {
        guard let first = strip.firstFutureDay else { return }
        let (left, right) = ((first - 1) * scale.pitch, month.length * scale.pitch)
        html.empty("path", ["class": "f", "d": "M\(left) 0H\(right)V\(scale.height)H\(left)z"])
    }

    private func summary(_ strip: MonthStrip) -> String {
        guard let first = strip.firstFutureDay else { return lostTime(strip) }
        let day = text.shortDay(first, of: month)
        return lostTime(strip) + text.say(" ; à venir à partir du \(day)", "; still to come from \(day)")
    }

    /// The first days with lost time, in words.
    private func lostTime(_ strip: MonthStrip) -> String {
        guard !strip.days.isEmpty else { return text.pick("aucune indisponibilité", "no downtime") }
        let shown = strip.days.prefix(4).map { sentence($0, isFuture: false) }
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
    func sentence(_ day: MonthStrip.Day, isFuture: Bool) -> String {
        let parts = MonthStrip.Kind.allCases.reversed().filter { day[$0] > 0 }.map { kind in
            "\(text.duration(day[kind])) \(text.downtime(kind))"
        }
        let name = text.shortDay(day.number, of: month)
        let remark = isFuture ? text.pick(" (à venir)", " (still to come)") : ""
        return name + text.say(" : ", ": ") + parts.joined(separator: ", ") + remark
    }
}
