internal import Postgres
internal import SLA
internal import Store
internal import Testing

@Suite("Ledger: verify finds what was tampered with")
struct LedgerProofTests {
    /// Three credits, of which the second one is reversed; and the heads as they were then.
    private func with(_ body: (Ledger, [Anchor]) throws -> Void) throws {
        try Ledger.with { ledger in
            for (subscription, rate) in [("S-1", 5), ("S-2", 10), ("S-3", 20)] {
                try ledger.breach("2025-12", subscription, rate: rate)
            }
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.reverse("AV-2026-00002", on: "2026-02-01")
            let anchors = try Anchor.heads(ledger.connection, at: "2026-02-01T00:00:00Z")
            #expect(try ledger.faults(anchors: anchors).isEmpty)
            try body(ledger, anchors)
        }
    }

    /// As a superuser who first switches off every guard of the tables.
    private func tamper(_ ledger: Ledger, _ sql: String) throws {
        let checks = try ledger.connection.texts(
            """
            select format('alter table %s drop constraint %I', conrelid::regclass, conname) from pg_constraint
            where contype = 'c' and connamespace = 'avoir'::regnamespace and conrelid::regclass::text = any(
                '{credit_note,credit_line,issue_decision,issue_run,audit_entry,assessment}')
            """)
        let tables = [
            "credit_note", "credit_line", "issue_decision", "issue_run", "audit_entry", "audit_head",
            "note_series", "assessment",
        ]
        try ledger.connection.executeScript(checks.joined(separator: ";"))
        for table in tables { try ledger.connection.execute("alter table \(table) disable trigger all") }
        try ledger.connection.executeScript(sql)
    }

    /// The whole chain made anew from the first note on, as a forger would.
    private static let rechain = """
        do $$
        declare
            n credit_note;
            head note_series;
        begin
            select * into head from note_series;
            head.last_hash := digest_of('avoir.notes', head.series);
            head.last_no := 0;
            for n in select * from credit_note order by no loop
                n.previous_hash := head.last_hash;
                select sha256(string_agg(line_bytes(l.line, l.kind, l.issue_date, l.subscription_key, l.month, l.revision,
                        l.promise, l.attempt, l.base_cents, l.cap_cents, l.cap_days, l.net_cents, l.vat_micropercent,
                        l.vat_net_cents, l.document), '' order by l.line)) into n.lines_digest
                    from credit_line l where l.series = n.series and l.no = n.no;
                head.last_hash := note_hash(n);
                head.last_no := n.no;
                update credit_note c set previous_hash = n.previous_hash, hash = head.last_hash,
                    lines_digest = n.lines_digest
                    where c.series = n.series and c.no = n.no;
            end loop;
            update note_series set last_no = head.last_no, last_hash = head.last_hash;
        end $$;
        """

