internal import Postgres

extension SharedAssessment {
    /// Marks a slice done, with what its assessment did.
    func store(_ outcome: Assess.Outcome, of slice: Int32, on connection: Connection) throws {
        let changed = outcome.changedAfterIssue
        try connection.execute(
            """
            update shared_slice set assessed = $3, first_revisions = $4, unchanged = $5, met = $6, breached = $7,
                without_terms = $8, is_final = $9, revised = $10, changed_after_issue = $11, overcredited = $12
            where run = $1 and slice = $2
            """,
            [
                .int32(run), .int32(slice), .int32(Int32(outcome.assessed)), .int32(Int32(outcome.new)),
                .int32(Int32(outcome.unchanged)), .int32(Int32(outcome.met)), .int32(Int32(outcome.breached)),
                .int32(Int32(outcome.withoutTerms)), .bool(outcome.isFinal), .textArray(outcome.revised),
                .textArray(changed.map(\.subscription)),
                .textArray(changed.filter(\.isOvercredited).map(\.subscription)),
            ])
    }

    /// What all slices did together, subscriptions in the order of their names.
    func outcome(_ connection: Connection) throws -> Assess.Outcome {
        let sums = try connection.query(
            """
            select sum(assessed) as assessed, sum(first_revisions) as first_revisions, sum(unchanged) as unchanged,
                sum(met) as met, sum(breached) as breached, sum(without_terms) as without_terms,
                bool_and(is_final) as is_final
            from shared_slice where run = $1
            """, [.int32(run)]
        ).single()
        let names = try connection.query(
            """
            select name, name = any (changed_after_issue) as changed, name = any (overcredited) as overcredited
            from shared_slice s cross join unnest(revised) as r (name)
            where run = $1 order by name collate "C"
            """, [.int32(run)])
        var outcome = Assess.Outcome(watermark: watermark)
        outcome.assessed = Int(try sums.int64("assessed"))
        outcome.new = Int(try sums.int64("first_revisions"))
        outcome.unchanged = Int(try sums.int64("unchanged"))
        outcome.met = Int(try sums.int64("met"))
        outcome.breached = Int(try sums.int64("breached"))
        outcome.withoutTerms = Int(try sums.int64("without_terms"))
        outcome.isFinal = try sums.bool("is_final")
        for row in names {
            let name = try row.text("name")
            outcome.revised.append(name)
            guard try row.bool("changed") else { continue }
            outcome.changedAfterIssue.append(
                Assess.ChangedAfterIssue(
                    subscription: name, isOvercredited: try row.bool("overcredited")))
        }
        return outcome
    }
}
