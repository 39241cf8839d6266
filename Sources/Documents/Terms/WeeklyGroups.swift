import SLA

extension Terms.Coverage {
    /// Days that follow each other with the same hours together; windows in microseconds since midnight.
    var weeklyGroups: [(days: [Weekday], windows: [Range<Int64>])] {
        let windows = Dictionary(grouping: weekly, by: \.day).mapValues { windows in
            windows.sorted { $0.from < $1.from }.map { $0.from..<$0.to }
        }
        var groups: [(days: [Weekday], windows: [Range<Int64>])] = []
        for day in Weekday.allCases {
            guard let open = windows[day] else { continue }
            if let last = groups.indices.last, groups[last].windows == open {
                groups[last].days.append(day)
            } else {
                groups.append(([day], open))
            }
        }
        return groups
    }
}
