internal import Postgres

/// A row put into the table of credit notes without the issuing function: the one that would be the next of series
/// AV-2026, like the last one but for its changes, with the right hash unless `after` spoils it.
struct PlantedNote: Sendable {
    let changes: String
    let after: String

    /// PL/pgSQL assignments to `n`; `last` is the last note and `pg_temp.key_of` gives a subscription's key. A changed net is
    /// split at one rate by `pg_temp.net(n, cents)`.
    init(_ changes: String, after: String = "null") {
        self.changes = changes
        self.after = after
    }

    func insert(on connection: Connection, guarding: Bool = true) throws {
        try connection.executeScript(Self.functions)
        try connection.execute(
            """
            do $planted$
            declare
                last credit_note;
                n credit_note;
            begin
                select * into last from credit_note where series like 'AV-2026%' order by no desc limit 1;
                n := last;
                n.no := last.no + 1;
                n.previous_hash := last.hash;
                n.previous_date := last.issue_date;
                n.number := number_of(n.series, n.no);
                \(changes);
                n.hash := note_hash(n);
                \(after);
                if \(guarding) then
                    -- On conflict it would wait for a session that updates the guard.
                    insert into subscription_guard (subscription_key) select n.subscription_key where not exists (
                        select from subscription_guard g where g.subscription_key = n.subscription_key);
                end if;
                perform insert_notes(array[n]);
            end $planted$
            """)
    }

    private static let functions = """
        create or replace function pg_temp.key_of(name text) returns int language sql
            as 'select subscription_key from avoir.subscription where subscription = name';
        create or replace function pg_temp.net(n avoir.credit_note, cents bigint) returns avoir.credit_note
            language plpgsql as $$
        begin
            n.net_cents := cents;
            n.vat_net_cents := array[cents];
            n.vat_cents := array[avoir.share_of(cents, n.vat_micropercent[1])];
            n.vat_total_cents := n.vat_cents[1];
            n.gross_cents := cents + n.vat_total_cents;
            return n;
        end $$;
        """
}
