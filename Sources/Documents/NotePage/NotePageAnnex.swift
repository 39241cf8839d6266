import SLA

extension NotePage {
    /// How many lines a note may have that are calculated in full; one of more has a row for each instead.
    ///
    /// A calculation takes a page or two, with its picture.
    package static let mostCalculations = 100

    /// How the amount came about.
    var annex: NoteDocument.Annex {
        let isLong = note.lines.count > Self.mostCalculations
        return NoteDocument.Annex(
            title: isReversal
                ? pick("Annexe : calcul de l’avoir annulé", "Annex: calculation of the reversed credit")
                : pick("Annexe : calcul de l’avoir", "Annex: calculation of the credit"),
            subtitle: "\(note.number), \(months)",
            overview: isLong ? overview : nil,
            sections: note.commercial.map { [section($0)] } ?? (isLong ? [] : note.lines.map(section)))
    }

    private func section(_ line: CreditLine) -> NoteDocument.Section {
        let entry = entries(line)
        let evidence = entry.flatMap { NoteEvidence($0, behind: line) }
        let isOutdated = evidence == nil && entry != nil && !isReversal
        return NoteDocument.Section(
            line: line.line,
            title: isOfSeveralLines
                ? pick("Ligne \(line.line) : ", "Line \(line.line): ")
                    + "\(line.subscription) – \(line.content.service), \(text.month(line.month))" : nil,
            steps: LineCalculation(page: self, line: line, evidence: evidence).steps,
            remark: isOutdated
                ? pick(
                    "Les faits enregistrés pour ce mois ont changé depuis l’émission : ils ne sont pas représentés ici.",
                    "The facts recorded for this month have changed since this note was issued: they are not pictured here."
                ) : nil,
            month: evidence.map { MonthPicture($0, text) },
            outages: evidence.map { OutageList($0, text: text).outages })
    }

    /// One row per line.
    private var overview: NoteDocument.Overview {
        NoteDocument.Overview(
            explanation: pick(
                "Montant = taux × base, moins ce qui était déjà crédité pour le mois et ce que le plafond retranche.",
                "Amount = rate × base, less what was already credited for the month and what the cap cuts."),
            columns: .init(
                line: pick("Ligne", "Line"), subscription: pick("Abonnement", "Subscription"),
                month: pick("Mois", "Month"), availability: pick("Disponibilité", "Availability"),
                target: pick("Objectif", "Target"), rate: pick("Taux", "Rate"),
                base: pick("Base HT", "Base, net"), amount: pick("Montant HT", "Net amount")),
            rows: note.lines.map { line in
                let content = line.content
                return .init(
                    line: text.integer(line.line), subscription: line.subscription,
                    month: text.month(line.month),
                    availability: text.percent(content.availability) ?? "",
                    target: text.target(content.target),
                    rate: text.earned(content.earned, note.currency),
                    base: money(line.base), amount: money(line.net))
            })
    }
}
