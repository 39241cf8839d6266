internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: the database refuses a note that is not right, however it is inserted")
struct LedgerConstraintTests {
    /// S-1 has December's 200.00 issued, S-2 has 50.00 of December and S-1 200.00 of January to issue; S-3 has no
    /// invoice for December.
    private func with(_ body: (Ledger) throws -> Void) throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", "S-1")
            try ledger.credit("2025-12", on: "2026-02-10")
            try ledger.breach("2025-12", "S-2", rate: 5)
            try ledger.harm("2025-12", "S-3", rate: 20)
            try ledger.request("2025-12", "S-3")
            try ledger.assess("2025-12")
            try ledger.breach("2026-01", "S-1")
            try ledger.assess("2026-01")
            try body(ledger)
        }
    }

    private static let credit = """
        l.subscription_key := pg_temp.key_of('S-2'); l.revision := 2; \(PlantedNote.net("5000"))
        """
    private static let reversal = """
        n.kind := 'reversal'; n.reason := 'r'; n.reverses_series := last.series; n.reverses_no := last.no
        """

    @Test("a right credit and a right reversal are taken", arguments: [credit, reversal])
    func right(changes: String) throws {
        try with { ledger in
            try PlantedNote(changes).insert(on: ledger.connection)
            #expect(try ledger.documents().count == 2)
        }
    }

    struct Wrong: Sendable {
        let what: String
        let note: PlantedNote
        let constraint: String

        init(_ what: String, _ changes: String, after: String = "null", by constraint: String) {
            self.what = what
            note = PlantedNote(changes, after: after)
            self.constraint = constraint
        }
    }

    static let chain = [
        Wrong(
            "a number is skipped", "\(credit); n.no := n.no + 1; n.number := number_of(n.series, n.no)",
            by: "numbers_are_gapless_and_chained"),
        Wrong(
            "the hash before it is another", "\(credit); n.previous_hash := sha256('x')",
            by: "numbers_are_gapless_and_chained"),
        Wrong(
            "the date before it is another",
            "\(credit); n.previous_date := '2026-01-01'; n.issue_date := '2026-01-02'",
            by: "numbers_are_gapless_and_chained"),
        Wrong(
            "the date goes back", "\(credit); n.issue_date := '2026-02-09'", by: "dates_never_go_back"),
        Wrong(
            "the date before it is not said", "\(credit); n.previous_date := null", by: "dates_never_go_back"),
        Wrong(
            "its hash is another", credit, after: "n.hash := sha256('x')", by: "the_hash_is_of_the_note"),
        Wrong(
            "a cent is changed after the hash", credit, after: "\(PlantedNote.net("4999"))",
            by: "the_hash_is_of_the_note"),
        Wrong(
            "a series begins with another hash",
            """
            \(credit); n.series := 'B-2026-{number:5}'; n.no := 1; n.number := 'B-2026-00001';
            n.previous_date := null; insert into note_series (series, last_hash) values (n.series, '')
            """, by: "the_first_note_follows_nothing"),
        Wrong("a number is given twice", "\(credit); n.number := last.number", by: "credit_note_number_key"),
        Wrong(
            "a place is taken twice",
            "\(credit); n.no := 1; n.previous_hash := last.previous_hash; n.previous_date := null; n.number := 'X'",
            by: "credit_note_pkey"),
    ]

    static let money = [
        Wrong(
            "a cent more than is due is credited", "\(credit); \(PlantedNote.net("5001"))",
            by: "no_more_than_is_due"),
        Wrong(
            "the cap is exceeded",
            "l.month := '2026-01-01'", by: "within_the_cap"),
        Wrong(
            "the cap is exceeded on the last day of the window by a cent",
            "l.month := '2026-01-01'; n.issue_date := '2026-03-11'; \(PlantedNote.net("1"))",
            by: "within_the_cap"),
        Wrong(
            "a revision is credited twice", "\(PlantedNote.net("1"))",
            by: "an_attempt_is_credited_once"),
        Wrong(
            "a revision is credited again without a reversal", "l.attempt := 2; \(PlantedNote.net("1"))",
            by: "a_revision_has_one_live_credit"),
        Wrong(
            "a credit that was reversed once is reversed again with a cent less",
            "\(reversal); \(PlantedNote.net("n.net_cents - 1"))", by: "a_reversal_cancels_one_whole_note"),
        Wrong(
            "a reversal cancels no credit", "\(reversal); l.subscription_key := pg_temp.key_of('S-2')",
            by: "a_reversal_cancels_one_whole_credit"),
        Wrong(
            "the parts are not the net", "\(credit); n.vat_net_cents := array[4999]",
            by: "the_net_is_split_whole"),
        Wrong("the VAT is a cent off", "\(credit); n.vat_cents := array[999]", by: "the_vat_is_right"),
        Wrong("the gross is a cent off", "\(credit); n.gross_cents := 6001", by: "the_vat_is_right"),
        Wrong(
            "its base is not the assessment's", "\(credit); l.base_cents := 100001",
            by: "a_credit_follows_its_assessment"),
        Wrong(
            "its cap is not the terms'", "\(credit); l.cap_cents := 20001",
            by: "a_credit_follows_its_assessment"),
        Wrong(
            "it has no cap where the terms have", "\(credit); l.cap_cents := null; l.cap_days := null",
            by: "a_credit_follows_its_assessment"),
        Wrong(
            "its days are not the terms'", "\(credit); l.cap_days := 29",
            by: "a_credit_follows_its_assessment"),
        Wrong(
            "its currency is not the invoices'", "\(credit); n.currency := 'CHF'",
            by: "a_credit_follows_its_assessment"),
        Wrong(
            "its VAT treatment is not the terms'",
            """
            \(credit); n.vat_treatment := 'indemnity'; n.vat_micropercent := '{0}'; n.vat_cents := '{0}';
            n.vat_total_cents := 0; n.gross_cents := n.net_cents; l.vat_micropercent := '{0}'
            """, by: "a_credit_follows_its_assessment"),
        Wrong(
            "its revision was never assessed", "\(credit); l.revision := 9",
            by: "a_credit_follows_its_assessment"),
        Wrong(
            "the month has no amount to credit",
            "l.subscription_key := pg_temp.key_of('S-3'); l.revision := 2; \(PlantedNote.net("1"))",
            by: "a_credit_follows_its_assessment"),
    ]

    @Test("a note that is wrong in one thing is refused by the constraint for it", arguments: [chain, money])
    func wrong(all: [Wrong]) throws {
        try with { ledger in
            for wrong in all {
                let error = try refusal { try wrong.note.insert(on: ledger.connection) }
                #expect(error.constraint == wrong.constraint, "\(wrong.what): \(error)")
            }
            #expect(try ledger.documents().count == 1)
        }
    }

    @Test(
        "a note refers only to what exists",
        arguments: [
            "n.run := gen_random_uuid()", "n.issuer_key := 9",
            """
            n.series := 'B-2026-{number:5}'; n.no := 1; n.number := 'B-2026-00001'; n.previous_date := null;
            n.previous_hash := digest_of('avoir.notes', n.series)
            """,
        ])
    func references(changes: String) throws {
        try with { ledger in
            let error = try refusal {
                try PlantedNote("\(Self.credit); \(changes)").insert(on: ledger.connection)
            }
            #expect(error.sqlState == Planted.foreignKey)
            try Planted.refused(
                [Planted("update note_series set series = 'C-{year}'", Planted.unchangeable)],
                on: ledger.connection)
        }
    }

    @Test("a decision refers only to what exists")
    func decisions() throws {
        try with { ledger in
            func decision(_ changes: String) -> String {
                """
                insert into issue_decision select d.* from issue_decision i, jsonb_populate_record(null::issue_decision,
                    to_jsonb(i) || jsonb_build_object('attempt', 2, \(changes))) d
                """
            }
            let other = "'subscription_key', 9999"
            try Planted.refused(
                ["'run', gen_random_uuid()", "'run', i.run, \(other)", "\(other), 'month', '2026-01-01'"].map
                {
                    Planted(decision($0), Planted.foreignKey)
                } + [Planted(decision("'revision', 9, \(other)"), Planted.foreignKey)],
                on: ledger.connection)
            #expect(try ledger.connection.number("select count(*) from issue_decision") == 1)
        }
    }

    @Test("a credit of a revision that a later one replaced is refused")
    func replaced() throws {
        try with { ledger in
            try ledger.harm("2025-12", "S-2", rate: 10)
            try ledger.assess("2025-12")
            let error = try refusal { try PlantedNote(Self.credit).insert(on: ledger.connection) }
            #expect(error.constraint == "a_credit_follows_its_assessment")
        }
    }

    @Test("a credit of a subscription that has no guard is refused")
    func unguarded() throws {
        try with { ledger in
            try ledger.connection.executeScript(
                "alter table subscription_lock disable trigger all; delete from subscription_lock")
            let error = try refusal {
                try PlantedNote(Self.credit).insert(on: ledger.connection, guarding: false)
            }
            #expect(error.message == "a credited subscription has no row in subscription_lock")
        }
    }

    @Test("every check can be made without a search path, as a restore makes it")
    func restore() throws {
        try with { ledger in
            let checks = try ledger.connection.texts(
                """
                select format('select count(*) from avoir.%I where not (%s)', r.relname,
                    pg_get_expr(c.conbin, c.conrelid))
                from pg_constraint c join pg_class r on r.oid = c.conrelid, set_config('search_path', '', false)
                where c.contype = 'c' and c.connamespace = 'avoir'::regnamespace
                """)
            #expect(checks.count > 50)
            for check in checks { #expect(try ledger.connection.number(check) == 0, "\(check)") }
        }
    }
}
