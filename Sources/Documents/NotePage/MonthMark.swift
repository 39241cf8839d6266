/// How a class of instants looks in the picture of a month. Source: contract R16.
package enum MonthMark: String, CaseIterable, Sendable {
    case counted, unnotified, excused, maintenance, holiday, available
    /// An outage outside coverage: shown in its place, without effect.
    case outsideCoverage = "outside-coverage"
    case outsideHours = "outside-hours"

    var isDowntime: Bool {
        switch self {
        case .counted, .unnotified, .excused, .outsideCoverage: true
        case .maintenance, .holiday, .available, .outsideHours: false
        }
    }

    /// - Parameter suffix: ends the patterns' names.
    func fill(_ suffix: String) -> String {
        switch self {
        case .counted: "#b3161b"
        case .unnotified, .excused, .maintenance, .holiday, .outsideCoverage: "url(#m-\(rawValue)\(suffix))"
        case .available: "#cfe8d5"
        case .outsideHours: "#f0f0f0"
        }
    }

    var stroke: String? {
        switch self {
        case .counted: "#7d0f13"
        case .unnotified: "#8a5a00"
        case .excused: "#1f4e8c"
        case .outsideCoverage: "#6b6b6b"
        case .maintenance, .holiday, .available, .outsideHours: nil
        }
    }

    func name(_ text: LocalText) -> String {
        switch self {
        case .counted: text.pick("indisponibilité comptée", "counted downtime")
        case .unnotified: text.pick("non signalée", "unnotified downtime")
        case .excused: text.pick("excusée", "excused downtime")
        case .maintenance: text.pick("maintenance programmée", "planned maintenance")
        case .holiday: text.pick("jour férié", "public holiday")
        case .available: text.pick("couvert et disponible", "covered and available")
        case .outsideCoverage: text.pick("indisponibilité hors couverture", "outage outside coverage")
        case .outsideHours: text.pick("hors heures de service", "outside service hours")
        }
    }

    /// The patterns that `fill` refers to.
    static func patterns(_ suffix: String, to html: inout HTMLWriter) {
        html.element("defs") { html in
            pattern(
                .unnotified, suffix, ground: "#ffd98a", line: "#8a5a00",
                path: "M1.5,1.5h1.5v1.5h-1.5z M4.5,4.5h1.5v1.5h-1.5z", &html)
            pattern(
                .excused, suffix, ground: "#bcd6f5", line: "#1f4e8c",
                path: "M0,4.5L4.5,0h1.5L0,6z M4.5,6L6,4.5V6z",
                &html)
            pattern(
                .maintenance, suffix, ground: "#e4dcf3", line: "#5b3f94",
                path: "M0,1h6v0.8h-6z M0,4h6v0.8h-6z", &html
            )
            pattern(.holiday, suffix, ground: "#f6ecd2", line: "#a58a3c", path: "M2.5,2.5h1v1h-1z", &html)
            pattern(
                .outsideCoverage, suffix, ground: "#dcdcdc", line: "#6b6b6b",
                path: "M1,0h1v6h-1z M4,0h1v6h-1z", &html
            )
        }
    }

    private static func pattern(
        _ mark: MonthMark, _ suffix: String, ground: String, line: String, path: String,
        _ html: inout HTMLWriter
    ) {
        html.element(
            "pattern",
            [
                "id": "m-\(mark.rawValue)\(suffix)", "width": "6", "height": "6",
                "patternUnits": "userSpaceOnUse",
            ]
        ) { html in
            html.empty("rect", ["width": "6", "height": "6", "fill": ground, "class": "g-\(mark.rawValue)"])
            html.empty("path", ["d": path, "fill": line, "class": "l-\(mark.rawValue)"])
        }
    }
}
