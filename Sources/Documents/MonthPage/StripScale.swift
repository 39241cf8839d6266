import SLA

/// Where a day and a time lie in a drawing of a month: days from left to right, the clock downward.
struct StripScale {
    /// The hours that the terms cover, from the earliest to the latest of the week.
    var hours: Range<Int>
    /// The width of a day, the gap to the next included.
    var pitch: Int
    var height: Int
    /// The shortest line that is drawn, so that no minute is lost to the eye.
    var least: Int

    /// Small enough for a row of a table.
    static func small(_ hours: Range<Int>) -> StripScale {
        StripScale(hours: hours, pitch: 7, height: 24, least: 3)
    }

    /// As large as a page is wide.
    static func large(_ hours: Range<Int>) -> StripScale {
        StripScale(hours: hours, pitch: 21, height: 144, least: 2)
    }

    /// One vertical line a mark, as the data of an SVG path; what another line has drawn is left out.
    func path(_ marks: [MonthStrip.Mark]) -> String {
        var path = ""
        var drawn = (day: 0, to: 0)
        let span = hours.count * 60
        for mark in marks {
            let from = y(mark.minutes.lowerBound, span: span, up: false)
            let to = y(mark.minutes.upperBound, span: span, up: true)
            guard to > from else { continue }
            let length = max(least, to - from)
            let top = min(from, height - length)
            if drawn.day == mark.day, top + length <= drawn.to { continue }
            path += "M\((mark.day - 1) * pitch + pitch / 2) \(top)v\(length)"
            drawn = (mark.day, top + length)
        }
        return path
    }

    private func y(_ minute: Int, span: Int, up: Bool) -> Int {
        let offset = min(max(minute - hours.lowerBound * 60, 0), span) * height
        return up ? (offset + span - 1) / span : offset / span
    }
}

extension SubscriptionMonth {
    /// From the earliest to the latest time of day that any of its spells opens or closes; nil when nothing is covered.
    var hours: Range<Int64>? {
        let windows = parts.flatMap { part in
            part.calendar.terms.coverage.weekly.map { $0.from..<$0.to }
                + part.calendar.specialDays.flatMap(\.windows)
        }
        guard let earliest = windows.map(\.lowerBound).min(), let latest = windows.map(\.upperBound).max()
        else { return nil }
        return earliest..<latest
    }
}
