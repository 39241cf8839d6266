import Messages
import SLA

extension Attention {
    /// What somebody has to do, a sentence and a remedy each, the most pressing first.
    func needs(in language: Language) -> [(what: String, remedy: String)] {
        let text = LocalText(language)
        return ledgerNeeds(text) + months.flatMap { needs(of: $0, text) } + arrivalNeeds(text)
    }

    private func ledgerNeeds(_ text: LocalText) -> [(what: String, remedy: String)] {
        var needs: [(what: String, remedy: String)] = []
        if let verified, verified.faults > 0 {
            needs.append(
                (
                    text.say(
                        "La dernière vérification (\(verified.at)) a trouvé \(verified.faults) anomalie\(verified.faults > 1 ? "s" : "")",
                        "The last verification (\(verified.at)) found \(counted(verified.faults, "fault"))"),
                    "avoir verify"
                ))
        }
        if let missing = anchors.missing, !missing.isEmpty {
            needs.append(
                (
                    text.say(
                        "Les ancres de \(missing.joined(separator: ", ")) ne sont pas conservées ici",
                        "The anchors of \(missing.joined(separator: ", ")) are not kept here"),
                    text.say("avoir run du dernier mois", "avoir run of the last month")
                ))
        }
        return needs + plans.map { need(of: $0, text) }
    }

    private func need(of plan: Plan, _ text: LocalText) -> (what: String, remedy: String) {
        let by = TerminalText.safe(plan.savedBy)
        let of = plan.subscription.map(TerminalText.safe)
        let what =
            of.map { text.say("avoir commercial de \($0)", "commercial note of \($0)") }
            ?? text.say("\(plan.notes) avoir\(plan.notes > 1 ? "s" : "")", counted(plan.notes, "credit note"))
        guard plan.approvedBy == nil else {
            return (
                text.say(
                    "\(plan.month) : le plan de \(by) (\(what)) est approuvé et reste à émettre",
                    "\(plan.month): the plan of \(by) (\(what)) is approved and to be issued"),
                of == nil ? "avoir issue \(plan.month) --plan FILE" : "avoir note issue --plan FILE"
            )
        }
        return (
            text.say(
                "\(plan.month) : le plan de \(by) (\(what)) attend une approbation ou son émission",
                "\(plan.month): the plan of \(by) (\(what)) waits to be approved or issued"),
            "avoir approve FILE"
        )
    }

    private func needs(of month: MonthAttention, _ text: LocalText) -> [(what: String, remedy: String)] {
        let name = month.month
        var needs: [(what: String, remedy: String)] = []
        let late = lateRequests.filter { $0.month == name }
        if !late.isEmpty {
            let who = late.prefix(3).map { "\($0.subscription)\($0.customerName.map { " (\($0))" } ?? "")" }
            let names = TerminalText.safe(who.joined(separator: ", ")) + (late.count > 3 ? ", …" : "")
            needs.append(
                (
                    text.say(
                        "\(name) : \(late.count) \(late.count > 1 ? "demandes reçues" : "demande reçue") après le traitement du mois : \(names)",
                        "\(name): \(counted(late.count, "request")) came after the month was run: \(names)"),
                    "avoir run \(name)"
                ))
        }
        if isToBeRun(month) {
            needs.append(
                (
                    text.say(
                        "\(name) est terminé et n’a pas été traité", "\(name) is over and has not been run"),
                    "avoir run \(name)"
                ))
            return needs
        }
        if month.isOver, month.hasNewFacts, late.isEmpty {
            needs.append(
                (
                    text.say(
                        "\(name) : des faits sont arrivés depuis l’évaluation",
                        "\(name): facts came since it was assessed"),
                    month.issued == nil ? "avoir assess \(name)" : "avoir run \(name)"
                ))
        }
        if let credits = month.credits[.overcredited] {
            needs.append(
                (
                    text.say(
                        "\(name) : \(credits.count) abonnement\(credits.count > 1 ? "s" : "") crédité\(credits.count > 1 ? "s" : "") au-delà de ce qui est dû",
                        "\(name): \(counted(credits.count, "subscription")) credited beyond what is due"),
                    "avoir report \(name), avoir note reverse NUMBER"
                ))
        }
        needs += capNeeds(of: month, text)
        if month.isOver, month.issued != nil, let credits = month.credits[.issuable] {
            needs.append(
                (
                    text.say(
                        "\(name) : \(credits.count) \(credits.count > 1 ? "avoirs" : "avoir") à émettre",
                        "\(name): \(counted(credits.count, "credit")) to be issued")
                        + (month.incomplete > 0
                            ? text.say(
                                ", dont \(month.incomplete) incomplet\(month.incomplete > 1 ? "s" : "")",
                                ", \(month.incomplete) of them incomplete") : ""),
                    month.incomplete > 0 ? "avoir issue \(name) --dry-run" : "avoir run \(name)"
                ))
        }
        return needs
    }

