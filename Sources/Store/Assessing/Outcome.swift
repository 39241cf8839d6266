internal import Postgres
package import SLA

/// What a month's judgement comes to, in the columns of table `assessment` and of the SQL proof.
///
/// Lengths are microseconds, rates millionths of a percent, money cents; instants microseconds.
package struct Outcome: Equatable, Sendable {
    package var termsKey: Int32?
    package var status: String
    package var isFinal: Bool
    package var isMet: Bool?
    package var currency: String?
    /// The numeric columns, in the order of `Outcome.numbers`.
    package var values: [Int64?]

    /// The numeric columns: those before `measured_us` are never null.
    package static let numbers =
        ["period_from", "period_to"] + lengths
        + [
            "measured_us", "target_micropercent", "rate_micropercent", "other_rate_micropercent",
            "base_cents", "amount_cents",
        ]

    private static let lengths =
        ["outside_hours_us", "holiday_us", "planned_maintenance_us", "counted_downtime_us"]
        + Cause.allCases.map { "excused_\($0.rawValue)_us" }
        + ["unnotified_downtime_us", "available_us"]

    package init(_ statement: Statement, termsKey: Int32?) {
        let classes = statement.classes
        let credit = statement.credit
        self.termsKey = termsKey
        status = credit.status.rawValue
        isFinal = statement.isFinal
        isMet = statement.isMet
        currency = credit.currency
        values =
            [statement.period.lowerBound.microseconds, statement.period.upperBound.microseconds]
            + [
                classes.outsideHours, classes.holiday, classes.plannedMaintenance,
                classes.countedDowntime,
            ] + Cause.allCases.map { classes.excused[$0] ?? 0 }
            + [
                classes.unnotifiedDowntime, classes.available, statement.availability.of,
                statement.target?.millionths, credit.rate?.millionths,
                statement.otherRate?.millionths, credit.base?.amount, credit.amount?.amount,
            ]
    }

    /// In the order in which a COPY's row and `write` hold them.
    static let columns = ["terms_key", "status", "is_final", "is_met", "currency"] + numbers

    /// Reads `columns`.
    init(_ row: borrowing CopyRow, from first: Int) throws {
        termsKey = try row.optionalInt32(first)
        status = try row.text(first + 1)
        isFinal = try row.bool(first + 2)
        isMet = try row.optionalBool(first + 3)
        currency = try row.optionalText(first + 4)
        values = []
        for column in first + 5..<first + Outcome.columns.count {
            values.append(
                column < first + 7 ? try row.optionalTimestamp(column) : try row.optionalInt64(column))
        }
    }

    /// Writes `columns`.
    func write(to writer: inout CopyWriter) throws(PostgresError) {
        if let termsKey { try writer.int32(termsKey) } else { try writer.null() }
        try writer.text(status)
        try writer.bool(isFinal)
        if let isMet { try writer.bool(isMet) } else { try writer.null() }
        if let currency { try writer.text(currency) } else { try writer.null() }
        for (index, value) in values.enumerated() {
            switch value {
            case nil: try writer.null()
            case let value? where index < 2: try writer.timestamp(value)
            case let value?: try writer.int64(value)
            }
        }
    }

    /// Where two outcomes differ: column, this value, the other's; empty when they agree.
    package func differences(from other: Outcome) -> [Difference] {
        let texts: [(String, String?, String?)] = [
            ("terms_key", termsKey?.description, other.termsKey?.description),
            ("status", status, other.status),
            ("is_final", isFinal.description, other.isFinal.description),
            ("is_met", isMet?.description, other.isMet?.description),
            ("currency", currency, other.currency),
        ]
        let numbers = zip(Outcome.numbers, zip(values, other.values)).map {
            ($0, $1.0?.description, $1.1?.description)
        }
        return (texts + numbers).filter { $0.1 != $0.2 }.map {
            Difference(column: $0.0, value: $0.1, other: $0.2)
        }
    }

    package struct Difference: Equatable, Sendable {
        package var column: String
        package var value: String?
        package var other: String?
    }
}

/// The same in a record.
extension Outcome {
    static let recordLimit = 60 + 11 * columns.count

    func write(to writer: inout RecordWriter) {
        func write(_ value: Int64?) {
            writer.byte(value == nil ? 0 : 1)
            if let value { writer.signed(value) }
        }
        write(termsKey.map(Int64.init))
        writer.text(status)
        writer.byte(isFinal ? 1 : 0)
        write(isMet.map { $0 ? 1 : 0 })
        writer.text(currency ?? "")
        for value in values { write(value) }
    }

    init(_ reader: inout RecordReader) {
        func value() -> Int64? { reader.byte() == 0 ? nil : reader.signed() }
        termsKey = value().map { Int32($0) }
        status = reader.text().string
        isFinal = reader.byte() == 1
        isMet = value().map { $0 == 1 }
        let currency = reader.text().string
        self.currency = currency.isEmpty ? nil : currency
        values = Outcome.numbers.map { _ in value() }
    }
}
