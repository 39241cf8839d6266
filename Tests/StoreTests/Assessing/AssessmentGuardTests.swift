internal import Postgres
internal import Store
internal import Testing

@Suite("The database guards its assessments")
struct AssessmentGuardTests {
    /// A copy of S-1's first revision, as revision 2, with columns changed.
    private func copy(_ changes: (column: String, value: String)...) -> String {
        let row = changes.reduce("to_jsonb(a) || jsonb_build_object('revision', 2") {
            $0 + ", '\($1.column)', \($1.value)"
        }
        return """
            insert into assessment (\(Self.columns)) select \(Self.columns) from (
                select r.* from assessment a join subscription u using (subscription_key),
                    jsonb_populate_record(null::assessment, \(row))) r where u.subscription = 'S-1') r
            """
    }

    /// Every column but the generated one.
    private static let columns =
        (["subscription_key", "month", "revision", "run", "terms_key", "input_digest", "status", "is_final"]
        + ["is_met", "currency"] + AssessmentValues.numbers.map(\.name)).joined(separator: ", ")

    private func plant(_ all: [Planted]) throws {
        try TestDatabase.with { _, connection in
            try importEverything(connection)
            try Planted.refused(all, on: connection)
            #expect(try connection.number("select count(*) from assessment") == 3)
            // The same row, unchanged, is accepted: what was refused was refused for what was planted.
            #expect(try connection.execute(copy()) == 1)
        }
    }

    @Test("a revision or a run is neither changed nor removed")
    func unchangeable() throws {
        try plant(
            ["assessment", "assessment_run", "assessment_zone"].flatMap { table in
                ["delete from \(table)", "truncate \(table) cascade", "update \(table) set run = default"].map
                {
                    Planted($0, Planted.unchangeable)
                }
            })
    }

    /// R16.
    @Test("the classes sum to the period, to the microsecond")
    func sum() throws {
        let constraint = "the_classes_sum_to_the_period"
        let classes = AssessmentValues.numbers.map(\.name).filter {
            $0.hasSuffix("_us") && !["measured_us", "in_force_us", "target_downtime_us"].contains($0)
        }
        #expect(classes.count == 13)
        // Of a class in coverage it is B that may be found wrong first.
        var planted = classes.map { Planted(copy(($0, "\($0) + 1")), Planted.check) }
        for change in [("outside_hours_us", "outside_hours_us + 1"), ("holiday_us", "holiday_us - 1")] {
            planted.append(Planted(copy(change), Planted.check, constraint))
        }
        for change in ["in_force_us + 1", "in_force_us - 1"] {
            planted.append(Planted(copy(("in_force_us", change)), Planted.check))
        }
        planted.append(
            Planted(
                copy(("period_to", "period_to - interval '1 microsecond'")), Planted.check,
                "the_time_in_force_lies_in_the_period"))
        planted += classes.map { Planted(copy(($0, "-1")), Planted.check) }
        planted.append(Planted(copy(("period_to", "period_from - interval '1 second'")), Planted.check))
        try plant(planted)
    }

    /// R7: S-1's May has 612,000 s of coverage in 2,678,400 s, 3,600 s of them counted.
    @Test("B is the coverage or the period, nothing else")
    func measure() throws {
        let constraint = "the_measure_is_coverage_or_period"
        try plant([
            Planted(copy(("measured_us", "612000000001")), Planted.check, constraint),
            Planted(copy(("measured_us", "611999999999")), Planted.check, constraint),
            Planted(copy(("measured_us", "2678400000001")), Planted.check),
        ])
    }

    /// R9.
    @Test("whether the target is met follows from B and D")
    func target() throws {
        let constraint = "the_target_is_met_exactly"
        try plant([
            Planted(copy(("is_met", "true"), ("status", "'none'")), Planted.check, constraint),
            Planted(copy(("is_met", "null"), ("status", "'none'")), Planted.check, constraint),
            Planted(copy(("target_micropercent", "null"), ("status", "'none'")), Planted.check, constraint),
            // Exactly at (612000 − 3600) / 612000 = 99.411764… %.
            Planted(
                copy(("target_micropercent", "99411764"), ("status", "'none'")), Planted.check, constraint),
        ])
    }

    /// R11: 10 % of 1234.53 is 123.45.
    @Test("the amount is rate × base, half up to the cent, and never negative")
    func amount() throws {
        let constraint = "the_amount_is_what_is_earned_of_the_base"
        try plant([
            Planted(copy(("amount_cents", "12346")), Planted.check, constraint),
            Planted(copy(("amount_cents", "12344")), Planted.check, constraint),
            Planted(copy(("base_cents", "123455")), Planted.check, constraint),
            Planted(copy(("rate_micropercent", "10004050")), Planted.check, constraint),
            Planted(copy(("rate_micropercent", "100000001")), Planted.check),
            Planted(
                copy(("base_cents", "-123453"), ("amount_cents", "-12345"), ("status", "'nothing_due'")),
                Planted.check),
            Planted(copy(("base_cents", "null"), ("currency", "null")), Planted.check, constraint),
            Planted(copy(("currency", "null")), Planted.check),
            // T22: less than the minimum is zero, exactly the minimum is not.
            Planted(copy(("minimum_cents", "12346")), Planted.check, constraint),
            Planted(
                copy(("minimum_cents", "12345"), ("amount_cents", "0"), ("status", "'nothing_due'")),
                Planted.check, constraint),
            Planted(copy(("minimum_cents", "0")), Planted.check),
        ])
    }

    @Test("a status agrees with what it rests on")
    func status() throws {
        try plant([
            Planted(copy(("status", "'paid'")), Planted.check),
            Planted(copy(("status", "'no_terms'")), Planted.check),
            Planted(copy(("terms_key", "null")), Planted.check),
            Planted(copy(("is_final", "false")), Planted.check),
            Planted(copy(("base_cents", "0"), ("amount_cents", "0")), Planted.check),
            Planted(copy(("input_digest", "'\\x00'")), Planted.check),
            Planted(copy(("month", "'2026-05-02'")), Planted.check),
        ])
    }

    @Test("an assessment refers only to what exists")
    func references() throws {
        try plant([
            Planted(copy(("run", "999")), Planted.foreignKey),
            Planted(copy(("terms_key", "999")), Planted.foreignKey),
            Planted(copy(("subscription_key", "999"), ("revision", "1")), Planted.foreignKey),
        ])
    }

    @Test("revisions have no gaps and no doubles")
    func revisions() throws {
        try plant([
            Planted(copy(("revision", "1")), Planted.unique, "assessment_pkey"),
            Planted(copy(("revision", "3")), Planted.foreignKey),
            Planted(copy(("revision", "0")), Planted.check),
            Planted(copy(("month", "'2026-06-01'")), Planted.foreignKey),
        ])
    }
}
