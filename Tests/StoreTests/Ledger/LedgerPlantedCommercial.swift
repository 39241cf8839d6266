internal import Postgres

/// A commercial note put into the tables without the issuing function: the next one of series AV-2026, like the last note,
/// which is commercial and stands, but for its changes.
struct PlantedCommercial: Sendable {
    let changes: String
    let after: String
    let hasLine: Bool

    /// PL/pgSQL assignments to the head `n` and its line `l`; `last` is the last note.
    ///
    /// - Parameter after: assignments that spoil the digests; `pg_temp.signed` makes them right again.
    init(_ changes: String = "null", after: String = "null", hasLine: Bool = true) {
        self.changes = changes
        self.after = after
        self.hasLine = hasLine
    }

    /// Head and line with this net, in cents, at one rate.
    static func net(_ cents: Int) -> String {
        """
        l.net_cents := \(cents); l.vat_net_cents := '{\(cents)}'; n.net_cents := \(cents); n.vat_net_cents := '{\(cents)}';
        n.vat_cents := array[percent_of(\(cents), n.vat_micropercent[1])]; n.vat_total_cents := n.vat_cents[1];
        n.gross_cents := n.net_cents + n.vat_total_cents
        """
    }

    static let signed = "n.lines_digest := sha256(commercial_bytes(l)); n.hash := note_hash(n)"

    func insert(on connection: Connection) throws {
        let head = """
            series, no, previous_hash, previous_date, number, kind, is_commercial, customer_key, run, issuer_key, issue_date,
            issued_at, issued_by, reason, is_internal, internal_reason, reverses_series, reverses_no, currency, line_count,
            lines_digest, net_cents, vat_treatment, vat_micropercent, vat_net_cents, vat_cents, vat_total_cents, gross_cents,
            document, hash
            """
        try connection.execute(
            """
            do $planted$
            declare
                last credit_note;
                n credit_note;
                l commercial_line;
            begin
                select * into last from credit_note where series like 'AV-2026%' order by no desc limit 1;
                select * into l from commercial_line c where c.series = last.series and c.no = last.no;
                n := last;
                n.no := last.no + 1;
                n.previous_hash := last.hash;
                n.previous_date := last.issue_date;
                n.number := number_of(n.series, n.no);
                l.commercial_cents := l.commercial_cents + l.net_cents;
                \(changes);
                l.series := n.series;
                l.no := n.no;
                l.kind := n.kind;
                l.issue_date := n.issue_date;
                \(Self.signed);
                \(after);
                insert into credit_note (\(head)) select \(head) from (select (n).*) planted;
                if \(hasLine) then
                    insert into commercial_line select (l).*;
                end if;
                update note_series s set last_no = n.no, last_hash = n.hash, last_date = n.issue_date where s.series = n.series;
            end $planted$
            """)
    }
}
