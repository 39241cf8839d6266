import SLA

extension MonthBudget {
    static let columns = [
        "month", "at", "subscription", "customer", "customer_name", "service", "terms", "terms_version",
        "standing", "basis", "availability_percent", "downtime_seconds", "unnotified_seconds", "of_seconds",
        "target_percent", "allowed_seconds", "remaining_seconds", "used_percent", "next_rate_percent",
        "next_rate_remaining_seconds", "rate_percent", "base", "base_month", "cost", "currency",
        "on_request", "open_outages",
    ]

    /// For spreadsheets: a row for each subscription, in the order of the text.
    package func csv(_ dialect: CSVDialect = .standard) -> [UInt8] {
        var csv = CSVWriter(dialect: dialect, to: ByteStream())
        for column in Self.columns { csv.plain(column) }
        csv.endRow()
        for entry in entries {
            csv.plain(month.description)
            csv.plain(time.rfc3339(instant))
            csv.identity(of: entry)
            csv.measures(of: entry)
            csv.cost(of: entry)
            csv.endRow()
        }
        return csv.stream.bytes
    }
}

extension CSVWriter {
    fileprivate mutating func identity(of entry: BudgetEntry) {
        text(entry.facts.subscription)
        text(entry.facts.customer)
        text(entry.customerName)
        text(entry.facts.service)
        text(entry.facts.calendar?.terms.id)
        text(entry.facts.calendar?.terms.version)
        plain(entry.standing.rawValue)
    }

    fileprivate mutating func measures(of entry: BudgetEntry) {
        let statement = entry.statement
        // Nothing was measured without terms: no zeros that could be added up.
        let measured = entry.facts.calendar.map { _ in statement }
        plain(measured?.basis.rawValue)
        decimal(measured?.availability.percentText)
        seconds(measured?.availability.downtime)
        seconds(measured?.classes.unnotifiedDowntime)
        seconds(measured?.availability.base)
        decimal(statement.target?.percentage?.description)
        seconds(statement.budget?.allowed)
        seconds(statement.budget?.left)
        decimal(statement.budget?.usedPercentText)
        let next = entry.tiers.first { $0.budget.left >= 0 }
        decimal(next?.tier.worth.rate?.percentage?.description)
        seconds(next?.budget.left)
    }

    fileprivate mutating func cost(of entry: BudgetEntry) {
        decimal(entry.statement.credit.earned?.percentage?.description)
        decimal(entry.base?.amount.description)
        plain(entry.base?.month.description)
        decimal(entry.cost?.description)
        text(entry.base?.currency)
        plain(entry.isOnRequest.map { $0 ? "true" : "false" })
        plain(String(entry.open.count))
    }
}
