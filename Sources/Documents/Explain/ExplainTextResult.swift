import SLA

extension ExplainText {
    /// R16: every class, and that they sum to the period.
    mutating func classes(_ terms: Terms) {
        let classes = statement.classes
        heading("Classe de chaque instant (R16)", "Classes of every instant (R16)")
        var table = Table([.left, .right, .right, .left])
        let mark: Character = text.language == .french ? "," : "."
        func add(_ french: String, _ english: String, _ time: Int64) {
            let seconds = DurationText.seconds(time, decimalMark: mark)
            table.add([text.say(french, english), clock(time), seconds, "s"])
        }
        add("hors horaires", "outside_hours", classes.outsideHours)
        add("jour férié", "holiday", classes.holiday)
        add("maintenance programmée", "planned_maintenance", classes.plannedMaintenance)
        add("indisponibilité comptée", "counted_downtime", classes.countedDowntime)
        for cause in terms.excusable {
            if let time = classes.excused[cause] {
                add("excusé : \(text.cause(cause))", "excused: \(cause.rawValue)", time)
            }
        }
        add("indisponibilité non signalée", "unnotified_downtime", classes.unnotifiedDowntime)
        add("disponible", "available", classes.available)
        add("somme", "sum", classes.period)
        add("période", "period", statement.period.microseconds)
        prose.table(table)
    }

    /// R7 to R10: the exact fraction, the target, the tier, and how far the next ones are.
    mutating func availability(_ terms: Terms) {
        let availability = statement.availability
        let basis = text.measured(by: statement.basis)
        heading("Disponibilité (R7, R8)", "Availability (R7, R8)")
        let (base, down) = (clock(availability.base), clock(availability.downtime))
        row(
            ("B, \(basis.french)", "B, \(statement.basis.rawValue)"), "\(base), \(basis.what)",
            "\(base), \(basis.what)")
        row(("D", "D"), "\(down), indisponibilité comptée", "\(down), counted downtime")
        guard let percent = percent(availability) else {
            return row(("(B - D) / B", "(B - D) / B"), "non mesurable : B vaut 0", "not measurable: B is 0")
        }
        row(
            ("(B - D) / B", "(B - D) / B"), "\(fraction(availability)) = \(percent), tronqué à l’impression",
            "\(fraction(availability)) = \(percent), printed truncated")
        guard let margins = DistanceToTarget(statement, terms: terms), let target = statement.target else {
            return row(
                ("objectif", "target"), "aucun : mesuré, jamais crédité", "none: measured, never credited")
        }
        distance(margins, target: target)
        row(
            ("barème", "tier"),
            margins.tier.map {
                "moins de \(self.percent($0.below)) : avoir de \(self.percent($0.rate)) (R10)"
            }
                ?? "aucun palier atteint (R10)",
            margins.tier.map { "below \($0.below)%: credit of \($0.rate)% (R10)" } ?? "none reached (R10)")
        guard let next = margins.next else { return }
        let more = clock(next.moreDowntime)
        let french = "moins de \(self.percent(next.tier.below)) : \(self.percent(next.tier.rate))"
        let english = "below \(next.tier.below)%: \(next.tier.rate)%"
        row(
            ("ensuite", "next tier"),
            next.isWithinReach
                ? "\(french), atteint avec \(more) d’indisponibilité comptée de plus"
                : "\(french), hors d’atteinte : le temps couvert est trop court",
            next.isWithinReach
                ? "\(english), reached with \(more) more counted downtime"
                : "\(english), out of reach: the covered time is too short")
    }

    private mutating func distance(_ margins: DistanceToTarget, target: Percentage) {
        let distance = statement.availability.downtime - margins.mostDowntimeMeetingTarget
        let most = clock(margins.mostDowntimeMeetingTarget)
        let length = clock(abs(distance))
        row(
            ("objectif", "target"),
            distance > 0
                ? "au moins \(percent(target)) : manqué de \(length) ; le maximum permis est \(most) (R9)"
                : "au moins \(percent(target)) : tenu, avec une marge de \(length) sur \(most) (R9)",
            distance > 0
                ? "at least \(target)%: missed by \(length); the most allowed is \(most) (R9)"
                : "at least \(target)%: met, with \(length) to spare of \(most) (R9)")
    }
}
