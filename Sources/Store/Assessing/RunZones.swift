internal import Postgres
internal import SLA

/// The time zone data of one assessment run, by zone. Source: contract R19.
struct RunZones {
    let month: Month
    let offsets: [String: ZoneOffsets]

    /// This machine's data for the zones of all terms that are known at the scope's watermark.
    init(_ scope: MonthScope, on connection: Connection, system: (String) throws -> Zone) throws {
        month = scope.month
        var offsets: [String: ZoneOffsets] = [:]
        for row in try connection.query(
            "select distinct time_zone from terms_version where from_batch <= $1", [.int32(scope.watermark)])
        {
            let name = try row.text("time_zone")
            offsets[name] = ZoneOffsets(try system(name), around: month)
        }
        self.offsets = offsets
    }

    /// The data that a run kept. An entry that cannot be read is left out, and the audit log convicts it.
    init(of run: Int32, in month: Month, on connection: Connection) throws {
        self.month = month
        offsets = Dictionary(
            try connection.query(
                "select time_zone, offsets from assessment_zone where run = $1", [.int32(run)]
            )
            .compactMap { row in
                let offsets = ZoneOffsets(try row.text("offsets"), around: month)
                return try offsets.map { (try row.text("time_zone"), $0) }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The zone as the run knew it; beyond the month and its neighbours, and where it kept nothing, as this machine does.
    func zone(_ name: String, beyond system: (String) throws -> Zone) throws -> Zone {
        let zone = try system(name)
        guard let known = offsets[name], known != ZoneOffsets(zone, around: month) else { return zone }
        return known.zone(beyond: zone)
    }

    /// Keeps them with the run.
    func record(_ run: Int32, on connection: Connection) throws {
        let names = offsets.keys.sorted()
        try connection.execute(
            """
            insert into assessment_zone (run, time_zone, offsets)
            select $1, z.time_zone, z.offsets from unnest($2::text[], $3::text[]) z (time_zone, offsets)
            """,
            [
                .int32(run), .textArray(names), .textArray(names.compactMap { offsets[$0]?.description }),
            ])
    }

    /// As the audit log has them: `Europe/Paris 7200 2026-10-25T01:00:00Z 3600; Asia/Tokyo 32400`, by name.
    var audited: String {
        offsets.sorted { $0.key.precedes($1.key) }
            .map { "\($0.key) \($0.value)" }.joined(separator: "; ")
    }
}
