internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: verify finds commercial notes that were tampered with")
struct LedgerCommercialProofTests {
    /// S-1 is invoiced at 1000.00, credited 200.00 under the terms and 100.00 twice besides; the second one is reversed.
    private func with(_ body: (Ledger) throws -> Void) throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12")
            try ledger.commercial(10_000, on: "2026-01-30")
            try ledger.credit("2025-12", on: "2026-01-31")
            let second = try ledger.commercial(10_000, reason: "Second")
            try ledger.reverse(second.number, on: "2026-02-01")
            #expect(try ledger.faults().isEmpty)
            try body(ledger)
        }
    }

    /// As a superuser who first switches off every guard of the tables, and signs the notes anew afterwards.
    private func tamper(_ ledger: Ledger, _ sql: String) throws {
        let checks = try ledger.connection.texts(
            """
            select format('alter table %s drop constraint %I', conrelid::regclass, conname) from pg_constraint
            where contype = 'c' and connamespace = 'avoir'::regnamespace
                and conrelid::regclass::text in ('credit_note', 'commercial_line', 'issue_run')
            """)
        try ledger.connection.executeScript(checks.joined(separator: ";"))
        for table in ["credit_note", "credit_line", "commercial_line", "issue_run", "note_series", "invoice"]
        {
            try ledger.connection.execute("alter table \(table) disable trigger all")
        }
        try ledger.connection.executeScript(sql)
        try ledger.connection.executeScript(
            """
            do $$
            declare
                n credit_note;
                head note_series;
            begin
                select * into head from note_series;
                head.last_hash := digest_of('avoir.notes', head.series);
                for n in select * from credit_note order by no loop
                    n.previous_hash := head.last_hash;
                    if n.is_commercial then
                        n.lines_digest := (select sha256(commercial_bytes(l)) from commercial_line l where l.no = n.no);
                    end if;
                    head.last_hash := note_hash(n);
                    update credit_note c set previous_hash = n.previous_hash, hash = head.last_hash,
                        lines_digest = coalesce(n.lines_digest, '') where c.no = n.no;
                end loop;
                update note_series set last_hash = head.last_hash;
            end $$
            """)
    }

    private static let changes = [
        (
            """
            update commercial_line set net_cents = 80000, vat_net_cents = '{80000}' where no = 3;
            update credit_note set net_cents = 80000, vat_net_cents = '{80000}' where no = 3
            """, "AV-2026-00003: credits more than was left of its invoices"
        ),
        (
            "update commercial_line set credited_cents = 0 where no = 3",
            "AV-2026-00003: what it says was invoiced and credited before is wrong"
        ),
        (
            "update commercial_line set commercial_cents = 0 where no = 3",
            "AV-2026-00003: what it says was invoiced and credited before is wrong"
        ),
        (
            "update commercial_line set vat_micropercent = '{10000000}' where no = 3",
            "AV-2026-00003: its VAT does not follow from what was left of its invoices"
        ),
        (
            "update credit_note set vat_cents = '{2001}', vat_total_cents = 2001, gross_cents = 12001 where no = 3",
            "AV-2026-00003: its totals do not follow from its lines"
        ),
        (
            "update invoice set amount_cents = 90000",
            "AV-2026-00001: its invoices are not those that were known then"
        ),
        (
            "update commercial_line set document = replace(document, '2025-12-31', '2026-01-31') where no = 1",
            "AV-2026-00001: is dated before an invoice that it corrects"
        ),
        (
            "update commercial_line set document = replace(document, 'S-1', 'S-2') where no = 1",
            "AV-2026-00001: names a subscription or month other than its own"
        ),
        (
            "update commercial_line set net_cents = 9999, vat_net_cents = '{9999}' where no = 4",
            "AV-2026-00004: does not reverse a live commercial note of its amount"
        ),
        (
            "update credit_note set issue_date = '2026-01-29' where no = 3; update commercial_line set issue_date = '2026-01-29' where no = 3",
            "AV-2026-00003: is dated before the last note of its subscription"
        ),
        ("delete from commercial_line where no = 3", "AV-2026-00003: says that it has 1 lines, there are 0"),
        (
            "update credit_note set reason = 'Another' where no = 3",
            "commercial note AV-2026-00003 of S-1 for 2025-12, 10000 cents: Another: it is stored, but the audit log does not"
        ),
        (
            "update commercial_line set no = 9 where no = 3",
            "the line of commercial note 9 of AV-2026-{number:5}: its note is not stored"
        ),
    ]

    @Test("a change is found, although the chain is made anew")
    func found() throws {
        try with { ledger in
            for (change, fault) in Self.changes {
                try ledger.connection.execute("begin")
                try tamper(ledger, change)
                let faults = try ledger.faults()
                #expect(faults.contains { $0.contains(fault) }, "\(change): \(faults)")
                try ledger.connection.execute("rollback")
            }
        }
    }

    @Test("the chain covers the line, and whether the note is commercial")
    func chained() throws {
        try with { ledger in
            for change in [
                "update commercial_line set document = document || ' ' where no = 1",
                "update credit_note set is_commercial = false where no = 1",
            ] {
                try ledger.connection.executeScript(
                    """
                    begin;
                    alter table credit_note disable trigger all;
                    alter table commercial_line disable trigger all;
                    alter table credit_note drop constraint the_hash_is_of_the_note;
                    alter table credit_note drop constraint credit_note_check1;
                    \(change)
                    """)
                let faults = try ledger.faults()
                #expect(faults.contains { $0.hasPrefix("AV-2026-00001: its") }, "\(change): \(faults)")
                try ledger.connection.execute("rollback")
            }
        }
    }
}
