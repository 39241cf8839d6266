package import Postgres

/// The head of a chain at a moment, kept outside the database: the only thing against which a tail that was
/// cut off and a head that was set back can be seen.
package struct Anchor: Equatable, Sendable {
    /// RFC 3339, for people.
    package var at: String
    /// Which database.
    package var ledger: String
    /// `audit`, or a series.
    package var chain: String
    package var no: Int64
    /// Hexadecimal.
    package var hash: String

    package init(at: String, ledger: String, chain: String, no: Int64, hash: String) {
        self.at = at
        self.ledger = ledger
        self.chain = chain
        self.no = no
        self.hash = hash
    }

    /// One line: time, database, chain, number and hash, separated by tabs.
    package var line: String { "\(at)\t\(ledger)\t\(chain)\t\(no)\t\(hash)" }

    /// Reads such a line; nil for anything else.
    package init?(line: String) {
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
        guard parts.count == 5, let no = Int64(parts[3]) else { return nil }
        self.init(at: parts[0], ledger: parts[1], chain: parts[2], no: no, hash: parts[4])
    }

    /// The name of this database.
    package static func ledger(_ connection: Connection) throws -> String {
        try connection.query("select ledger::text as ledger from ledger").single().text("ledger")
    }

    /// `AV-2026-000135`, or `audit entry 25`.
    package static func name(of anchor: Anchor, _ connection: Connection) throws -> String {
        guard anchor.chain != "audit" else { return "audit entry \(anchor.no)" }
        return try connection.query(
            """
            select number_of($1, (coalesce((select s.first_number from note_series s where s.series = $1), 1) - 1 + $2)::int)
                as number
            """, [.text(anchor.chain), .int64(anchor.no)]
        ).single().text("number")
    }

    /// The hash that the database has of the anchor's link, in hexadecimal; nil: it has no such link.
    package static func hash(of anchor: Anchor, _ connection: Connection) throws -> String? {
        try connection.query(
            anchor.chain == "audit"
                ? "select encode(hash, 'hex') as hash from audit_entry where no = $1 and $2 = 'audit'"
                : "select encode(hash, 'hex') as hash from credit_note where no = $1 and series = $2",
            [.int64(anchor.no), .text(anchor.chain)]
        ).first.map { try $0.text("hash") }
    }

    /// The heads of all chains now.
    package static func heads(_ connection: Connection, at: String) throws -> [Anchor] {
        try connection.query(
            """
            select l.ledger::text as ledger, h.chain, h.no, encode(h.hash, 'hex') as hash
            from ledger l cross join (
                select 'audit' as chain, no, hash from audit_head
                union all select series, last_no, last_hash from note_series
            ) h order by h.chain collate "C"
            """
        ).map { row in
            Anchor(
                at: at, ledger: try row.text("ledger"), chain: try row.text("chain"),
                no: try row.int64("no"), hash: try row.text("hash"))
        }
    }
}
