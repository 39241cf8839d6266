internal import Postgres
package import SLA

/// Revisions that were judged by other time zone data than those of today: no fault of the ledger. Source: contract R19.
package struct ZoneVerdict: Equatable, Sendable {
    package let timeZone: String
    package let judgedBy: ZoneOffsets
    /// This machine's data today.
    package let program: ZoneOffsets
    /// nil: the database does not know the zone.
    package let database: ZoneOffsets?
    package fileprivate(set) var revisions = 0
    /// Those among them that no later revision replaced.
    package fileprivate(set) var current = 0
    /// Subscriptions whose current result would be another one by the data of today, by name.
    package fileprivate(set) var wouldDiffer: [String] = []
}

/// The time zone data that a month's revisions were judged by, beside those of this machine and of the database today.
struct ZoneComparison {
    private struct Place: Hashable {
        var run: Int32
        var termsKey: Int32
    }

    /// Where the data differ.
    private var verdicts: [Place: ZoneVerdict] = [:]
    private var wouldDiffer: [Place: Set<String>] = [:]

    /// Whether all were judged by the data of today.
    var isEmpty: Bool { verdicts.isEmpty }

    init(
        _ assessments: some Sequence<Assessment>, of month: Month, on connection: Connection,
        zone: (String) throws -> Zone
    ) throws {
        var revisions: [Place: Int] = [:]
        for assessment in assessments {
            if let place = Self.place(assessment) { revisions[place, default: 0] += 1 }
        }
        var names: [Int32: String] = [:]
        for row in try connection.query("select terms_key, time_zone from terms_version") {
            names[try row.int32("terms_key")] = try row.text("time_zone")
        }
        var runs: [Int32: RunZones] = [:]
        var today: [String: (program: ZoneOffsets, database: ZoneOffsets?)] = [:]
        for (place, count) in revisions {
            guard let name = names[place.termsKey] else { continue }
            let run = try runs[place.run] ?? RunZones(of: place.run, in: month, on: connection)
            runs[place.run] = run
            let data = try today[name] ?? Self.today(name, month, connection, zone)
            today[name] = data
            // The audit log convicts a run that kept none.
            guard let judgedBy = run.offsets[name], judgedBy != data.program || judgedBy != data.database
            else { continue }
            verdicts[place] = ZoneVerdict(
                timeZone: name, judgedBy: judgedBy, program: data.program, database: data.database,
                revisions: count)
        }
    }

    private static func today(
        _ name: String, _ month: Month, _ connection: Connection, _ zone: (String) throws -> Zone
    ) throws -> (program: ZoneOffsets, database: ZoneOffsets?) {
        let database = try connection.query(
            "select zone_offsets($1, $2) as offsets", [.text(name), .date(month.firstDay.daysSinceEpoch)]
        ).single().optionalText("offsets")
        return (
            ZoneOffsets(try zone(name), around: month), database.flatMap { ZoneOffsets($0, around: month) }
        )
    }

    private static func place(_ assessment: Assessment) -> Place? {
        assessment.outcome.termsKey.map { Place(run: assessment.run, termsKey: $0) }
    }

    private func verdict(_ assessment: Assessment) -> ZoneVerdict? {
        Self.place(assessment).flatMap { verdicts[$0] }
    }

    /// Whether this machine would judge it by other data today.
    func isOtherThanProgram(_ assessment: Assessment) -> Bool {
        verdict(assessment).map { $0.judgedBy != $0.program } ?? false
    }

    /// Whether the proof, which has only the database's data, cannot be held against it.
    func isOtherThanDatabase(_ assessment: Assessment) -> Bool {
        verdict(assessment).map { $0.judgedBy != $0.database } ?? false
    }

    /// By the data of today its result would be another one.
    mutating func differs(_ assessment: Assessment) {
        guard let place = Self.place(assessment) else { return }
        wouldDiffer[place, default: []].insert(assessment.subscription)
    }

    /// One for each zone and each data that it was judged by.
    ///
    /// - Parameter areCurrent: whether no later revision replaced them.
    func summary(areCurrent: Bool) -> [ZoneVerdict] {
        verdicts.map { place, verdict in
            var verdict = verdict
            if areCurrent {
                verdict.current = verdict.revisions
                verdict.wouldDiffer = Array(wouldDiffer[place] ?? [])
            }
            return verdict
        }
    }
}

extension [ZoneVerdict] {
    /// Adds up those of one zone and of the same data.
    func merged() -> [ZoneVerdict] {
        var sums: [ZoneVerdict] = []
        for verdict in self {
            guard
                let index = sums.firstIndex(where: {
                    $0.timeZone == verdict.timeZone && $0.judgedBy == verdict.judgedBy
                })
            else {
                sums.append(verdict)
                continue
            }
            sums[index].revisions += verdict.revisions
            sums[index].current += verdict.current
            sums[index].wouldDiffer += verdict.wouldDiffer
        }
        for index in sums.indices {
            sums[index].wouldDiffer = Set(sums[index].wouldDiffer).sorted { $0.precedes($1) }
        }
        return sums.sorted {
            ($0.timeZone, $0.judgedBy.description) < ($1.timeZone, $1.judgedBy.description)
        }
    }
}
