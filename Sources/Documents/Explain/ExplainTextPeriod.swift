import Messages
import SLA

/// The terms, and which hours of the period count.
extension ExplainText {
    mutating func terms(_ terms: Terms) {
        heading("Conditions", "Terms")
        row(
            ("version", "version"),
            "\(safe(terms.id)) \(safe(terms.version)), en vigueur à partir du \(time.date(terms.effectiveFrom))"
                + (terms.effectiveUntil.map { " jusqu’au \(time.date($0))" } ?? ""),
            "\(safe(terms.id)) \(safe(terms.version)), in force from \(terms.effectiveFrom)"
                + (terms.effectiveUntil.map { " to \($0)" } ?? ""))
        row(("titre", "title"), safe(terms.title))
        row(("source", "source"), safe(terms.source))
        if let digest = entry.termsSHA256 { row(("sha256", "sha256"), safe(digest)) }
    }

    mutating func period(_ calendar: MonthCalendar) {
        let facts = entry.facts
        heading("Période (R1)", "Period (R1)")
        let length = clock(statement.classes.period)
        row(
            ("du, au", "from, to"),
            time.text(statement.period) + text.say(", ", ", ") + safe(calendar.terms.timeZone)
                + text.say(" : ", ": ") + length)
        for (place, spell) in facts.spells.enumerated() {
            let label = place == 0 ? ("en vigueur", "in force") : ("", "")
            let several = facts.spells.count > 1
            row(
                label,
                "du \(time.date(spell.startsOn))"
                    + (spell.endsOn.map { " au \(time.date($0))" } ?? ", sans fin")
                    + (several
                        ? " : \(safe(spell.service)), \(safe(spell.terms)), calendrier \(safe(spell.holidays))"
                        : ""),
                "from \(spell.startsOn) " + (spell.endsOn.map { "to \($0)" } ?? "on, no end")
                    + (several
                        ? ": \(safe(spell.service)), \(safe(spell.terms)), holidays \(safe(spell.holidays))"
                        : ""))
        }
        let pieces = calendar.zone.pieces(of: statement.period)
        for (before, after) in zip(pieces, pieces.dropFirst()) {
            let (offset, at) = (LocalTime.offset(before.offset), time.text(after.interval.lowerBound))
            row(("heure", "clock"), "change de \(offset) : \(at)", "changes from \(offset) at \(at)")
        }
        if facts.spells.count > 1 {
            prose.paragraph(
                text.say(
                    "Horaires, jours fériés et service suivent chaque période de l’abonnement. Objectif, barème, règles d’avoir "
                        + "et client du mois sont ceux de la première ; les nouveaux décident à partir du mois suivant (R17).",
                    "Hours, holidays and service follow each spell on its days. Target, tiers, credit rules and customer of the "
                        + "month are those of its first spell; the new ones decide from the next month on (R17)."
                ))
        }
    }

    mutating func days(_ strips: DayStrips) {
        heading("Jours d’indisponibilité couverte", "Days with covered downtime")
        for line in strips.lines(text) { prose.verbatim("  " + line) }
        prose.verbatim("  " + DayStrips.legend(text))
        prose.paragraph(
            text.say(
                "Un signe vaut \(strips.minutesPerMark) minutes et montre la première de ces classes qui s’y trouve.",
                "One mark is \(strips.minutesPerMark) minutes and shows the first of these classes that occurs in it."
            )
        )
    }
}
