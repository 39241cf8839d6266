internal import Postgres
internal import SLA

/// What a missed target earns, in tables `terms_tier` and `terms_schedule`. Source: contract T13 to T15.
enum StoredSchedule {
    static func insert(_ schedule: Schedule, of key: Int32, on connection: Connection) throws {
        for (index, tier) in schedule.tiers.enumerated() {
            let (condition, bound) = tier.condition.stored
            try insert(
                [
                    ("terms_key", .int32(key)), ("position", .int32(Int32(index + 1))),
                    ("condition", .text(condition)), ("bound", .int64(bound)),
                ] + columns(of: tier.worth, "rate_", sum: "sum_cents"), into: "terms_tier", on: connection)
        }
        guard let columns = columns(of: schedule) else { return }
        try insert([("terms_key", .int32(key))] + columns, into: "terms_schedule", on: connection)
    }

    private typealias Column = (name: String, value: Parameter)

    /// nil for tiers.
    private static func columns(of schedule: Schedule) -> [Column]? {
        switch schedule {
        case .tiers: return nil
        case .proportion(let proportion):
            return [("measured", .text(proportion.of.rawValue)), ("times", .int32(Int32(proportion.times)))]
                + columns(of: proportion.most, "most_", sum: "most_cents")
        case .steps(let steps):
            var columns: [Column] = [
                ("every", .int64(steps.unit.every)), ("counted", .text(steps.counted.rawValue)),
            ]
            switch steps.unit {
            case .time(let measured, _): columns.append(("measured", .text(measured.rawValue)))
            case .points: columns.append(("measured", .text("points")))
            }
            columns += Self.columns(of: steps.worth, "rate_", sum: "sum_cents")
            columns += Self.columns(of: steps.most, "most_", sum: "most_cents")
            guard let first = steps.first else { return columns }
            return columns + [("first_every", .int64(first.every))]
                + Self.columns(of: first.worth, "first_", sum: "first_cents")
        }
    }

    private static func columns(of worth: Schedule.Worth, _ prefix: String, sum: String) -> [Column] {
        switch worth {
        case .rate(let rate):
            [
                ("\(prefix)numerator", .int64(rate.numerator)),
                ("\(prefix)denominator", .int64(rate.denominator)),
            ]
        case .sum(let cents): [(sum, .int64(cents.amount))]
        }
    }

    private static func insert(_ columns: [Column], into table: String, on connection: Connection) throws {
        try connection.execute(
            """
            insert into \(table) (\(columns.map(\.name).joined(separator: ", ")))
            values (\((1...columns.count).map { "$\($0)" }.joined(separator: ", ")))
            """, columns.map(\.value))
    }

    /// Of every version that credits, by key.
    static func load(on connection: Connection) throws -> [Int32: Schedule] {
        let tiers = Dictionary(
            grouping: try connection.query("select * from terms_tier order by terms_key, position").map {
                row in
                (key: try row.int32("terms_key"), tier: try tier(row))
            }, by: \.key)
        var schedules = tiers.mapValues { Schedule.tiers($0.map(\.tier)) }
        for row in try connection.query("select * from terms_schedule") {
            schedules[try row.int32("terms_key")] = try schedule(row)
        }
        return schedules
    }

    private static func tier(_ row: Row) throws -> Schedule.Tier {
        let (condition, bound) = (try row.text("condition"), try row.int64("bound"))
        let worth = try known(worth(row, "rate_", sum: "sum_cents"), column: "rate_numerator")
        switch condition {
        case "below": return Schedule.Tier(.below(try percentage(millionths: bound, column: "bound")), worth)
        case "at_or_below":
            return Schedule.Tier(.atOrBelow(try percentage(millionths: bound, column: "bound")), worth)
        case "downtime_over": return Schedule.Tier(.downtimeOver(bound), worth)
        case "downtime_from": return Schedule.Tier(.downtimeFrom(bound), worth)
        default: throw UnknownWord(column: "condition", word: condition)
        }
    }

    private static func schedule(_ row: Row) throws -> Schedule {
        let measured = try row.text("measured")
        let most = try known(worth(row, "most_", sum: "most_cents"), column: "most_numerator")
        if let times = try row.optionalInt32("times") {
            return .proportion(
                Schedule.Proportion(of: try word(measured, column: "measured"), times: Int(times), most: most)
            )
        }
        let every = try row.int64("every")
        return .steps(
            Schedule.Steps(
                unit: measured == "points"
                    ? .points(every: every) : .time(try word(measured, column: "measured"), every: every),
                counted: try row.word("counted"),
                worth: try known(worth(row, "rate_", sum: "sum_cents"), column: "rate_numerator"),
                first: try row.optionalInt64("first_every").map {
                    Schedule.First(
                        every: $0,
                        worth: try known(worth(row, "first_", sum: "first_cents"), column: "first_numerator"))
                }, most: most))
    }

    private static func worth(_ row: Row, _ prefix: String, sum: String) throws -> Schedule.Worth? {
        if let cents = try row.optionalInt64(.name(sum)) { return .sum(Cents(cents)) }
        guard let numerator = try row.optionalInt64(.name("\(prefix)numerator")) else { return nil }
        return .rate(
            try rate(numerator, try row.int64(.name("\(prefix)denominator")), column: "\(prefix)numerator"))
    }

    private static func known(_ worth: Schedule.Worth?, column: String) throws -> Schedule.Worth {
        guard let worth else { throw UnknownWord(column: column, word: "null") }
        return worth
    }

    static func rate(_ numerator: Int64, _ denominator: Int64, column: String) throws -> Rate {
        guard let rate = Rate(numerator: numerator, denominator: denominator) else {
            throw UnknownWord(column: column, word: "\(numerator)/\(denominator)")
        }
        return rate
    }
}

extension Schedule.Tier.Condition {
    fileprivate var stored: (name: String, bound: Int64) {
        switch self {
        case .below(let bound): ("below", bound.millionths)
        case .atOrBelow(let bound): ("at_or_below", bound.millionths)
        case .downtimeOver(let length): ("downtime_over", length)
        case .downtimeFrom(let length): ("downtime_from", length)
        }
    }
}