    private func capNeeds(
        of month: MonthAttention, _ text: LocalText
    ) -> [(what: String, remedy: String)] {
        let name = month.month
        var needs: [(what: String, remedy: String)] = []
        if month.undecided > 0 {
            needs.append(
                (
                    text.say(
                        "\(name) : \(month.undecided) \(month.undecided > 1 ? "avoirs dépassent" : "avoir dépasse") le plafond, qu’une personne seule réduit",
                        "\(name): \(counted(month.undecided, "credit")) above the cap, which only a person cuts"
                    ),
                    "avoir issue \(name)"
                ))
        }
        if month.hasRoom > 0 {
            needs.append(
                (
                    text.say(
                        "\(name) : le plafond a désormais la place pour \(month.hasRoom) \(month.hasRoom > 1 ? "avoirs retenus" : "avoir retenu")",
                        "\(name): the cap has room by now for \(counted(month.hasRoom, "credit")) that it held"
                    ),
                    "avoir run \(name)"
                ))
        }
        return needs
    }

    private func arrivalNeeds(_ text: LocalText) -> [(what: String, remedy: String)] {
        var needs: [(what: String, remedy: String)] = []
        for feed in feeds where isLate(feed) {
            let name = TerminalText.safe(feed.source)
            needs.append(
                (
                    text.say(
                        "\(feed.kind.rawValue) de \(name) : rien depuis \(span(since: feed.lastImport, text))",
                        "\(feed.kind.rawValue) of \(name): silent for \(span(since: feed.lastImport, text))"),
                    "avoir imports list --kind \(feed.kind.rawValue)"
                ))
        }
        for outage in openOutages where hasLostItsEnd(outage) {
            needs.append(
                (
                    text.say(
                        "L’indisponibilité \(TerminalText.safe("\(outage.source)/\(outage.id)")) est ouverte depuis \(span(since: outage.startedAt, text))",
                        "The outage \(TerminalText.safe("\(outage.source)/\(outage.id)")) has been open for \(span(since: outage.startedAt, text))"
                    ),
                    "avoir record ends source=… id=… ended_at=…"
                ))
        }
        for rows in refusedRows {
            needs.append(
                (
                    text.say(
                        "\(rows.kind), \(TerminalText.safe(rows.file)) : \(rows.count) \(rows.count > 1 ? "lignes refusées" : "ligne refusée"), non remplacée\(rows.count > 1 ? "s" : "")",
                        "\(rows.kind), \(TerminalText.safe(rows.file)): \(counted(rows.count, "row")) refused and not replaced"
                    ),
                    "avoir imports rejects \(rows.batch)"
                ))
        }
        return needs
    }

    /// `3 days`, `5 h`, `12 min`.
    func span(since instant: Instant, _ text: LocalText) -> String {
        let length = max(0, now.microseconds - instant.microseconds)
        let days = length / Microseconds.perDay
        if days > 0 { return text.pick("\(days) jour\(days > 1 ? "s" : "")", counted(Int(days), "day")) }
        let hours = length / Microseconds.perHour
        return hours > 0 ? "\(hours) h" : "\(length / Microseconds.perMinute) min"
    }
}
