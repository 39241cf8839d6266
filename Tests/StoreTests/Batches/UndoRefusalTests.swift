internal import Postgres
internal import SLA
internal import Store
internal import Testing

@Suite("Undo: what is refused, whole")
struct UndoRefusalTests {
    /// A refusal leaves everything as it was.
    private func expect(
        _ reasons: [String], ofUndoing batch: Int32, on connection: Connection,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = try factsInForce(on: connection)
        let last = try Watermark.latest(connection)
        #expect(try refusals(ofUndoing: batch, on: connection) == reasons, sourceLocation: sourceLocation)
        #expect(try factsInForce(on: connection) == before, sourceLocation: sourceLocation)
        #expect(try Watermark.latest(connection) == last, sourceLocation: sourceLocation)
    }

    @Test("a batch that does not exist, and terms")
    func noFacts() throws {
        try TestDatabase.with { _, connection in
            try expect(["unknown 7"], ofUndoing: 7, on: connection)
            try add(axantis(), on: connection)
            try expect(["terms"], ofUndoing: Watermark.latest(connection), on: connection)
        }
    }

    @Test("what later imports changed, each import and its first facts")
    func changed() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let rows = (0..<8).map { "noc,M-\($0),ivr,2026-05-05T10:00:00Z" }.joined(separator: "\n")
            let head = "source,id,service,started_at\n"
            let first = try importing("outages", head + rows, on: connection).batch
            let second = try importing(
                "outages", head + rows.replacing("10:00:00", with: "11:00:00").replacing("M-7", with: "M-9"),
                on: connection
            ).batch
            let third = try importing("outages", head + "noc,M-7,ivr,2026-05-05T12:00:00Z", on: connection)
                .batch
            try expect(
                [
                    "changed by \(second) 7: noc M-0, noc M-1, noc M-2, noc M-3, noc M-4",
                    "changed by \(third) 1: noc M-7",
                ], ofUndoing: first, on: connection)
        }
    }

    @Test("a fact that others name: a customer, a subscription, an outage, a calendar")
    func named() throws {
        try TestDatabase.with { _, connection in
            try importing("holidays", "calendar,date,name\nACME,2026-05-15,Pont", on: connection)
            let days = try importing("holidays", "calendar,date,name\nACME,2026-05-22,Pont", on: connection)
                .batch
            try importing("calendars", "calendar,based_on\nREGION,FR", on: connection)
            let fr = try importing("holidays", "calendar,date,name\nREGION,2026-05-22,Pont", on: connection)
                .batch
            try importBasics(connection)
            let more = try importing(
                "subscriptions",
                "subscription,customer,service,terms,starts_on,holidays\nS-4,C-1,fax,axantis,2025-06-01,ACME",
                on: connection
            ).batch
            try importing(
                "outages", "source,id,service,started_at\nnoc,F,fax,2026-05-05T10:00:00Z", on: connection)
            try importing(
                "notifications",
                "subscription,outage_source,outage_id,notified_at\nS-4,noc,F,2026-05-05T10:05:00Z",
                on: connection)
            let batches = Dictionary(
                try ImportBatches.list(on: connection).map { ($0.kind + " " + "\($0.inserted)", $0.number) },
                uniquingKeysWith: { later, _ in later })
            try expect(
                ["named by subscriptions 4: S-1 2025-06-01, S-2 2025-06-01, S-3 2025-06-01, S-4 2025-06-01"],
                ofUndoing: sample(batches["customers 1"], "customers"), on: connection)
            try expect(
                ["named by outages 1: noc O-1"], ofUndoing: sample(batches["subscriptions 3"], "basics"),
                on: connection)
            try expect(["named by notifications 1: S-4 noc F "], ofUndoing: more, on: connection)
            try expect(
                ["named by notifications 1: S-4 noc F "], ofUndoing: sample(batches["outages 1"], "outages"),
                on: connection)
            // The calendar has another day, and the other one is declared.
            #expect(try undo(days, on: connection).counts == [.removed: 1])
            #expect(try undo(fr, on: connection).counts == [.removed: 1])
            try expect(
                ["named by subscriptions 1: S-4 2025-06-01"],
                ofUndoing: sample(ImportBatches.list(on: connection).last, "the first").number, on: connection
            )
        }
    }

    @Test("a subscription that was assessed, but not one of its changes")
    func assessed() throws {
        try TestDatabase.with { _, connection in
            try add(axantis(), on: connection)
            try importBasics(connection)
            let more = try importing(
                "subscriptions",
                "subscription,customer,service,terms,starts_on\nS-4,C-1,fax,axantis,2025-06-01",
                on: connection
            ).batch
            _ = try assess("2026-05", connection)
            try expect(["assessed 1: S-4 2025-06-01"], ofUndoing: more, on: connection)
            let change = try importing(
                "subscriptions",
                "subscription,customer,service,terms,starts_on,ends_on\nS-4,C-1,fax,axantis,2025-06-01,2026-12-31",
                on: connection
            ).batch
            #expect(try undo(change, on: connection).counts == [.updated: 1])
        }
    }

    @Test("what would not be accepted as a file any more")
    func notAccepted() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let head = "subscription,month,requested_on\n"
            try importing("requests", head + "S-1,2025-06,2025-07-20", on: connection)
            let earlier = try importing("requests", head + "S-1,2025-06,2025-07-10", on: connection).batch
            try importing(
                "subscriptions",
                """
                subscription,customer,service,terms,starts_on,withdrawn
                S-1,C-1,ivr,axantis,2025-06-01,true
                S-1,C-1,ivr,axantis,2025-08-01,false
                """, on: connection)
            try expect(
                ["month: lies before the subscription began 1: S-1 2025-06-01 "], ofUndoing: earlier,
                on: connection)
        }
    }

    @Test(
        "a subscription or customer that left force is unknown to the next import", arguments: ImportPaths.all
    )
    func unknownAgain(chunkBytes: Int?) throws {
        try TestDatabase.with { _, connection in
            let customers = try importing("customers", "customer,name\nC-1,X", on: connection).batch
            let head = "subscription,customer,service,terms,starts_on\n"
            let subscriptions = try importing(
                "subscriptions", head + "S-1,C-1,ivr,axantis,2025-06-01", on: connection
            ).batch
            try undo(subscriptions, on: connection)
            let outage = "source,id,subscription,started_at\nnoc,1,S-1,2026-05-05T10:00:00Z"
            #expect(
                try importing("outages", outage, chunkBytes: chunkBytes, on: connection).refused == [
                    "2|subscription|unknown subscription; import it first|S-1"
                ])
            try undo(customers, on: connection)
            #expect(
                try importing("subscriptions", head + "S-1,C-1,ivr,axantis,2025-06-01", on: connection)
                    .refused == [
                        "2|customer|unknown customer; import it first|C-1"
                    ])
        }
    }
}
