internal import SLA

/// The statements by which the good rows of an import become versions of facts.
extension Import {
    private var identity: String { table.identity.map(\.name).joined(separator: ", ") }
    private var content: String { table.content.map(\.name).joined(separator: ", ") }

    /// Makes the names known that a column of the table's name brings.
    func learn(_ table: String) -> String {
        """
        insert into \(table) (\(table))
        select distinct s.\(table) from staged s
        where s.row_faults is null and not exists (select from \(table) t where t.\(table) = s.\(table))
        order by 1 on conflict do nothing
        """
    }

    /// Whether every good row states everything that may be absent.
    var statesEverything: String {
        let all = table.contentColumns.reduce(0) { $0 | table.bit(of: $1) }
        return
            "select coalesce(bool_and(row_stated & \(all) = \(all)), true) as value from staged where row_faults is null"
    }

    /// Every good row as it is to be kept: what it does not state is as in the version in force.
    func fresh(statesEverything: Bool) -> String {
        let columns = zip(table.fact.columns, table.stored).filter { kind.index(of: $0.0.name) != nil }
        let named = columns.map { "\($1.sql) as \($1.name)" }.joined(separator: ", ")
        let joins = columns.compactMap { $1.join }.joined(separator: " ")
        let names =
            "select s.row_line, s.row_stated, \(named) from staged s \(joins) where s.row_faults is null"
        let numbered = """
            row_number() over (partition by \(identity) order by row_line) as nth,
            count(*) over (partition by \(identity)) as times
            """
        if statesEverything, table.fact == kind {
            return """
                create temp table fresh on commit drop as
                    select row_line, row_stated, \(identity), \(content), \(numbered) from (\(names)) named
                """
        }
        let merged = zip(table.contentColumns, table.content).map { column, stored in
            kind.index(of: column.name) == nil
                ? "h.\(stored.name)"
                : """
                case when n.row_stated & \(table.bit(of: column)) <> 0 or h.from_batch is null
                    then n.\(stored.name) else h.\(stored.name) end as \(stored.name)
                """
        }
        let keys = table.identity.map { "n.\($0.name)" }
        return """
            create temp table fresh on commit drop as
                select row_line, row_stated, \(identity), \(content), \(numbered) from (
                    select n.row_line, n.row_stated, \((keys + merged).joined(separator: ", "))
                    from (\(names)) n
                    left join \(table.history) h on h.until_batch is null and \(matching("h", "n"))) merged
            """
    }

    /// Takes what a row of a log does not state from the row before it that states the same fact.
    func carryOver(to nth: Int) -> String {
        let columns = zip(table.contentColumns, table.content).filter { kind.index(of: $0.0.name) != nil }
        let carried = columns.map { column, stored in
            "\(stored.name) = case when f.row_stated & \(table.bit(of: column)) <> 0 "
                + "then f.\(stored.name) else p.\(stored.name) end"
        }
        return """
            update fresh f set \(carried.joined(separator: ", ")) from fresh p
            where f.nth = \(nth) and p.nth = \(nth - 1) and \(matching("p", "f"))
            """
    }

    /// Rows that cannot be kept as what they and the rows before them state.
    var refuseImpossible: String {
        """
        with impossible as (
            update staged s set row_faults = \(
                fault("ended_at", "is before started_at, as the rows before it state it", "null"))
            from fresh f where f.row_line = s.row_line and f.ended_at < f.started_at returning s.row_line)
        delete from fresh f using impossible i where f.row_line = i.row_line
        """
    }

