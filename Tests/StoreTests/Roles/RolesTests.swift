internal import Postgres
internal import Store
internal import Testing

@Suite("Roles: the matrix of role and statement")
struct RolesTests {
    /// Whether the statement is permitted; what else becomes of it does not matter, for it is rolled back.
    private static func permits(_ sql: String, _ connection: Connection) throws -> Bool {
        try connection.execute("begin")
        defer { _ = try? connection.execute("rollback") }
        do {
            try connection.execute(sql)
        } catch {
            return error.sqlState != "42501"
        }
        return true
    }

    private static func columns(_ table: String, _ connection: Connection) throws -> [String] {
        try connection.texts(
            """
            select attname::text from pg_attribute
            where attrelid = 'avoir.\(table)'::regclass and attnum > 0 and not attisdropped order by attnum
            """)
    }

    private static let kinds = """
        select concat_ws(' ', relname, relkind) from pg_class
        where relnamespace = 'avoir'::regnamespace and relkind in ('r', 'v') order by 1
        """

    @Test("the matrix names every table, view and function, and no other")
    func complete() throws {
        try TestDatabase.with { _, connection in
            let tables = try connection.texts(Self.kinds).map { String($0.dropLast(2)) }
            #expect(tables == RolesMatrix.tables.keys.sorted())
            let functions = try connection.texts(
                "select proname::text from pg_proc where pronamespace = 'avoir'::regnamespace order by proname collate \"C\""
            )
            #expect(functions == RolesMatrix.functions.keys.sorted())
        }
    }

    @Test(
        "each role may do with each table what the matrix says, and nothing else",
        arguments: RolesMatrix.roles.dropFirst().enumerated().map { $0 })
    func tables(place: Int, role: String) throws {
        try TestDatabase.with { _, connection in
            let kinds = try connection.texts(Self.kinds)
            try connection.executeScript(
                "set session authorization \(role); set search_path = avoir, pg_temp")
            for kind in kinds {
                let table = String(kind.dropLast(2))
                let expected = try sample(RolesMatrix.tables[table], table)[place]
                let all = try Self.columns(table, connection)
                var found = ""
                if try Self.permits("select from \(table) limit 1", connection) { found += "s" }
                guard kind.hasSuffix(" r") else {
                    let changes = try connection.query(
                        "select has_table_privilege('\(table)', 'insert, update, delete, truncate')")
                    #expect(found == expected, "\(role) on \(table)")
                    #expect(try !changes.single().bool(0), "\(role) on \(table)")
                    continue
                }
                if try Self.permits("insert into \(table) default values", connection) { found += "i" }
                let updated = try all.filter {
                    try Self.permits("update \(table) set \($0) = default where false", connection)
                }
                if !updated.isEmpty { found += "u" }
                if try Self.permits("delete from \(table) where false", connection) { found += "d" }
                if try Self.permits("truncate \(table)", connection) { found += "t" }
                #expect(found == expected, "\(role) on \(table)")
                #expect(
                    Set(updated) == (expected.contains("u") ? RolesMatrix.updatable(table) : []),
                    "\(role) on \(table)")
            }
        }
    }

    @Test(
        "each role may call what the matrix says, and nothing else", arguments: RolesMatrix.roles.dropFirst())
    func functions(role: String) throws {
        try TestDatabase.with { _, connection in
            let callable = try connection.texts(
                """
                select proname::text from pg_proc
                where pronamespace = 'avoir'::regnamespace and has_function_privilege('\(role)', oid, 'execute')
                """)
            #expect(Set(callable) == Set(RolesMatrix.functions.filter { $0.value.contains(role) }.keys))
        }
    }

    @Test("the owner owns all, logs in nowhere, and whoever has no role has nothing")
    func owner() throws {
        try TestDatabase.with { _, connection in
            let others = try connection.texts(
                """
                select nspname::text from pg_namespace where nspname = 'avoir' and nspowner <> 'avoir_owner'::regrole
                union all select relname::text from pg_class
                where relnamespace = 'avoir'::regnamespace and relowner <> 'avoir_owner'::regrole
                union all select proname::text from pg_proc
                where pronamespace = 'avoir'::regnamespace and proowner <> 'avoir_owner'::regrole
                """)
            #expect(others.isEmpty)
            #expect(
                try connection.texts(
                    """
                    select rolname::text from pg_roles where rolname like 'avoir\\_%' and rolname = any('{
                        \(RolesMatrix.roles.joined(separator: ","))}')
                        and not (rolcanlogin or rolsuper or rolcreaterole or rolcreatedb or rolbypassrls)
                    order by 1
                    """) == RolesMatrix.roles.sorted())
            let open = try connection.texts(
                """
                select p.proname::text from pg_proc p where p.pronamespace = 'avoir'::regnamespace
                    and has_function_privilege('public', p.oid, 'execute')
                union all select c.relname::text from pg_class c, aclexplode(c.relacl) a
                where c.relnamespace = 'avoir'::regnamespace and a.grantee = 0
                union all select 'schema' where has_schema_privilege('public', 'avoir', 'usage, create')
                """)
            #expect(open.isEmpty)
        }
    }

    @Test("a function with its owner's rights finds names in avoir only")
    func searchPath() throws {
        try TestDatabase.with { _, connection in
            let functions = try connection.texts(
                """
                select proname || ' ' || coalesce(array_to_string(proconfig, ';'), '') from pg_proc
                where pronamespace = 'avoir'::regnamespace and prosecdef order by 1
                """)
            #expect(
                functions
                    == [
                        "assessed_among", "check_commercial_lines", "check_new_lines", "close_books",
                        "hold_month", "issue_commercial", "issue_month", "judge_plan", "keep_reach",
                        "record_audit",
                        "record_work", "reverse_note", "save_commercial_plan", "save_plan", "sign_batch",
                        "take_watermark",
                        "unreplaced_rows",
                    ].map { "\($0) search_path=avoir, pg_temp" })
        }
    }

    @Test("a table or function of the caller's own does not stand in for avoir's")
    func impostors() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12")
            try ledger.assess("2025-12")
            let finance = try ledger.another()
            try finance.connection.executeScript(
                """
                set session authorization avoir_finance;
                set search_path = pg_temp, avoir;
                create temp table note_series as select * from avoir.note_series where false;
                create temp table assessment as select * from avoir.assessment where false;
                create function pg_temp.percent_of(bigint, bigint) returns bigint language sql as 'select 1::bigint';
                """)
            _ = try finance.connection.query(
                """
                select (avoir.issue_month(gen_random_uuid(), '2025-12-01', '2026-01-31', 1, 20000, true, null, 't')).run::text
                """)
            #expect(try ledger.documents() == ["AV-2026-00001 credit S-1 2025-12 1.1 200.00"])
            #expect(try ledger.faults().isEmpty)
        }
    }
}
