internal import Postgres
internal import SLA

/// What stands in the way of an undo.
extension Undoing {
    /// Facts that a later import changed.
    func builtOn(_ connection: Connection) throws -> [UndoRefusal.Reason] {
        try facts("undone u where u.made_by > \(batch)", by: "u.made_by", of: "u", connection).map {
            .changed(by: $0, $1)
        }
    }

    /// Facts of which a later import recorded a reminder that still counts.
    func reminded(_ undone: [Int32], _ connection: Connection) throws -> [UndoRefusal.Reason] {
        guard table.kind.earliest != nil else { return [] }
        let list = undone.map(String.init).joined(separator: ",")
        return try facts(
            """
            undone u join \(table.history) h on h.from_batch > \(batch) and h.until_batch = h.from_batch
                and h.from_batch <> all ('{\(list)}'::int[]) and \(table.matching("h", "u"))
            """, by: "h.from_batch", of: "u", connection
        ).map { .reminded(by: $0, $1) }
    }

    /// Why what the batch brought may not leave force, once it has.
    func refusalsOfLeaving(_ connection: Connection) throws -> [UndoRefusal.Reason] {
        var reasons: [UndoRefusal.Reason] = []
        for kind in table.kind.namedBy {
            let naming = FactTable(kind)
            if let facts = try facts(lost(naming), by: "0", of: "r", in: naming, connection).first?.facts {
                reasons.append(.named(by: kind, facts))
            }
        }
        if table.kind == .subscriptions {
            let assessed = """
                (select u.*, u.subscription_key as key from undone u where not exists (select from \(table.history) h
                    where h.until_batch is null and h.subscription_key = u.subscription_key)) u
                join assessed_among((select array_agg(subscription_key) from undone)) a on a = u.key
                """
            if let facts = try facts(assessed, by: "0", of: "u", connection).first?.facts {
                reasons.append(.assessed(facts))
            }
        }
        return reasons
    }

    /// Rows `r` in force that name what has left force.
    private func lost(_ naming: FactTable) -> String {
        let pairs = table.kind.naming.compactMap { pair -> (String, String)? in
            guard let column = naming.kind.columns.first(where: { $0.name == pair.column }),
                let own = table.kind.columns.first(where: { $0.name == pair.own })
            else { return nil }
            return (StoredColumn(column, of: naming.kind).name, StoredColumn(own, of: table.kind).name)
        }
        func same(_ alias: String) -> String {
            pairs.map { "\(alias).\($1) = r.\($0)" }.joined(separator: " and ")
        }
        // A calendar is known by its declaration or by a day.
        let other = [FactKind.holidays: "holiday_calendar", .calendars: "holiday"][table.kind]
        let builtIn =
            other.map {
                """
                 and r.holidays not in (\(FactTable.Refusal.builtInCalendars))
                    and not exists (select from \($0) o where o.until_batch is null and o.calendar = r.holidays)
                """
            } ?? ""
        return """
            \(naming.history) r where r.until_batch is null\(builtIn)
                and exists (select from undone u where not u.returns and \(same("u")))
                and not exists (select from \(table.history) h where h.until_batch is null and \(same("h")))
            """
    }

    /// Why what was in force before would not be accepted as a file today.
    func refusalsOfReturning(_ connection: Connection) throws -> [UndoRefusal.Reason] {
        let checks = Import(kind: table.kind, file: "", strict: true, dryRun: true, now: now)
        let all = table.kind.columns.reduce(Int64(0)) { $0 | table.bit(of: $1) }
        try connection.executeScript(checks.stagingTable)
        try connection.execute(
            """
            insert into staged select row_number() over (), null, null, null, \(all),
                \(table.stored.map { $0.staged("b") }.joined(separator: ", "))
            from undone u join \(table.history) b on \(isBefore("b")) and \(table.matching("b", "u"))
            """)
        try connection.executeScript("analyze staged")
        try checks.refuseStaged(connection)
        return try checks.faultsOfStaged(connection).map { .notAccepted($0, $1) }
    }

    /// The facts of rows of the alias, grouped: how many, and the first five.
    private func facts(
        _ source: String, by group: String, of alias: String, in other: FactTable? = nil,
        _ connection: Connection
    ) throws -> [(batch: Int32, facts: UndoRefusal.Facts)] {
        let table = other ?? table
        let names = table.identityTexts(alias).enumerated().map { "(\($1)) collate \"C\" as i\($0)" }
        let order = names.indices.map { "i\($0)" }.joined(separator: ", ")
        var found: [(batch: Int32, facts: UndoRefusal.Facts)] = []
        try connection.copyOut(
            """
            copy (select batch, times, \(order) from (
                select *, row_number() over (partition by batch order by \(order)) as nth,
                    count(*) over (partition by batch) as times
                from (select distinct \(group) as batch, \(names.joined(separator: ", ")) from \(source)) f) f
            where nth <= 5 order by batch, nth) to stdout (format binary)
            """
        ) { row in
            let values = try table.identityColumns.enumerated().map { place, column in
                Change.Value(column: column, text: try row.optionalText(2 + place) ?? "")
            }
            let batch = try row.int32(0)
            let earlier = found.last?.batch == batch ? found.removeLast().facts.first : []
            found.append(
                (batch, UndoRefusal.Facts(count: Int(try row.int64(1)), first: earlier + [values])))
        }
        return found
    }
}

extension Import {
    /// The faults of staged rows by reason, each with how many rows have it and the first of them.
    fileprivate func faultsOfStaged(
        _ connection: Connection
    ) throws -> [(fault: FieldFault, facts: UndoRefusal.Facts)] {
        let columns = table.identityColumns
        let names = columns.map { "s.\"\($0.name)\"::text" }.joined(separator: ", ")
        var found: [(fault: FieldFault, facts: UndoRefusal.Facts)] = []
        try connection.copyOut(
            """
            copy (select f.column_name, f.reason, f.value, count(*) over (partition by f.column_name, f.reason), \(names)
                from staged s cross join lateral \(FieldFault.ofStagedRow) f where s.row_faults is not null
                order by f.column_name, f.reason, s.row_line) to stdout (format binary)
            """
        ) { row in
            let fault = FieldFault(column: try row.optionalText(0), reason: try row.text(1), value: nil)
            let values = try columns.enumerated().map { place, column in
                Change.Value(column: column, text: try row.optionalText(4 + place) ?? "")
            }
            let earlier = found.last?.fault == fault ? found.removeLast().facts.first : []
            let first = earlier.count < 5 ? earlier + [values] : earlier
            found.append((fault, UndoRefusal.Facts(count: Int(try row.int64(3)), first: first)))
        }
        return found
    }
}
