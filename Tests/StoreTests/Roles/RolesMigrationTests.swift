internal import Glibc
internal import Postgres
internal import Store
import TestSupport
internal import Testing

@Suite("Roles: who migrates, and who owns what is made")
struct RolesMigrationTests {
    /// A login role of the test's own on the server, gone when the test ends.
    private func withRole(_ attributes: String, _ body: (String) throws -> Void) throws {
        let server = try TestDatabase(name: "postgres").connectWithoutSchema()
        let role = "avoirtest_\(getpid())_\(UInt32.random(in: 0 ... .max))"
        try server.executeScript("create role \(role) login \(attributes)")
        defer { _ = try? server.executeScript("drop role \(role)") }
        try body(role)
    }

    /// The owners of what the schema holds after this role, the database's owner, has migrated it.
    private func owners(migratedBy role: String) throws -> [String] {
        var owners: [String] = []
        try TestDatabase.withEmpty { database, connection in
            try connection.executeScript(
                "alter database \(database.name) owner to \(role); set session authorization \(role)")
            #expect(try Schema.migrate(connection, program: "test") != nil)
            try Schema.use(connection)
            #expect(try Schema.state(connection) == .current)
            #expect(try SchemaGuards.missing(connection).isEmpty)
            owners = try connection.texts(
                """
                select distinct pg_get_userbyid(owner)::text from (
                    select nspowner as owner from pg_namespace where nspname = 'avoir'
                    union all select relowner from pg_class where relnamespace = 'avoir'::regnamespace
                    union all select proowner from pg_proc where pronamespace = 'avoir'::regnamespace) o
                """)
        }
        return owners
    }

    @Test("a member of avoir_owner hands over what it makes")
    func member() throws {
        // The roles exist, so that one may be a member.
        try TestDatabase.with { _, _ in
            try withRole("in role avoir_owner") { role in
                let owners = try owners(migratedBy: role)
                #expect(owners == ["avoir_owner"])
            }
        }
    }

    @Test("a role that creates roles belongs to avoir_owner then, where the server lets it")
    func createRole() throws {
        try TestDatabase.with { _, connection in
            // Since version 16 a role may only give away what it created itself.
            let mayJoin = connection.serverVersion < 16_00_00
            try withRole("createrole") { role in
                let owners = try owners(migratedBy: role)
                #expect(owners == [mayJoin ? "avoir_owner" : role])
            }
        }
    }

    @Test("a plain owner of the database goes on when the roles exist, and owns what it makes")
    func plain() throws {
        try TestDatabase.with { _, _ in
            try withRole("") { role in
                let owners = try owners(migratedBy: role)
                #expect(owners == [role])
            }
        }
    }

    /// The statement that makes the roles, making others.
    private func rolesMade(named prefix: String) throws -> String {
        let roles = Schema.scripts.first { $0.path.hasSuffix("/roles.sql") }
        let sql = String(decoding: try sample(roles, "roles").sql, as: UTF8.self)
        let start = try sample(sql.firstRange(of: "do $$"), "do $$").lowerBound
        let end = try sample(sql.firstRange(of: "end $$;"), "end $$;").upperBound
        return String(sql[start..<end].replacing("avoir_", with: prefix))
    }

    @Test("where the roles are missing and may not be made, the error says who must make them")
    func missing() throws {
        try withRole("") { role in
            let connection = try TestDatabase(name: "postgres").connectWithoutSchema()
            try connection.executeScript("set session authorization \(role)")
            let script = try rolesMade(named: "nowhere_")
            let error = try refusal { try connection.executeScript(script) }
            #expect(error.sqlState == "42501")
            #expect(error.message == "role nowhere_owner does not exist, and \(role) may not create it")
            #expect(
                error.hint?.hasPrefix("let an administrator run: create role nowhere_owner nologin;") == true)
        }
    }

    @Test("databases that are migrated at the same moment make the roles once")
    func race() throws {
        let prefix = "avoirrace_\(getpid())_\(UInt32.random(in: 0 ... .max))_"
        let script = try rolesMade(named: prefix)
        let roles = RolesMatrix.roles.map { prefix + $0.dropFirst("avoir_".count) }
        let server = try TestDatabase(name: "postgres").connectWithoutSchema()
        defer { for role in roles { _ = try? server.executeScript("drop role \(role)") } }
        _ = try atOnce(6) { _ in
            let connection = try TestDatabase(name: "postgres").connectWithoutSchema()
            try connection.transaction { try connection.executeScript(script) }
        }
        #expect(
            try server.number("select count(*) from pg_roles where rolname like '\(prefix)%'") == roles.count)
    }
}
