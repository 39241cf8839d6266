/// A time zone's offsets over a month and its neighbours: the zone data that an assessment used.
///
/// Source: contract R19.
package struct ZoneOffsets: Equatable, Sendable {
    /// From `start` on, local time is `offset` seconds ahead of UTC.
    private typealias Step = Zone.Transition

    /// The span that is known, from the first instant of the month before to that of the second month after, in UTC.
    private let reach: Interval
    /// The first one begins with the reach; each differs from the one before it.
    private let steps: [Zone.Transition]

    package init(_ zone: Zone, around month: Month) {
        reach = Self.reach(of: month)
        steps = zone.pieces(of: reach).reduce(into: []) { steps, piece in
            guard piece.offset != steps.last?.offset else { return }
            steps.append(Step(start: piece.interval.lowerBound, offset: piece.offset))
        }
    }

    /// The zone with these offsets where they are known, and `zone`'s own everywhere else.
    package func zone(beyond zone: Zone) -> Zone {
        let end = Step(start: reach.upperBound, offset: zone.offset(at: reach.upperBound))
        let all =
            zone.transitions.filter { $0.start < reach.lowerBound } + steps + [end]
            + zone.transitions.filter { $0.start > reach.upperBound }
        var offset = zone.initialOffset
        return Zone(
            name: zone.name, initialOffset: zone.initialOffset,
            transitions: all.filter { step in
                defer { offset = step.offset }
                return step.offset != offset
            })
    }

    private static func reach(of month: Month) -> Interval {
        let before = month.firstDay.adding(days: -1).month.firstDay
        let after = month.lastDay.adding(days: 1).month.lastDay.adding(days: 1)
        return Zone.utc.start(of: before)..<Zone.utc.start(of: after)
    }
}

extension ZoneOffsets: CustomStringConvertible {
    /// In seconds ahead of UTC, and when they change: `7200 2026-10-25T01:00:00Z 3600`.
    package var description: String {
        steps.enumerated().map { index, step in
            index == 0 ? String(step.offset) : "\(Self.text(step.start)) \(step.offset)"
        }.joined(separator: " ")
    }

    /// Reads exactly what `description` writes; nil for anything else.
    package init?(_ text: some StringProtocol, around month: Month) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count % 2 == 1 else { return nil }
        let reach = Self.reach(of: month)
        var steps: [Step] = []
        for place in stride(from: 0, to: words.count, by: 2) {
            let start = place == 0 ? reach.lowerBound : Self.instant(words[place - 1])
            guard let start, let offset = Int(words[place]), abs(offset) < 26 * 3_600,
                steps.last.map({ $0.start < start && $0.offset != offset }) ?? true, start < reach.upperBound
            else { return nil }
            steps.append(Step(start: start, offset: offset))
        }
        self.reach = reach
        self.steps = steps
        guard description == text else { return nil }
    }

    private static func text(_ instant: Instant) -> String {
        let day = Zone.utc.day(of: instant)
        let seconds = Int(
            (instant.microseconds - Zone.utc.start(of: day).microseconds) / Microseconds.perSecond)
        let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { padded($0, to: 2) }
        return "\(day)T\(clock.joined(separator: ":"))Z"
    }

    private static func instant(_ text: some StringProtocol) -> Instant? {
        guard text.utf8.count == 20, let day = LocalDate(text.prefix(10)) else { return nil }
        let clock = text.dropFirst(11).dropLast().split(separator: ":").compactMap { digits($0, count: 2) }
        guard clock.count == 3 else { return nil }
        let seconds = Int64(clock[0] * 3_600 + clock[1] * 60 + clock[2])
        return Instant(
            microseconds: Zone.utc.start(of: day).microseconds + seconds * Microseconds.perSecond)
    }
}

extension ZoneOffsets {
    /// For people: `+02:00, from 2026-10-25T01:00:00Z +01:00`.
    package var readable: String {
        steps.enumerated().map { index, step in
            let seconds = abs(step.offset)
            let parts = [seconds / 3_600, seconds / 60 % 60] + (seconds % 60 == 0 ? [] : [seconds % 60])
            let offset =
                (step.offset < 0 ? "-" : "+") + parts.map { padded($0, to: 2) }.joined(separator: ":")
            return index == 0 ? offset : "from \(Self.text(step.start)) \(offset)"
        }.joined(separator: ", ")
    }
}
