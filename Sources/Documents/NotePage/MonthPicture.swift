import SLA

/// A month as a picture: one row per day, the coverage hours, every outage in its place and class.
package struct MonthPicture: Equatable, Sendable {
    package var title: String
    /// What the picture says, for those who do not see it.
    package var summary: String
    /// What to do on a screen that is narrower than the picture.
    package var hint: String
    /// The title over the days' counted downtime.
    package var counted: String
    package var hours: [Hour]
    package var days: [Day]
    /// From what must not be overlooked to the ground; only what the picture shows.
    package var legend: [Mark]

    /// A label on the clock's axis.
    package struct Hour: Equatable, Sendable {
        package var hour: Int
        package var label: String
    }

    package struct Day: Equatable, Sendable {
        package var label: String
        /// Instead of bars: the subscription was not in force.
        package var remark: String?
        /// From the back to the front.
        package var bars: [Bar] = []
        /// The day's counted downtime; nil without any.
        package var counted: String?
    }

    package struct Bar: Equatable, Sendable {
        package var mark: MonthMark
        /// Microseconds since the day's local midnight, by the wall clock.
        package var start: Int64
        package var end: Int64
        /// Of downtime: what it was, and its times.
        package var label: String?
    }

    package struct Mark: Equatable, Sendable {
        package var mark: MonthMark
        package var label: String
    }
}

extension MonthPicture {
    init(_ evidence: NoteEvidence, _ text: LocalText) {
        title = text.pick("Le mois en image", "The month as a picture")
        let month = text.month(evidence.calendar.month)
        let counted = text.duration(evidence.classes.countedDowntime)
        let excused = text.duration(evidence.classes.excusedTotal)
        summary = text.pick(
            "\(month), une ligne par jour\u{A0}: \(counted) d’indisponibilité comptée, \(excused) excusées",
            "\(month), one row per day: \(counted) of counted downtime, \(excused) excused")
        hint = text.pick(
            "Faites glisser l’image pour voir tout le jour.", "Slide the picture to see the whole day.")
        self.counted = text.pick("compté", "counted")
        hours = stride(from: 0, through: 24, by: 2).map {
            Hour(hour: $0, label: text.pick("\($0)\u{A0}h", "\(padded($0, to: 2)):00"))
        }
        let layers = Self.layers(evidence)
        let inForce = evidence.timeline.inForce
        days = evidence.calendar.month.days.map { Day($0, of: evidence, inForce, layers, text) }
        let marks = layers.filter { !$0.time.isEmpty }.map(\.mark) + [.outsideHours]
        legend = marks.reversed().map { Mark(mark: $0, label: $0.name(text)) }
    }

    fileprivate typealias Layer = (mark: MonthMark, time: InstantSet)

    /// From the back to the front: what must not be overlooked covers the rest.
    private static func layers(_ evidence: NoteEvidence) -> [Layer] {
        let timeline = evidence.timeline
        return [
            (.available, timeline.available), (.holiday, timeline.holiday),
            (.maintenance, timeline.plannedMaintenance), (.outsideCoverage, evidence.downOutsideCoverage),
            (.excused, evidence.excused), (.unnotified, timeline.unnotifiedDowntime),
            (.counted, timeline.countedDowntime),
        ]
    }
}

extension MonthPicture.Day {
    fileprivate init(
        _ day: LocalDate, of evidence: NoteEvidence, _ inForce: InstantSet, _ layers: [MonthPicture.Layer],
        _ text: LocalText
    ) {
        let whole = evidence.calendar.interval(of: day)
        label = "\(text.weekday(day.weekday)) \(padded(day.components.day, to: 2))"
        guard !inForce.isDisjoint(InstantSet(whole)) else {
            remark = text.pick("hors abonnement", "not in force")
            return
        }
        let midnight = Int64(day.daysSinceEpoch) * Microseconds.perDay
        for layer in layers {
            for interval in layer.time.intersection(InstantSet(whole)).ranges {
                for piece in evidence.zone.pieces(of: interval) {
                    bars.append(
                        .init(
                            layer.mark, from: piece.local.lowerBound - midnight,
                            to: piece.local.upperBound - midnight, text))
                }
            }
        }
        let counted = evidence.timeline.countedDowntime.microseconds(within: whole)
        if counted > 0 { self.counted = text.duration(counted) }
    }
}

extension MonthPicture.Bar {
    fileprivate init(_ mark: MonthMark, from start: Int64, to end: Int64, _ text: LocalText) {
        let times = "\(text.timeOfDay(start))–\(text.timeOfDay(end))"
        self.init(
            mark: mark, start: start, end: end,
            label: mark.isDowntime ? "\(mark.name(text)), \(times)" : nil)
    }
}
