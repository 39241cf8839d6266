package import Postgres
package import SLA

/// The numbers of notes' accounting entries, over a company's financial year.
/// Source: docs/reference/file-formats.md "Issuer file".
package enum EntryNumbers {
    /// Of every note of the company in these days, by the note's number: from 1, in the order in which they were recorded,
    /// so that no later note changes one.
    package static func load(
        siren: String, _ days: ClosedRange<LocalDate>, on connection: Connection
    ) throws -> [String: Int] {
        let rows = try connection.query(
            """
            select n.number, row_number() over (order by n.issued_at, n.series collate "C", n.no) as entry
            from credit_note n join issuer_version i using (issuer_key)
            where i.siren = $1 and n.issue_date between $2 and $3
            """,
            [
                .text(siren), .date(days.lowerBound.daysSinceEpoch), .date(days.upperBound.daysSinceEpoch),
            ])
        return Dictionary(
            try rows.map { (try $0.text("number"), Int(try $0.int64("entry"))) },
            uniquingKeysWith: { first, _ in first })
    }
}
