internal import Postgres
internal import Store
import TestSupport
internal import Testing

@Suite("Undo: random histories")
struct UndoHistoryTests {
    /// Random outage files: new and known facts, refused rows, facts several times.
    @Test("undone from the latest to the first, each import gives back what was in force before it")
    func backwards() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            try importing(
                "subscriptions",
                "subscription,customer,service,terms,starts_on\né,C-1,ivr,x,2025-06-01\ne\u{301},C-1,ivr,x,2025-06-01",
                on: connection)
            var random = RandomImports(random: Seed.generator(71))
            var states: [[String]] = []
            var batches: [Int32] = []
            for _ in 0..<25 {
                states.append(try factsInForce(on: connection))
                let path = random.random.pick(ImportPaths.all)
                let imported = try importing(
                    "outages", random.outages(), lastWins: random.random.chance(50), chunkBytes: path,
                    on: connection)
                batches.append(imported.batch)
            }
            for place in batches.indices.reversed() {
                try undo(batches[place], on: connection)
                #expect(try factsInForce(on: connection) == states[place], "batch \(batches[place])")
            }
            // And what was in force at any time can still be read.
            for place in batches.indices {
                #expect(try factsInForce(after: batches[place] - 1, on: connection) == states[place])
            }
            #expect(try LedgerProof(connection, anchors: []).faults.isEmpty)
        }
    }

    /// What is refused changes nothing; what is undone takes back exactly what the batch brought.
    @Test("in any order, an undo is refused whole or leaves the facts of other imports alone")
    func anyOrder() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            var random = Seed.generator(72)
            var batches: [Int32] = []
            for _ in 0..<12 {
                let ids = Set((0..<4).map { _ in random.pick(0...9) }).sorted()
                let rows = ids.map { "noc,\($0),ivr,2026-05-05T10:0\(random.pick(0...9)):00Z" }
                batches.append(
                    try importing(
                        "outages", "source,id,service,started_at\n\(rows.joined(separator: "\n"))",
                        on: connection
                    ).batch)
            }
            for _ in 0..<60 {
                let batch = random.pick(batches)
                let before = try factsInForce(on: connection)
                do {
                    let outcome = try undo(batch, on: connection)
                    if let new = outcome.batch {
                        batches.append(new)
                        #expect(try undo(batch, on: connection).isEmpty)
                        let count = outcome.counts.values.reduce(0, +)
                        let after = try factsInForce(on: connection)
                        #expect(Set(before).symmetricDifference(after).count <= 2 * count)
                        #expect(try factsInForce(after: new, on: connection) == after)
                    } else {
                        #expect(try factsInForce(on: connection) == before)
                    }
                } catch is UndoRefusal {
                    #expect(try factsInForce(on: connection) == before)
                }
            }
            #expect(try LedgerProof(connection, anchors: []).faults.isEmpty)
        }
    }
}
