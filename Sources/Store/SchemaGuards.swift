package import Postgres

/// The tables, constraints, triggers, views and functions that guard the data, as the migrations made them.
package enum SchemaGuards {
    /// What of them is missing, altered, switched off or added, a sentence each.
    ///
    /// The shape recorded when the schema was last migrated is compared with the shape now. The record's
    /// digest is an entry of the audit chain, so that changing the record too does not go unseen.
    package static func missing(_ connection: Connection) throws -> [String] {
        let recorded = try connection.query(
            "select server_major, shape from schema_shape order by recorded_at desc, version desc limit 1")
        guard let row = recorded.first else { return ["the schema's shape was never recorded"] }
        let expected = try row.textArray("shape")
        let major = Int(try row.int32("server_major"))
        let digest = Digest.hexadecimal(Digest.of(expected.map(Optional.some)))
        var faults: [String] = []
        let audited = try connection.count(
            "select count(*) from audit_entry where action = 'migrate' and details::jsonb ->> 'shape' = $1",
            [.text(digest)])
        if audited == 0 { faults.append("the recorded shape of the schema is not the audited one") }
        // Another major version may print definitions differently: then only the names are compared.
        let comparesNames = major != connection.serverVersion / 10_000
        func named(_ items: [String]) -> Set<String> {
            Set(comparesNames ? items.map { String($0.prefix { $0 != "=" }) } : items)
        }
        let found = named(try shape(connection))
        let wanted = named(expected)
        faults += wanted.subtracting(found).sorted().map { "missing or altered: \(short($0))" }
        faults += found.subtracting(wanted).sorted().map { "not avoir's: \(short($0))" }
        return faults
    }

    /// Records the shape as the migrations left it, in the record and in the audit log.
    static func record(version: Int, on connection: Connection) throws {
        let shape = try shape(connection)
        try connection.execute(
            "insert into schema_shape (version, server_major, shape) values ($1, $2, $3)",
            [
                .int32(Int32(version)), .int32(Int32(connection.serverVersion / 10_000)),
                .textArray(shape),
            ])
        try Audit.record(
            "migrate",
            [
                ("version", .number(Int64(version))),
                ("shape", .text(Digest.hexadecimal(Digest.of(shape.map(Optional.some))))),
            ], on: connection)
    }

    private static func short(_ item: String) -> String {
        item.count > 160 ? item.prefix(160) + "…" : item
    }

    /// One text an object: `name=definition`.
    private static func shape(_ connection: Connection) throws -> [String] {
        try connection.query(
            """
            select item from (
                select format('constraint %s on %s=%s %s', c.conname, c.conrelid::regclass,
                    pg_get_constraintdef(c.oid), c.convalidated) as item
                from pg_constraint c where c.connamespace = 'avoir'::regnamespace and c.conrelid <> 0
                union all
                select format('trigger %s on %s=%s %s', t.tgname, t.tgrelid::regclass,
                    pg_get_triggerdef(t.oid), t.tgenabled)
                from pg_trigger t join pg_class r on r.oid = t.tgrelid
                where r.relnamespace = 'avoir'::regnamespace and not t.tgisinternal
                union all
                select format('foreign key trigger of %s on %s %s=%s', c.conname, t.tgrelid::regclass, t.tgfoid::regproc,
                    t.tgenabled)
                from pg_trigger t join pg_constraint c on c.oid = t.tgconstraint
                where c.connamespace = 'avoir'::regnamespace and t.tgisinternal
                union all
                select format('table %s=%s row security %s, forced %s', r.oid::regclass, r.relkind, r.relrowsecurity,
                    r.relforcerowsecurity)
                from pg_class r where r.relnamespace = 'avoir'::regnamespace and r.relkind in ('r', 'p', 'f')
                union all
                select format('column %s of %s=%s, not null %s, generated %s, identity %s, %s', a.attname,
                    a.attrelid::regclass, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated,
                    a.attidentity, pg_get_expr(d.adbin, d.adrelid))
                from pg_attribute a join pg_class r on r.oid = a.attrelid
                    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                where r.relnamespace = 'avoir'::regnamespace and r.relkind in ('r', 'p', 'f') and a.attnum > 0
                    and not a.attisdropped
                union all
                select format('view %s=%s', r.oid::regclass, pg_get_viewdef(r.oid))
                from pg_class r where r.relnamespace = 'avoir'::regnamespace and r.relkind in ('v', 'm')
                union all
                select format('rule %s on %s=%s', w.rulename, w.ev_class::regclass, pg_get_ruledef(w.oid))
                from pg_rewrite w join pg_class r on r.oid = w.ev_class
                where r.relnamespace = 'avoir'::regnamespace and w.rulename <> '_RETURN'
                union all
                select format('policy %s on %s=', y.polname, y.polrelid::regclass)
                from pg_policy y join pg_class r on r.oid = y.polrelid
                where r.relnamespace = 'avoir'::regnamespace
                union all
                select format('index %s=%s', i.indexrelid::regclass, pg_get_indexdef(i.indexrelid))
                from pg_index i join pg_class r on r.oid = i.indrelid
                where r.relnamespace = 'avoir'::regnamespace and i.indisunique
                union all
                select format('function %s=%s', p.oid::regprocedure, md5(pg_get_functiondef(p.oid)))
                from pg_proc p where p.pronamespace = 'avoir'::regnamespace
            ) s order by item collate "C"
            """
        ).map { try $0.text("item") }
    }
}
