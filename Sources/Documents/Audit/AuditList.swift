package import SLA

/// Entries of the audit log, for people and as JSON.
package struct AuditList {
    private let entries: [AuditEntry]
    private let time: LocalTime

    /// - Parameter zone: that instants are told in.
    package init(_ entries: [AuditEntry], zone: Zone) {
        self.entries = entries
        time = LocalTime(zone)
    }

    package var text: String {
        guard !entries.isEmpty else { return "no entries\n" }
        var table = Table([.left, .left, .left])
        for entry in entries {
            table.add([time.rfc3339(entry.at.toTheSecond), entry.by, AuditSentence(entry: entry).text])
        }
        return table.lines().map { $0 + "\n" }.joined()
    }

    package var json: [UInt8] {
        JSONWriter.whole { json in
            json.object { json in
                json.array("entries") { json in
                    for entry in entries { json.object { write(entry, to: &$0) } }
                }
            }
        }
    }

    private func write(_ entry: AuditEntry, to json: inout JSONWriter) {
        json.integer("no", Int(entry.number))
        json.string("at", time.rfc3339(entry.at))
        json.string("by", entry.by)
        json.string("action", entry.name)
        json.string("sentence", AuditSentence(entry: entry).text)
        json.verbatim("details", entry.document)
    }
}
