internal import Postgres
internal import Store
import TestSupport

/// Outage files that hold new and known facts, facts several times, unknown names and bad rows.
struct RandomImports {
    var random: SeededGenerator

    /// Facts of few identities, so that they meet again.
    mutating func outages() -> String {
        var lines = ["source,id,service,subscription,started_at,ended_at,summary,withdrawn"]
        // Some files hold nothing known and nothing twice, some little, some much.
        let identities = random.pick([10, 40, 4000, 4_000_000])
        let faults = random.pick([0, 0, 5, 30])
        for _ in 0..<random.pick(0...80) {
            lines.append(random.chance(faults) ? fault(identities) : outage(identities))
        }
        return lines.joined(separator: "\n")
    }

    private mutating func outage(_ identities: Int) -> String {
        // `é` as one character and as two: equal to Swift, different to the database.
        let scope = random.chance(20) ? "ivr," : ",\(random.pick(["S-1", "S-2", "é", "e\u{301}"]))"
        return row(identities, scope)
    }

    private mutating func fault(_ identities: Int) -> String {
        if random.chance(40) { return "!started_at,is no instant,x\(random.pick(0...9))" }
        let long = String(repeating: "ü", count: 300)
        return row(identities, random.pick(["fax,", ",S-77", ",\(long)", ",s-1"]))
    }

    private mutating func row(_ identities: Int, _ scope: String) -> String {
        let source = random.pick(["noc", "noc", "noc", "a", "probe-of-the-north"])
        let id =
            random.chance(50) ? "\(random.pick(0...identities))" : "INC-2026-\(random.pick(0...identities))"
        let minute = random.pick(0...3)
        let end = random.chance(30) ? "" : "2026-05-05T1\(random.pick(1...2)):00:00Z"
        let summary = random.chance(20) ? "s" : ""
        let withdrawn = random.chance(10) ? "true" : ""
        return "\(source),\(id),\(scope),2026-05-05T10:0\(minute):00Z,\(end),\(summary),\(withdrawn)"
    }
}

/// Everything that imports of outages leave behind, batches numbered from 1.
func recorded(_ connection: Connection) throws -> [String] {
    let batches = "(select batch as b, dense_rank() over (order by batch) as no from import_batch)"
    return try connection.texts(
        """
        select concat_ws('|', 'outage', source, id, v.service, u.subscription, started_at, ended_at,
            coalesce(summary, '-'), withdrawn, f.no, coalesce(t.no::text, 'on'))
        from outage o left join service v using (service_key) left join subscription u using (subscription_key)
            join \(batches) f on f.b = o.from_batch left join \(batches) t on t.b = o.until_batch
        union all
        select concat_ws('|', 'batch', kind, n.no, inserted, updated, unchanged, rejected)
        from import_batch join \(batches) n on n.b = batch
        union all
        select concat_ws('|', 'rejection', n.no, position, line, column_names, reasons, shown_values,
            convert_from(record, 'UTF8'), record_is_cut)
        from import_rejection join \(batches) n on n.b = batch
        union all
        select concat_ws('|', 'file', n.no, bytes) from imported_file join \(batches) n on n.b = batch
        order by 1
        """)
}
