package import SLA

/// The report as JSON. Source: docs/reference/report.schema.json.
package struct JSONReport: MonthReport {
    private var json: JSONWriter
    private var totals = ReportTotals()

    package init(on month: Month, to stream: ByteStream) {
        json = JSONWriter(to: stream)
        json.beginObject()
        json.string("schema", "avoir.report/1")
        json.string("month", month.description)
        json.beginArray("subscriptions")
    }

    package mutating func add(_ entry: ReportEntry) throws {
        totals.add(entry)
        json.object { $0.members(of: entry) }
        try json.stream.drainIfFull()
    }

    package mutating func finish() throws {
        json.end()
        json.object("totals") { [totals] json in json.members(of: totals) }
        json.end()
        try json.stream.drain()
    }
}

extension JSONWriter {
    /// One subscription's month: the members of an object in `subscriptions`.
    mutating func members(of entry: ReportEntry) {
        let statement = entry.statement
        string("subscription", entry.facts.subscription)
        string("customer", entry.facts.customer)
        string("customer_name", entry.customerName)
        string("service", entry.facts.service)
        spells(entry.facts.spells)
        if entry.revision > 0 { integer("revision", entry.revision) } else { null("revision") }
        if let calendar = entry.facts.calendar {
            object("terms") { json in
                json.string("id", calendar.terms.id)
                json.string("version", calendar.terms.version)
                json.string("sha256", entry.termsSHA256)
            }
            object("period") { json in
                let time = LocalTime(calendar.zone)
                json.string("from", time.rfc3339(statement.period.lowerBound))
                json.string("to", time.rfc3339(statement.period.upperBound))
                json.string("time_zone", calendar.terms.timeZone)
            }
            bool("final", statement.isFinal)
            object("seconds") { $0.members(of: statement.classes, order: calendar.terms.excusable) }
            object("availability") { $0.availability(of: statement) }
            object("other_reading") { json in
                json.string("basis", statement.basis.other.rawValue)
                json.string("percent", statement.otherAvailability.percentText)
                json.percent("credit_rate_percent", statement.otherEarned?.percentage)
            }
        } else {
            null("terms")
            null("period")
            bool("final", statement.isFinal)
            null("seconds")
            null("availability")
            null("other_reading")
        }
        object("credit") { $0.credit(of: entry) }
        commercial(entry.ledger.commercial)
        array("outages") { json in
            for split in statement.outages {
                json.object { $0.members(of: split, in: entry) }
            }
        }
        strings("warnings", entry.warnings)
    }

    /// Source: docs/reference/report.schema.json; contract R17.
    mutating func spells(_ spells: [Spell]) {
        array("spells") { json in
            for spell in spells {
                json.object { json in
                    json.string("starts_on", spell.startsOn.description)
                    json.string("ends_on", spell.endsOn?.description)
                    json.string("terms", spell.terms)
                    json.string("service", spell.service)
                    json.string("holidays", spell.holidays)
                }
            }
        }
    }

    private mutating func members(of classes: Classes, order: [Cause]) {
        seconds("period", classes.period)
        seconds("outside_hours", classes.outsideHours)
        seconds("holiday", classes.holiday)
        seconds("planned_maintenance", classes.plannedMaintenance)
        seconds("covered", classes.covered)
        seconds("available", classes.available)
        seconds("counted_downtime", classes.countedDowntime)
        excused(classes.excused, order: order)
        seconds("unnotified_downtime", classes.unnotifiedDowntime)
    }

    /// Only the causes with time, in the terms' order.
    private mutating func excused(_ excused: [Cause: Int64], order: [Cause]) {
        object("excused") { json in
            for cause in order {
                if let time = excused[cause] { json.seconds(cause.rawValue, time) }
            }
        }
    }

    private mutating func availability(of statement: MonthStatement) {
        string("basis", statement.basis.rawValue)
        string("percent", statement.availability.percentText)
        seconds("up_seconds", statement.availability.up)
        seconds("of_seconds", statement.availability.base)
        target(statement.target)
        bool("met", statement.isMet)
    }

    /// Source: docs/reference/commands.md "avoir note issue".
    mutating func commercial(_ standing: CommercialStanding?) {
        guard let commercial = standing else { return null("commercial") }
        object("commercial") { json in
            json.money("credited", commercial.credited)
            json.string("currency", commercial.currency)
            json.strings("notes", commercial.notes)
        }
    }

    /// Source: docs/reference/commands.md "avoir hold".
    mutating func members(of event: HoldEvent, in zone: Zone) {
        string("action", event.action.rawValue)
        string("at", LocalTime(zone).rfc3339(event.at))
        string("by", event.by)
        string("reason", event.reason)
    }

    private mutating func members(of split: OutageSplit, in entry: ReportEntry) {
        let time = LocalTime(entry.zone)
        let outage = split.outage
        string("source", outage.source)
        string("id", outage.id)
        bool("service_wide", outage.service != nil)
        string("summary", outage.summary)
        string("started_at", time.rfc3339(outage.startedAt))
        string("ended_at", outage.endedAt.map(time.rfc3339))
        string("notified_at", outage.notifiedAt.map(time.rfc3339))
        seconds("counted_seconds", split.counted)
        seconds("excused_seconds", split.excusedTotal)
        seconds("unnotified_seconds", split.unnotified)
        seconds("outside_coverage_seconds", split.outsideCoverage)
        excused(split.excused, order: entry.facts.calendar?.terms.excusable ?? [])
    }

    fileprivate mutating func members(of totals: ReportTotals) {
        integer("subscriptions", totals.subscriptions)
        integer("met", totals.met)
        integer("breached", totals.breached)
        integer("without_verdict", totals.withoutVerdict)
        money("issued_amount", totals.issuedAmount)
        amounts("issued_amounts", totals.issued)
        amounts("commercial_amounts", totals.commercial)
        object("by_status") { json in
            for (status, total) in totals.statuses {
                json.object(status.rawValue) { json in
                    json.integer("subscriptions", total.subscriptions)
                    json.amounts("amounts", total.amounts)
                }
            }
        }
    }

    mutating func amounts(_ key: String, _ amounts: [String: Cents]) {
        object(key) { json in
            for (currency, amount) in amounts.inOrder { json.money(currency, amount) }
        }
    }
}
