import SLA

/// A customer's statement as JSON. Source: docs/reference/statement.schema.json.
enum StatementJSON {
    static func document(_ statement: Statement) -> [UInt8] {
        JSONWriter.whole { json in
            json.object { json in
                json.string("schema", "avoir.statement/1")
                json.string("customer", statement.customer)
                json.string("customer_name", statement.customerName)
                json.string("from", statement.months.lowerBound.description)
                json.string("to", statement.months.upperBound.description)
                let standings = Dictionary(grouping: statement.standings, by: \.month)
                json.array("months") { json in
                    for month in statement.months.all {
                        json.object { json in
                            json.string("month", month.description)
                            json.array("subscriptions") { json in
                                for standing in standings[month] ?? [] {
                                    json.object { $0.members(of: standing) }
                                }
                            }
                        }
                    }
                }
                json.array("notes") { json in
                    for note in statement.notes { json.object { $0.members(of: note) } }
                }
                json.object("totals") { json in
                    json.members(of: statement.total)
                    json.object("notes") { json in
                        for (currency, total) in statement.noteTotals {
                            json.object(currency) { json in
                                json.money("net", total.net)
                                json.money("vat", total.vat)
                                json.money("gross", total.gross)
                            }
                        }
                    }
                }
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func members(of standing: MonthStanding) {
        string("subscription", standing.subscription)
        string("service", standing.service)
        if standing.revision > 0 { integer("revision", standing.revision) } else { null("revision") }
        bool("final", standing.isFinal)
        if let measurement = standing.measurement {
            members(of: measurement)
        } else {
            null("terms")
            null("availability")
            null("seconds")
        }
        object("credit") { json in
            json.string("status", standing.status.rawValue)
            json.percent("rate_percent", standing.earned?.percentage)
            json.money("base", standing.base)
            json.money("amount", standing.amount)
            json.money("cut_by_cap", standing.cutByCap)
            json.money("credited", standing.credited)
            json.string("currency", standing.currency)
            json.strings("notes", standing.notes)
            json.string("hold", standing.hold?.reason)
        }
        commercial(standing.commercial)
    }

    private mutating func members(of measurement: MonthStanding.Measurement) {
        object("terms") { json in
            json.string("id", measurement.terms)
            json.string("version", measurement.version)
        }
        object("availability") { json in
            json.string("percent", measurement.availability.percentText)
            json.seconds("up_seconds", measurement.availability.up)
            json.seconds("of_seconds", measurement.availability.base)
            json.target(measurement.target)
            json.bool("met", measurement.isMet)
        }
        object("seconds") { json in
            json.seconds("counted_downtime", measurement.availability.downtime)
            json.object("excused") { json in
                for cause in Cause.allCases {
                    if let time = measurement.excused[cause] { json.seconds(cause.rawValue, time) }
                }
            }
            json.seconds("unnotified_downtime", measurement.unnotified)
            json.seconds("planned_maintenance", measurement.maintenance)
        }
    }

    fileprivate mutating func members(of note: StatementNote) {
        string("number", note.number)
        string("kind", note.kindName)
        bool("commercial", note.isCommercial)
        string("issue_date", note.issueDate.description)
        strings("months", note.months.map(\.description))
        strings("subscriptions", note.subscriptions)
        string("currency", note.currency)
        money("net", note.net)
        money("vat", note.vat)
        money("gross", note.gross)
        string("reverses", note.reverses)
        string("reversed_by", note.reversedBy)
        string("reason", note.reason)
    }
}
