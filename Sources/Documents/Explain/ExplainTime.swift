import SLA

/// Days and instants of an explanation, as the readers of the language write them.
struct ExplainTime {
    let text: LocalText
    let time: LocalTime

    private var isFrench: Bool { text.language == .french }

    /// `Mon 2026-10-05 09:12:00`, `lun. 05/10/2026 09:12`; with the offset where the clock changes.
    func text(_ instant: Instant) -> String {
        guard isFrench else { return time.text(instant) }
        let day = text.weekday(time.zone.day(of: instant).weekday)
        return "\(day) \(text.instant(instant, in: time.zone, showsOffset: time.showsOffset))"
    }

    /// The end's day only where it is another one.
    func text(_ interval: Interval) -> String {
        guard isFrench else { return time.text(interval) }
        let zone = time.zone
        let day = zone.day(of: interval.upperBound)
        guard zone.day(of: interval.lowerBound) == day else {
            return "\(text(interval.lowerBound)) au \(text(interval.upperBound))"
        }
        let end = text.instant(interval.upperBound, in: zone, showsOffset: time.showsOffset)
        return "\(text(interval.lowerBound)) à \(end.drop { $0 != " " }.dropFirst())"
    }

    /// `Mon 2026-10-05`, `lun. 5 octobre 2026`.
    func day(_ day: LocalDate) -> String {
        isFrench ? "\(text.weekday(day.weekday)) \(text.date(day))" : LocalTime.text(day)
    }

    /// `2026-10-05`, `5 octobre 2026`.
    func date(_ day: LocalDate) -> String { text.pick(text.date(day), day.description) }

    /// `Mon`, `lun.`
    func day(_ day: Weekday) -> String { isFrench ? text.weekday(day) : LocalTime.text(day) }
}
