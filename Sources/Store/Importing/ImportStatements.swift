internal import SLA

/// The statements of an import that depend on its kind.
extension Import {
    var stagingTable: String {
        let columns = kind.columns.map { "\"\($0.name)\" \($0.type.staged.rawValue)" }.joined(separator: ", ")
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
    func fault(_ column: String, _ reason: String, _ value: String) -> String {
        "concat_ws(\(FieldFault.separator), s.row_faults, "
            + "concat_ws(\(FieldFault.part), '\(column)', '\(reason)', \(value)))"
    }

    /// What a staged row `s` means by its identity.
    private var stagedIdentity: [String] {
        kind.identity.compactMap { name in
            kind.columns.first { $0.name == name }.map { column in
                column.isRequired
                    ? "s.\(name)" : "coalesce(s.\(name), \(column.type.staged == .text ? "''" : "-1"))"
            }
        }
    }

    /// The identities that several good rows state.
    var repeatedIdentities: String {
        let names = kind.identity.map { "\"\($0)\"" }.joined(separator: ", ")
        let identity = stagedIdentity.joined(separator: ", ")
        return """
            create temp table repeated (\(names)) on commit drop as
                select \(identity) from staged s where s.row_faults is null group by \(identity) having count(*) > 1
            """
    }

    /// Refuses the rows that state one fact with different content, all of them.
    var refuseContradictions: String {
        let same = zip(kind.identity, stagedIdentity).map { "r.\($0) = \($1)" }.joined(separator: " and ")
        let content = kind.columns.filter { !kind.identity.contains($0.name) }.map { "s.\($0.name)" }
        let names = kind.identity.map { "r.\($0)" }.joined(separator: ", ")
        let shown = kind.columns.filter { kind.identity.contains($0.name) }.compactMap { column in
            switch column.type.staged {
            case .text where column.name != "source": "nullif(r.\(column.name), '')"
            case .date where column.type == .date: "r.\(column.name)::text"
            default: nil
            }
        }
        return """
            with refused as (
            update staged s set row_faults = \(fault(kind.contradictedColumn, kind.contradiction, "left(r.shown, 200)"))
            from (
                select \(names), concat_ws(' ', \(shown.joined(separator: ", ")))
                    || ', lines ' || array_to_string((array_agg(\(shownLine) order by s.row_line))[1:6], ', ')
                    || case when count(*) > 6 then ' and ' || count(*) - 6 || ' more' else '' end as shown
                from repeated r join staged s on s.row_faults is null and \(same)
                group by \(names)
                having count(distinct (\((["s.row_stated"] + content).joined(separator: ", ")))) > 1) r
            where s.row_faults is null and \(same) returning 1)
            select count(*) from refused
            """
    }

    /// Where a staged row stands, as a message names it.
    private var shownLine: String {
        origin == nil
            ? "s.row_line"
            : "(select p.file || ':' || p.line from converted_place p where p.row_line = s.row_line)"
    }

    var keepRejections: String {
        let place =
            origin == nil
            ? (line: "row_line", file: "null", join: "")
            : (line: "p.line", file: "p.file", join: "join converted_place p using (row_line)")
        let values = kind.columns.map { "('\"\($0.name)\"', \(kind.bit(of: $0.name)), \($0.written("s")))" }
        let named = kind.identity.compactMap { name in kind.columns.first { $0.name == name } }
        let known = named.filter(\.isRequired).map { "s.\($0.name) is not null" }.joined(separator: " and ")
        let identity = named.map { "coalesce(\($0.written("s")), '')" }.joined(separator: ", ")
        return """
            insert into import_rejection (batch, position, line, column_names, reasons, shown_values, record,
                record_is_cut, record_is_rebuilt, identity, file)
            select $1, row_number() over (order by row_line), \(place.line), f.column_names, f.reasons, f.shown_values,
                coalesce(row_record, convert_to('{' || (
                    select coalesce(string_agg(c.name || ':' || coalesce(to_json(c.value)::text, 'null'), ','), '')
                    from (values \(values.joined(separator: ", "))) c (name, bit, value)
                    where row_stated & c.bit <> 0) || '}', 'UTF8')),
                coalesce(row_record_is_cut, false), row_record is null,
                case when \(known) then array[\(identity)] end, \(place.file)
            from staged s \(place.join) cross join lateral (
                select array_agg(each.column_name order by nth) as column_names,
                    array_agg(each.reason order by nth) as reasons, array_agg(each.value order by nth) as shown_values
                from \(FieldFault.ofStagedRow) each) f
            where s.row_faults is not null
            """
    }
}

extension FactColumn {
    /// The value of a staged row as a file would state it, as SQL.
    fileprivate func written(_ alias: String) -> String {
        let value = "\(alias).\(name)"
        return switch type {
        case .instant:
            "replace(to_char(\(value) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), '.000000Z', 'Z')"
        case .month: "to_char(\(value), 'YYYY-MM')"
        case .money: "round(\(value)::numeric / 100, 2)::text"
        case .share, .vatRate, .exchangeRate: "trim_scale(\(value)::numeric / 1000000)::text"
        case .timeOfDay: "to_char(\(value) * interval '1 microsecond', 'HH24:MI:SS')"
        default: "\(value)::text"
        }
    }
}
