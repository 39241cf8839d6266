import SLA

/// The days that had covered downtime, each as a strip of characters along the hours of the clock.
struct DayStrips {
    private var hours: String
    private var days: [(day: LocalDate, marks: String)] = []
    var minutesPerMark: Int

    /// The hours on top, then one line per day, at most 80 columns wide.
    func lines(_ text: LocalText) -> [String] {
        [String(repeating: " ", count: 8) + hours]
            + days.map { day, marks in
                let name = text.language == .french ? text.weekday(day.weekday) : LocalTime.text(day.weekday)
                let start = "\(name) \(padded(day.components.day, to: 2))"
                return start + String(repeating: " ", count: 8 - start.count) + marks
            }
    }

    static func legend(_ text: LocalText) -> String {
        text.pick(
            "# comptée   ? non signalée   + excusée   . disponible   ~ maintenance",
            "# counted   ? unnotified   + excused   . available   ~ maintenance")
    }

    /// nil when no day had covered downtime.
    init?(_ timeline: Timeline, facts: SubscriptionMonth) {
        guard let calendar = facts.calendar, let span = facts.hours else { return nil }
        let (earliest, latest) = (span.lowerBound, span.upperBound)
        let firstHour = earliest / Microseconds.perHour
        let count = (latest + Microseconds.perHour - 1) / Microseconds.perHour - firstHour
        // The finest mark with which the whole span fits.
        let minutes = ([5, 10, 15] as [Int64]).first { count * 60 / $0 <= 72 } ?? 20
        minutesPerMark = Int(minutes)
        let gap = String(repeating: " ", count: 60 / minutesPerMark - 2)
        hours = (firstHour..<firstHour + count).map { padded(Int($0), to: 2) }.joined(separator: gap)
        let scale = Scale(
            origin: firstHour * Microseconds.perHour, perMark: minutes * Microseconds.perMinute,
            count: Int(count * 60 / minutes))

        // In rising order of what must not be overlooked: a mark shows the last that touches it.
        let excused = timeline.excused.values.reduce(into: InstantSet()) { $0.formUnion($1) }
        let layers: [(InstantSet, UInt8)] = [
            (timeline.plannedMaintenance, UInt8(ascii: "~")), (timeline.available, UInt8(ascii: ".")),
            (excused, UInt8(ascii: "+")), (timeline.unnotifiedDowntime, UInt8(ascii: "?")),
            (timeline.countedDowntime, UInt8(ascii: "#")),
        ]
        let down = timeline.countedDowntime.union(excused).union(timeline.unnotifiedDowntime)
        for day in calendar.month.days {
            let whole = InstantSet(calendar.interval(of: day))
            guard !down.isDisjoint(whole) else { continue }
            var marks = [UInt8](repeating: UInt8(ascii: " "), count: scale.count)
            for (set, mark) in layers {
                for interval in set.intersection(whole).ranges {
                    for piece in calendar.zone.pieces(of: interval) {
                        let midnight = Int64(day.daysSinceEpoch) * Microseconds.perDay
                        for index in scale.marks(from: piece.local, midnight: midnight) {
                            marks[index] = mark
                        }
                    }
                }
            }
            days.append((day, String(decoding: marks, as: UTF8.self)))
        }
        guard !days.isEmpty else { return nil }
    }

    /// Where a wall-clock time lies on the strip.
    private struct Scale {
        /// The first mark's time since midnight.
        var origin: Int64
        var perMark: Int64
        var count: Int

        /// Every mark that the time touches.
        func marks(from local: Range<Int64>, midnight: Int64) -> Range<Int> {
            let start = (local.lowerBound - midnight - origin) / perMark
            let end = (local.upperBound - midnight - origin + perMark - 1) / perMark
            return (Int(start)..<Int(max(start, end))).clamped(to: 0..<count)
        }
    }
}
