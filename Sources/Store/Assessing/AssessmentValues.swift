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

    /// How the database has a number; instants are microseconds, days are counted from 1970.
    enum Form {
        case number, instant, day
    }

    /// A numeric column: its name, and what a statement has for it.
    package struct NumberColumn: Sendable {
        package let name: String
        let form: Form
        let value: @Sendable (MonthStatement) -> Int64?

        init(
            _ name: String, _ form: Form = .number, _ value: @escaping @Sendable (MonthStatement) -> Int64?
        ) {
            self.name = name
            self.form = form
            self.value = value
        }
    }

    /// The numeric columns: those before `measured_us` are never null.
    package static let numbers =
        [
            NumberColumn("period_from", .instant) { $0.period.lowerBound.microseconds },
            NumberColumn("period_to", .instant) { $0.period.upperBound.microseconds },
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
        ]
        + StoredVerdict.targetColumns.map { column in
            NumberColumn(column) { $0.target?.stored(in: column) }
        }
        + StoredVerdict.earnedColumns.map { column in
            NumberColumn(column) { $0.credit.earned?.stored(in: column, base: $0.credit.base) }
        } + [
            NumberColumn("other_rate_micropercent") { $0.otherEarned?.percentage?.millionths },
            NumberColumn("base_cents") { $0.credit.base?.amount },
            NumberColumn("minimum_cents") { $0.credit.minimum?.amount },
            NumberColumn("request_until", .day) { ($0.credit.requestUntil?.daysSinceEpoch).map(Int64.init) },
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
    init() {
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
                    switch Self.numbers[place].form {
                    case .number: try row.optionalInt64(field)
                    case .instant: try row.optionalTimestamp(field)
                    case .day: try row.optionalDate(field).map(Int64.init)
                    }
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
                guard let value = values[place] else {
                    try writer.null()
                    continue
                }
                switch Self.numbers[place].form {
                case .number: try writer.int64(value)
                case .instant: try writer.timestamp(value)
                case .day: try writer.date(Int(value))
                }
            }
        }
    }
}
