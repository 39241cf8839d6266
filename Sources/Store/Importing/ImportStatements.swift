internal import SLA

/// The statements of an import that depend on its kind.
extension Import {
    var stagingTable: String {
        let columns = kind.columns.map { "\($0.name) \($0.type.staged.rawValue)" }.joined(separator: ", ")
        return """
            create temp table staged (
                row_line int not null, row_faults text, row_record bytea, row_record_is_cut boolean, row_stated bigint not null, \(columns)
            ) on commit drop
            """
    }

    func sql(of refusal: FactTable.Refusal) -> String {
        """
        update staged s set row_faults = \(fault(refusal.column, refusal.reason, shown(refusal.column)))
        where \(refusal.condition)
        """
    }

    /// A staged value, as a message quotes it.
    private func shown(_ name: String) -> String {
        switch kind.columns.first(where: { $0.name == name })?.type {
        case .instant: "to_char(s.\(name) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
        case .month: "to_char(s.\(name), 'YYYY-MM')"
        default: "left(s.\(name)::text, 200)"
        }
    }

    /// The row's faults and one more.
    private func fault(_ column: String, _ reason: String, _ value: String) -> String {
        "concat_ws(E'\\x1e', s.row_faults, concat_ws(E'\\x1f', '\(column)', '\(reason)', \(value)))"
    }

    /// What a row means by its identity, over the staging table.
    private var stagedIdentity: String {
        kind.identity.map { name in
            kind.columns.contains { $0.name == name && $0.isRequired } ? name : "coalesce(\(name), '')"
        }.joined(separator: ", ")
    }

    /// The identities that several good rows state.
    var repeatedIdentities: String {
        let names = kind.identity.joined(separator: ", ")
        return """
            create temp table repeated (\(names)) on commit drop as
                select \(stagedIdentity) from staged where row_faults is null group by \(stagedIdentity) having count(*) > 1
            """
    }

    /// Refuses the rows that state one fact with different content, all of them.
    var refuseContradictions: String {
        let own = kind.identity.map { name in
            kind.columns.contains { $0.name == name && $0.isRequired }
                ? "s.\(name)" : "coalesce(s.\(name), '')"
        }
        let same = zip(kind.identity, own).map { "r.\($0) = \($1)" }.joined(separator: " and ")
        let content = kind.columns.filter { !kind.identity.contains($0.name) }.map { "s.\($0.name)" }
        let names = kind.identity.map { "r.\($0)" }.joined(separator: ", ")
        let shown = kind.identity.filter { name in
            !["source", "month", "vat_rate", "date"].contains(name)
        }.map { "nullif(r.\($0), '')" }
        return """
            with refused as (
            update staged s set row_faults = \(fault(kind.contradictedColumn, kind.contradiction, "left(r.shown, 200)"))
            from (
                select \(names), concat_ws(' ', \(shown.joined(separator: ", ")))
                    || ', lines ' || array_to_string((array_agg(s.row_line order by s.row_line))[1:6], ', ')
                    || case when count(*) > 6 then ' and ' || count(*) - 6 || ' more' else '' end as shown
                from repeated r join staged s on s.row_faults is null and \(same)
                group by \(names)
                having count(distinct (\((["s.row_stated"] + content).joined(separator: ", ")))) > 1) r
            where s.row_faults is null and \(same) returning 1)
            select count(*) from refused
            """
    }

