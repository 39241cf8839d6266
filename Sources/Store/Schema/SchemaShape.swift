import Hashing
package import Postgres

/// The schema as the database has it, one text an object: `name=definition`, in the order of the bytes.
///
/// It says nothing of the installation: not who owns the schema (only what somebody else owns in it), nor to whom reading
/// was granted beside the roles of avoir.
package enum SchemaShape {
    /// The digest of the schema, by the server's major version: `sql/shapes`, a file for each that the checks run on.
    private static let known = [15: PackageResources.postgresql_15_sha256]

    /// nil: of this version of PostgreSQL it is not known.
    package static func expected(by connection: Connection) -> String? {
        known[major(connection)].map {
            String(decoding: $0.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        }
    }

    package static func major(_ connection: Connection) -> Int { connection.serverVersion / 10_000 }

    package static func digest(_ items: [String]) -> String {
        Digest.hexadecimal(Digest.of(items.map(Optional.some)))
    }

    package static func read(_ connection: Connection) throws -> [String] {
        try pinned(connection) { try connection.query(query).map { try $0.text("item") } }
    }

    /// With what names and constants are printed by as it always is, whatever the database or the role is set to; the rest
    /// is set when a session opens.
    private static func pinned<Value>(_ connection: Connection, _ body: () throws -> Value) throws -> Value {
        guard connection.isInTransaction else {
            return try connection.transaction(.repeatableRead, readOnly: true) {
                try pinned(connection, body)
            }
        }
        try connection.executeScript(
            """
            set local search_path = avoir, pg_temp; set local quote_all_identifiers = off;
            set local bytea_output = hex
            """)
        return try body()
    }

    private static let query =
        "select item from (\(parts.joined(separator: " union all "))) s"
        + " order by item collate \"C\""

    private static let parts =
        [
            """
            select format('constraint %s on %s=%s %s', c.conname, c.conrelid::regclass, pg_get_constraintdef(c.oid),
                c.convalidated) as item
            from pg_constraint c where c.connamespace = 'avoir'::regnamespace and c.conrelid <> 0
            """,
            """
            select format('trigger %s on %s=%s %s', t.tgname, t.tgrelid::regclass, pg_get_triggerdef(t.oid), t.tgenabled)
            from pg_trigger t join pg_class r on r.oid = t.tgrelid
            where r.relnamespace = 'avoir'::regnamespace and not t.tgisinternal
            """,
            """
            select format('foreign key trigger of %s on %s %s=%s', c.conname, t.tgrelid::regclass, t.tgfoid::regproc,
                t.tgenabled)
            from pg_trigger t join pg_constraint c on c.oid = t.tgconstraint
            where c.connamespace = 'avoir'::regnamespace and t.tgisinternal
            """,
            // Flags that the server looks at before it looks for what they stand for. They may outlast it.
            """
            select format('table %s=%s %s, row security %s, forced %s, checks %s, triggers seen %s, rules seen %s',
                r.oid::regclass, r.relkind, r.relpersistence, r.relrowsecurity, r.relforcerowsecurity, r.relchecks,
                r.relhastriggers or not exists (select from pg_trigger t where t.tgrelid = r.oid),
                r.relhasrules or not exists (select from pg_rewrite w where w.ev_class = r.oid))
            from pg_class r where r.relnamespace = 'avoir'::regnamespace and r.relkind in ('r', 'p', 'f', 'v', 'm')
            """,
            """
            select format('column %s of %s=%s, not null %s, generated %s, identity %s, default %s, %s', a.attname,
                a.attrelid::regclass, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated, a.attidentity,
                a.atthasdef, pg_get_expr(d.adbin, d.adrelid))
            from pg_attribute a join pg_class r on r.oid = a.attrelid
                left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where r.relnamespace = 'avoir'::regnamespace and r.relkind in ('r', 'p', 'f') and a.attnum > 0
                and not a.attisdropped
            """,
            """
            select format('view %s=%s', r.oid::regclass, pg_get_viewdef(r.oid))
            from pg_class r where r.relnamespace = 'avoir'::regnamespace and r.relkind in ('v', 'm')
            """,
            """
            select format('rule %s on %s=%s', w.rulename, w.ev_class::regclass, pg_get_ruledef(w.oid))
            from pg_rewrite w join pg_class r on r.oid = w.ev_class
            where r.relnamespace = 'avoir'::regnamespace and w.rulename <> '_RETURN'
            """,
            """
            select format('policy %s on %s=', y.polname, y.polrelid::regclass)
            from pg_policy y join pg_class r on r.oid = y.polrelid where r.relnamespace = 'avoir'::regnamespace
            """,
            """
            select format('index %s=%s, valid %s, ready %s, live %s, immediate %s', i.indexrelid::regclass,
                pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisready, i.indislive, i.indimmediate)
            from pg_index i join pg_class r on r.oid = i.indrelid
            where r.relnamespace = 'avoir'::regnamespace and (i.indisunique or i.indisexclusion)
            """,
            """
            select format('function %s=%s', p.oid::regprocedure, md5(pg_get_functiondef(p.oid)))
            from pg_proc p where p.pronamespace = 'avoir'::regnamespace and p.prokind in ('f', 'p')
            """,
            // Rows of a child are rows of its parent, and are kept by none of its keys and triggers.
            """
            select format('%s inherits %s=', i.inhrelid::regclass, i.inhparent::regclass)
            from pg_inherits i join pg_class r on r.oid = i.inhparent
            where r.relnamespace = 'avoir'::regnamespace and r.relkind in ('r', 'p', 'f')
            """,
        ] + rights

    /// Who owns what, if not the schema's owner; what is granted to whom, but for reading by others than everybody and the
    /// roles of avoir; and what of those roles would undo that.
    private static let rights = [
        """
        select format('owner of %s=%s', o.name, pg_get_userbyid(o.owner)) from (
            select r.oid::regclass::text as name, r.relowner as owner from pg_class r
            where r.relnamespace = 'avoir'::regnamespace and r.relkind not in ('i', 'I', 't')
            union all
            select p.oid::regprocedure::text, p.proowner from pg_proc p where p.pronamespace = 'avoir'::regnamespace
        ) o join pg_namespace n on n.nspname = 'avoir' where o.owner <> n.nspowner
        """,
        """
        select format('owner of the schema=%s', pg_get_userbyid(n.nspowner)) from pg_namespace n
        where n.nspname = 'avoir'
            and pg_get_userbyid(n.nspowner) in ('avoir_ingest', 'avoir_finance', 'avoir_approver', 'avoir_auditor', 'avoir_reader')
        """,
        """
        select format('right of %s to %s %s=%s', g.grantee, g.privilege, g.name,
            case when g.is_grantable then 'and to grant it' end)
        from (
            select case when a.grantee = 0 then 'everybody' else pg_get_userbyid(a.grantee)::text end as grantee,
                lower(a.privilege_type) as privilege, a.is_grantable, o.name
            from (
                select r.oid::regclass::text as name, r.relowner as owner, r.relacl as acl from pg_class r
                where r.relnamespace = 'avoir'::regnamespace
                union all
                select format('%s of %s', a.attname, r.oid::regclass), r.relowner, a.attacl
                from pg_attribute a join pg_class r on r.oid = a.attrelid where r.relnamespace = 'avoir'::regnamespace
                union all
                select p.oid::regprocedure::text, p.proowner, coalesce(p.proacl, acldefault('f', p.proowner))
                from pg_proc p where p.pronamespace = 'avoir'::regnamespace
                union all
                select 'the schema', n.nspowner, n.nspacl from pg_namespace n where n.nspname = 'avoir'
            ) o cross join aclexplode(o.acl) a
            where a.grantee <> o.owner
        ) g
        where g.privilege not in ('select', 'usage') or g.is_grantable or g.grantee in ('everybody', 'avoir_owner',
            'avoir_ingest', 'avoir_finance', 'avoir_approver', 'avoir_auditor', 'avoir_reader')
        """,
        """
        select format('role %s=superuser', r.rolname) from pg_roles r
        where r.rolsuper
            and r.rolname in ('avoir_owner', 'avoir_ingest', 'avoir_finance', 'avoir_approver', 'avoir_auditor', 'avoir_reader')
        """,
        """
        select format('%s is a member of %s=', m.rolname, o.rolname)
        from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles o on o.oid = a.roleid
        where m.rolname in ('avoir_owner', 'avoir_ingest', 'avoir_finance', 'avoir_approver', 'avoir_auditor', 'avoir_reader')
            and o.rolname in ('avoir_owner', 'avoir_ingest', 'avoir_finance', 'avoir_approver', 'avoir_auditor', 'avoir_reader')
        """,
    ]
}
