internal import Postgres
internal import Store
internal import Testing

@Suite("Roles: what the catalogue says was granted")
struct RolesCatalogueTests {
    /// `role privilege object` for everybody but the owner; `PUBLIC` and a right to pass on (`*`) included.
    ///
    /// What was never granted or revoked has PostgreSQL's defaults, by which everybody may call functions and use types.
    private static let granted = """
        with object (kind, name, owner, acl) as (
            select c.relkind::text, c.relname::text, c.relowner,
                coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner))
            from pg_class c where c.relnamespace = 'avoir'::regnamespace and c.relkind not in ('i', 'I', 't', 'c')
            union all
            select 'column', c.relname || '.' || a.attname, c.relowner, a.attacl
            from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relnamespace = 'avoir'::regnamespace and a.attacl is not null
            union all
            select 'function', p.proname::text, p.proowner, coalesce(p.proacl, acldefault('f', p.proowner))
            from pg_proc p where p.pronamespace = 'avoir'::regnamespace
            union all
            select 'type', t.typname::text, t.typowner, coalesce(t.typacl, acldefault('T', t.typowner))
            from pg_type t where t.typnamespace = 'avoir'::regnamespace and t.typtype <> 'b'
                and not exists (select from pg_class c where c.reltype = t.oid)
            union all
            select 'schema', n.nspname::text, n.nspowner, coalesce(n.nspacl, acldefault('n', n.nspowner))
            from pg_namespace n where n.nspname = 'avoir'
        )
        select concat_ws(' ', case when a.grantee = 0 then 'PUBLIC' else pg_get_userbyid(a.grantee)::text end,
            a.privilege_type || case when a.is_grantable then '*' else '' end, o.name)
        from object o, aclexplode(o.acl) a where a.grantee <> o.owner
        """

    /// The same as the matrix says it.
    private static var expected: Set<String> {
        let others = RolesMatrix.roles.dropFirst()
        var rights = Set(others.map { "\($0) USAGE avoir" })
        for (table, letters) in RolesMatrix.tables {
            for (role, letters) in zip(others, letters) {
                if letters.contains("s") { rights.insert("\(role) SELECT \(table)") }
                if letters.contains("i") {
                    let columns = RolesMatrix.insertable(table, by: role)?.map { "\(table).\($0)" }
                    rights.formUnion((columns ?? [table]).map { "\(role) INSERT \($0)" })
                }
                guard letters.contains("u") else { continue }
                for column in RolesMatrix.updatable(table) {
                    rights.insert("\(role) UPDATE \(table).\(column)")
                }
            }
        }
        for (function, roles) in RolesMatrix.functions {
            for role in roles { rights.insert("\(role) EXECUTE \(function)") }
        }
        return rights
    }

    @Test(
        "everything granted on a table, column, view, sequence, function, type or the schema is in the matrix"
    )
    func granted() throws {
        try TestDatabase.with { _, connection in
            let found = Set(try connection.texts(Self.granted))
            let expected = Self.expected
            #expect(found.subtracting(expected).sorted().isEmpty)
            #expect(expected.subtracting(found).sorted().isEmpty)
        }
    }

    @Test(
        "a grant that the matrix does not have shows",
        arguments: [
            ("grant select on audit_entry to avoir_reader", "avoir_reader SELECT audit_entry"),
            (
                "grant update (net_cents) on credit_note to avoir_finance",
                "avoir_finance UPDATE credit_note.net_cents"
            ),
            (
                "grant usage on sequence customer_customer_key_seq to public",
                "PUBLIC USAGE customer_customer_key_seq"
            ),
            ("grant select on outage to avoir_reader with grant option", "avoir_reader SELECT* outage"),
            (
                "create table forgotten (x int); grant select on forgotten to public",
                "PUBLIC SELECT forgotten"
            ),
            (
                "create function forgotten() returns int language sql as 'select 1'",
                "PUBLIC EXECUTE forgotten"
            ),
            (
                "create view forgotten as select 1; grant select on forgotten to avoir_reader",
                "avoir_reader SELECT forgotten"
            ),
            ("create domain forgotten as int", "PUBLIC USAGE forgotten"),
            ("grant create on schema avoir to avoir_ingest", "avoir_ingest CREATE avoir"),
            ("grant truncate on note_series to avoir_finance", "avoir_finance TRUNCATE note_series"),
        ])
    func surplus(sql: String, right: String) throws {
        try TestDatabase.with { _, connection in
            try connection.executeScript("begin; \(sql)")
            let found = Set(try connection.texts(Self.granted))
            #expect(found.subtracting(Self.expected) == [right])
            try connection.executeScript("rollback")
        }
    }

    @Test("nothing is granted beforehand on what will be made, and no role of avoir is a member of another")
    func defaults() throws {
        try TestDatabase.with { _, connection in
            let defaults = try connection.texts(
                "select pg_get_userbyid(defaclrole)::text from pg_default_acl where defaclnamespace in (0, 'avoir'::regnamespace)"
            )
            #expect(defaults.isEmpty)
            let members = try connection.texts(
                """
                select m.member::regrole || ' in ' || m.roleid::regrole from pg_auth_members m
                where m.roleid::regrole::text = any('{\(RolesMatrix.roles.joined(separator: ","))}')
                    and m.member::regrole::text = any('{\(RolesMatrix.roles.joined(separator: ","))}')
                """)
            #expect(members.isEmpty)
        }
    }
}
