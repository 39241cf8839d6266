import SLA

extension ExplainText {
    /// R3 to R6: each outage by itself, with what excuses it.
    mutating func outages(_ evidence: Evidence, _ terms: Terms) {
        let splits = statement.outages
        let count =
            splits.isEmpty ? text.pick("aucune dans la période", "none in this period") : String(splits.count)
        heading("Défaillances (R3 à R6) : \(count)", "Outages (R3 to R6): \(count)")
        for (index, outage) in evidence.outages.enumerated() {
            write(outage, number: index + 1, terms)
        }
        let separately = splits.reduce(0) { $0 + $1.counted }
        if separately > statement.classes.countedDowntime {
            let (sum, once) = (
                clock(separately), clock(statement.classes.countedDowntime)
            )
            prose.paragraph(
                text.say(
                    "Des défaillances se chevauchent : une à une elles comptent \(sum), ensemble \(once), car aucun instant ne "
                        + "compte deux fois (R3).",
                    "Outages overlap: one by one they count \(sum), together \(once), because no instant counts twice (R3)."
                ))
        }
        if evidence.excusedYetCounted > 0 {
            let length = clock(evidence.excusedYetCounted)
            prose.paragraph(
                text.say(
                    "\(length) excusées pour une défaillance comptent quand même : une autre, que rien n’excuse, était en "
                        + "cours (R5).",
                    "\(length) excused for one outage counts all the same, because another outage, which nothing excuses, was "
                        + "running (R5)."))
        }
        guard !evidence.ineffective.isEmpty else { return }
        heading("Événements excusables sans effet (R5)", "Excusable events without effect (R5)")
        for ineffective in evidence.ineffective {
            let (event, cause) = (described(ineffective.event), ineffective.event.cause)
            prose.paragraph(
                text.say(
                    "\(text.cause(cause)), \(event). Sans effet : \(ineffective.reason.sentence(text))",
                    "\(cause.rawValue) by \(event). No effect: \(ineffective.reason.sentence(text))"),
                hanging: 2)
        }
    }

    private mutating func write(_ evidence: OutageEvidence, number: Int, _ terms: Terms) {
        let outage = evidence.split.outage
        let scope =
            outage.service.map { text.pick("tout le service \(safe($0))", "the whole service \(safe($0))") }
            ?? text.pick("cet abonnement", "this subscription")
        prose.paragraph("\(number). \(safe(outage.source))/\(safe(outage.id)), \(scope)")
        if let summary = outage.summary { row(("résumé", "summary"), safe(summary), indent: 5) }
        if let end = outage.endedAt {
            row(("du, au", "from, to"), time.text(outage.startedAt..<max(outage.startedAt, end)), indent: 5)
        } else {
            let start = time.text(outage.startedAt)
            row(
                ("du", "from"), "\(start), fin inconnue : dure jusqu’à la fin de la période",
                "\(start), not known to have ended: lasts to the end of the period", indent: 5)
        }
        row(("signalée", "notified"), notification(of: outage, terms), indent: 5)
        let length = clock(evidence.lasted)
        row(
            ("dans période", "in period"),
            evidence.isCut ? "\(length), \(time.text(evidence.within))" : length, indent: 5)
        part(("comptée", "counted"), evidence.split.counted, "")
        excused(evidence, terms)
        let isBefore = terms.availability.countedFrom == .notification && outage.notifiedAt != nil
        part(
            ("non signalée", "unnotified"), evidence.split.unnotified,
            isBefore
                ? text.pick("avant le signalement", "before the notification")
                : text.pick("compterait une fois signalée", "would count once notified"))
        part(("non couverte", "not covered"), evidence.split.outsideCoverage, "")
    }

    private func notification(of outage: Outage, _ terms: Terms) -> String {
        guard let notifiedAt = outage.notifiedAt else {
            return terms.availability.notificationRequired
                ? text.say("non : elle ne compte pas (R4)", "no: it does not count (R4)")
                : text.say(
                    "non, et les conditions ne le demandent pas (R4)",
                    "no, and the terms do not require it (R4)")
        }
        return time.text(notifiedAt)
    }

    /// Parts without time are left out.
    private mutating func part(
        _ name: (french: String, english: String), _ microseconds: Int64, _ remark: String
    ) {
        guard microseconds > 0 else { return }
        let length = clock(microseconds)
        row(
            ("- \(name.french)", "- \(name.english)"), remark.isEmpty ? length : "\(length), \(remark)",
            indent: 5)
    }

    private mutating func excused(_ evidence: OutageEvidence, _ terms: Terms) {
        for cause in terms.excusable {
            let uses = evidence.events.filter { $0.event.cause == cause }
            guard !uses.isEmpty else { continue }
            let length = clock(evidence.split.excused[cause] ?? 0)
            let isUsed = (evidence.split.excused[cause] ?? 0) > 0
            row(
                ("- excusée", "- excused"),
                "\(length) \(text.cause(cause))" + (isUsed ? "" : " : déjà excusé en entier ci-dessus (R16)"),
                "\(length) \(cause.rawValue)" + (isUsed ? "" : ": already excused in full above (R16)"),
                indent: 5)
            for use in uses {
                prose.paragraph(text.pick("par ", "by ") + described(use.event), indent: 21, hanging: 3)
            }
        }
    }

    /// An event with its scope, interval and evidence.
    private func described(_ event: ExcusableEvent) -> String {
        let scope =
            event.outage.map { outage in
                let name = "\(safe(outage.source))/\(safe(outage.id))"
                return text.pick("lié à \(name)", "linked to \(name)")
            } ?? text.pick("sans lien avec une défaillance", "not linked to an outage")
        return "\(safe(event.source))/\(safe(event.id)), \(scope), "
            + "\(time.text(event.interval))" + text.say(" : ", ": ") + safe(event.evidence)
    }
}
