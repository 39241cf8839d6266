import SLA

extension ExplainText {
    /// R2: the weekly hours, what holidays and maintenance took, and what is left.
    mutating func coverage(_ makeup: CoverageMakeup, _ terms: Terms) {
        heading("Couverture (R2)", "Coverage (R2)")
        var table = Table([.left, .right, .left])
        var spell: ClosedRange<LocalDate>?
        for hours in makeup.weekly {
            if makeup.hasSeveralSpells, hours.spell != spell {
                let (first, last) = (hours.spell.lowerBound, hours.spell.upperBound)
                table.add([text.say("\(time.date(first)) au \(time.date(last)) :", "\(first) to \(last):")])
                spell = hours.spell
            }
            let isOne = hours.count == 1
            table.add([
                "\(days(hours.days)) \(Self.text(hours.windows))", clock(hours.microseconds),
                "\(hours.count) " + text.pick(isOne ? "jour" : "jours", isOne ? "day" : "days"),
            ])
        }
        for special in makeup.special {
            let windows =
                special.day.windows.isEmpty ? text.pick("fermé", "closed") : Self.text(special.day.windows)
            table.add([
                text.pick("horaires particuliers, ", "special hours, ") + time.day(special.day.date),
                clock(special.microseconds), "\(windows), \(special.day.name)",
            ])
        }
        for holiday in makeup.holidays {
            let remark =
                holiday.microseconds > 0
                ? "" : text.say(" : pas d’heures ce jour-là", ": no weekly hours that day")
            table.add([
                text.pick("jour férié, ", "holiday, ") + time.day(holiday.date),
                clock(-holiday.microseconds), holiday.name + remark,
            ])
        }
        if terms.coverage.excludesPlannedMaintenance {
            for removal in makeup.maintenance { add(removal, to: &table) }
            if makeup.maintenanceOverlaps(statement.classes) {
                table.add([
                    text.pick("maintenances ensemble", "maintenance together"),
                    clock(-statement.classes.plannedMaintenance),
                    text.pick("elles se chevauchent", "they overlap"),
                ])
            }
        }
        table.add([text.pick("couvert", "covered"), clock(statement.classes.covered)])
        prose.table(table)
        if !terms.coverage.excludesPublicHolidays {
            prose.paragraph(
                text.say(
                    "Les conditions ne retirent pas les jours fériés de la couverture.",
                    "The terms do not take public holidays out of coverage."))
        }
        if !terms.coverage.excludesPlannedMaintenance && !makeup.maintenance.isEmpty {
            prose.paragraph(
                text.say(
                    "Les conditions ne retirent pas la maintenance programmée de la couverture.",
                    "The terms do not take planned maintenance out of coverage."))
        }
    }

    private func add(_ removal: CoverageMakeup.Removal, to table: inout Table) {
        let maintenance = removal.maintenance
        let length = clock(removal.microseconds)
        table.add([
            "maintenance \(maintenance.source)/\(maintenance.id)",
            removal.isPlanned ? clock(-removal.microseconds) : clock(0),
            time.text(maintenance.interval),
        ])
        if let summary = maintenance.summary { table.add(["", "", summary]) }
        if !removal.isPlanned {
            table.add(["", "", notPlanned(removal, length)])
        } else if maintenance.announcedAt == nil {
            table.add([
                "", "",
                text.say(
                    "tenue pour programmée ; aucune annonce n’est enregistrée (R2)",
                    "taken as planned; no announcement is recorded (R2)"),
            ])
        }
    }

    /// Why it does not leave coverage, and what it would take out.
    private func notPlanned(_ removal: CoverageMakeup.Removal, _ length: String) -> String {
        let maintenance = removal.maintenance
        let needed = removal.notice.map { text.notice($0) }
        let rule = needed == nil ? "R2" : "T6"
        let why: String
        switch (maintenance.announcedAt, needed) {
        case (nil, let needed):
            why = text.say(
                "aucune annonce n’est enregistrée, il en faut une \(needed ?? "") avant",
                "no announcement is recorded, \(needed ?? "") of notice needed")
        case (let announcedAt?, let needed?) where announcedAt <= maintenance.interval.lowerBound:
            let before = text.words(
                maintenance.interval.lowerBound.microseconds - announcedAt.microseconds)
            why = text.say(
                "annoncée \(before) avant, il faut \(needed)", "announced \(before) before, \(needed) needed")
        case (let announcedAt?, _):
            let at = time.text(announcedAt)
            why = text.pick("annoncée trop tard, \(at)", "announced too late, \(at)")
        }
        return text.say(
            "\(why) : elle retirerait \(length) (\(rule))", "\(why): it would take out \(length) (\(rule))")
    }

    private static func text(_ windows: [Range<Int64>]) -> String {
        windows.map {
            "\(DurationText.timeOfDay($0.lowerBound))-\(DurationText.timeOfDay($0.upperBound))"
        }.joined(separator: ", ")
    }

    /// `Mon to Fri`, `Sat`, `Mon, Wed`.
    private func days(_ days: [Weekday]) -> String {
        guard let first = days.first, let last = days.last else { return "" }
        let isRun = last.isoNumber - first.isoNumber == days.count - 1
        return isRun && days.count > 2
            ? time.day(first) + text.pick(" à ", " to ") + time.day(last)
            : days.map { time.day($0) }.joined(separator: ", ")
    }
}
