import Messages
package import SLA

extension RevisionHistory {
    /// What changed between revisions, which facts did it, who brought them, for a terminal.
    package func text(_ language: Language) -> [UInt8] {
        var text = HistoryText(self, LocalText(language))
        text.write()
        return text.prose.bytes
    }
}

/// The history of a month for a terminal, revision by revision.
struct HistoryText {
    let history: RevisionHistory
    let text: LocalText
    let words: FactWords
    var prose = Prose()

    init(_ history: RevisionHistory, _ text: LocalText) {
        self.history = history
        self.text = text
        let month = history.month
        let period =
            history.zone.start(of: month.firstDay)..<history.zone.start(of: month.lastDay.adding(days: 1))
        words = FactWords(
            text: text, time: LocalTime(history.zone, showsOffset: history.zone.pieces(of: period).count > 1))
    }

    private func safe(_ text: String) -> String { TerminalText.safe(text) }
    private func time(_ instant: Instant) -> String { text.instant(instant.toTheSecond, in: history.zone) }

    mutating func write() {
        let name = history.customerName.map { " (\(safe($0)))" } ?? ""
        let (subscription, service, customer) = (history.subscription, history.service, history.customer)
        prose.heading(
            text.say(
                "\(safe(subscription)) : \(safe(service)), client \(safe(customer))\(name), \(text.month(history.month))",
                "\(safe(subscription)): \(safe(service)) for customer \(safe(customer))\(name), \(text.month(history.month))"
            ))
        for (place, revision) in history.revisions.enumerated() {
            let at = time(revision.assessedAt)
            prose.heading(
                text.say(
                    "Révision \(revision.number), évaluée le \(at) par \(safe(revision.by))",
                    "Revision \(revision.number), assessed \(at) by \(safe(revision.by))"))
            guard place > 0 else {
                first(revision.result)
                continue
            }
            for cause in revision.causes { write(cause) }
            if revision.causes.isEmpty {
                prose.paragraph(
                    text.say("Aucun fait du mois n’a changé.", "No fact of the month changed."))
            }
            ResultWords(text).changes(from: history.revisions[place - 1].result, to: revision.result)
                .forEach { prose.row($0.label, $0.text) }
        }
        guard history.revisions.count == 1 else { return }
        prose.paragraph(
            text.say("Rien n’a changé depuis.", "Nothing has changed since."), indent: 0)
    }

    private mutating func first(_ result: RevisionHistory.Result) {
        for row in ResultWords(text).rows(of: result) { prose.row(row.label, row.text) }
    }

    private mutating func write(_ cause: RevisionHistory.Cause) {
        switch cause {
        case .facts(let source, let kind, let facts):
            origin(source)
            for (effect, fact) in facts {
                let name = words.name(fact, of: kind)
                prose.row(
                    "", name + text.say(" : ", ": ") + words.effect(effect, of: fact))
            }
        case .terms(let source, let id, let version, let day):
            origin(source)
            prose.row(
                "",
                text.say(
                    "conditions \(safe(id)), version \(safe(version)) : ajout, en vigueur à partir du \(text.date(day))",
                    "terms \(safe(id)) version \(safe(version)): new, in force from \(day)"))
        case .zone(let name, let before, let after):
            prose.row(
                text.pick("heure", "time zone"),
                "\(safe(name))" + text.say(" : ", ": ") + "\(offsets(before)) → \(offsets(after)) (R19)")
        case .monthOver:
            prose.row(
                text.pick("fin du mois", "end"),
                text.say(
                    "le mois est terminé : ce n’est plus provisoire",
                    "the month is over: no longer provisional"))
        case .program(let before, let after):
            prose.row(
                text.pick("programme", "program"),
                text.say("\(safe(before)) → \(safe(after))", "\(safe(before)) → \(safe(after))"))
        }
    }

    private mutating func origin(_ source: RevisionHistory.Source) {
        let (by, at) = (safe(source.by), time(source.at))
        // As `avoir record` calls what it takes.
        let file =
            source.file == "record" ? text.pick("saisie à la main", "recorded by hand") : safe(source.file)
        prose.row(
            "import \(source.batch)",
            source.undoes.map { undone in
                text.say(
                    "annule l’import \(undone), le \(at), par \(by)",
                    "takes back import \(undone), \(at), by \(by)")
            } ?? text.say("\(file), le \(at), par \(by)", "\(file), \(at), by \(by)"))
    }

    /// `+02:00, from 2026-10-25 01:00 UTC +01:00`.
    private func offsets(_ offsets: ZoneOffsets) -> String {
        let words = offsets.description.split(separator: " ")
        return words.enumerated().map { place, word in
            place % 2 == 0
                ? Int(word).map { LocalTime.offset($0) } ?? String(word)
                : text.pick("à partir de ", "from ") + word
        }.joined(separator: " ")
    }
}
