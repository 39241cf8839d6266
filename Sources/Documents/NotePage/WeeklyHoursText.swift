import SLA

/// Weekly hours on one line.
extension LocalText {
    /// `lun.–ven. 08:00–18:00; sam. 09:00–12:00`.
    func weekly(_ groups: ArraySlice<CoverageMakeup.WeeklyHours>) -> String {
        groups.map { group in
            "\(days(group.days)) \(windows(group.windows))"
        }.joined(separator: pick("\u{A0}; ", "; "))
    }

    func windows(_ windows: [Range<Int64>]) -> String {
        windows.map { "\(timeOfDay($0.lowerBound))–\(timeOfDay($0.upperBound))" }.joined(
            separator: ", ")
    }

    /// `lun.–ven.`, `Sat Sun`.
    func days(_ days: [Weekday]) -> String {
        let isRun = zip(days, days.dropFirst()).allSatisfy { $1.isoNumber == $0.isoNumber + 1 }
        let names = days.map(weekday)
        return isRun && names.count > 2
            ? [names.first, names.last].compactMap { $0 }.joined(separator: "–")
            : names.joined(separator: " ")
    }
}
