package import Postgres
package import SLA

/// The facts that a batch brought, changed or took out of force, each by what was in force before it and after it.
package struct BatchChanges {
    let table: FactTable
    let batch: Int32
    /// SQL over a version of a fact; only facts of which it holds before or after, and all their values.
    var concerning: ((_ version: String) -> String)?

    package init(kind: FactKind, batch: Int32) {
        table = FactTable(FactTable(kind).fact)
        self.batch = batch
    }

    /// How many facts, by effect.
    package func counts(_ connection: Connection) throws -> [Change.Effect: Int] {
        let counts = Change.Effect.allCases.map {
            "count(*) filter (where \(Self.condition($0))) as \($0.rawValue)"
        }
        let row = try connection.query("select \(counts.joined(separator: ", ")) from \(facts)").single()
        return Dictionary(
            uniqueKeysWithValues: try Change.Effect.allCases.map {
                ($0, Int(try row.int64(.name($0.rawValue))))
            })
    }

    /// How many values became absent, by column.
    func cleared(_ connection: Connection) throws -> [Cleared] {
        let counts = table.content.map {
            "count(*) filter (where (f.before).\($0.name) is not null and (f.version).\($0.name) is null) as \($0.name)"
        }
        return try table.cleared(
            try connection.query(
                "select \(counts.joined(separator: ", ")) from \(facts) where \(Self.condition(.updated))"
            ).single())
    }

    /// Reads the facts in the order of their identities; those that were updated come with the columns that changed, where
    /// `concerning` is given the others with what they said: what left force before, what came after.
    ///
    /// - Parameter most: how many facts at most.
    package func read(
        _ effect: Change.Effect, most: Int? = nil, on connection: Connection, _ body: (Change) throws -> Void
    ) throws {
        let identity = table.identityColumns
        let content = table.contentColumns
        var change: Change?
        try connection.copyOut("copy (\(statement(effect, most))) to stdout (format binary)") { row in
            let number = Int(try row.int64(0))
            if change?.line != number {
                if let change { try body(change.withoutLine) }
                let values = try identity.enumerated().map { place, column in
                    Change.Value(column: column, text: try row.optionalText(1 + place) ?? "")
                }
                change = Change(line: number, identity: values, columns: [])
            }
            let first = 1 + identity.count
            guard let place = try row.optionalInt32(first) else { return }
            let (before, after) = (try row.optionalText(first + 1), try row.optionalText(first + 2))
            change?.columns.append(
                Change.Column(
                    column: content[Int(place)], before: effect == .removed ? after : before,
                    after: effect == .removed ? nil : after))
        }
        if let change { try body(change.withoutLine) }
    }

    /// A row for each column that changed: the fact's number, its identity, the column's place, before, after.
    private func statement(_ effect: Change.Effect, _ most: Int?) -> String {
        let texts = table.identityTexts("(f.version)").enumerated().map {
            "(\($1)) collate \"C\" as i\($0)"
        }
        let names = texts.indices.map { "i\($0)" }.joined(separator: ", ")
        let columns = Array(zip(table.contentColumns, table.content).enumerated())
        let values = columns.flatMap { place, column in
            [
                "\(column.1.text("(f.before)", column.0.type)) as b\(place)",
                "\(column.1.text("(f.version)", column.0.type)) as a\(place)",
            ]
        }
        let hasValues = effect == .updated || concerning != nil
        let facts = """
            select row_number() over (order by \(names)) as n, t.* from (
                select \((texts + (hasValues ? values : [])).joined(separator: ", ")) from \(facts)
                where \(Self.condition(effect))\(concerned) order by \(names)\(most.map { " limit \($0)" } ?? "")) t
            """
        guard hasValues else {
            return "select n, \(names), null::int, null::text, null::text from (\(facts)) t order by n"
        }
        let pairs = columns.map { place, _ in "(\(place), t.b\(place), t.a\(place))" }.joined(separator: ", ")
        return """
            select n, \(names), c.place, c.before, c.after from (\(facts)) t
                cross join lateral (values \(pairs)) c (place, before, after)
            where c.before is distinct from c.after order by n, c.place
            """
    }

    private var concerned: String {
        concerning.map { " and (\($0("(f.version)")) or \($0("(f.before)")))" } ?? ""
    }

    /// The versions `f.version` that the batch put in force or closed, each with the one before it of the same fact.
    /// Those that it put in force and closed at once never were in force.
    ///
    /// One pass and one sort: a join would rest on statistics, and there are none of a batch that is just made.
    private var facts: String {
        let identity = table.identity.map { "h.\($0.name)" }.joined(separator: ", ")
        return """
            (select h as version, lag(h) over (partition by \(identity) order by h.from_batch) as before,
                count(*) over (partition by \(identity)) as times, h.from_batch = \(batch) as is_after
            from \(table.history) h
            where (h.from_batch = \(batch) and h.until_batch is distinct from \(batch))
                or (h.until_batch = \(batch) and h.from_batch < \(batch))) f
            """
    }

    private static func condition(_ effect: Change.Effect) -> String {
        switch effect {
        case .inserted: "is_after and times = 1"
        case .updated: "is_after and times = 2"
        case .removed: "not is_after and times = 1"
        }
    }
}

extension Change {
    fileprivate var withoutLine: Change { Change(line: nil, identity: identity, columns: columns) }
}
