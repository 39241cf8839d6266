internal import Postgres
internal import SLA

/// A subscription's month, as rows of the ledger name it.
struct MonthKey: Hashable, Sendable {
    let subscription: Int32
    let month: Month

    init(_ subscription: Int32, _ month: Month) {
        self.subscription = subscription
        self.month = month
    }

    /// Of the columns `subscription_key` and `month`.
    init(_ row: Row) throws {
        self.init(try row.int32("subscription_key"), try row.localDate("month").month)
    }

    /// SQL: the row of the alias is of the months and subscriptions that `parameters` name.
    static func condition(_ alias: String) -> String {
        "\(alias).month between $1 and $2 and ($3::int[] is null or \(alias).subscription_key = any ($3))"
    }

    /// - Parameter subscriptions: nil: all.
    static func parameters(_ months: ClosedRange<Month>, _ subscriptions: [Int32]?) -> [Parameter] {
        [
            .date(months.lowerBound.firstDay.daysSinceEpoch),
            .date(months.upperBound.firstDay.daysSinceEpoch),
            .optional(subscriptions, Parameter.int32Array),
        ]
    }
}
