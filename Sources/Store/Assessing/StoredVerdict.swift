internal import SLA

/// The target of an assessment and what it earned, out of their columns. Source: contract R9, T12 to T15.
enum StoredVerdict {
    static let targetColumns = ["target_micropercent", "target_above_micropercent", "target_downtime_us"]
    static let earnedColumns = [
        "rate_micropercent", "rate_numerator", "rate_denominator", "sum_cents", "steps", "limit_cents",
    ]
    static let columns = targetColumns + earnedColumns

    /// - Parameter number: the number in a column.
    static func target(_ number: (String) throws -> Int64?) throws -> Target? {
        if let bound = try number("target_micropercent") {
            return .atLeast(try percentage(millionths: bound, column: "target_micropercent"))
        }
        if let bound = try number("target_above_micropercent") {
            return .above(try percentage(millionths: bound, column: "target_above_micropercent"))
        }
        return try number("target_downtime_us").map(Target.downtimeAtMost)
    }

    /// nil without a target; a limit of another form as the sum that it came to.
    static func earned(_ number: (String) throws -> Int64?) throws -> Earned? {
        guard try target(number) != nil else { return nil }
        return Earned(
            try part(number), steps: try number("steps"),
            most: try number("limit_cents").map { .sum(Cents($0)) })
    }

    private static func part(_ number: (String) throws -> Int64?) throws -> Earned.Part {
        if let rate = try number("rate_micropercent") {
            return .rate(Rate(try percentage(millionths: rate, column: "rate_micropercent")))
        }
        if let sum = try number("sum_cents") { return .sum(Cents(sum)) }
        guard let numerator = try number("rate_numerator") else { return .proportion(nil) }
        return .rate(
            try StoredSchedule.rate(numerator, try number("rate_denominator") ?? 0, column: "rate_numerator"))
    }
}

extension Target {
    /// By the name of the column that has it.
    var stored: (column: String, value: Int64) {
        switch self {
        case .atLeast(let bound): ("target_micropercent", bound.millionths)
        case .above(let bound): ("target_above_micropercent", bound.millionths)
        case .downtimeAtMost(let length): ("target_downtime_us", length)
        }
    }

    func stored(in column: String) -> Int64? { stored.column == column ? stored.value : nil }
}

extension Earned {
    /// What `StoredVerdict.earnedColumns` have of it; the limit depends on the base.
    func stored(in column: String, base: Cents?) -> Int64? {
        switch (column, part) {
        case ("rate_micropercent", _): percentage?.millionths
        case ("rate_numerator", .rate(let rate)) where percentage == nil: rate.numerator
        case ("rate_denominator", .rate(let rate)) where percentage == nil: rate.denominator
        case ("sum_cents", .sum(let sum)): sum.amount
        case ("steps", _): steps
        case ("limit_cents", _): base.flatMap(limit)?.amount
        default: nil
        }
    }
}
