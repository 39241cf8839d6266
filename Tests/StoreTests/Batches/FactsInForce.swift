internal import Postgres
internal import SLA
internal import Store

/// Every fact that is in force, or was after a batch, as a line.
func factsInForce(after batch: Int32? = nil, on connection: Connection) throws -> [String] {
    var filter = FactFilter()
    filter.asOf = batch
    var lines: [String] = []
    for kind in FactKind.allCases where FactTable(kind).fact == kind {
        try FactListing(kind, filter, on: connection).read(on: connection) { fact in
            lines.append("\(kind) " + fact.values.map { $0 ?? "-" }.joined(separator: "|"))
        }
    }
    return lines
}

@discardableResult
func undo(_ batch: Int32, dryRun: Bool = false, on connection: Connection) throws -> Undo.Outcome {
    try Undo(batch: batch, dryRun: dryRun, now: .afterTheTests).run(connection)
}

/// Why an undo is refused, a word and the first fact for each reason.
func refusals(ofUndoing batch: Int32, on connection: Connection) throws -> [String] {
    func text(_ facts: UndoRefusal.Facts) -> String {
        let names = facts.first.map { $0.map(\.text).joined(separator: " ") }
        return "\(facts.count): \(names.joined(separator: ", "))"
    }
    do {
        _ = try undo(batch, on: connection)
        return []
    } catch let refusal as UndoRefusal {
        return refusal.reasons.map { reason in
            switch reason {
            case .unknown(let batch): "unknown \(batch)"
            case .terms: "terms"
            case .changed(let batch, let facts): "changed by \(batch) \(text(facts))"
            case .reminded(let batch, let facts): "reminded by \(batch) \(text(facts))"
            case .named(let kind, let facts): "named by \(kind.rawValue) \(text(facts))"
            case .assessed(let facts): "assessed \(text(facts))"
            case .notAccepted(let fault, let facts): "\(fault) \(text(facts))"
            case .changesThePast(let months):
                "changes \(months.map(\.description).joined(separator: " "))"
            }
        }
    }
}

extension Imported {
    var batch: Int32 { outcome.batch.map(Int32.init) ?? 0 }
}
