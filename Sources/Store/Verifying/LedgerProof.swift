import Hashing
package import Postgres

/// Re-proves the ledger of credit notes and the audit log, outside the database.
package struct LedgerProof: Sendable {
    package private(set) var notes = 0
    package private(set) var auditEntries = 0
    /// How many of the anchors that were kept outside are this database's.
    package private(set) var anchorsCompared = 0
    /// The faults found, one sentence per fault; empty when there are none.
    package private(set) var faults: [String] = []
    /// The heads now, to be kept outside the database.
    package private(set) var anchors: [Anchor] = []

    private var chain = ChainProof()

    /// Recomputes both chains, gaplessness, dates, every note's amounts from its frozen inputs, the cap
    /// over all windows, and each month's sum against its assessment.
    ///
    /// - Parameter known: anchors that were kept outside the database; those of other databases are passed over.
    package init(_ connection: Connection, anchors known: [Anchor]) throws {
        let ledger = try Anchor.ledger(connection)
        var hashes: [String: [Int64: [UInt8]]] = [:]
        try proveNotes(connection, &hashes)
        try proveAudit(connection, &hashes)
        faults += chain.faults
        for anchor in known where anchor.no > 0 { compare(anchor, of: ledger, hashes) }
        try proveAmounts(connection)
        anchors = chain.heads.keys.sorted().compactMap { name in
            chain.heads[name].map {
                Anchor(
                    at: "", ledger: ledger, chain: name, no: $0.no, hash: Digest.hexadecimal($0.hash))
            }
        }
    }

    private mutating func compare(_ anchor: Anchor, of ledger: String, _ hashes: [String: [Int64: [UInt8]]]) {
        let found = hashes[anchor.chain]?[anchor.no].map(Digest.hexadecimal)
        if anchor.ledger == ledger {
            anchorsCompared += 1
            guard found != anchor.hash else { return }
            faults.append(
                "\(anchor.chain): number \(anchor.no), anchored on \(anchor.at), is "
                    + (found == nil ? "missing" : "not the one that was anchored"))
        } else if found == anchor.hash {
            // No other database has this hash: this one was renamed so that its anchors would not be compared.
            faults.append(
                "\(anchor.chain): number \(anchor.no) was anchored on \(anchor.at) for ledger "
                    + "\(anchor.ledger), but the database says that it is \(ledger)")
        }
    }

    private mutating func proveNotes(
        _ connection: Connection, _ hashes: inout [String: [Int64: [UInt8]]]
    ) throws {
        let columns = [
            "series", "no", "number", "kind", "is_commercial", "customer_key", "run", "issuer_key",
            "issue_date",
            "microseconds_of(issued_at)", "issued_by", "reason", "is_internal",
            "internal_reason", "reverses_series", "reverses_no",
            "currency", "line_count", "encode(lines_digest, 'hex')", "net_cents", "vat_treatment",
            "vat_micropercent", "vat_net_cents", "vat_cents", "vat_total_cents", "gross_cents", "document",
        ]
        let lineDigests = try LineDigests.of(connection)
        let texts = columns.enumerated().map { "(\($1))::text as f\($0)" }.joined(separator: ", ")
        let rows = try connection.query(
            """
            select \(texts), no::bigint as number_in_series, previous_hash, hash, previous_date, issue_date, lines_digest
            from credit_note order by series collate "C", no
            """)
        let firstNumbers = Dictionary(
            try connection.query("select series, first_number::bigint as first_number from note_series").map {
                (try $0.text("series"), try $0.int64("first_number"))
            }, uniquingKeysWith: { first, _ in first })
        var lastDates: [String: Int] = [:]
        for row in rows {
            let fields = try columns.indices.map { try row.optionalText(.name("f\($0)")) }
            let (series, number) = (fields[0] ?? "", fields[2] ?? "")
            let no = try row.int64("number_in_series")
            let counted = no &+ (firstNumbers[series] ?? 1) &- 1
            if number != Self.number(String(counted), in: series) {
                faults.append("\(number): is not the name of number \(counted) of \(series)")
            }
            let (previous, hash) = (try row.bytes("previous_hash"), try row.bytes("hash"))
            chain.add(
                chain: series, name: number, no: no, previousHash: previous, hash: hash,
                genesis: Digest.of(["avoir.notes", series]),
                fields: [Digest.hexadecimal(previous)] + fields)
            hashes[series, default: [:]][no] = hash
            if try lineDigests[series]?[no] != row.bytes("lines_digest") {
                faults.append("\(number): its lines differ from what it says")
            }
            let date = try row.date("issue_date")
            if let last = lastDates[series], date < last {
                faults.append("\(number): is dated before the note that precedes it")
            }
            lastDates[series] = date
            notes += 1
        }
        for row in try connection.query("select series, last_no::bigint as no, last_hash from note_series") {
            chain.check(
                head: try row.text("series"), no: try row.int64("no"), hash: try row.bytes("last_hash"))
        }
    }

    /// `AV-2026-000012` for 12 in `AV-2026-{number:6}`.
    private static func number(_ no: String, in series: String) -> String? {
        let parts = series.split(separator: "{number:", omittingEmptySubsequences: false)
        guard parts.count == 2, let end = parts[1].firstIndex(of: "}"), let width = Int(parts[1][..<end]),
            width < 100
        else { return nil }
        let zeros = String(repeating: "0", count: max(0, width - no.count))
        return "\(parts[0])\(zeros)\(no)\(parts[1][parts[1].index(after: end)...])"
    }

    private mutating func proveAudit(
        _ connection: Connection, _ hashes: inout [String: [Int64: [UInt8]]]
    ) throws {
        let rows = try connection.query(
            """
            select no, previous_hash, hash, microseconds_of(at) as at, by, action, details
            from audit_entry order by no
            """)
        for row in rows {
            let no = try row.int64("no")
            let (previous, hash) = (try row.bytes("previous_hash"), try row.bytes("hash"))
            chain.add(
                chain: "audit", name: "audit entry \(no)", no: no, previousHash: previous, hash: hash,
                genesis: Digest.of(["avoir.audit"]),
                fields: [
                    Digest.hexadecimal(previous), String(no), try row.text("at"), try row.text("by"),
                    try row.text("action"), try row.text("details"),
                ])
            hashes["audit", default: [:]][no] = hash
            auditEntries += 1
        }
        let head = try connection.query("select no, hash from audit_head").single()
        chain.check(head: "audit", no: try head.int64("no"), hash: try head.bytes("hash"))
    }

    /// The rows behind the notes: what they must agree with, and what must be there.
    private mutating func proveAmounts(_ connection: Connection) throws {
        for (of, amount) in try LedgerReplay.decisionsWithoutNote(connection) {
            faults.append("\(of): a run decided to credit \(amount), but there is no note for it")
        }
        faults += try LedgerLosses.faults(connection)
        try attempt("the notes cannot be replayed", connection) {
            var ledger = LedgerReplay()
            for event in try LedgerReplay.events(connection) { ledger.apply(event) }
            return ledger.faults
        }
        try attempt("the audit log cannot be compared", connection) { try AuditProof.faults(connection) }
    }

    /// Data that cannot be read are a fault, too, and hide no other fault.
    private mutating func attempt(
        _ failure: String, _ connection: Connection, _ faults: () throws -> [String]
    ) throws {
        let isAside = connection.isInTransaction
        if isAside { try connection.execute("savepoint proof") }
        do {
            self.faults += try faults()
        } catch let error as PostgresError where !error.isOfData {
            throw error
        } catch {
            self.faults.append("\(failure): \(error)")
            if isAside { try connection.execute("rollback to savepoint proof") }
        }
    }
}
