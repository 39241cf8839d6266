import Hashing
internal import Postgres

/// The digests of notes' lines, recomputed outside the database: by series and number.
enum LineDigests {
    static func of(_ connection: Connection) throws -> [String: [Int64: [UInt8]]] {
        var digests = try underTheTerms(connection)
        for (series, lines) in try commercial(connection) {
            // A note has lines of one sort: where it has both, neither is its digest.
            digests[series, default: [:]].merge(lines) { _, _ in [] }
        }
        return digests
    }

    /// Of all that the lines of each note say, in their order.
    private static func underTheTerms(_ connection: Connection) throws -> [String: [Int64: [UInt8]]] {
        let columns = [
            "line", "kind", "issue_date", "subscription_key", "month", "revision", "promise", "attempt",
            "base_cents", "cap_cents", "cap_days", "net_cents", "vat_micropercent", "vat_net_cents",
            "document",
        ]
        let texts = columns.enumerated().map { "(\($1))::text as f\($0)" }.joined(separator: ", ")
        let rows = try connection.query(
            """
            select \(texts), series, no::bigint as number_in_series
            from credit_line order by series collate "C", no, credit_line.line
            """)
        var digests: [String: [Int64: [UInt8]]] = [:]
        var open: (series: String, no: Int64)?
        var bytes: [UInt8] = []
        func close() {
            if let open { digests[open.series, default: [:]][open.no] = Digest.sha256(bytes) }
            bytes = []
        }
        for row in rows {
            let note = (series: try row.text("series"), no: try row.int64("number_in_series"))
            if let before = open, before != note { close() }
            open = note
            bytes += Digest.prefixed(try columns.indices.map { try row.optionalText(.name("f\($0)")) })
        }
        close()
        return digests
    }

    private static func commercial(_ connection: Connection) throws -> [String: [Int64: [UInt8]]] {
        let columns = [
            "kind", "issue_date", "subscription_key", "month", "watermark", "invoiced_cents",
            "credited_cents",
            "commercial_cents", "net_cents", "vat_micropercent", "vat_net_cents", "document",
        ]
        let texts = columns.enumerated().map { "(\($1))::text as f\($0)" }.joined(separator: ", ")
        var digests: [String: [Int64: [UInt8]]] = [:]
        for row in try connection.query(
            "select \(texts), series, no::bigint as number_in_series from commercial_line")
        {
            let fields = try columns.indices.map { try row.optionalText(.name("f\($0)")) }
            digests[try row.text("series"), default: [:]][try row.int64("number_in_series")] = Digest.of(
                ["commercial"] + fields)
        }
        return digests
    }
}
