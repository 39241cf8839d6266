import Messages
package import SLA

/// Proposed notifications: a file that `import notifications` reads, and for people why each is proposed.
package struct ProposalsList {
    private let proposals: [(proposal: ProposedNotification, zone: Zone)]
    private let month: Month

    /// - Parameter zone: of a time zone's name.
    package init(
        _ proposals: [ProposedNotification], in month: Month, zone: (String) throws -> Zone
    ) rethrows {
        self.proposals = try proposals.map { ($0, try zone($0.timeZone)) }
        self.month = month
    }

    /// RFC 4180; a header alone where nothing is proposed.
    package var csv: [UInt8] {
        var csv = CSVWriter(dialect: .standard, to: ByteStream())
        for column in ["subscription", "outage_source", "outage_id", "notified_at", "reference"] {
            csv.plain(column)
        }
        csv.endRow()
        for (proposal, zone) in proposals {
            csv.plain(proposal.subscription)
            csv.plain(proposal.outage.source)
            csv.plain(proposal.outage.id)
            csv.plain(LocalTime(zone).rfc3339(proposal.notifiedAt))
            csv.plain(Self.reference(proposal))
            csv.endRow()
        }
        return csv.stream.bytes
    }

    /// A line for each, with its reason, and what to do with them.
    package func reasons(_ text: LocalText) -> [String] {
        guard !proposals.isEmpty else {
            return [
                text.say(
                    "\(month) : aucune notification à proposer.", "\(month): no notification to propose.")
            ]
        }
        let lines = proposals.map { proposal, zone in
            let outage = proposal.outage
            let name = [proposal.subscription, "\(outage.source)/\(outage.id)"].map(TerminalText.safe)
                .joined(separator: ", ")
            return "\(name) (\(span(outage, zone, text))): " + reason(proposal, zone, text)
        }
        return lines + [
            text.say(
                "\(proposals.count) \(proposals.count > 1 ? "notifications proposées" : "notification proposée") : à "
                    + "vérifier, puis avoir import notifications FILE",
                "\(counted(proposals.count, "notification")) proposed: check them, then avoir import notifications FILE"
            )
        ]
    }

    private func reason(_ proposal: ProposedNotification, _ zone: Zone, _ text: LocalText) -> String {
        let at = text.instant(proposal.notifiedAt.toTheSecond, in: zone, showsOffset: true)
        let scope =
            proposal.service.map {
                text.say("même service \(TerminalText.safe($0))", "same service \(TerminalText.safe($0))")
            } ?? text.say("même abonnement", "same subscription")
        let common = proposal.common.map {
            text.say("\(text.words($0)) en commun", "\(text.words($0)) in common")
        }
        let others =
            proposal.tickets > 1
            ? text.say(
                "le premier de \(proposal.tickets) tickets", "the first of \(proposal.tickets) tickets") : nil
        let facts = [scope, common ?? text.say("tous deux en cours", "both still open"), others].compactMap {
            $0
        }
        .joined(separator: ", ")
        let summary = proposal.summary.map { ": \(TerminalText.quoted($0.utf8, limit: 80))" } ?? ""
        return text.say(
            "\(TerminalText.safe(Self.reference(proposal))), signalé le \(at) ; \(facts)\(summary)",
            "\(TerminalText.safe(Self.reference(proposal))), notified \(at); \(facts)\(summary)")
    }

    private func span(_ event: ProposedNotification.Event, _ zone: Zone, _ text: LocalText) -> String {
        let start = text.instant(event.startedAt.toTheSecond, in: zone)
        let end = event.endedAt.map { text.instant($0.toTheSecond, in: zone) }
        return end.map { text.pick("\(start) à \($0)", "\(start) to \($0)") }
            ?? text.pick("\(start), en cours", "\(start), open")
    }

    /// `glpi/1234`: the ticket that the notification comes from.
    private static func reference(_ proposal: ProposedNotification) -> String {
        "\(proposal.ticket.source)/\(proposal.ticket.id)"
    }

    package var json: [UInt8] {
        JSONWriter.whole { json in
            json.object { json in
                json.string("schema", "avoir.proposals/1")
                json.string("month", month.description)
                json.array("notifications") { json in
                    for (proposal, zone) in proposals {
                        json.object { write(proposal, LocalTime(zone), to: &$0) }
                    }
                }
            }
        }
    }

    private func write(_ proposal: ProposedNotification, _ time: LocalTime, to json: inout JSONWriter) {
        json.string("subscription", proposal.subscription)
        json.string("outage_source", proposal.outage.source)
        json.string("outage_id", proposal.outage.id)
        json.string("notified_at", time.rfc3339(proposal.notifiedAt))
        json.string("reference", Self.reference(proposal))
        json.string("outage_started_at", time.rfc3339(proposal.outage.startedAt))
        json.string("outage_ended_at", proposal.outage.endedAt.map(time.rfc3339))
        json.string("ticket_started_at", time.rfc3339(proposal.ticket.startedAt))
        json.string("ticket_ended_at", proposal.ticket.endedAt.map(time.rfc3339))
        json.string("same", proposal.service == nil ? "subscription" : "service")
        json.string("service", proposal.service)
        json.seconds("common_seconds", proposal.common)
        json.integer("tickets", proposal.tickets)
        json.string("summary", proposal.summary)
    }
}
