internal import Postgres
internal import SLA

/// What the current revision of a subscription's month says of its result.
struct StoredDecision {
    let key: MonthKey
    let revision: Int
    let watermark: Int32
    /// The version of the terms; nil where none was in force.
    let terms: Int32?
    let isFinal: Bool
    let decision: CreditDecision
    private let isMet: Bool?
    private let availability: MeasuredAvailability
    private let target: Target?
    private let excused: [Cause: Int64]
    private let unnotified: Int64
    private let maintenance: Int64

    private static let columns =
        [
            "terms_key", "is_final", "is_met", "status", "currency", "measured_us", "counted_downtime_us",
            "unnotified_downtime_us", "planned_maintenance_us", "base_cents", "amount_cents",
        ] + StoredVerdict.columns + Cause.allCases.map { "excused_\($0.rawValue)_us" }

    /// A COPY, which takes no parameters.
    ///
    /// - Parameter subscriptions: their keys; nil: all.
    static func statement(_ months: ClosedRange<Month>, _ subscriptions: [Int32]?) -> String {
        let wanted = subscriptions.map {
            " and a.subscription_key = any ('{\($0.map(String.init).joined(separator: ","))}'::int[])"
        }
        return """
            copy (select a.subscription_key, a.month, a.revision, r.watermark,
                    \(columns.map { "a.\($0)" }.joined(separator: ", "))
                from current_assessment a join assessment_run r on r.run = a.run
                where a.month between \(months.lowerBound.literal) and \(months.upperBound.literal)\(wanted ?? ""))
            to stdout (format binary)
            """
    }

    init(_ row: borrowing CopyRow) throws {
        key = MonthKey(try row.int32(0), LocalDate(daysSinceEpoch: try row.date(1)).month)
        revision = Int(try row.int32(2))
        watermark = try row.int32(3)
        terms = try row.optionalInt32(4)
        isFinal = try row.bool(5)
        isMet = try row.optionalBool(6)
        var verdict: [String: Int64] = [:]
        for (place, column) in StoredVerdict.columns.enumerated() {
            verdict[column] = try row.optionalInt64(15 + place)
        }
        target = try StoredVerdict.target { verdict[$0] }
        decision = CreditDecision(
            status: try word(try row.text(7), column: "status"),
            earned: try StoredVerdict.earned { verdict[$0] },
            base: try row.optionalInt64(13).map { Cents($0) }, currency: try row.optionalText(8),
            amount: try row.optionalInt64(14).map { Cents($0) })
        availability = MeasuredAvailability(downtime: try row.int64(10), base: try row.int64(9))
        unnotified = try row.int64(11)
        maintenance = try row.int64(12)
        var excused: [Cause: Int64] = [:]
        for (place, cause) in Cause.allCases.enumerated() {
            let time = try row.int64(15 + StoredVerdict.columns.count + place)
            if time > 0 { excused[cause] = time }
        }
        self.excused = excused
    }

    func measurement(under terms: StoredTiers) -> MonthStanding.Measurement {
        MonthStanding.Measurement(
            terms: terms.id, version: terms.version, availability: availability, target: target, isMet: isMet,
            tier: isMet == false ? terms.tiers.reached(by: availability) : nil, excused: excused,
            unnotified: unnotified,
            maintenance: maintenance)
    }
}

/// A version of terms with its tiers, without the rest.
struct StoredTiers {
    let id: String
    let version: String
    /// From the mildest to the hardest.
    let tiers: [Schedule.Tier]

    /// All versions, by key.
    static func load(on connection: Connection) throws -> [Int32: StoredTiers] {
        let schedules = try StoredSchedule.load(on: connection)
        var found: [Int32: StoredTiers] = [:]
        for row in try connection.query("select terms_key, terms, version from terms_version") {
            let key = try row.int32("terms_key")
            found[key] = StoredTiers(
                id: try row.text("terms"), version: try row.text("version"),
                tiers: schedules[key]?.tiers ?? [])
        }
        return found
    }
}
