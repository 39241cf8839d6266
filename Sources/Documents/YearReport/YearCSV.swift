import SLA

/// A report of several months as a table for spreadsheets: one row per subscription and month.
struct YearCSV: YearReport {
    /// The columns, in order.
    static let columns: [String] = [
        "month", "subscription", "customer", "customer_name", "service", "terms", "terms_version",
        "tier_below_percent",
        "status", "final", "availability_percent", "target_percent", "met", "counted_downtime_seconds",
        "credit_rate_percent", "base", "amount", "cut_by_cap", "credited", "currency", "commercial", "notes",
    ]

    private var csv: CSVWriter

    init(dialect: CSVDialect, to stream: ByteStream) {
        csv = CSVWriter(dialect: dialect, to: stream)
        for column in Self.columns { csv.plain(column) }
        csv.endRow()
    }

    mutating func add(_ standing: MonthStanding) throws {
        csv.members(of: standing)
        csv.text((standing.notes + (standing.commercial?.notes ?? [])).joined(separator: " "))
        csv.endRow()
        try csv.stream.drainIfFull()
    }

    mutating func finish() throws { try csv.stream.drain() }
}

extension CSVWriter {
    /// `YearCSV.columns` without the notes.
    mutating func members(of standing: MonthStanding) {
        let measurement = standing.measurement
        plain(standing.month.description)
        text(standing.subscription)
        text(standing.customer)
        text(standing.customerName)
        text(standing.service)
        text(measurement?.terms)
        text(measurement?.version)
        decimal(measurement?.tier?.condition.bound?.description)
        plain(standing.status.rawValue)
        plain(standing.isFinal ? "true" : "false")
        decimal(measurement?.availability.percentText)
        decimal(measurement?.target?.percentage?.description)
        plain(standing.isMet.map { $0 ? "true" : "false" })
        seconds(measurement?.availability.downtime)
        decimal(standing.earned?.percentage?.description)
        decimal(standing.base?.description)
        decimal(standing.amount?.description)
        decimal(standing.cutByCap.description)
        decimal(standing.credited.description)
        text(standing.currency)
        decimal(standing.commercial?.credited.description)
    }
}
