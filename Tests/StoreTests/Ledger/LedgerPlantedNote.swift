internal import Postgres

/// A note of one line put into the tables without the issuing function: the one that would be the next of series AV-2026,
/// like the last one but for its changes, with the right digests unless `after` spoils them.
struct PlantedNote: Sendable {
    let changes: String
    let after: String
    let lines: String

    /// PL/pgSQL assignments to the head `n` and its line `l`; `last` is the last note and `pg_temp.key_of` gives a
    /// subscription's key. See `net` for a changed amount.
    ///
    /// - Parameter lines: the lines that are inserted, an array.
    init(_ changes: String, after: String = "null", lines: String = "array[l]") {
        self.changes = changes
        self.after = after
        self.lines = lines
    }

    /// Assignments that give head and line this net, in cents, at one rate.
    static func net(_ cents: String) -> String {
        "n := pg_temp.net(n, \(cents)); l := pg_temp.net(l, \(cents))"
    }

    func insert(on connection: Connection, guarding: Bool = true) throws {
        try connection.executeScript(Self.functions)
        try connection.execute(
            """
            do $planted$
            declare
                last credit_note;
                n credit_note;
                l credit_line;
            begin
                select * into last from credit_note where series like 'AV-2026%' order by no desc limit 1;
                select * into l from credit_line c where c.series = last.series and c.no = last.no and c.line = 1;
                n := last;
                n.no := last.no + 1;
                n.previous_hash := last.hash;
                n.previous_date := last.issue_date;
                n.number := number_of(n.series, n.no);
                n.is_internal := false;
                \(changes);
                l.series := n.series;
                l.no := n.no;
                l.kind := n.kind;
                l.issue_date := n.issue_date;
                n.lines_digest := sha256(pg_temp.bytes_of(l));
                n.hash := note_hash(n);
                \(after);
                if \(guarding) then
                    -- On conflict it would wait for a session that updates the guard.
                    insert into subscription_lock (subscription_key) select l.subscription_key where not exists (
                        select from subscription_lock g where g.subscription_key = l.subscription_key);
                end if;
                perform pg_temp.insert_note(n, \(lines));
            end $planted$
            """)
    }

    private static let functions = """
        create or replace function pg_temp.key_of(name text) returns int language sql
            as 'select subscription_key from avoir.subscription where subscription = name';
        create or replace function pg_temp.customer_of(name text) returns int language sql
            as 'select customer_key from avoir.customer where customer = name';
        create or replace function pg_temp.net(n avoir.credit_note, cents bigint) returns avoir.credit_note
            language plpgsql as $$
        begin
            n.net_cents := cents;
            n.vat_net_cents := array[cents];
            n.vat_cents := array[avoir.percent_of(cents, n.vat_micropercent[1])];
            n.vat_total_cents := n.vat_cents[1];
            n.gross_cents := cents + n.vat_total_cents;
            return n;
        end $$;
        create or replace function pg_temp.net(l avoir.credit_line, cents bigint) returns avoir.credit_line
            language plpgsql as $$
        begin
            l.net_cents := cents;
            l.vat_net_cents := array[cents];
            return l;
        end $$;
        create or replace function pg_temp.bytes_of(l avoir.credit_line) returns bytea language sql as $$
            select avoir.line_bytes(l.line, l.kind, l.issue_date, l.subscription_key, l.month, l.revision, l.promise,
                l.attempt, l.base_cents, l.cap_cents, l.cap_days, l.net_cents, l.vat_micropercent, l.vat_net_cents,
                l.document)
        $$;
        create or replace function pg_temp.insert_note(n avoir.credit_note, lines avoir.credit_line[]) returns void
            language plpgsql as $$
        begin
            insert into avoir.credit_note (series, no, previous_hash, previous_date, number, kind, customer_key, run,
                    issuer_key, issue_date, issued_at, issued_by, reason, is_internal, internal_reason,
                    reverses_series, reverses_no, currency,
                    line_count, lines_digest, net_cents, vat_treatment, vat_micropercent, vat_net_cents, vat_cents,
                    vat_total_cents, gross_cents, document, hash)
                select n.series, n.no, n.previous_hash, n.previous_date, n.number, n.kind, n.customer_key, n.run,
                    n.issuer_key, n.issue_date, n.issued_at, n.issued_by, n.reason, n.is_internal,
                    n.internal_reason, n.reverses_series, n.reverses_no,
                    n.currency, n.line_count, n.lines_digest, n.net_cents, n.vat_treatment, n.vat_micropercent,
                    n.vat_net_cents, n.vat_cents, n.vat_total_cents, n.gross_cents, n.document, n.hash;
            insert into avoir.credit_line (series, no, line, kind, issue_date, subscription_key, month, revision, promise,
                    attempt, base_cents, cap_cents, cap_days, net_cents, vat_micropercent, vat_net_cents, document)
                select l.series, l.no, l.line, l.kind, l.issue_date, l.subscription_key, l.month, l.revision, l.promise,
                    l.attempt, l.base_cents, l.cap_cents, l.cap_days, l.net_cents, l.vat_micropercent, l.vat_net_cents,
                    l.document
                from unnest(lines) l;
            update avoir.note_series s set last_no = n.no, last_hash = n.hash, last_date = n.issue_date
                where s.series = n.series;
        end $$;
        """
}
