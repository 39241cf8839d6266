package import Postgres
package import SLA

/// A month's assessment that several processes share, slice by slice, at one watermark and as of one instant.
///
/// A slice is claimed, assessed and marked done in one transaction that holds the month together with the others': of a
/// process that is killed nothing remains, and its slice is free as soon as the server has noticed.
package struct SharedAssessment: Sendable {
    /// How many slices there may be.
    package static let slices: ClosedRange<Int> = 1...1024

    /// Under which all its revisions are stored.
    package let run: Int32
    package let month: Month
    package let watermark: Int32
    package let assessedAt: Instant
    package let slices: Int32

    /// The month's open one; where there is none, opens it.
    ///
    /// - Parameters:
    ///   - slices: how many it is cut into, and with `assessedAt` and `program` only what opening it needs.
    package static func join(
        _ month: Month, slices: Int, assessedAt: Instant, program: String, on connection: Connection,
        zone: (String) throws -> Zone
    ) throws -> SharedAssessment {
        if let open = try open(month, on: connection) { return open }
        let scope = MonthScope(
            month: month, watermark: try Watermark.take(connection), assessedAt: assessedAt)
        return try connection.transaction {
            try connection.execute("select pg_advisory_xact_lock(\(Lock.share), \(MonthLock.key(month)))")
            if let open = try open(month, on: connection) { return open }
            let zones = try RunZones(scope, on: connection, system: zone)
            let run = try Assess.record(scope, zones, program: program, on: connection)
            try connection.execute(
                "insert into shared_assessment (run, month, slices) values ($1, $2, $3)",
                [.int32(run), .date(month.firstDay.daysSinceEpoch), .int32(Int32(slices))])
            try connection.execute(
                "insert into shared_slice (run, slice) select $1, generate_series(0, $2 - 1)",
                [.int32(run), .int32(Int32(slices))])
            return SharedAssessment(
                run: run, month: month, watermark: scope.watermark, assessedAt: assessedAt,
                slices: Int32(slices))
        }
    }

    private static func open(_ month: Month, on connection: Connection) throws -> SharedAssessment? {
        try connection.query(
            """
            select run, watermark, assessed_at, slices from shared_assessment s join assessment_run r using (run)
            where s.month = $1 and s.ended is null
            """, [.date(month.firstDay.daysSinceEpoch)]
        ).first.map { row in
            SharedAssessment(
                run: try row.int32("run"), month: month, watermark: try row.int32("watermark"),
                assessedAt: try row.instant("assessed_at"), slices: try row.int32("slices"))
        }
    }

    /// Assesses slices as long as there are any, waits for those of others, and gives what all of them did.
    ///
    /// - Parameter advanced: called with the number of slices done, by whomever.
    /// - Throws: `MonthIsLocked` when a run that does not share holds the month, `MonthIsOvertaken`, `PostgresError`.
    package func run(
        _ connection: Connection, zone: (String) throws -> Zone, advanced: (Int) -> Void = { _ in }
    ) throws -> Assess.Outcome {
        while true {
            advanced(try slices(connection, where: "assessed is not null"))
            switch try step(connection, zone: zone) {
            case .assessed: break
            case .others: _ = try connection.query("select pg_sleep(0.2)")
            case .done: return try outcome(connection)
            case .overtaken: throw MonthIsOvertaken(month: month)
            }
        }
    }

    /// What one transaction found to do.
    package enum Step: Equatable, Sendable {
        /// It assessed this slice.
        case assessed(Int32)
        /// Others are at all that is left.
        case others
        case done
        case overtaken
    }

    package func step(_ connection: Connection, zone: (String) throws -> Zone) throws -> Step {
        try connection.transaction {
            try MonthLock.take(month, isShared: true, on: connection)
            switch try ended(connection) {
            case "done": return .done
            case "overtaken": return .overtaken
            default: break
            }
            if try Watermark.isOvertaken(watermark, at: assessedAt, in: month, on: connection) {
                try end("overtaken", on: connection)
                return .overtaken
            }
            if let slice = try claim(connection) {
                try store(try assess(slice, on: connection, zone: zone), of: slice, on: connection)
                return .assessed(slice)
            }
            guard try slices(connection, where: "assessed is null") == 0 else { return .others }
            try Watermark.keep(watermark, for: month, on: connection)
            try end("done", on: connection)
            return .done
        }
    }

    private func slices(_ connection: Connection, where condition: String) throws -> Int {
        try connection.count(
            "select count(*) from shared_slice where run = $1 and \(condition)", [.int32(run)])
    }

    private func ended(_ connection: Connection) throws -> String? {
        try connection.query("select ended from shared_assessment where run = $1", [.int32(run)]).single()
            .optionalText("ended")
    }

    private func end(_ how: String, on connection: Connection) throws {
        try connection.execute(
            "update shared_assessment set ended = $2 where run = $1 and ended is null",
            [.int32(run), .text(how)])
    }

    /// A slice that nobody is at; it is this session's until the transaction ends.
    private func claim(_ connection: Connection) throws -> Int32? {
        try connection.query(
            """
            select slice from shared_slice where run = $1 and assessed is null
            order by slice limit 1 for update skip locked
            """, [.int32(run)]
        ).first.map { try $0.int32("slice") }
    }

    private func assess(
        _ slice: Int32, on connection: Connection, zone: (String) throws -> Zone
    ) throws -> Assess.Outcome {
        let keys = try connection.query(
            "select subscription_key from subscription where subscription_key % $1 = $2",
            [.int32(slices), .int32(slice)]
        ).map { try $0.int32("subscription_key") }
        var scope = MonthScope(
            month: month, watermark: watermark, assessedAt: assessedAt, subscriptions: keys)
        scope.slice = (slice, slices)
        // Those of the machine that opened it: two machines may have different data.
        let zones = try RunZones(of: run, in: month, on: connection)
        return try Assess.revise(scope, zones, on: connection, zone: zone) { run }
    }
}
