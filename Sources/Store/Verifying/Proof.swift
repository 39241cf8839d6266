import Hashing
package import Postgres
package import SLA

/// The second implementation of the contract, in SQL, and what it makes of a stored month.
package enum Proof {
    /// `sql/proof/month.sql`.
    package static let sql = String(decoding: PackageResources.month_sql, as: UTF8.self)

    /// A stored assessment that one of its two proofs does not confirm.
    package struct Disagreement: Equatable, Sendable {
        package var subscription: String
        package var revision: Int
        /// `judgement` (the program, again, from the same facts) or `proof` (SQL).
        package var side: String
        /// Stored value first; empty when that side has no result at all.
        package var differences: [AssessmentValues.Difference]
    }

    /// What was compared, and what did not agree.
    package struct Result: Equatable, Sendable {
        package var compared = 0
        package var disagreements: [Disagreement] = []
        /// Other time zone data are no disagreement (R19).
        package var zones: [ZoneVerdict] = []
    }

    /// Compares every class of every current assessment of the month, and what it was judged from, with the
    /// judgement made again and with the SQL proof, both from the watermark that the assessment saw.
    ///
    /// - Parameters:
    ///   - superseded: whether the earlier revisions are proven, too.
    ///   - sql: the proof; tests plant faults in it.
    package static func verify(
        _ month: Month, superseded: Bool = false, on connection: Connection, sql: String = sql,
        zone: (String) throws -> Zone
    ) throws -> Result {
        var result = try verify(month, on: connection, sql: sql, zone: zone, { _ in }, { _ in })
        guard superseded else { return result }
        let earlier = try Assessments.superseded(month, on: connection)
        // A run judges a subscription once.
        let places = Dictionary(
            earlier.indices.map { (Place(earlier[$0]), $0) }, uniquingKeysWith: { first, _ in first })
        try verify(
            earlier, of: month, areCurrent: false, on: connection, sql: sql, keeping: nil, zone: zone,
            &result,
            place: { places[Place(run: $0, key: $1)] }, { _ in }, { _ in })
        return result
    }

    /// The same of the current revisions; the pass that judges them again serves others, too.
    ///
    /// - Parameters:
    ///   - kept: as for `RejudgedRevision.forEach`.
    ///   - transform: on all processors, whether or not the judgement is what is stored.
    ///   - body: in the order of the subscriptions' names.
    package static func verify<Value: Sendable>(
        _ month: Month, on connection: Connection, sql: String = sql, keeping kept: FactsByRun? = nil,
        zone: (String) throws -> Zone, _ transform: @Sendable (RejudgedRevision) throws -> Value,
        _ body: (Value) throws -> Void
    ) throws -> Result {
        let current = try Assessments.current(month, on: connection)
        var result = Result()
        try verify(
            current, of: month, areCurrent: true, on: connection, sql: sql, keeping: kept, zone: zone,
            &result,
            place: { current.index(of: $1) }, transform, body)
        return result
    }

    private struct Place: Hashable {
        var run: Int32
        var key: Int32

        init(run: Int32, key: Int32) {
            self.run = run
            self.key = key
        }

        init(_ assessment: Assessment) { self.init(run: assessment.run, key: assessment.key) }
    }

    /// - Parameter place: of the assessment that a run stored of a subscription.
    private static func verify<Revisions: RandomAccessCollection, Value: Sendable>(
        _ assessments: Revisions, of month: Month, areCurrent: Bool, on connection: Connection, sql: String,
        keeping kept: FactsByRun?, zone: (String) throws -> Zone, _ result: inout Result,
        place: (_ run: Int32, _ key: Int32) -> Int?,
        _ transform: @Sendable (RejudgedRevision) throws -> Value, _ body: (Value) throws -> Void
    ) throws where Revisions.Element == Assessment, Revisions.Index == Int {
        var found: [(place: Int, Disagreement)] = []
        func add(
            _ side: String, _ place: Int, _ assessment: Assessment,
            _ differences: [AssessmentValues.Difference]
        ) {
            found.append(
                (
                    place,
                    Disagreement(
                        subscription: assessment.subscription, revision: Int(assessment.revision),
                        side: side, differences: differences)
                ))
        }
        func compare(
            _ side: String, _ place: Int, _ assessment: Assessment, _ outcome: AssessmentValues,
            _ input: [UInt8]? = nil
        ) {
            var differences = assessment.outcome.differences(from: outcome)
            if let input, input != assessment.inputDigest {
                differences.append(
                    AssessmentValues.Difference(
                        column: "input_digest", value: Digest.hexadecimal(assessment.inputDigest),
                        other: Digest.hexadecimal(input)))
            }
            if !differences.isEmpty { add(side, place, assessment, differences) }
        }
        var zones = try ZoneComparison(assessments, of: month, on: connection, zone: zone)
        var isMissing = [Bool](repeating: true, count: assessments.count)
        try RejudgedRevision.forEach(
            assessments, of: month, on: connection, keeping: kept, zone: zone,
            { ($0.assessment, $0.outcome, $0.month.inputDigest, try transform($0)) }
        ) { place, judged in
            isMissing[place] = false
            compare("judgement", place, judged.0, judged.1, judged.2)
            try body(judged.3)
        }
        for place in isMissing.indices where isMissing[place] {
            add("judgement", place, assessments[place], [])
        }
        isMissing = isMissing.map { _ in true }
        var keys: [Int32: [Int32]] = [:]
        for assessment in assessments { keys[assessment.run, default: []].append(assessment.key) }
        for run in try Assessments.runs(keys.keys, on: connection) {
            try prove(month, run, keys[run.run] ?? [], on: connection, sql: sql) { key, outcome in
                guard let place = place(run.run, key) else { return }
                isMissing[place] = false
                let assessment = assessments[place]
                if !zones.isOtherThanDatabase(assessment) {
                    compare("proof", place, assessment, outcome)
                } else if assessment.outcome != outcome {
                    zones.differs(assessment)
                }
            }
        }
        for place in isMissing.indices where isMissing[place] { add("proof", place, assessments[place], []) }
        if areCurrent, !zones.isEmpty {
            try judgeByZonesOfToday(
                assessments.filter(zones.isOtherThanProgram), of: month, on: connection, zone: zone, &zones)
        }
        result.zones = (result.zones + zones.summary(areCurrent: areCurrent)).merged()
        result.compared += assessments.count
        result.disagreements += found.sorted { ($0.place, $0.1.side) < ($1.place, $1.1.side) }.map(\.1)
    }

    private static func judgeByZonesOfToday(
        _ assessments: [Assessment], of month: Month, on connection: Connection,
        zone: (String) throws -> Zone, _ zones: inout ZoneComparison
    ) throws {
        try RejudgedRevision.forEach(
            assessments, of: month, on: connection, keeping: FactsByRun(byZonesOfToday: true), zone: zone
        ) {
            $0.outcome == $0.assessment.outcome ? nil : $0.assessment
        } _: { _, differing in
            if let differing { zones.differs(differing) }
        }
    }

    /// Gives the SQL proof of these subscriptions' month, by subscription key.
    package static func prove(
        _ month: Month, _ run: AssessmentRun, _ keys: [Int32], on connection: Connection,
        sql: String = sql, _ body: (Int32, AssessmentValues) throws -> Void
    ) throws {
        // COPY takes no parameters; it does not hold the whole result in memory, as a query would.
        let list = keys.map(String.init).joined(separator: ",")
        let values = [
            month.literal, "\(run.watermark)", run.assessedAt.literal, "'{\(list)}'",
        ]
        var proof = sql
        for (index, value) in values.enumerated() {
            proof = proof.split(separator: "$\(index + 1)", omittingEmptySubsequences: false).joined(
                separator: value)
        }
        let columns = AssessmentValues.columns.map(\.name).joined(separator: ", ")
        try connection.copyOut(
            "copy (select subscription_key, \(columns) from (\(proof)) proof) to stdout (format binary)"
        ) { row in try body(try row.int32(0), try AssessmentValues(row, from: 1)) }
    }
}
