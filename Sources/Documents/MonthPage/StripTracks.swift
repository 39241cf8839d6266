import SLA

/// What lies behind the marks of every month under the same terms, holidays and period: drawn once, used by all.
struct StripTracks {
    struct Track {
        /// From 0, in the order of the entries that first needed it.
        var number: Int
        var hours: Range<Int>
        fileprivate var covered: String
        fileprivate var holidays: String
    }

    /// Of one spell.
    private struct Key: Hashable {
        var terms: String
        var version: String
        var weekly: [Range<Int64>]
        var period: Interval
        var holidays: [LocalDate]
        var specialDays: [SpecialDay]

        init(_ part: SpellPart) {
            let terms = part.calendar.terms
            self.terms = terms.id
            version = terms.version
            weekly = terms.coverage.weekly.map { window in
                let day = Int64(window.day.isoNumber) * Microseconds.perDay
                return (day + window.from)..<(day + window.to)
            }
            period = part.period
            holidays = part.calendar.holidays.map(\.date)
            specialDays = part.calendar.specialDays
        }
    }

    private var tracks: [[Key]: Track] = [:]

    /// nil where nothing can be drawn: no terms, or no covered hours.
    mutating func track(for entry: ReportEntry) -> Track? {
        guard let calendar = entry.facts.calendar, let span = entry.facts.hours else { return nil }
        let last = (span.upperBound + Microseconds.perHour - 1) / Microseconds.perHour
        let hours = Int(span.lowerBound / Microseconds.perHour)..<Int(last)
        let parts = entry.facts.parts
        let key = parts.map(Key.init)
        if let track = tracks[key] { return track }
        func open(_ part: SpellPart) -> InstantSet {
            part.calendar.weeklyHours.intersection(InstantSet(part.period))
        }
        let scale = StripScale.small(hours)
        func path(_ set: (SpellPart) -> InstantSet) -> String {
            scale.path(calendar.dayParts(of: InstantSet(parts.flatMap { set($0).ranges })).flatMap(\.marks))
        }
        let track = Track(
            number: tracks.count, hours: hours,
            covered: path { open($0).subtracting($0.calendar.holidayTime) },
            holidays: path { open($0).intersection($0.calendar.holidayTime) })
        tracks[key] = track
        return track
    }

    /// The definitions that every drawing refers to: patterns, the days' names, tracks and hours.
    func write(to html: inout HTMLWriter, month: Month, text: LocalText) {
        html.element("svg", ["class": "defs", "width": "0", "height": "0", "aria-hidden": "true"]) { html in
            html.raw(Self.patterns)
            html.element("g", ["id": "days"]) { html in
                for (index, day) in month.days.enumerated() {
                    let x = String(44 + index * 21 + 10)
                    let initial = String(text.weekday(day.weekday).prefix(1)).uppercased()
                    html.element("text", ["x": x, "y": "168", "class": "day"], text: initial)
                    html.element("text", ["x": x, "y": "182", "class": "day"], text: String(index + 1))
                }
            }
            html.newline()
            for track in tracks.values.sorted(by: { $0.number < $1.number }) {
                html.element("g", ["id": "k\(track.number)"]) { html in
                    if !track.covered.isEmpty { html.empty("path", ["class": "a", "d": track.covered]) }
                    if !track.holidays.isEmpty { html.empty("path", ["class": "h", "d": track.holidays]) }
                }
                html.newline()
            }
            for hours in Set(tracks.values.map(\.hours)).sorted(by: Self.inOrder) {
                html.element("g", ["id": Self.hoursID(hours)]) { Self.write(hours, month: month, to: &$0) }
                html.newline()
            }
        }
        html.newline()
    }

    static func hoursID(_ hours: Range<Int>) -> String { "t\(hours.lowerBound)-\(hours.upperBound)" }

    private static func inOrder(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        (a.lowerBound, a.upperBound) < (b.lowerBound, b.upperBound)
    }

    /// About six lines across, each with its hour.
    private static func write(_ hours: Range<Int>, month: Month, to html: inout HTMLWriter) {
        let step = max(1, (hours.count + 5) / 6)
        let right = 44 + month.length * 21
        for hour in stride(from: hours.lowerBound, through: hours.upperBound, by: step) {
            let y = 8 + (hour - hours.lowerBound) * 144 / hours.count
            html.empty("path", ["class": "line", "d": "M40 \(y)H\(right)"])
            html.element(
                "text", ["x": "35", "y": String(y + 4), "class": "hour"], text: "\(padded(hour, to: 2)):00")
        }
    }

    /// Each class has its own texture: it is told apart without colour, too.
    private static let patterns = """
        <pattern id="pu" width="4" height="4" patternUnits="userSpaceOnUse">\
        <path class="fu" d="M0 0h4v4h-4z"/><path class="cut" d="M0 3h4"/></pattern>\
        <pattern id="px" width="4" height="4" patternUnits="userSpaceOnUse">\
        <path class="fb" d="M0 0h4v4h-4z"/><path class="lx" d="M-1 1l2-2M0 4l4-4M3 5l2-2"/></pattern>\
        <pattern id="pm" width="3" height="3" patternUnits="userSpaceOnUse">\
        <path class="fb" d="M0 0h3v3h-3z"/><path class="fm" d="M0 0h1.8v3h-1.8z"/></pattern>\
        <pattern id="ph" width="4" height="4" patternUnits="userSpaceOnUse">\
        <path class="fa" d="M0 0h4v4h-4z"/><path class="lh" d="M0 0l4 4M4 0l-4 4"/></pattern>

        """
}
