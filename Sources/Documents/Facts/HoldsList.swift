import Messages
package import SLA

/// The holds that stand, as a table, as CSV and as JSON.
package struct HoldsList {
    private let holds: [StandingHold]
    private let zone: Zone
    private let time: LocalTime

    /// - Parameter zone: that instants are told in.
    package init(_ holds: [StandingHold], zone: Zone) {
        self.holds = holds
        self.zone = zone
        time = LocalTime(zone)
    }

    private static let columns = ["subscription", "customer_name", "month", "since", "by", "reason"]

    package func text(in language: Language) -> String {
        let text = LocalText(language)
        var table = Table([.left, .left, .left, .left, .left, .left])
        if !holds.isEmpty {
            table.add(
                text.language == .french
                    ? ["abonnement", "client", "mois", "depuis", "par", "motif"] : Self.columns)
        }
        for standing in holds {
            // csv and json have it whole.
            table.add([
                standing.subscription, standing.customerName ?? "", standing.month.description,
                text.instant(standing.hold.at.toTheMinute, in: zone), standing.hold.by,
                standing.hold.reason,
            ])
        }
        let count =
            holds.count == 1
            ? text.pick("1 mois est suspendu", "1 month is on hold")
            : text.pick("\(holds.count) mois sont suspendus", "\(holds.count) months are on hold")
        return table.lines().map { $0 + "\n" }.joined() + count + "\n"
    }

    package var csv: [UInt8] {
        var csv = CSVWriter(dialect: .standard, to: ByteStream())
        for column in Self.columns { csv.plain(column) }
        csv.endRow()
        for standing in holds {
            csv.text(standing.subscription)
            csv.text(standing.customerName)
            csv.plain(standing.month.description)
            csv.plain(time.rfc3339(standing.hold.at))
            csv.text(standing.hold.by)
            csv.text(standing.hold.reason)
            csv.endRow()
        }
        return csv.stream.bytes
    }

    package var json: [UInt8] {
        JSONWriter.whole { json in
            json.object { json in
                json.string("kind", "holds")
                json.array("holds") { json in
                    for standing in holds { json.object { members(of: standing, &$0) } }
                }
            }
        }
    }

    private func members(of standing: StandingHold, _ json: inout JSONWriter) {
        json.string("subscription", standing.subscription)
        json.string("customer_name", standing.customerName)
        json.string("month", standing.month.description)
        json.string("since", time.rfc3339(standing.hold.at))
        json.string("by", standing.hold.by)
        json.string("reason", standing.hold.reason)
    }
}
