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

    /// Reads a row that has the columns of table `assessment`.
    init(_ row: Row) throws {
        termsKey = try row.optionalInt32("terms_key")
        status = try row.text("status")
        isFinal = try row.bool("is_final")
        isMet = try row.optionalBool("is_met")
        currency = try row.optionalText("currency")
        values = try Outcome.numbers.enumerated().map { index, column in
            index < 2
                ? try row.optionalTimestamp(.name(column)) : try row.optionalInt64(.name(column))
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
