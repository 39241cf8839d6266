internal import Postgres
internal import SLA

/// Stored revisions, at most one a subscription, in the order of the subscriptions' names.
///
/// They are held in a few hundred bytes each; an element is made when it is asked for.
package struct StoredAssessments: RandomAccessCollection, Sendable {
    private let arena: FilledArena
    private let keys: SubscriptionIndex

    /// The current ones of a month.
    init(_ month: Month, on connection: Connection, subscriptions: [Int32]?) throws {
        var keys = SubscriptionIndex()
        let inScope =
            subscriptions.map {
                " and a.subscription_key = any ('{\($0.map(String.init).joined(separator: ","))}'::int[])"
            } ?? ""
        var arena = EventArena(slots: 0)
        let columns =
            ["subscription_key", "run", "revision", "input_digest"] + AssessmentValues.columns.map(\.name)
        try connection.copyOut(
            """
            copy (select u.subscription, \(columns.map { "a.\($0)" }.joined(separator: ", "))
                from current_assessment a join subscription u using (subscription_key)
                where a.month = \(month.literal)\(inScope)
                order by u.subscription collate "C") to stdout (format binary)
            """
        ) { row in
            let name = try row.bytes(0)
            let key = try row.int32(1)
            let run = try row.int32(2)
            let revision = try row.int32(3)
            let digest = try row.bytes(4)
            let outcome = try AssessmentValues(row, from: 5)
            arena.add(
                slot: keys.add(key), limit: 40 + name.count + digest.count + AssessmentValues.recordLimit
            ) {
                writer in
                writer.number(UInt64(key))
                writer.text(name)
                writer.number(UInt64(revision))
                writer.number(UInt64(run))
                writer.text(digest)
                outcome.write(to: &writer)
            }
        }
        self.arena = FilledArena(arena)
        self.keys = keys
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { keys.count }

    package subscript(index: Int) -> Assessment {
        var found: Assessment?
        arena.records.forEach(slot: index) { reader in
            found = Assessment(
                key: Int32(reader.number()), subscription: reader.text().string,
                revision: Int32(reader.number()), run: Int32(reader.number()),
                inputDigest: Array(reader.text()), outcome: AssessmentValues(&reader))
        }
        guard let found else { preconditionFailure("there is no assessment \(index)") }
        return found
    }

    /// The place of a subscription's; nil when it has none.
    func index(of key: Int32) -> Int? { keys.slot(of: key) }
}
