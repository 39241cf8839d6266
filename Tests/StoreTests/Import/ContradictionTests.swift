internal import Postgres
internal import SLA
internal import Store
internal import Testing

@Suite("Import: rows of one file that contradict each other")
struct ContradictionTests {
    private static let header = "source,id,service,started_at,ended_at\n"
    private static let first = "noc,INC-1,ivr,2026-05-05T10:00:00Z,2026-05-05T11:00:00Z\n"
    private static let second = "noc,INC-1,sms,2026-05-05T10:00:00Z,2026-05-05T11:00:00Z\n"
    private static let other = "noc,INC-2,ivr,2026-05-06T10:00:00Z,2026-05-06T11:00:00Z\n"

    /// What the rows say, and how many of them are inserted, unchanged, refused.
    private static let files: [(rows: String, counts: [Int])] = [
        (first + second, [0, 0, 0, 2]),
        (first + other + second, [1, 0, 0, 2]),
        (first + first, [1, 0, 1, 0]),
        (first + second + first, [0, 0, 0, 3]),
        (other + first + first + second, [1, 0, 0, 3]),
    ]

    @Test("all of them are refused, and what is equal is no contradiction", arguments: ImportPaths.all)
    func refused(chunkBytes: Int?) throws {
        for file in Self.files {
            try TestDatabase.with { _, connection in
                try importBasics(connection)
                let imported = try importing(
                    "outages", Self.header + file.rows, chunkBytes: chunkBytes, on: connection)
                #expect(imported.counts == file.counts, "\(file.rows)")
                #expect(imported.rejections.allSatisfy { $0.fault.column == "id" })
                let kept = try connection.number("select count(*) from outage where id like 'INC%'")
                #expect(kept == file.counts[0], "\(file.rows)")
            }
        }
    }

    @Test("each is told with the lines of all, and with the remedy")
    func message() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let imported = try importing(
                "outages", Self.header + Self.first + Self.other + Self.second, on: connection)
            #expect(imported.rejections.map(\.line) == [2, 4])
            for rejection in imported.rejections {
                #expect(rejection.fault.value == "INC-1, lines 2, 4")
                #expect(rejection.fault.reason.contains("such as INC-1/sms"))
                #expect(rejection.fault.reason.contains("--last-wins"))
            }
        }
    }

    @Test("two lines of an invoice at one rate need a number each")
    func invoiceLines() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let header = "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate"
            let row = "FA-1,S-1,2026-05,2026-05-31"
            let refused = try importing(
                "invoices", "\(header)\n\(row),60000,20000000\n\(row),40000,20000000", on: connection)
            #expect(refused.counts == [0, 0, 0, 2])
            #expect(refused.rejections.map(\.fault.column) == ["line", "line"])
            let numbered = try importing(
                "invoices", "\(header),line\n\(row),60000,20000000,1\n\(row),40000,20000000,2", on: connection
            )
            #expect(numbered.counts == [2, 0, 0, 0])
            // At another rate it is a line of its own without a number.
            let rates = try importing(
                "invoices", "\(header)\n\(row),60000,10000000\n\(row),40000,5500000", on: connection)
            #expect(rates.counts == [2, 0, 0, 0])
        }
    }
}
