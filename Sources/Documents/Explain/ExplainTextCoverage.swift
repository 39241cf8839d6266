import SLA

extension ExplainText {
    /// R2: the weekly hours, what holidays and maintenance took, and what is left.
    mutating func coverage(_ makeup: CoverageMakeup, _ terms: Terms) {
        prose.heading("Coverage (R2)")
        var table = Table([.left, .right, .left])
        var spell: ClosedRange<LocalDate>?
        for hours in makeup.weekly {
            if makeup.hasSeveralSpells, hours.spell != spell {
                table.add(["\(hours.spell.lowerBound) to \(hours.spell.upperBound):"])
                spell = hours.spell
            }
            let days = "\(hours.count) \(hours.count == 1 ? "day" : "days")"
            table.add([
                "\(Self.text(hours.days)) \(Self.text(hours.windows))",
                DurationText.clock(hours.microseconds),
                days,
            ])
        }
        for special in makeup.special {
            let windows = special.day.windows.isEmpty ? "closed" : Self.text(special.day.windows)
            table.add([
                "special hours, \(LocalTime.text(special.day.date))",
                DurationText.clock(special.microseconds),
                "\(windows), \(special.day.name)",
            ])
        }
        for holiday in makeup.holidays {
            let name = "holiday, \(LocalTime.text(holiday.date))"
            let remark = holiday.microseconds > 0 ? "" : ": no weekly hours that day"
            table.add([name, DurationText.clock(-holiday.microseconds), holiday.name + remark])
        }
        if terms.coverage.excludesPlannedMaintenance {
            for removal in makeup.maintenance { add(removal, to: &table) }
            if makeup.maintenanceOverlaps(statement.classes) {
                let removed = -statement.classes.plannedMaintenance
                table.add(["maintenance together", DurationText.clock(removed), "they overlap"])
            }
        }
        table.add(["covered", DurationText.clock(statement.classes.covered)])
        prose.table(table)
        if !terms.coverage.excludesPublicHolidays {
            prose.paragraph("The terms do not take public holidays out of coverage.")
        }
        if !terms.coverage.excludesPlannedMaintenance && !makeup.maintenance.isEmpty {
            prose.paragraph("The terms do not take planned maintenance out of coverage.")
        }
    }

    private func add(_ removal: CoverageMakeup.Removal, to table: inout Table) {
        let maintenance = removal.maintenance
        let length = DurationText.clock(removal.microseconds)
        table.add([
            "maintenance \(maintenance.source)/\(maintenance.id)",
            maintenance.isPlanned ? DurationText.clock(-removal.microseconds) : DurationText.clock(0),
            time.text(maintenance.interval),
        ])
        if let summary = maintenance.summary { table.add(["", "", summary]) }
        if !maintenance.isPlanned, let announcedAt = maintenance.announcedAt {
            table.add([
                "", "", "announced too late, \(time.text(announcedAt)): it would take out \(length) (R2)",
            ])
        } else if maintenance.announcedAt == nil {
            table.add(["", "", "taken as planned; no announcement is recorded (R2)"])
        }
    }

    private static func text(_ windows: [Range<Int64>]) -> String {
        windows.map {
            "\(DurationText.timeOfDay($0.lowerBound))-\(DurationText.timeOfDay($0.upperBound))"
        }.joined(separator: ", ")
    }

    /// `Mon to Fri`, `Sat`, `Mon, Wed`.
    private static func text(_ days: [Weekday]) -> String {
        guard let first = days.first, let last = days.last else { return "" }
        let isRun = last.isoNumber - first.isoNumber == days.count - 1
        return isRun && days.count > 2
            ? "\(LocalTime.text(first)) to \(LocalTime.text(last))"
            : days.map { LocalTime.text($0) }.joined(separator: ", ")
    }
}
