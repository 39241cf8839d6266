internal import Postgres
package import SLA

/// What a month's judgement comes to, in the columns of table `assessment` and of the SQL proof.
///
/// Lengths are microseconds, rates millionths of a percent, money cents; instants microseconds.
package struct AssessmentValues: Equatable, Sendable {
    package var termsKey: Int32?
    package var status: String
    package var isFinal: Bool
    package var isMet: Bool?
    package var currency: String?
    /// In the order of `numbers`.
    package var values: [Int64?]

    /// A numeric column: its name, and what a statement has for it.
    package struct NumberColumn: Sendable {
        package let name: String
        let isInstant: Bool
        let value: @Sendable (MonthStatement) -> Int64?

        init(
            _ name: String, isInstant: Bool = false, _ value: @escaping @Sendable (MonthStatement) -> Int64?
        ) {
            self.name = name
            self.isInstant = isInstant
            self.value = value
        }
    }

    /// The numeric columns: those before `measured_us` are never null.
    package static let numbers =
        [
            NumberColumn("period_from", isInstant: true) { $0.period.lowerBound.microseconds },
            NumberColumn("period_to", isInstant: true) { $0.period.upperBound.microseconds },
            NumberColumn("in_force_us") { $0.classes.period },
            NumberColumn("outside_hours_us") { $0.classes.outsideHours },
            NumberColumn("holiday_us") { $0.classes.holiday },
            NumberColumn("planned_maintenance_us") { $0.classes.plannedMaintenance },
            NumberColumn("counted_downtime_us") { $0.classes.countedDowntime },
        ]
        + Cause.allCases.map { cause in
            NumberColumn("excused_\(cause.rawValue)_us") { $0.classes.excused[cause] ?? 0 }
        } + [
            NumberColumn("unnotified_downtime_us") { $0.classes.unnotifiedDowntime },
            NumberColumn("available_us") { $0.classes.available },
            NumberColumn("measured_us") { $0.availability.base },
            NumberColumn("target_micropercent") { $0.target?.millionths },
            NumberColumn("rate_micropercent") { $0.credit.rate?.millionths },
            NumberColumn("other_rate_micropercent") { $0.otherRate?.millionths },
            NumberColumn("base_cents") { $0.credit.base?.amount },
            NumberColumn("amount_cents") { $0.credit.amount?.amount },
        ]

    package init(_ statement: MonthStatement, termsKey: Int32?) {
        self.termsKey = termsKey
        status = statement.credit.status.rawValue
        isFinal = statement.isFinal
        isMet = statement.isMet
        currency = statement.credit.currency
        values = Self.numbers.map { $0.value(statement) }
    }

    /// A column of the table; `number` by its place in `numbers`.
    enum Column {
        case termsKey, status, isFinal, isMet, currency
        case number(Int)

        var name: String {
            switch self {
            case .termsKey: "terms_key"
            case .status: "status"
            case .isFinal: "is_final"
            case .isMet: "is_met"
            case .currency: "currency"
            case .number(let place): numbers[place].name
            }
        }
    }

    /// The one list: rows and records are read and written in its order.
    static let columns =
        [Column.termsKey, .status, .isFinal, .isMet, .currency] + numbers.indices.map(Column.number)

    /// Where two differ: column, this value, the other's; empty when they agree.
    package func differences(from other: AssessmentValues) -> [Difference] {
        Self.columns.compactMap { column in
            let (value, otherValue) = (text(column), other.text(column))
            guard value != otherValue else { return nil }
            return Difference(column: column.name, value: value, other: otherValue)
        }
    }

    private func text(_ column: Column) -> String? {
        switch column {
        case .termsKey: termsKey?.description
        case .status: status
        case .isFinal: isFinal.description
        case .isMet: isMet?.description
        case .currency: currency
        case .number(let place): values[place]?.description
        }
    }

    package struct Difference: Equatable, Sendable {
        package var column: String
        package var value: String?
        package var other: String?
    }

    /// To be filled.
    private init() {
        status = ""
        isFinal = false
        values = Array(repeating: nil, count: Self.numbers.count)
    }
}

/// In a COPY.
extension AssessmentValues {
    /// Reads `columns`.
    init(_ row: borrowing CopyRow, from first: Int) throws {
        self.init()
        for (offset, column) in Self.columns.enumerated() {
            let field = first + offset
            switch column {
            case .termsKey: termsKey = try row.optionalInt32(field)
            case .status: status = try row.text(field)
            case .isFinal: isFinal = try row.bool(field)
            case .isMet: isMet = try row.optionalBool(field)
            case .currency: currency = try row.optionalText(field)
            case .number(let place):
                values[place] =
                    Self.numbers[place].isInstant
                    ? try row.optionalTimestamp(field) : try row.optionalInt64(field)
            }
        }
    }

    /// Writes `columns`.
    func write(to writer: inout CopyWriter) throws(PostgresError) {
        for column in Self.columns {
            switch column {
            case .termsKey: if let termsKey { try writer.int32(termsKey) } else { try writer.null() }
            case .status: try writer.text(status)
            case .isFinal: try writer.bool(isFinal)
            case .isMet: if let isMet { try writer.bool(isMet) } else { try writer.null() }
            case .currency: if let currency { try writer.text(currency) } else { try writer.null() }
            case .number(let place):
                switch values[place] {
                case nil: try writer.null()
                case let value? where Self.numbers[place].isInstant: try writer.timestamp(value)
                case let value?: try writer.int64(value)
                }
            }
        }
    }
}

/// In a record.
extension AssessmentValues {
    static let recordLimit = 60 + 11 * columns.count

    func write(to writer: inout RecordWriter) {
        func write(_ value: Int64?) {
            writer.byte(value == nil ? 0 : 1)
            if let value { writer.signed(value) }
        }
        for column in Self.columns {
            switch column {
            case .termsKey: write(termsKey.map(Int64.init))
            case .status: writer.text(status)
            case .isFinal: writer.byte(isFinal ? 1 : 0)
            case .isMet: write(isMet.map { $0 ? 1 : 0 })
            case .currency: writer.text(currency ?? "")
            case .number(let place): write(values[place])
            }
        }
    }

    init(_ reader: inout RecordReader) {
        self.init()
        func value() -> Int64? { reader.byte() == 0 ? nil : reader.signed() }
        for column in Self.columns {
            switch column {
            case .termsKey: termsKey = value().map { Int32($0) }
            case .status: status = reader.text().string
            case .isFinal: isFinal = reader.byte() == 1
            case .isMet: isMet = value().map { $0 == 1 }
            case .currency:
                let text = reader.text().string
                currency = text.isEmpty ? nil : text
            case .number(let place): values[place] = value()
            }
        }
    }
}
