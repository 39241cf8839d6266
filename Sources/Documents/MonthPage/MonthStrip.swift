import SLA

/// A subscription's month day by day: where its lost time lies, and how much there is of it.
struct MonthStrip {
    /// In rising order of what must not be overlooked: the last is drawn on top.
    enum Kind: Int, CaseIterable {
        case maintenance, excused, unnotified, counted
    }

    /// A stretch of one day, in minutes of the wall clock since midnight, outward to whole ones.
    struct Mark {
        /// 1 to 31.
        var day: Int
        var minutes: Range<Int>
    }

    /// The exact lengths of one day, in microseconds.
    struct Day {
        /// 1 to 31.
        var number: Int
        fileprivate(set) var lengths = [Int64](repeating: 0, count: Kind.allCases.count)

        subscript(kind: Kind) -> Int64 { lengths[kind.rawValue] }
    }

    private var marksByKind = [[Mark]](repeating: [], count: Kind.allCases.count)
    /// Only the days with such time, in order.
    private(set) var days: [Day] = []
    /// From 1: this day and those after it have not come yet; nil where all have.
    let firstFutureDay: Int?

    init(_ timeline: Timeline, calendar: MonthCalendar, firstFutureDay: Int? = nil) {
        self.firstFutureDay = firstFutureDay
        let excused = timeline.excused.values.reduce(into: InstantSet()) { $0.formUnion($1) }
        let sets: [(Kind, InstantSet)] = [
            (.maintenance, timeline.plannedMaintenance), (.excused, excused),
            (.unnotified, timeline.unnotifiedDowntime), (.counted, timeline.countedDowntime),
        ]
        for (kind, set) in sets {
            for part in calendar.dayParts(of: set) {
                marksByKind[kind.rawValue] += part.marks
                if days.last?.number != part.number, !days.contains(where: { $0.number == part.number }) {
                    days.append(Day(number: part.number))
                }
                for index in days.indices where days[index].number == part.number {
                    days[index].lengths[kind.rawValue] += part.microseconds
                }
            }
        }
        days.sort { $0.number < $1.number }
    }

    func isFuture(_ day: Day) -> Bool { firstFutureDay.map { day.number >= $0 } ?? false }

    func marks(_ kind: Kind) -> [Mark] { marksByKind[kind.rawValue] }
}

extension MonthCalendar {
    /// What a set of instants has on each local day.
    func dayParts(of set: InstantSet) -> [(number: Int, marks: [MonthStrip.Mark], microseconds: Int64)] {
        set.ranges.flatMap { range in
            var parts: [(Int, [MonthStrip.Mark], Int64)] = []
            var day = zone.day(of: range.lowerBound)
            var rest = range
            while !rest.isEmpty {
                let part = rest.clamped(to: interval(of: day))
                if !part.isEmpty {
                    let number = day.components.day
                    parts.append((number, marks(of: part, on: day), part.microseconds))
                }
                rest = max(rest.lowerBound, part.upperBound)..<rest.upperBound
                day = day.adding(days: 1)
            }
            return parts
        }
    }

    private func marks(of part: Interval, on day: LocalDate) -> [MonthStrip.Mark] {
        let midnight = Int64(day.daysSinceEpoch) * Microseconds.perDay
        return zone.pieces(of: part).map { piece in
            let start = (piece.local.lowerBound - midnight) / Microseconds.perMinute
            let end =
                (piece.local.upperBound - midnight + Microseconds.perMinute - 1) / Microseconds.perMinute
            return MonthStrip.Mark(day: day.components.day, minutes: Int(start)..<Int(end))
        }
    }
}
