import SLA

extension NotePage {
    /// How many lines a note may have that are calculated in full; one of more has a row for each instead.
    ///
    /// A calculation takes a page or two, with its picture.
    package static let mostCalculations = 100

    /// How the amount came about.
    func annex(_ html: inout HTMLWriter) {
        html.element(
            "h2", ["id": "annex", "class": "annex-title"],
            text: isReversal
                ? pick("Annexe : calcul de l’avoir annulé", "Annex: calculation of the reversed credit")
                : pick("Annexe : calcul de l’avoir", "Annex: calculation of the credit"))
        html.element("p", ["class": "running"], text: "\(note.number), \(months)")
        if note.lines.count > Self.mostCalculations { return overview(&html) }
        for line in note.lines {
            guard isOfSeveralLines else {
                calculation(of: line, heading: "h3", &html)
                continue
            }
            let name = "line-\(line.line)"
            html.element("section", ["aria-labelledby": name]) { html in
                html.element(
                    "h3", ["id": name, "class": "line-title"],
                    text: pick("Ligne \(line.line) : ", "Line \(line.line): ")
                        + "\(line.subscription) – \(line.content.service), \(text.month(line.month))")
                calculation(of: line, heading: "h4", &html)
            }
            html.newline()
        }
    }

    private func calculation(of line: CreditLine, heading: StaticString, _ html: inout HTMLWriter) {
        let entry = entries(line)
        let evidence = entry.flatMap { NoteEvidence($0, behind: line) }
        LineCalculation(page: self, line: line, evidence: evidence).write(to: &html)
        guard let evidence else {
            if entry != nil, !isReversal {
                html.element(
                    "p", ["class": "remark"],
                    text: pick(
                        "Les faits enregistrés pour ce mois ont changé depuis l’émission : ils ne sont pas représentés ici.",
                        "The facts recorded for this month have changed since this note was issued: they are not pictured here."
                    ))
            }
            return
        }
        html.element(heading, text: pick("Le mois en image", "The month as a picture"))
        let suffix = isOfSeveralLines ? "-\(line.line)" : ""
        MonthPicture(evidence: evidence, text: text, suffix: suffix).write(to: &html)
        OutageList(evidence, text: text, heading: heading).write(to: &html)
    }

    /// One row a line.
    private func overview(_ html: inout HTMLWriter) {
        html.element(
            "p",
            text: pick(
                "Montant = taux × base, moins ce qui était déjà crédité pour le mois et ce que le plafond retranche.",
                "Amount = rate × base, less what was already credited for the month and what the cap cuts."))
        html.element("table", ["class": "figures stacked overview"]) { html in
            let titles = [
                pick("Ligne", "Line"), pick("Abonnement", "Subscription"), pick("Mois", "Month"),
                pick("Disponibilité", "Availability"), pick("Objectif", "Target"), pick("Taux", "Rate"),
                pick("Base HT", "Base, net"), pick("Montant HT", "Net amount"),
            ]
            columns(["c-line", "", "", "c-part", "c-part", "c-line", "c-sum", "c-sum"], &html)
            header(titles, numbersFrom: 3, &html)
            html.element("tbody") { html in
                for line in note.lines {
                    let content = line.content
                    let numbers = [
                        text.percent(content.availability) ?? "", text.percent(content.target),
                        text.percent(content.rate), money(line.base), money(line.net),
                    ]
                    html.element("tr") { html in
                        html.element("td", text: text.integer(line.line))
                        html.element("td", ["class": "v", "data-label": titles[1]], text: line.subscription)
                        html.element(
                            "td", ["class": "v", "data-label": titles[2]], text: text.month(line.month))
                        for (value, title) in zip(numbers, titles.dropFirst(3)) {
                            number(value, title, &html)
                        }
                    }
                }
            }
        }
    }
}
