package import SLA

/// The report as a table for spreadsheets: one row per subscription, the same columns in every month.
package struct CSVReport: MonthReport {
    private var csv: CSVWriter
    private let month: Month
    private var totals = ReportTotals()

    /// The columns, in order.
    package static let columns: [String] =
        [
            "month", "subscription", "customer", "customer_name", "service", "revision", "terms",
            "terms_version",
            "terms_sha256", "period_from", "period_to", "time_zone", "final", "period_seconds",
            "outside_hours_seconds", "holiday_seconds", "planned_maintenance_seconds",
            "covered_seconds", "available_seconds", "counted_downtime_seconds", "excused_seconds",
        ] + Cause.allCases.map { "excused_\($0.rawValue)_seconds" } + [
            "unnotified_downtime_seconds", "basis", "availability_percent", "up_seconds", "of_seconds",
            "target_percent", "met", "other_basis", "other_availability_percent",
            "other_credit_rate_percent", "outages", "status", "credit_rate_percent", "base", "amount",
            "cut_by_cap", "credited", "currency", "notes", "hold", "commercial",
            "commercial_notes", "warnings",
        ]

    package init(on month: Month, dialect: CSVDialect, to stream: ByteStream) {
        self.month = month
        csv = CSVWriter(dialect: dialect, to: stream)
        for column in Self.columns { csv.plain(column) }
        csv.endRow()
    }

    package mutating func add(_ entry: ReportEntry) throws {
        totals.add(entry)
        identity(of: entry)
        if entry.facts.calendar != nil {
            classes(entry.statement.classes)
            readings(entry.statement)
        } else {
            // Nothing was measured: no zeros that could be added up.
            for _ in 0..<(9 + Cause.allCases.count + 9) { csv.plain(nil) }
        }
        credit(of: entry)
        csv.endRow()
        try csv.stream.drainIfFull()
    }

    package mutating func finish() throws {
        try csv.stream.drain()
    }

    private mutating func identity(of entry: ReportEntry) {
        let facts = entry.facts
        csv.plain(month.description)
        csv.text(facts.subscription)
        csv.text(facts.customer)
        csv.text(entry.customerName)
        csv.text(facts.service)
        csv.plain(entry.revision > 0 ? String(entry.revision) : nil)
        csv.text(facts.calendar?.terms.id)
        csv.text(facts.calendar?.terms.version)
        csv.plain(facts.calendar == nil ? nil : entry.termsSHA256)
        let time = facts.calendar.map { LocalTime($0.zone) }
        csv.plain(time?.rfc3339(entry.statement.period.lowerBound))
        csv.plain(time?.rfc3339(entry.statement.period.upperBound))
        csv.text(facts.calendar?.terms.timeZone)
        csv.plain(Self.word(entry.statement.isFinal))
    }

    private mutating func classes(_ classes: Classes) {
        csv.seconds(classes.period)
        csv.seconds(classes.outsideHours)
        csv.seconds(classes.holiday)
        csv.seconds(classes.plannedMaintenance)
        csv.seconds(classes.covered)
        csv.seconds(classes.available)
        csv.seconds(classes.countedDowntime)
        csv.seconds(classes.excusedTotal)
        for cause in Cause.allCases { csv.seconds(classes.excused[cause] ?? 0) }
        csv.seconds(classes.unnotifiedDowntime)
    }

    private mutating func readings(_ statement: MonthStatement) {
        csv.plain(statement.basis.rawValue)
        csv.decimal(statement.availability.percentText)
        csv.seconds(statement.availability.up)
        csv.seconds(statement.availability.base)
        csv.decimal(statement.target?.percentage?.description)
        csv.plain(statement.isMet.map(Self.word))
        csv.plain(statement.basis.other.rawValue)
        csv.decimal(statement.otherAvailability.percentText)
        csv.decimal(statement.otherEarned?.percentage?.description)
    }

    private mutating func credit(of entry: ReportEntry) {
        csv.plain(entry.facts.calendar.map { _ in String(entry.statement.outages.count) })
        csv.plain(entry.status.rawValue)
        csv.decimal(entry.statement.credit.earned?.percentage?.description)
        csv.decimal(entry.statement.credit.base?.description)
        csv.decimal(entry.amount?.description)
        csv.decimal(entry.ledger.cutByCap.description)
        csv.decimal(entry.ledger.credited.description)
        csv.text(entry.currency)
        csv.text(entry.ledger.notes.joined(separator: " "))
        csv.text(entry.ledger.holds.standing?.reason)
        csv.decimal(entry.ledger.commercial?.credited.description)
        csv.text(entry.ledger.commercial?.notes.joined(separator: " "))
        csv.text(entry.warnings.joined(separator: " "))
    }

    private static func word(_ flag: Bool) -> String { flag ? "true" : "false" }
}