    /// Every row compared with what is known before it: the row before it in the file that names
    /// the same fact, else the version in force. A fact whose last row says what is in force already is
    /// unchanged as a whole, so that a file imported twice changes nothing. What comes after the earliest is
    /// a reminder, and no change.
    ///
    /// A version in force that is of this batch itself was sent directly: it is a row before those staged.
    func verdicts(_ batch: Int32) -> String {
        func content(_ alias: String) -> String {
            "row(" + table.content.map { "\(alias).\($0.name)" }.joined(separator: ", ") + ")"
        }
        let isKnown = "h.from_batch is not null and \(content("f")) is not distinct from \(content("h"))"
        let isReminder = kind.earliest.map {
            "(h.from_batch is not null and not h.withdrawn and not f.withdrawn and f.\($0) > h.\($0))"
        }
        return """
            analyze fresh;
            create temp table verdict on commit drop as
                select f.*, f.nth = 1 and h.from_batch is null as is_new,
                    coalesce(h.from_batch = \(batch), false) as is_sent, \(isReminder ?? "false") as is_reminder,
                    case \(isReminder.map { "when \($0) then false" } ?? "")
                        when bool_or(f.nth = f.times and h.from_batch <> \(batch) and \(isKnown)) over same then false
                        when f.nth > 1 then \(content("f")) is distinct from \(content("p"))
                        else not (\(isKnown)) end as is_change
                from fresh f
                left join fresh p on f.nth > 1 and p.nth = f.nth - 1 and \(matching("p", "f"))
                left join \(table.history) h on h.until_batch is null and \(matching("h", "f"))
                window same as (partition by \(table.identity.map { "f.\($0.name)" }.joined(separator: ", ")));
            """
    }

    var countVerdicts: String {
        """
        select count(*) filter (where is_new) as inserted,
            count(*) filter (where is_change and not is_new) as updated,
            count(*) filter (where not is_change) as unchanged,
            count(*) filter (where is_reminder and nth = times) as reminders
        from verdict
        """
    }

    /// What updates change, a row for each column: line, identity, the column's place in the content, before, after.
    ///
    /// - Parameter most: of how many updates, those of the first lines.
    func changeRows(_ batch: Int32, most: Int?) -> String {
        let identity = table.identityTexts("f").joined(separator: ", ")
        let columns = zip(table.contentColumns, table.content).enumerated().map { place, column in
            "(\(place), \(column.1.text("h", column.0.type)), \(column.1.text("f", column.0.type)))"
        }
        let first =
            most.map {
                " and f.row_line in (select f.row_line from \(updates(batch)) order by f.row_line limit \($0))"
            }
            ?? ""
        return """
            copy (select f.row_line, \(identity), c.place, c.before, c.after from \(updates(batch))
                cross join lateral (values \(columns.joined(separator: ", "))) c (place, before, after)
                where c.before is distinct from c.after\(first)
                order by f.row_line, c.place) to stdout (format binary)
            """
    }

    /// How many values of each column become absent: a row with a number for each column of the content.
    func clearedCounts(_ batch: Int32) -> String {
        let counts = table.content.map {
            "count(*) filter (where h.\($0.name) is not null and f.\($0.name) is null) as \($0.name)"
        }
        return """
            select \(counts.joined(separator: ", ")) from \(updates(batch))
            """
    }

    /// The last rows `f` of what the file changes, each with the version `h` that was in force before the file.
    private func updates(_ batch: Int32) -> String {
        """
        verdict f join \(table.history) h on f.is_change and f.nth = f.times
            and h.until_batch is null and h.from_batch <> \(batch) and \(matching("h", "f"))
        """
    }

    var closeReplaced: String {
        """
        update \(table.history) h set until_batch = $1
        from (select distinct \(identity) from verdict where is_change) f
        where h.until_batch is null and \(matching("h", "f"))
        """
    }

    private func matching(_ a: String, _ b: String) -> String { table.matching(a, b) }

    var insertVersions: String {
        """
        insert into \(table.history) (\(identity), \(content), from_batch, until_batch)
        select \(identity), \(content), $1,
            case when lead(nth) over (partition by \(identity) order by nth) is not null then $1 end
        from verdict where is_change
        """
    }

    /// Keeps reminders as versions that were never in force, each once; `$2` are the batches that were undone.
    var insertReminders: String {
        let content = table.content.map { "h.\($0.name) is not distinct from v.\($0.name)" }
        return """
            insert into \(table.history) (\(identity), \(self.content), from_batch, until_batch)
            select \(identity), \(self.content), $1, $1 from verdict v
            where is_reminder and nth = times and not exists (select from \(table.history) h
                where h.from_batch <> all ($2) and \(matching("h", "v")) and \(content.joined(separator: " and ")))
            """
    }
}
