internal import SLA

/// The statements of an import that depend on its kind.
extension Import {
    var stagingTable: String {
        let columns = kind.columns.map { "\($0.name) \($0.type.staged.rawValue)" }.joined(separator: ", ")
        return """
            create temp table staged (
                line int not null, column_name text, reason text, value text,
                record bytea, record_is_cut boolean, \(columns)
            ) on commit drop
            """
    }

    func sql(of refusal: FactTable.Refusal) -> String {
        """
        update staged s set column_name = '\(refusal.column)', value = left(s.\(refusal.column), 200),
            reason = '\(refusal.reason)'
        where s.reason is null and \(refusal.condition)
        """
    }

    var keepRejections: String {
        let columns = kind.columns.map { "'\($0.name)', s.\($0.name)" }.joined(separator: ", ")
        return """
            insert into import_rejection (batch, position, line, column_name, reason, value, record, record_is_cut)
            select $1, row_number() over (order by line), line, column_name, reason, value,
                coalesce(record, convert_to(jsonb_strip_nulls(jsonb_build_object(\(columns)))::text, 'UTF8')),
                coalesce(record_is_cut, false)
            from staged s where reason is not null
            """
    }

    private var identity: String { table.identity.map(\.name).joined(separator: ", ") }
    private var content: String { table.content.map(\.name).joined(separator: ", ") }

    /// Makes the names known that a column of the table's name brings.
    func learn(_ table: String) -> String {
        """
        insert into \(table) (\(table))
        select distinct s.\(table) from staged s
        where s.reason is null and not exists (select from \(table) t where t.\(table) = s.\(table))
        order by 1 on conflict do nothing
        """
    }

    /// Every good row compared with what is known before it: the row before it in the file that names
    /// the same fact, else the version in force. A fact whose last row says what is in force already is
    /// unchanged as a whole, so that a file imported twice changes nothing.
    ///
    /// A version in force that is of this batch itself was sent directly: it is a row before those staged.
    func verdicts(_ batch: Int32) -> String {
        let keys = (table.identity + table.content).map { "\($0.sql) as \($0.name)" }.joined(separator: ", ")
        let joins = table.stored.compactMap(\.join).joined(separator: " ")
        func content(_ alias: String) -> String {
            "row(" + table.content.map { "\(alias).\($0.name)" }.joined(separator: ", ") + ")"
        }
        let isKnown = "h.from_batch is not null and \(content("f")) is not distinct from \(content("h"))"
        return """
            create temp table fresh on commit drop as
                select line, \(identity), \(self.content), row_number() over same as nth,
                    count(*) over (partition by \(identity)) as times
                from (select s.line, \(keys) from staged s \(joins) where s.reason is null) named
                window same as (partition by \(identity) order by line);
            analyze fresh;
            create temp table verdict on commit drop as
                select f.*, f.nth = 1 and h.from_batch is null as is_new,
                    case when bool_or(f.nth = f.times and h.from_batch <> \(batch) and \(isKnown)) over same then false
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
            count(*) filter (where not is_change) as unchanged
        from verdict
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
}
