import Documents
import Hashing
import Postgres
import SLA
import Store

/// The same for programs.
extension BatchText {
    func json(of batches: [ImportBatch]) -> [UInt8] {
        JSONWriter.whole { json in
            json.object { json in
                json.array("imports") { json in
                    for batch in batches { json.object { json in write(batch, to: &json) } }
                }
            }
        }
    }

    private func write(_ batch: ImportBatch, to json: inout JSONWriter) {
        json.integer("batch", Int(batch.number))
        json.string("imported_at", LocalTime(zone).rfc3339(batch.at))
        json.string("imported_by", batch.by)
        json.string("kind", batch.kind)
        json.string("file", batch.file)
        json.integer("inserted", batch.inserted)
        json.integer("updated", batch.updated)
        json.integer("unchanged", batch.unchanged)
        json.integer("rejected", batch.rejected)
        json.integer("cleared", batch.cleared)
        json.integer("withdrawn", batch.withdrawn)
        json.string("profile", batch.profile)
        json.string("profile_sha256", batch.profileSHA256.map(Digest.hexadecimal))
        json.string("objects_sha256", batch.objectsSHA256.map(Digest.hexadecimal))
        json.integer("undoes", batch.undoes.map(Int.init))
        json.integer("undone_by", batch.undoneBy.map(Int.init))
    }

    /// An import with all facts of each effect, written as they are read.
    func writeJSON(of batch: ImportBatch, on connection: Connection, to stream: ByteStream) throws {
        let words = ChangeText(zone: zone)
        var json = JSONWriter(to: stream)
        json.beginObject()
        write(batch, to: &json)
        for effect in Change.Effect.allCases {
            json.beginArray("facts_\(effect.rawValue)")
            if let kind = batch.facts {
                try BatchChanges(kind: kind, batch: batch.number).read(effect, on: connection) { change in
                    words.write(change, to: &json)
                    try json.stream.drainIfFull()
                }
            }
            json.end()
        }
        json.end()
        try json.stream.drain()
    }

    func json(of outcome: Undo.Outcome, dryRun: Bool) -> [UInt8] {
        let words = ChangeText(zone: zone)
        return JSONWriter.whole { json in
            json.object { json in
                json.integer("batch", outcome.batch.map(Int.init))
                json.integer("undoes", Int(outcome.undone.number))
                json.bool("dry_run", dryRun)
                for effect in Change.Effect.allCases {
                    json.integer(effect.rawValue, outcome.counts[effect] ?? 0)
                }
                json.integer("reminders", outcome.reminders)
                for effect in Change.Effect.allCases {
                    json.array("facts_\(effect.rawValue)") { json in
                        for change in outcome.facts[effect] ?? [] { words.write(change, to: &json) }
                    }
                }
            }
        }
    }
}
