import SLA

/// From the coverage to the amount of a line, step by step; the results are those that the note froze.
struct LineCalculation {
    let page: NotePage
    let line: CreditLine
    /// The facts behind the frozen numbers; nil when none were given, or when they say something else.
    let evidence: NoteEvidence?

    private var content: LineContent { line.content }
    private var text: LocalText { page.text }

    var steps: [NoteDocument.Step] {
        var steps: [NoteDocument.Step] = []
        coverage(&steps)
        downtime(&steps)
        availability(&steps)
        credit(&steps)
        return steps
    }

    private func coverage(_ steps: inout [NoteDocument.Step]) {
        let measured = duration(content.availability.base)
        guard content.basis != .calendar else {
            step(
                pick("Durée totale du mois", "Total time of the month"),
                pick(
                    "Base de la mesure, selon les conditions",
                    "What availability is measured against, under the terms"),
                measured, .result, &steps)
            return
        }
        guard let evidence else {
            step(pick("Période de couverture", "Coverage"), "", measured, .result, &steps)
            return
        }
        let makeup = CoverageMakeup(evidence.entry.facts, timeline: evidence.timeline)
        for groups in makeup.weeklyBySpell {
            let spell = makeup.hasSeveralSpells ? groups.first?.spell : nil
            let days = spell.map { "\(text.date($0.lowerBound))–\(text.date($0.upperBound))\u{A0}: " } ?? ""
            step(
                pick("Heures de service", "Service hours"),
                "\(days)\(text.weekly(groups)) (\(evidence.zone.name))",
                duration(groups.reduce(0) { $0 + $1.microseconds }), .plain, &steps)
        }
        for special in makeup.special {
            let windows =
                special.day.windows.isEmpty ? pick("fermé", "closed") : text.windows(special.day.windows)
            step(
                pick("Horaires exceptionnels", "Special hours"),
                "\(text.date(special.day.date))\u{A0}: \(windows) (\(special.day.name))",
                duration(special.microseconds), .plain, &steps)
        }
        let classes = evidence.classes
        if classes.holiday > 0 {
            let days = makeup.holidays.filter { $0.microseconds > 0 }.map {
                "\(text.date($0.date)) (\($0.name))"
            }
            step(
                pick("Jours fériés", "Public holidays"), days.joined(separator: ", "),
                duration(-classes.holiday), .plain, &steps)
        }
        if classes.plannedMaintenance > 0 {
            step(
                pick("Maintenance programmée", "Planned maintenance"), "",
                duration(-classes.plannedMaintenance), .plain, &steps)
        }
        if content.basis == .coverageLessExcused, classes.excusedTotal > 0 {
            step(
                pick("Temps excusé", "Excused time"),
                pick("hors de la mesure, selon les conditions", "not measured, under the terms"),
                duration(-classes.excusedTotal), .plain, &steps)
        }
        step(pick("Période de couverture", "Coverage"), "", measured, .result, &steps)
    }

    private func downtime(_ steps: inout [NoteDocument.Step]) {
        if let evidence {
            let classes = evidence.classes
            let all = classes.countedDowntime + classes.excusedTotal + classes.unnotifiedDowntime
            if all != classes.countedDowntime {
                step(
                    pick("Indisponibilité", "Downtime"),
                    pick("pendant la période de couverture", "within coverage"), duration(all), .plain,
                    &steps)
            }
            for cause in evidence.terms.excusable {
                guard let time = classes.excused[cause] else { continue }
                step(
                    pick("Indisponibilité excusée", "Excused downtime"), text.cause(cause),
                    duration(-time), .plain, &steps)
            }
            if classes.unnotifiedDowntime > 0 {
                step(
                    pick("Indisponibilité non signalée", "Unnotified downtime"),
                    pick(
                        "aucune notification de défaillance enregistrée",
                        "no failure notification is recorded"),
                    duration(-classes.unnotifiedDowntime), .plain, &steps)
            }
        }
        step(
            pick("Indisponibilité comptée", "Counted downtime"), "",
            duration(content.availability.downtime), .result, &steps)
    }

    private func availability(_ steps: inout [NoteDocument.Step]) {
        let measured = content.availability
        let formula =
            "(\(text.duration(measured.base)) − \(text.duration(measured.downtime))) ÷ \(text.duration(measured.base))"
        step(
            pick("Disponibilité", "Availability"), formula, text.percent(measured) ?? "", .result, &steps)
        step(
            pick("Objectif", "Target"),
            content.target.isMet(by: measured) ? pick("atteint", "met") : pick("non atteint", "missed"),
            text.target(content.target), .plain, &steps)
        earned(&steps)
    }

    /// What the availability earns, and by what. Source: contract R10, T13 to T15.
    private func earned(_ steps: inout [NoteDocument.Step]) {
        let earned = content.earned
        let worth = text.earned(earned, page.note.currency)
        if let count = earned.steps {
            return step(pick("Tranches", "Steps"), text.steps(count), worth, .plain, &steps)
        }
        if case .proportion = earned.part {
            return step(pick("Prorata", "Proportion"), worth, "", .plain, &steps)
        }
        let condition = evidence?.terms.tier(for: content.availability)?.condition
        let detail = condition.map { condition in
            guard case .below(let bound) = condition else { return text.condition(condition) }
            return pick(
                "disponibilité inférieure à \(text.percent(bound))",
                "availability below \(text.percent(bound))")
        }
        step(pick("Taux du palier", "Rate of the tier"), detail ?? "", worth, .plain, &steps)
    }

    private func credit(_ steps: inout [NoteDocument.Step]) {
        step(
            pick("Base", "Base"),
            pick("montant facturé HT pour le mois", "amount invoiced for the month, before tax"),
            money(line.base), .plain, &steps)
        var detail = text.share(content.earned, of: money(line.base), money)
        if case .rate(let rate) = content.earned.part, content.earned.most == nil {
            detail = "\(text.rate(rate)) × \(money(line.base))"
        }
        step(
            pick("Crédit du mois", "Credit for the month"), detail, money(content.amount), .plain, &steps)
        if let cap = line.cap {
            let days = evidence?.terms.credit?.cap.map {
                pick(
                    "au plus, sur \($0.consecutiveDays) jours consécutifs",
                    "at most, in any \($0.consecutiveDays) consecutive days")
            }
            step(pick("Plafond", "Cap"), days ?? "", money(cap), .plain, &steps)
        }
        for deduction in page.arithmetic(of: line).deductions {
            step(
                pick("Part non comprise", "Not included"), deduction.reason,
                money(.zero - deduction.amount), .plain, &steps)
        }
        step(total, "", money(line.net), .total, &steps)
    }

    /// What the line's net is called: the note's, where it has no other line.
    private var total: String {
        if page.isReversal { return pick("Montant HT repris", "Net amount taken back") }
        return page.isOfSeveralLines
            ? pick("Montant HT de cette ligne", "Net of this line")
            : pick("Montant HT de cet avoir", "Net of this credit note")
    }

    private func pick(_ french: String, _ english: String) -> String { text.pick(french, english) }
    private func money(_ amount: Cents) -> String { page.money(amount) }
    private func duration(_ microseconds: Int64) -> String { text.durationWithHours(microseconds) }

    private func step(
        _ label: String, _ detail: String, _ value: String, _ weight: NoteDocument.Step.Weight,
        _ steps: inout [NoteDocument.Step]
    ) {
        steps.append(NoteDocument.Step(label: label, detail: detail, value: value, weight: weight))
    }
}
