import SLA

/// The month's outages one by one, each with what became of its minutes.
struct OutageList {
    private let evidence: NoteEvidence
    private let text: LocalText

    init(_ evidence: NoteEvidence, text: LocalText) {
        self.evidence = evidence
        self.text = text
    }

    var outages: NoteDocument.Outages {
        let outages = evidence.entry.statement.outages
        return NoteDocument.Outages(
            title: text.pick("Les indisponibilités une à une", "The outages one by one"),
            label: text.pick("Liste des indisponibilités", "List of outages"), columns: titles,
            rows: outages.map(row),
            remark: outages.isEmpty
                ? text.pick(
                    "Aucune indisponibilité n’est enregistrée pour ce mois.",
                    "No outage is recorded for this month.")
                : text.pick(
                    "Chaque indisponibilité est mesurée seule, dans les limites du mois ; celles qui se recouvrent ne "
                        + "comptent qu’une fois dans le total.",
                    "Each outage is measured by itself, within the month; where outages overlap, the total counts the time once."
                ))
    }

    private var titles: NoteDocument.Outages.Outage {
        .init(
            reference: text.pick("Référence", "Reference"), start: text.pick("Début", "Start"),
            end: text.pick("Fin", "End"), notified: text.pick("Signalée", "Notified"),
            counted: text.pick("Comptée", "Counted"), excused: [text.pick("Excusée", "Excused")],
            notCounted: [text.pick("Non comptée", "Not counted")], summary: "")
    }

    private func row(_ split: OutageSplit) -> NoteDocument.Outages.Outage {
        let outage = split.outage
        return .init(
            reference: "\(outage.source)/\(outage.id)", start: instant(outage.startedAt),
            end: outage.endedAt.map(instant) ?? text.pick("fin non connue", "end not known"),
            notified: outage.notifiedAt.map(instant) ?? text.pick("non", "no"),
            counted: duration(split.counted), excused: excused(split), notCounted: notCounted(split),
            summary: outage.summary ?? "")
    }

    private func excused(_ split: OutageSplit) -> [String] {
        let lines = evidence.terms.excusable.compactMap { cause in
            split.excused[cause].map { "\(text.duration($0)) \(text.cause(cause))" }
        }
        return lines.isEmpty ? ["–"] : lines
    }

    private func notCounted(_ split: OutageSplit) -> [String] {
        var lines: [String] = []
        if split.unnotified > 0 {
            lines.append("\(text.duration(split.unnotified)) \(text.pick("non signalées", "unnotified"))")
        }
        if split.outsideCoverage > 0 {
            lines.append(
                "\(text.duration(split.outsideCoverage)) \(text.pick("hors couverture", "outside coverage"))")
        }
        return lines.isEmpty ? ["–"] : lines
    }

    private func duration(_ microseconds: Int64) -> String {
        microseconds == 0 ? "–" : text.duration(microseconds)
    }

    /// With its offset on a day on which the clock changes: some times of that day come twice.
    private func instant(_ instant: Instant) -> String {
        let zone = evidence.zone
        let day = zone.day(of: instant)
        let atMidnight = [day, day.adding(days: 1)].map { zone.offset(at: zone.start(of: $0)) }
        return text.instant(instant, in: zone, showsOffset: atMidnight[0] != atMidnight[1])
    }
}
