internal import Postgres
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: the database refuses lines that are not those of their note")
struct LedgerLineGuardTests {
    static let wrong: [(what: String, note: PlantedNote, constraint: String?)] = [
        (
            "a line is missing", PlantedNote(credit, after: "n.line_count := 2; n.hash := note_hash(n)"),
            "a_note_has_all_its_lines"
        ),
        (
            "a line is too many",
            PlantedNote(credit, lines: "array[l, jsonb_populate_record(l, '{\"line\": 2, \"attempt\": 2}')]"),
            "a_revision_has_one_live_credit"
        ),
        ("lines begin at 2", PlantedNote(credit, after: "l.line := 2"), "a_note_has_all_its_lines"),
        (
            "the line is another than the head says",
            PlantedNote(credit, after: "l.document := '{\"a\": 1}'"), "a_note_has_all_its_lines"
        ),
        (
            "the line has a cent less than the head",
            PlantedNote("\(credit); l := pg_temp.net(l, 4999)"), "a_note_has_all_its_lines"
        ),
        (
            "the line is split over another rate than the head",
            PlantedNote("\(credit); l.vat_micropercent := '{10000000}'"), "a_note_has_all_its_lines"
        ),
        (
            "the head of two lines has another rate than they",
            PlantedNote(
                credit,
                after: """
                    n.line_count := 2; n.net_cents := 10000; n.vat_micropercent := '{10000000}';
                    n.vat_net_cents := '{10000}'; n.vat_cents := '{1000}'; n.vat_total_cents := 1000;
                    n.gross_cents := 11000; n.lines_digest := sha256(pg_temp.bytes_of(l) || pg_temp.bytes_of(
                        jsonb_populate_record(l, '{"line": 2, "attempt": 1, "month": "2025-11-01"}')));
                    n.hash := note_hash(n)
                    """,
                lines:
                    "array[l, jsonb_populate_record(l, '{\"line\": 2, \"attempt\": 1, \"month\": \"2025-11-01\"}')]"
            ), "a_note_has_all_its_lines"
        ),
        (
            "the line's parts are not its net",
            PlantedNote("\(credit); l.vat_net_cents := '{4999}'"), "the_line_is_split_whole"
        ),
        (
            "the line is a reversal's", PlantedNote(credit, after: "l.kind := 'reversal'"),
            "a_reversal_cancels_one_whole_credit"
        ),
        (
            "the line has another date",
            PlantedNote(
                credit,
                after: "l.issue_date := l.issue_date + 1; n.lines_digest := sha256(pg_temp.bytes_of(l));"
                    + " n.hash := note_hash(n)"), "a_note_has_all_its_lines"
        ),
        (
            "the note is another customer's",
            PlantedNote("\(credit); n.customer_key := pg_temp.customer_of('C-2')"),
            "a_credit_follows_its_assessment"
        ),
        (
            "the line is dated within its month",
            PlantedNote("\(credit); l.month := '2026-02-01'"), "credit_line_check1"
        ),
        (
            "a reversal has other words than the line that it cancels",
            PlantedNote(
                """
                n.kind := 'reversal'; n.reason := 'r'; n.reverses_series := last.series; n.reverses_no := last.no;
                l.document := '{}'
                """), "a_reversal_has_the_lines_of_its_note"
        ),
        (
            "a reversal is dated before the note that it cancels",
            PlantedNote(
                """
                n.kind := 'reversal'; n.reason := 'r'; n.reverses_series := last.series; n.reverses_no := last.no;
                n.customer_key := pg_temp.customer_of('C-2')
                """), "a_reversal_has_the_lines_of_its_note"
        ),
    ]

    private static let credit = """
        l.subscription_key := pg_temp.key_of('S-2'); l.revision := 2; \(PlantedNote.net("5000"))
        """

    @Test("lines that are not those of their note are refused by the constraint for it")
    func refused() throws {
        try Ledger.with { ledger in
            try ledger.customer("C-2", siren: "300000007")
            try ledger.breach("2025-12", "S-1")
            try ledger.credit("2025-12", on: "2026-02-10")
            try ledger.breach("2025-12", "S-2", rate: 5)
            try ledger.assess("2025-12")
            for wrong in Self.wrong {
                let error = try refusal { try wrong.note.insert(on: ledger.connection) }
                #expect(error.constraint == wrong.constraint, "\(wrong.what): \(error)")
            }
            let empty = try refusal {
                try PlantedNote(Self.credit, lines: "array[]::avoir.credit_line[]").insert(
                    on: ledger.connection)
            }
            #expect(empty.constraint == "a_note_has_lines")
            #expect(try ledger.documents().count == 1)
            try PlantedNote(Self.credit).insert(on: ledger.connection)
            #expect(try ledger.documents().count == 2)
        }
    }

    @Test("nothing is added to a note later, not even in the transaction after it")
    func later() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", "S-1")
            try ledger.credit("2025-12", on: "2026-02-10")
            let error = try refusal {
                try ledger.connection.execute(
                    """
                    insert into credit_line (series, no, line, kind, issue_date, subscription_key, month, revision, promise,
                            attempt, base_cents, net_cents, vat_micropercent, vat_net_cents, document)
                        select series, no, 2, kind, issue_date, subscription_key, month, 9, promise, attempt, base_cents,
                            net_cents, vat_micropercent, vat_net_cents, document from credit_line
                    """)
            }
            #expect(error.sqlState == Planted.unchangeable)
            #expect(error.message.contains("only be added in the transaction that makes the note"))
        }
    }
}
