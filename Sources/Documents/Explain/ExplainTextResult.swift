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
        row(("barème", "tier"), tier(terms))
        guard let next = margins.next else { return }
        let more = clock(next.moreDowntime)
        let name = next.condition.map { text.condition($0) } ?? text.steps(next.earned.steps ?? 0)
        let what = text.say("\(name) : \(earned(next.earned))", "\(name): \(earned(next.earned))")
        row(
            next.condition == nil ? ("ensuite", "next step") : ("ensuite", "next tier"),
            next.isWithinReach
                ? "\(what), atteint avec \(more) d’indisponibilité comptée de plus"
                : "\(what), hors d’atteinte : le temps couvert est trop court",
            next.isWithinReach
                ? "\(what), reached with \(more) more counted downtime"
                : "\(what), out of reach: the covered time is too short")
    }

    /// What is earned, and by what; with steps also what they are steps of. Source: contract R10, T13 to T15.
    private func tier(_ terms: Terms) -> String {
        let tier = terms.tier(for: statement.availability)
        guard let now = statement.credit.earned, let earnedBy = EarnedBy(now, tier: tier) else {
            return text.pick("aucun palier atteint (R10)", "none reached (R10)")
        }
        let what = earned(now)
        guard tier == nil, let schedule = terms.credit?.schedule else {
            let rule = tier?.condition.isOrdinary == false ? "T13" : "R10"
            let english =
                tier?.worth.rate == nil
                ? "\(text.name(earnedBy)): \(what)" : "\(text.name(earnedBy)): credit of \(what)"
            return text.say("\(text.name(earnedBy)) : avoir de \(what) (\(rule))", "\(english) (\(rule))")
        }
        let words = TermsSummary.schedule(schedule, text)
        return text.say(
            "\(text.name(earnedBy)) : \(what) ; \(words)", "\(text.name(earnedBy)): \(what); \(words)")
    }

    private mutating func distance(_ margins: DistanceToTarget, target: Target) {
        let distance = statement.availability.downtime - margins.mostDowntimeMeetingTarget
        let most = clock(margins.mostDowntimeMeetingTarget)
        let length = clock(abs(distance))
        let rule = if case .atLeast = target { "R9" } else { "T12" }
        let named: String
        switch target {
        case .atLeast(let bound): named = text.pick("au moins ", "at least ") + percent(bound)
        case .above, .downtimeAtMost: named = text.target(target)
        }
        row(
            ("objectif", "target"),
            distance > 0
                ? "\(named) : manqué de \(length) ; le maximum permis est \(most) (\(rule))"
                : "\(named) : tenu, avec une marge de \(length) sur \(most) (\(rule))",
            distance > 0
                ? "\(named): missed by \(length); the most allowed is \(most) (\(rule))"
                : "\(named): met, with \(length) to spare of \(most) (\(rule))")
    }
}

extension Schedule.Tier.Condition {
    /// Whether it is the one of R10.
    fileprivate var isOrdinary: Bool { if case .below = self { true } else { false } }
}
