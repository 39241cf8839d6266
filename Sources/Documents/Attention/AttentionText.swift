package import Messages
import SLA

extension Attention {
    /// For people: what is to be done, then how things stand.
    package func text(in language: Language, _ ink: Ink = .plain) -> String {
        let text = LocalText(language)
        let needs = needs(in: language)
        var lines: [String]
        if needs.isEmpty {
            lines = [ink.shown(text.say("Rien à faire.", "Nothing needs attention."), .good)]
        } else {
            lines = [
                text.say(
                    "\(needs.count) \(needs.count > 1 ? "points demandent" : "point demande") votre attention :",
                    "\(counted(needs.count, "thing")) \(needs.count == 1 ? "needs" : "need") attention:")
            ]
            for need in needs { lines += ["  \(ink.shown(need.what, .open))", "    \(need.remedy)"] }
        }
        lines += monthLines(text) + outageLines(text) + feedLines(text) + ["", ledgerLine(text)]
        return lines.map { $0 + "\n" }.joined()
    }

    private func monthLines(_ text: LocalText) -> [String] {
        guard !months.isEmpty else { return [] }
        var table = Table([.left, .left, .left, .left])
        table.add(
            text.language == .french
                ? ["mois", "évalué", "émis", "avoirs"] : ["month", "assessed", "issued", "credits"])
        for month in months {
            let states = credits(of: month, text)
            table.add([
                month.month.description, deed(month.assessed), deed(month.issued),
                (states + (month.hasNewFacts ? [text.say("faits nouveaux", "new facts")] : [])).joined(
                    separator: "; "),
            ])
        }
        return [""] + table.lines()
    }

    /// `2026-11-05, finance`
    private func deed(_ deed: MonthAttention.Deed?) -> String {
        deed.map { "\(zone.day(of: $0.at)), \($0.by)" } ?? "-"
    }

    private func credits(of month: MonthAttention, _ text: LocalText) -> [String] {
        let states = StatusText(text: text)
        return CreditStatus.allCases.compactMap { status in
            guard let credits = month.credits[status] else { return nil }
            let amounts = credits.amounts.inOrder.map {
                " " + text.amount($0.amount, $0.currency)
            }
            let left = credits.firstDeadline.map { deadline in
                let days = deadline.daysSinceEpoch - zone.day(of: now).daysSinceEpoch
                return days < 0
                    ? text.say(", délai passé", ", deadline passed")
                    : text.say(", \(days) jours restants", ", \(counted(days, "day")) left")
            }
            return "\(credits.count) \(states.name(status))\(amounts.joined(separator: ","))\(left ?? "")"
        }
    }

    private func outageLines(_ text: LocalText) -> [String] {
        guard !openOutages.isEmpty else { return [] }
        var table = Table([.left, .left, .right, .left])
        for outage in openOutages.prefix(20) {
            table.add([
                "\(outage.source)/\(outage.id)", outage.scope, span(since: outage.startedAt, text),
                TerminalText.cut(outage.summary ?? "", to: 48),
            ])
        }
        let more = openOutages.count - 20
        return ["", text.say("Indisponibilités ouvertes", "Open outages")] + table.lines(indent: 2)
            + (more > 0 ? [text.say("  et \(more) autres", "  and \(more) more")] : [])
    }

    private func feedLines(_ text: LocalText) -> [String] {
        guard !feeds.isEmpty else { return [] }
        var table = Table([.left, .left, .left, .left, .left])
        table.add(
            text.language == .french
                ? ["faits", "source", "dernier import", "dernier événement", ""]
                : ["facts", "source", "last import", "last event", ""])
        for feed in feeds {
            table.add([
                feed.kind.rawValue, feed.source, text.instant(feed.lastImport.toTheMinute, in: zone),
                feed.lastEvent.map { text.instant($0.toTheMinute, in: zone) } ?? "-",
                isLate(feed) ? text.say("en retard", "late") : "",
            ])
        }
        return [""] + table.lines()
    }

    /// `2026-11-05 08:15 UTC` of an instant of a log, which is RFC 3339 in UTC.
    private static func toTheMinute(_ instant: String) -> String {
        TerminalText.safe(String(instant.prefix(16)).replacing("T", with: " ")) + " UTC"
    }

    private func ledgerLine(_ text: LocalText) -> String {
        let verification =
            verified.map { verified in
                let at = Self.toTheMinute(verified.at)
                let scope = verified.scope == "all" ? text.say("tout", "everything") : verified.scope
                return verified.faults == 0
                    ? text.say(
                        "\(at), \(scope), sans anomalie", "\(at), \(scope), no fault")
                    : text.say(
                        "\(at), \(scope), \(verified.faults) anomalies",
                        "\(at), \(scope), \(counted(verified.faults, "fault"))")
            } ?? text.say("jamais ici", "never here")
        let anchor = anchors.last.map(Self.toTheMinute) ?? text.say("aucune ici", "none here")
        return text.say(
            "Dernière vérification : \(verification). Dernière ancre : \(anchor).",
            "Last verification: \(verification). Last anchor: \(anchor).")
    }
}