    var keepRejections: String {
        let columns = kind.columns.map { "'\($0.name)', s.\($0.name)" }.joined(separator: ", ")
        return """
            insert into import_rejection (batch, position, line, column_names, reasons, shown_values, record, record_is_cut)
            select $1, row_number() over (order by row_line), row_line, f.column_names, f.reasons, f.shown_values,
                coalesce(row_record, convert_to(jsonb_strip_nulls(jsonb_build_object(\(columns)))::text, 'UTF8')),
                coalesce(row_record_is_cut, false)
            from staged s cross join lateral (
                select array_agg(nullif(split_part(told, E'\\x1f', 1), '') order by nth) as column_names,
                    array_agg(split_part(told, E'\\x1f', 2) order by nth) as reasons,
                    array_agg(nullif(split_part(told, E'\\x1f', 3), '') order by nth) as shown_values
                from unnest(string_to_array(s.row_faults, E'\\x1e')) with ordinality each (told, nth)) f
            where s.row_faults is not null
            """
    }

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
        let names = kind.identity.compactMap { name in
            zip(table.fact.columns, table.stored).first { $0.0.name == name }
        }
        let identity = names.map { $1.text("f", $0.type) }.joined(separator: ", ")
        let columns = zip(table.contentColumns, table.content).enumerated().map { place, column in
            "(\(place), \(column.1.text("h", column.0.type)), \(column.1.text("f", column.0.type)))"
        }
        let updates = """
            from verdict f join \(table.history) h on h.until_batch is null and h.from_batch <> \(batch)
                and \(matching("h", "f"))
            where f.is_change and f.nth = f.times
            """
        let first =
            most.map { " and f.row_line in (select f.row_line \(updates) order by f.row_line limit \($0))" }
            ?? ""
        return """
            copy (select f.row_line, \(identity), c.place, c.before, c.after from verdict f
                join \(table.history) h on h.until_batch is null and h.from_batch <> \(batch) and \(matching("h", "f"))
                cross join lateral (values \(columns.joined(separator: ", "))) c (place, before, after)
                where f.is_change and f.nth = f.times and c.before is distinct from c.after\(first)
                order by f.row_line, c.place) to stdout (format binary)
            """
    }

    /// How many values of each column become absent: a row with a number for each column of the content.
    func clearedCounts(_ batch: Int32) -> String {
        let counts = table.content.map {
            "count(*) filter (where h.\($0.name) is not null and f.\($0.name) is null) as \($0.name)"
        }
        return """
            select \(counts.joined(separator: ", "))
            from verdict f join \(table.history) h on h.until_batch is null and h.from_batch <> \(batch)
                and \(matching("h", "f"))
            where f.is_change and f.nth = f.times
            """
    }

    var closeReplaced: String {
        """
        update \(table.history) h set until_batch = $1
        from (select distinct \(identity) from verdict where is_change) f
        where h.until_batch is null and \(matching("h", "f"))
        """
    }

    private func matching(_ a: String, _ b: String) -> String {
        table.identity.map { "\(a).\($0.name) = \(b).\($0.name)" }.joined(separator: " and ")
    }

    var insertVersions: String {
        """
        insert into \(table.history) (\(identity), \(content), from_batch, until_batch)
        select \(identity), \(content), $1,
            case when lead(nth) over (partition by \(identity) order by nth) is not null then $1 end
        from verdict where is_change
        """
    }

    /// Keeps reminders as versions that were never in force, each once.
    var insertReminders: String {
        let content = table.content.map { "h.\($0.name) is not distinct from v.\($0.name)" }
        return """
            insert into \(table.history) (\(identity), \(self.content), from_batch, until_batch)
            select \(identity), \(self.content), $1, $1 from verdict v
            where is_reminder and nth = times and not exists (select from \(table.history) h
                where \(matching("h", "v")) and \(content.joined(separator: " and ")))
            """
    }
}

extension FactKind {
    /// Where rows that contradict each other are told of.
    fileprivate var contradictedColumn: String {
        switch self {
        case .customers: "customer"
        case .subscriptions: "subscription"
        case .invoices: "line"
        case .outages, .excusableEvents, .maintenance, .ends: "id"
        case .notifications, .requests: "reference"
        case .holidays: "date"
        }
    }

    /// What is wrong with them, and the remedy.
    fileprivate var contradiction: String {
        let remedy =
            switch self {
            case .outages:
                "an incident on several services, or a ticket that was reopened, needs a row with an id of its own "
                    + "for each, such as INC-1/sms or INC-1/2"
            case .excusableEvents, .maintenance: "give each row an id of its own, such as M-1/sms or M-1/2"
            case .invoices: "number the lines of the invoice in the column line"
            case .notifications, .requests:
                "the earliest counts: keep that row alone, or give each a reference of its own"
            case .customers, .subscriptions, .ends, .holidays: "keep the row that is right"
            }
        return "these rows state the same with different content, so none of them is stored; \(remedy); "
            + "where the last row is the truth, as in a log of versions, import with --last-wins"
    }
}
