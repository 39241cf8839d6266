internal import Postgres
internal import SLA
internal import Store
internal import Testing

@Suite("Undo: what was in force before is in force again")
struct UndoTests {
    static let wrong = """
        source,id,service,subscription,started_at,ended_at,notified_at,summary
        noc,O-1,ivr,,2026-05-05T08:00:00Z,2026-05-05T18:00:00Z,,x
        test,T-9,ivr,,2026-05-06T08:00:00Z,2026-05-06T12:00:00Z,,
        """

    @Test("a changed fact has its earlier content, a new one is not in force, and names and counts say so")
    func mixed() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let before = try factsInForce(on: connection)
            let wrong = try importing("outages", Self.wrong, on: connection)
            #expect(wrong.counts == [1, 1, 0, 0])
            let after = try factsInForce(on: connection)
            let outcome = try undo(wrong.batch, on: connection)
            let batch = try sample(outcome.batch, "a batch")
            #expect(outcome.counts == [.updated: 1, .removed: 1])
            #expect(outcome.facts[.removed]?.map { $0.identity.map(\.text) } == [["test", "T-9"]])
            let columns = try sample(outcome.facts[.updated]?.first, "an update").columns
            #expect(
                columns.map(\.column.name) == [
                    "service", "subscription", "started_at", "ended_at", "notified_at", "summary",
                ])
            #expect(
                columns.map(\.after) == [
                    nil, "S-1", "1777975200000000", "1777978800000000", "1777975200000000", nil,
                ])
            #expect(try factsInForce(on: connection) == before)
            #expect(try factsInForce(after: wrong.batch, on: connection) == after)
            #expect(try factsInForce(after: wrong.batch - 1, on: connection) == before)
            let recorded = try sample(try ImportBatches.batch(batch, on: connection), "it is recorded")
            #expect(recorded.kind == "outages" && recorded.file == "undo of batch \(wrong.batch)")
            #expect([recorded.inserted, recorded.updated, recorded.cleared] == [0, 2, 2])
            #expect(recorded.undoes == wrong.batch && recorded.undoneBy == nil)
            #expect(try ImportBatches.batch(wrong.batch, on: connection)?.undoneBy == batch)
            #expect(try LedgerProof(connection, anchors: []).faults.isEmpty)
        }
    }

    @Test("undoing twice changes nothing, and leaves no batch")
    func twice() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let wrong = try importing("outages", Self.wrong, on: connection)
            try undo(wrong.batch, on: connection)
            let last = try Watermark.latest(connection)
            let again = try undo(wrong.batch, on: connection)
            #expect(again.isEmpty && again.batch == nil)
            #expect(try Watermark.latest(connection) == last)
        }
    }

    @Test("an import that changed nothing leaves nothing to undo")
    func unchanged() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let good = try importing("outages", Self.wrong, on: connection)
            let again = try importing("outages", Self.wrong, on: connection)
            #expect(try undo(again.batch, on: connection).isEmpty)
            #expect(try undo(good.batch, on: connection).counts == [.updated: 1, .removed: 1])
        }
    }

    @Test("a dry run tells everything and records nothing")
    func dryRun() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let many = (0..<30).map { "noc,M-\($0),ivr,2026-05-05T10:00:00Z" }.joined(separator: "\n")
            let batch = try importing("outages", "source,id,service,started_at\n\(many)", on: connection)
                .batch
            let before = try factsInForce(on: connection)
            let dry = try undo(batch, dryRun: true, on: connection)
            #expect(dry.batch == nil && dry.counts == [.removed: 30] && dry.facts[.removed]?.count == 30)
            #expect(try factsInForce(on: connection) == before)
            #expect(try ImportBatches.list(on: connection).count == 4)
            #expect(try undo(batch, on: connection).facts[.removed]?.count == Import.toldUpdates)
        }
    }

    @Test("the same file can be imported again, as if it had never been", arguments: ImportPaths.all)
    func again(chunkBytes: Int?) throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let content = FileContent(bytes: 10, sha256: Array(repeating: 1, count: 32), reading: "x")
            let first = try importing("outages", Self.wrong, content: content, on: connection)
            try undo(first.batch, on: connection)
            let work = Import(kind: .outages, file: "f", strict: false, dryRun: false, now: .afterTheTests)
            #expect(try work.runKnown(content, on: connection) == nil)
            let again = try importing("outages", Self.wrong, chunkBytes: chunkBytes, on: connection)
            #expect(again.counts == first.counts)
        }
    }

    @Test("an undo can be undone, again and again")
    func redo() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let before = try factsInForce(on: connection)
            let wrong = try importing("outages", Self.wrong, on: connection).batch
            let after = try factsInForce(on: connection)
            var last = wrong
            for step in 1...4 {
                let outcome = try undo(last, on: connection)
                last = try sample(outcome.batch, "step \(step)")
                #expect(try factsInForce(on: connection) == (step % 2 == 1 ? before : after))
                #expect(
                    outcome.counts
                        == (step % 2 == 1 ? [.updated: 1, .removed: 1] : [.inserted: 1, .updated: 1]))
            }
            // The wrong file is in force again, by way of four undos.
            #expect(try ImportBatches.batch(wrong, on: connection)?.undoneBy == nil)
            #expect(try undo(wrong, on: connection).counts == [.updated: 1, .removed: 1])
            #expect(try factsInForce(on: connection) == before)
        }
    }

    @Test(
        "imports are undone one by one, the latest first, and what was undone in between does not stand in the way"
    )
    func chain() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            var states = [try factsInForce(on: connection)]
            var batches: [Int32] = []
            for (kind, text) in [
                ("outages", Self.wrong),
                ("ends", "source,id,ended_at\nnoc,O-1,2026-05-05T19:00:00Z\ntest,T-9,2026-05-06T13:00:00Z"),
                ("outages", "source,id,service,started_at,summary\nnoc,O-1,ivr,2026-05-05T08:00:00Z,y"),
            ] {
                batches.append(try importing(kind, text, on: connection).batch)
                states.append(try factsInForce(on: connection))
            }
            #expect(
                try refusals(ofUndoing: batches[1], on: connection) == ["changed by \(batches[2]) 1: noc O-1"]
            )
            for place in batches.indices.reversed() {
                try undo(batches[place], on: connection)
                #expect(try factsInForce(on: connection) == states[place])
            }
        }
    }

    @Test("reminders are taken back with their import")
    func reminders() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let head = "subscription,outage_source,outage_id,notified_at,reference\n"
            let first = try importing(
                "notifications", head + "S-1,noc,O-1,2026-05-05T10:05:00Z,T", on: connection)
            let before = try factsInForce(on: connection)
            let reminder = try importing(
                "notifications", head + "S-1,noc,O-1,2026-05-05T10:45:00Z,T", on: connection)
            #expect(
                try refusals(ofUndoing: first.batch, on: connection) == [
                    "reminded by \(reminder.batch) 1: S-1 noc O-1 T"
                ])
            #expect(try undo(reminder.batch, on: connection).reminders == 1)
            #expect(try undo(reminder.batch, on: connection).isEmpty)
            #expect(try factsInForce(on: connection) == before)
            // A reminder that comes again counts again.
            let again = try importing(
                "notifications", head + "S-1,noc,O-1,2026-05-05T10:45:00Z,T", on: connection)
            #expect(
                try refusals(ofUndoing: first.batch, on: connection) == [
                    "reminded by \(again.batch) 1: S-1 noc O-1 T"
                ])
            try undo(again.batch, on: connection)
            #expect(try undo(first.batch, on: connection).counts == [.removed: 1])
            // What was earliest is not any more.
            #expect(
                try importing("notifications", head + "S-1,noc,O-1,2026-05-05T10:45:00Z,T", on: connection)
                    .counts
                    == [1, 0, 0, 0])
        }
    }
}
