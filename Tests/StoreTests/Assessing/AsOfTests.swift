internal import Postgres
internal import SLA
internal import Store
internal import Testing

@Suite("Old revisions")
struct AsOfTests {
    @Test("an old revision is judged again from the facts that it saw, whatever came later")
    func asOf() throws {
        try AssessedMonth.with { connection in
            let first = try assess("2026-05", connection)
            let old = try Assessments.current(month("2026-05"), on: connection)
            try AssessedMonth.move("O-1", to: "2026-05-06T10:00:00Z", "2026-05-06T15:00:00Z", on: connection)
            try importing(
                "notifications",
                "subscription,outage_source,outage_id,notified_at\nS-1,noc,O-1,2026-05-01T00:00:00Z",
                on: connection)
            try importing(
                "excusable-events",
                """
                source,id,service,cause,started_at,ended_at,evidence
                desk,X,ivr,force_majeure,2026-05-01T00:00:00Z,2026-06-01T00:00:00Z,storm
                """, on: connection)
            try importing(
                "maintenance",
                "source,id,service,started_at,ended_at\nc,M,ivr,2026-05-01T00:00:00Z,2026-05-05T10:30:00Z",
                on: connection)
            try importing("holidays", "calendar,date,name\nLOCAL,2026-05-05,Fête locale", on: connection)
            try importing(
                "invoices",
                "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate\nF-1,S-1,2026-05,2026-05-31,1,20000000",
                on: connection)
            try importing(
                "requests", "subscription,month,requested_on\nS-1,2026-05,2026-06-03", on: connection)
            try importing(
                "subscriptions",
                "subscription,customer,service,terms,starts_on\nS-1,C-1,ivr,axantis,2026-05-20",
                on: connection)
            try add(axantis(version: "2026-05", effectiveFrom: "2026-05-01"), on: connection)
            // Everything is judged anew…
            #expect(try assess("2026-05", connection).revised == ["S-1", "S-2", "S-3"])
            // …and the first revisions are what they were, from the facts up to their watermark.
            let again = try RejudgedRevision.load(old, of: month("2026-05"), on: connection, zone: zone)
            #expect(again.map(\.outcome) == old.map(\.outcome))
            #expect(again.map(\.month.inputDigest) == old.map(\.inputDigest))
            #expect(again.map(\.run.watermark) == [first.watermark, first.watermark, first.watermark])
            #expect(again.map(\.assessment) == Array(old))
        }
    }

    @Test("revisions of several runs are loaded together, each with its own run")
    func severalRuns() throws {
        try AssessedMonth.with { connection in
            _ = try assess("2026-05", connection)
            try AssessedMonth.move("O-1", to: "2026-05-05T10:00:00Z", "2026-05-05T10:20:00Z", on: connection)
            _ = try assess("2026-05", connection)
            let key = try sample(Assessments.key(ofSubscription: "S-1", on: connection), "S-1")
            let all =
                try Assessments.revisions(month("2026-05"), subscription: key, on: connection)
                + Assessments.current(month("2026-05"), on: connection).dropFirst()
            let judged = try RejudgedRevision.load(all, of: month("2026-05"), on: connection, zone: zone)
            #expect(judged.map(\.assessment) == all)
            #expect(judged.map(\.outcome) == all.map(\.outcome))
        }
    }

    @Test("kept facts serve a later pass, also when their run has stored more revisions meanwhile")
    func keptFacts() throws {
        try AssessedMonth.with { connection in
            _ = try assess("2026-05", connection)
            let all = Array(try Assessments.current(month("2026-05"), on: connection))
            let kept = FactsByRun()
            for known in [Array(all.prefix(1)), all, Array(all.dropFirst()), all] {
                var judged: [RejudgedRevision] = []
                try RejudgedRevision.forEach(
                    known, of: month("2026-05"), on: connection, keeping: kept, zone: zone
                ) {
                    $0
                } _: { place, month in
                    #expect(month.assessment == known[place])
                    judged.append(month)
                }
                #expect(judged.map(\.outcome) == known.map(\.outcome))
                #expect(judged.map(\.month.inputDigest) == known.map(\.inputDigest))
            }
        }
    }
}
