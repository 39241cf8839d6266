import SLA

extension Simulation {
    static let columns =
        ["month", "subscription", "customer", "customer_name", "service"]
        + ["own", "other"].flatMap { side in
            [
                "terms", "terms_version", "availability_percent", "met", "rate_percent", "status", "amount",
            ].map { "\(side)_\($0)" }
        } + ["difference", "currency"]

    /// For spreadsheets: a row for each subscription's month with a credit or another verdict; amounts before the cap.
    package func csv(_ dialect: CSVDialect = .standard) -> [UInt8] {
        var csv = CSVWriter(dialect: dialect, to: ByteStream())
        for column in Self.columns { csv.plain(column) }
        csv.endRow()
        for row in rows {
            csv.plain(row.month.description)
            csv.text(row.subscription)
            csv.text(row.customer)
            csv.text(row.customerName)
            csv.text(row.service)
            csv.credit(row.own)
            csv.credit(row.other)
            csv.decimal(row.difference?.description)
            csv.text(row.currency)
            csv.endRow()
        }
        return csv.stream.bytes
    }
}

extension CSVWriter {
    fileprivate mutating func credit(_ credit: SimulatedCredit) {
        text(credit.terms?.id)
        text(credit.terms?.version)
        decimal(credit.availability.percentText)
        plain(credit.isMet.map { $0 ? "true" : "false" })
        decimal(credit.earned.percentage?.description)
        plain(credit.status.rawValue)
        decimal(credit.amount?.description)
    }
}
