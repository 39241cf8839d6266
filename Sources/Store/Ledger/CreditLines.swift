internal import Postgres
internal import SLA

/// The lines of notes.
enum CreditLines {
    /// By the number of their note, in order.
    static func of(_ numbers: [String], on connection: Connection) throws -> [String: [CreditLine]] {
        var lines: [String: [CreditLine]] = [:]
        for row in try connection.query(
            """
            select n.number, n.currency, l.*, u.subscription, \(FrozenLine.columns)
            from credit_note n join credit_line l using (series, no) join subscription u using (subscription_key)
                \(FrozenLine.join)
            where n.number = any ($1)
            order by l.series collate "C", l.no, l.line
            """, [.textArray(numbers)])
        {
            lines[try row.text("number"), default: []].append(try line(row))
        }
        return lines
    }

    private static func line(_ row: Row) throws -> CreditLine {
        CreditLine(
            line: Int(try row.int32("line")), subscription: try row.text("subscription"),
            month: try row.localDate("month").month, revision: Int(try row.int32("revision")),
            promise: try row.word("promise"), base: try row.cents("base_cents"),
            cap: try row.optionalInt64("cap_cents").map(Cents.init), net: try row.cents("net_cents"),
            parts: try parts(row), document: try row.text("document"),
            content: try FrozenLine.read(row, currency: row.text("currency")))
    }

    /// The net over VAT rates, of a line or a whole note.
    static func parts(_ row: Row) throws -> [CreditLine.Part] {
        try zip(row.int64Array("vat_micropercent"), row.int64Array("vat_net_cents")).map {
            CreditLine.Part(
                rate: try percentage(millionths: $0, column: "vat_micropercent"), net: Cents($1))
        }
    }
}
