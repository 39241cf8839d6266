internal import Postgres
internal import SLA

/// What a month's assessment runs saw, each run's facts read once.
///
/// What a run saw never changes, so the facts serve every later pass of the same command. They take a few dozen bytes an
/// event for as long as this lives.
package final class FactsByRun {
    typealias Known = [Int32: (run: AssessmentRun, facts: MonthFacts)]

    private var known: Known = [:]
    private let byZonesOfToday: Bool

    /// - Parameter byZonesOfToday: whether the time zone data are this machine's, not those that the runs used.
    package init(byZonesOfToday: Bool = false) { self.byZonesOfToday = byZonesOfToday }

    /// The facts of the runs that stored these revisions; only those that are not known yet are read.
    func facts(
        of assessments: some Sequence<Assessment>, in month: Month, on connection: Connection,
        zone: (String) throws -> Zone
    ) throws -> Known {
        var keys: [Int32: [Int32]] = [:]
        for assessment in assessments { keys[assessment.run, default: []].append(assessment.key) }
        // A run may have stored more since: a shared assessment does slice by slice.
        let missing = keys.filter { run, keys in
            guard let facts = known[run]?.facts else { return true }
            return !keys.allSatisfy { facts.index(of: $0) != nil }
        }
        for run in try Assessments.runs(missing.keys, on: connection) {
            let scope = MonthScope(
                month: month, watermark: run.watermark, assessedAt: run.assessedAt,
                subscriptions: missing[run.run])
            known[run.run] = nil
            let zones = byZonesOfToday ? nil : try RunZones(of: run.run, in: month, on: connection)
            let facts = try MonthFacts.load(scope, on: connection) {
                try zones?.zone($0, beyond: zone) ?? zone($0)
            }
            known[run.run] = (run, facts)
        }
        return known
    }
}
