import SLA

/// A report of several months as JSON. Source: docs/reference/year.schema.json.
struct YearJSON: YearReport {
    private var json: JSONWriter
    private let scope: YearScope
    private var tally = YearTally()
    private var rows: YearRows

    init(on scope: YearScope, to stream: ByteStream) {
        json = JSONWriter(to: stream)
        self.scope = scope
        rows = YearRows(scope.months)
    }

    mutating func add(_ standing: MonthStanding) {
        tally.add(standing)
        rows.add(standing)
    }

    mutating func finish() throws {
        json.beginObject()
        json.string("schema", "avoir.year/1")
        json.string("from", scope.months.lowerBound.description)
        json.string("to", scope.months.upperBound.description)
        json.array("months") { [scope, tally] json in
            for month in scope.months.all {
                json.object { json in
                    json.string("month", month.description)
                    json.bool("assessed", scope.assessed.contains(month))
                    json.members(of: tally.group(of: month))
                }
            }
        }
        groups()
        json.beginArray("subscriptions")
        for row in rows.inOrder {
            json.object { [scope] json in json.members(of: row, scope.months) }
            try json.stream.drainIfFull()
        }
        json.end()
        json.object("totals") { [tally] json in json.members(of: tally.total) }
        json.end()
        try json.stream.drain()
    }

    private mutating func groups() {
        json.array("customers") { [tally] json in
            for (customer, name, group) in tally.customersInOrder {
                json.object { json in
                    json.string("customer", customer)
                    json.string("customer_name", name)
                    json.members(of: group)
                }
            }
        }
        json.array("services") { [tally] json in
            for (service, group) in tally.servicesInOrder {
                json.object { json in
                    json.string("service", service)
                    json.members(of: group)
                }
            }
        }
        json.array("tiers") { [tally] json in
            for (earnedBy, group) in tally.tiersInOrder {
                json.object { json in
                    json.condition(earnedBy?.condition)
                    if let steps = earnedBy?.steps { json.integer("steps", Int(steps)) }
                    json.worth(earnedBy?.worth.stated)
                    json.members(of: group)
                }
            }
        }
        json.array("statuses") { [tally] json in
            for (status, group) in tally.statusesInOrder {
                json.object { json in
                    json.string("status", status.rawValue)
                    json.members(of: group)
                }
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func members(of row: YearRow, _ months: ClosedRange<Month>) {
        string("subscription", row.subscription)
        array("months") { json in
            for (month, cell) in zip(months.all, row.cells) {
                guard let cell else { continue }
                json.object { json in
                    json.string("month", month.description)
                    json.string("customer", cell.customer)
                    json.string("service", cell.service)
                    json.string("status", cell.status.rawValue)
                    json.bool("final", cell.isFinal)
                    json.string("percent", cell.percentText)
                    json.target(cell.target)
                    json.bool("met", cell.isMet)
                    json.percent("rate_percent", cell.earned?.percentage)
                    json.money("amount", cell.amount)
                    json.money("credited", cell.credited)
                    json.string("currency", cell.currency)
                }
            }
        }
    }

    /// The sums of a group.
    mutating func members(of group: YearGroup) {
        integer("subscription_months", group.months)
        integer("met", group.met)
        integer("breached", group.missed)
        integer("without_verdict", group.withoutVerdict)
        string("percent", group.availability.percentText)
        seconds("counted_downtime", group.downtime)
        amounts("amounts", group.computed)
        amounts("credited_amounts", group.credited)
        amounts("commercial_amounts", group.commercial)
    }
}