    @Test("an untouched ledger has no fault, and every link was read")
    func untouched() throws {
        try with { ledger, anchors in
            let proof = try LedgerProof(ledger.connection, anchors: anchors)
            #expect(proof.notes == 4 && proof.faults.isEmpty)
            #expect(proof.auditEntries == (try ledger.connection.number("select no from audit_head")))
            #expect(proof.anchorsCompared == anchors.count)
            #expect(
                proof.anchors.map(\.chain) == anchors.map(\.chain)
                    && proof.anchors.map(\.no) == anchors.map(\.no))
            #expect(proof.anchors.map(\.hash) == anchors.map(\.hash))
        }
    }

    struct Change: Sendable {
        let what: String
        let sql: String
        let fault: String

        init(_ what: String, _ sql: String, _ fault: String) {
            self.what = what
            self.sql = sql
            self.fault = fault
        }
    }

    private static func line(_ no: Int, _ cents: Int) -> String {
        "update credit_line set net_cents = \(cents), vat_net_cents = '{\(cents)}' where no = \(no);"
    }

    static let changes = [
        Change(
            "one cent", "update credit_note set net_cents = net_cents + 1 where no = 1",
            "AV-2026-00001: its content does not match its hash"),
        Change(
            "one cent of a line", "update credit_line set net_cents = net_cents + 1 where no = 1",
            "AV-2026-00001: its lines differ from what it says"),
        Change(
            "a line removed", "delete from credit_line where no = 2",
            "AV-2026-00002: says that it has 1 lines, there are 0"),
        Change(
            "a line too many",
            """
            insert into credit_line (series, no, line, kind, issue_date, subscription_key, month, revision, promise, attempt,
                    base_cents, net_cents, vat_micropercent, vat_net_cents, document)
                select series, no, 2, kind, issue_date, subscription_key, month, 9, promise, attempt, base_cents, net_cents,
                    vat_micropercent, vat_net_cents, document
                from credit_line where no = 1
            """, "AV-2026-00001: its lines differ from what it says"),
        Change(
            "a line of no note", "update credit_line set no = 9 where no = 1",
            "line 1 of note 9 of AV-2026-{number:5}: its note is not stored"),
        Change(
            "a line split over other rates, the chain made anew",
            "update credit_line set vat_micropercent = '{10000000}' where no = 1; \(rechain)",
            "AV-2026-00001: its VAT does not follow from its invoices"),
        Change(
            "another customer's note, the chain made anew",
            "update credit_note set customer_key = 9 where no = 1; \(rechain)",
            "AV-2026-00001: its customer is not stored"),
        Change(
            "a reversal of another note, the chain made anew",
            "update credit_note set reverses_no = 1 where no = 4; \(rechain)",
            "AV-2026-00004: does not reverse a live credit of its amount"),
        Change(
            "two notes exchanged",
            """
            update credit_note set no = 9 where no = 1; update credit_note set no = 1 where no = 3;
            update credit_note set no = 3 where no = 9; update credit_line set no = 9 where no = 1;
            update credit_line set no = 1 where no = 3; update credit_line set no = 3 where no = 9
            """, "AV-2026-00003: does not follow the entry before it"),
        Change(
            "a note in the middle removed", "delete from credit_note where no = 2",
            "AV-2026-00003: number 3 follows 1 in AV-2026-{number:5}"),
        Change(
            "the last note removed", "delete from credit_note where no = 4",
            "AV-2026-{number:5}: the database says that 4 is the last number, but 3 was found"),
        Change(
            "a date set back", "update credit_note set issue_date = '2026-01-30' where no = 3",
            "AV-2026-00003: is dated before the note that precedes it"),
        Change(
            "an audit entry altered", "update audit_entry set details = details || ' ' where no = 3",
            "audit entry 3: its content does not match its hash"),
        Change(
            "an audit entry removed", "delete from audit_entry where no = 3",
            "audit entry 4: number 4 follows 2 in audit"),
        Change(
            "the series' head set back", "update note_series set last_no = 3",
            "AV-2026-{number:5}: the database says that 3 is the last number, but 4 was found"),
        Change(
            "a cent less, the chain made anew",
            "update credit_note set net_cents = 4999, vat_net_cents = '{4999}', gross_cents = 5999 where no = 1; \(line(1, 4999)) \(rechain)",
            "AV-2026-00001: 49.99 differs from what its run decided"),
        Change(
            "a cent less, the chain and the decision made anew",
            """
            update credit_note set net_cents = 4999, vat_net_cents = '{4999}', gross_cents = 5999 where no = 1;
            \(line(1, 4999))
            update issue_decision set credited_cents = 4999, due_cents = 4999 where credited_cents = 5000; \(rechain)
            """, "AV-2026-00001: 49.99 is credited, but 50.00 follows from the assessment and the cap"),
        Change(
            "a cent more, the chain and the decision made anew",
            """
            update credit_note set net_cents = 5001, vat_net_cents = '{5001}', gross_cents = 6001 where no = 1;
            \(line(1, 5001))
            update issue_decision set credited_cents = 5001, due_cents = 5001 where credited_cents = 5000; \(rechain)
            """, "AV-2026-00001: 50.01 is credited, but 50.00 follows from the assessment and the cap"),
        Change(
            "a cent of VAT more, the chain made anew",
            "update credit_note set vat_cents = '{1001}', vat_total_cents = 1001, gross_cents = 6001 where no = 1; \(rechain)",
            "AV-2026-00001: its totals do not follow from its lines"),
        Change(
            "the base and the assessment's, the chain made anew",
            "update credit_line set base_cents = 90000 where no = 1; \(rechain)",
            "AV-2026-00001: its base and what it earned do not give the assessed amount"),
        Change(
            "a note without its cap, the chain made anew",
            "update credit_line set cap_cents = null, cap_days = null where no = 1; \(rechain)",
            "AV-2026-00001: its cap differs from that of its terms"),
        Change(
            "a reversal of less, the chain made anew",
            "update credit_note set net_cents = 9999, vat_net_cents = '{9999}', gross_cents = 11999 where no = 4; \(line(4, 9999)) \(rechain)",
            "AV-2026-00004: does not reverse a live credit of its amount"),
        Change(
            "the last note removed and the head set back, its decision left",
            """
            delete from credit_note where no = 4; delete from credit_line where no = 4; delete from credit_note where no = 3; delete from credit_line where no = 3; \(rechain)
            """, "S-3 2025-12: a run decided to credit 200.00, but there is no note for it"),
        Change(
            "an amount beyond all bounds, the chain made anew",
            "update credit_line set net_cents = 9223372036854775807 where no = 1; \(rechain)",
            "AV-2026-00001: holds an amount that no invoice can have"),
        Change(
            "a cut beyond all bounds", "update issue_decision set cut_cents = 9223372036854775807",
            "S-2: decided on an amount that no invoice can have"),
        Change(
            "a document that is none, the chain made anew",
            "update credit_line set document = 'none' where no = 1; \(rechain)",
            """
            the notes cannot be replayed: invalid input syntax for type json
            """),
        Change(
            "another name, the chain made anew",
            "update credit_note set number = 'AV-2026-00009' where no = 1; \(rechain)",
            "AV-2026-00009: is not the name of number 1 of AV-2026-{number:5}"),
        Change(
            "the subscriptions' names exchanged",
            """
            alter table subscription disable trigger all;
            update subscription set subscription = 'x' where subscription = 'S-1';
            update subscription set subscription = 'S-1' where subscription = 'S-2';
            update subscription set subscription = 'S-2' where subscription = 'x'
            """, "AV-2026-00001: names a subscription or month other than its own"),
        Change(
            "an assessment removed", "delete from assessment where subscription_key = 1",
            "AV-2026-00001: its assessment is not stored"),
        Change(
            "a revision renumbered", "update assessment set revision = 2 where subscription_key = 1",
            "assessment of subscription 1 for 2025-12: revision 2 follows 0"),
        Change(
            "a decision that was final undone",
            "update issue_decision set outcome = 'capped_out', credited_cents = 0, cut_cents = due_cents where due_cents = 5000",
            "AV-2026-00001: 50.00 differs from what its run decided"),
        Change(
            "a run of nobody", "update issue_run set issued_by = 'nobody' where kind = 'reversal'",
            "audit log"),
        Change("a series removed", "delete from note_series", "AV-2026-00001: its series is not stored"),
        Change(
            "an import that nobody made", "insert into import_batch (kind, file) values ('outages', 'x')",
            "audit log"),
    ]

    @Test("a change is found")
    func found() throws {
        try with { ledger, _ in
            for change in Self.changes {
                try ledger.connection.execute("begin")
                try tamper(ledger, change.sql)
                let faults = try ledger.faults()
                #expect(faults.contains { $0.contains(change.fault) }, "\(change.what): \(faults)")
                try ledger.connection.execute("rollback")
            }
        }
    }

    @Test("a last note removed with all that points to it is found against an anchor, and only so")
    func tail() throws {
        try with { ledger, anchors in
            try tamper(
                ledger,
                """
                delete from credit_note where no = 4; delete from credit_line where no = 4;
                delete from issue_run where kind = 'reversal';
                delete from audit_entry where action = 'reverse';
                update audit_head set (no, hash) = (select no, hash from audit_entry order by no desc limit 1);
                \(Self.rechain)
                """)
            #expect(try ledger.faults().isEmpty)
            let last = try ledger.connection.number("select no from audit_head")
            #expect(
                try ledger.faults(anchors: anchors) == [
                    "AV-2026-{number:5}: number 4, anchored on 2026-02-01T00:00:00Z, is missing",
                    "audit: number \(last + 1), anchored on 2026-02-01T00:00:00Z, is missing",
                ])
        }
    }

    @Test("a chain made anew is found against an anchor")
    func rechained() throws {
        try with { ledger, anchors in
            try tamper(ledger, "update credit_note set reason = 'other' where no = 4; \(Self.rechain)")
            #expect(try ledger.faults().isEmpty)
            #expect(
                try ledger.faults(anchors: anchors) == [
                    "AV-2026-{number:5}: number 4, anchored on 2026-02-01T00:00:00Z, is not the one that was anchored"
                ])
        }
    }

    @Test("anchors of another database are passed over, and an anchor is read as it was written")
    func otherDatabase() throws {
        try with { ledger, anchors in
            let later = anchors.map { Self.anchor($0, ledger: $0.ledger) }
            let missing = try ledger.faults(anchors: later)
            #expect(missing.count == anchors.count)
            let name = "00000000-0000-4000-8000-000000000000"
            #expect(try ledger.faults(anchors: anchors.map { Self.anchor($0, ledger: name) }).isEmpty)
            // The same hashes under another name: this database was renamed.
            let renamed = anchors.map {
                Anchor(at: $0.at, ledger: name, chain: $0.chain, no: $0.no, hash: $0.hash)
            }
            let faults = try ledger.faults(anchors: renamed)
            #expect(
                faults.count == anchors.count
                    && faults.allSatisfy { $0.contains("for ledger \(name), but") })
            #expect(anchors.map { Anchor(line: $0.line) } == anchors)
        }
    }

    /// Ten links further on.
    private static func anchor(_ anchor: Anchor, ledger: String) -> Anchor {
        Anchor(at: anchor.at, ledger: ledger, chain: anchor.chain, no: anchor.no + 10, hash: anchor.hash)
    }
}
