import TestSupport
import Testing

/// A country changes its clock, and the machines learn of it at different times.
@Suite("Zone data that differ or change (R19)")
struct CommandZoneDataTests {
    /// October in Tokyo: an outage from 08:00 to 09:00 on a Tuesday there, from 07:00 to 08:00 by Shanghai's clock.
    private func withTokyo(
        _ body: (CommandDatabase, _ shanghai: [String: String]) async throws -> Void
    ) async throws {
        let standing = try FieldCase("standing-data.case")
        try await CommandDatabase.withSchema { database in
            for file in standing.files { try database.write(file.text, to: file.name) }
            try database.write(
                """
                subscription,customer,service,terms,starts_on,holidays
                S1,C1,svc,office,2020-01-01,none

                """, to: "subscriptions.csv")
            try database.write(
                """
                source,id,service,started_at,ended_at
                noc,1,svc,2026-10-12T23:00:00Z,2026-10-13T00:00:00Z

                """, to: "outages.csv")
            try database.write(
                """
                invoice,subscription,month,issued_on,amount_excl_tax,vat_rate
                FA-2026-10,S1,2026-10,2026-10-28,1000.00,20

                """, to: "invoices.csv")
            try await database.shell(
                """
                set -e
                sed 's|^time_zone: .*|time_zone: Asia/Tokyo|' terms.yaml > tokyo.yaml
                mkdir -p zones/Asia
                cp /usr/share/zoneinfo/Asia/Shanghai zones/Asia/Tokyo
                "$AVOIR" terms add tokyo.yaml
                "$AVOIR" issuer set issuer.yaml
                for kind in customers subscriptions invoices outages; do "$AVOIR" import $kind $kind.csv; done
                """
            ).expect(0)
            try await body(database, ["TZDIR": "\(database.folder)/zones"])
        }
    }

    @Test("a mismatch with the database is named and stops issuing; afterwards it is a verdict, no fault")
    func mismatch() async throws {
        try await withTokyo { database, shanghai in
            let differ =
                "the time zone data of this machine and of the database differ: around 2026-10 Asia/Tokyo "
                + "is +08:00 here and +09:00 there"
            let assessed = try await database.avoir("assess", "2026-10", environment: shanghai)
            assessed.expect(0)
            #expect(assessed.errors.contains("until then nothing is issued: \(differ)"))
            let planned = try await database.avoir("issue", "2026-10", "--dry-run", environment: shanghai)
            planned.expect(78)
            #expect(planned.errors.contains("nothing is issued: \(differ)"))
            let refused = try await database.avoir(
                "issue", "2026-10", "--date", "2026-11-05", environment: shanghai)
            refused.expect(78)
            #expect(refused.errors.contains("nothing is issued: \(differ)"))
            try await database.avoir("run", "2026-10", "--date", "2026-11-05", environment: shanghai).expect(
                78)
            #expect(try database.number("select count(*) from credit_note") == 0)
            // As it is said before, verify says it, too, and finds no fault.
            let both = try await database.avoir("verify", environment: shanghai)
            both.expect(0)
            #expect(both.text.contains("by the program alone"))
            #expect(
                both.text.contains(
                    "than the database has today; by those, 1 would differ: S1; bring both up"))
            let report = try await database.avoir("report", "2026-10", environment: shanghai)
            #expect(report.errors.contains(differ))

            // The machine is brought up to date, and judges again.
            let stale = try await database.avoir("verify", "2026-10")
            stale.expect(0)
            #expect(
                stale.text.contains("than those of today; by those, 1 would differ: S1; run: avoir assess"))
            #expect(
                try await database.avoir("report", "2026-10").errors.contains(
                    "2026-10 was judged by other time zone data than those of today: Asia/Tokyo was +08:00 then and "
                        + "is +09:00 now; run: avoir assess 2026-10"))
            let again = try await database.avoir("assess", "2026-10")
            again.expect(0)
            #expect(again.errors.isEmpty && again.text.contains("revised               1"))
            try await database.avoir("issue", "2026-10", "--date", "2026-11-05").expect(0)
            #expect(try database.number("select sum(net_cents)::bigint from credit_note") == 5_000)
            let verified = try await database.avoir("verify")
            verified.expect(0)
            #expect(
                verified.text.contains(
                    "Asia/Tokyo: 1 revision was judged by other time zone data (+08:00) than those of today; "
                        + "later revisions took their place"))
        }
    }

    @Test("a month before that was judged by older data is judged again when a run takes it up")
    func takenUp() async throws {
        try await withTokyo { database, shanghai in
            for month in ["2026-09", "2026-10"] {
                try await database.avoir("run", month, "--date", "2026-11-05").expect(0)
            }
            try await database.avoir("assess", "2026-09", environment: shanghai).expect(0)
            try await database.avoir("run", "2026-10", "--date", "2026-11-06").expect(0)
            let revisions = "select max(revision) from assessment where month = '2026-09-01'"
            #expect(try database.number(revisions) == 3)
            try await database.avoir("assess", "2026-09", environment: shanghai).expect(0)
            let mismatch = try await database.avoir(
                "run", "2026-10", "--date", "2026-11-06", environment: shanghai)
            mismatch.expect(78)
            #expect(try database.number(revisions) == 4)
        }
    }
}
