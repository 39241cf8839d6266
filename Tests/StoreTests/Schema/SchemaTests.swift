internal import Glibc
internal import Postgres
internal import Store
internal import Testing

@Suite("The schema and its migrations")
struct SchemaTests {
    @Test("an empty database is migrated once; the second time nothing is left to do")
    func twice() throws {
        try TestDatabase.withEmpty { _, connection in
            #expect(try Schema.state(connection) == .behind(applied: 0))
            let applied = try Schema.migrate(connection, program: "avoir 1.2.3")
            #expect(applied.map(\.version) == Schema.migrations.map(\.version))
            #expect(try Schema.state(connection) == .current)
            #expect(try Schema.migrate(connection, program: "avoir 1.2.4").isEmpty)
            try Schema.use(connection)
            #expect(
                try connection.texts("select distinct program from schema_migration") == ["avoir 1.2.3"])
            #expect(
                try connection.texts("select encode(sha256, 'hex') from schema_migration order by version")
                    == Schema.migrations.map { Digest.hexadecimal($0.sha256) })
        }
    }

    @Test("two that migrate at the same moment do it once")
    func atOnce() async throws {
        try await TestDatabase.withSessions { database in
            try database.connectWithoutSchema().executeScript("drop schema avoir cascade")
            let applied = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        try Schema.migrate(database.connectWithoutSchema(), program: "test").count
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(applied.sorted() == [0, Schema.migrations.count])
            #expect(try Schema.state(database.connectWithoutSchema()) == .current)
        }
    }

    @Test("one that migrates waits for another whose migration is not committed yet")
    func waits() throws {
        try TestDatabase.with { database, first in
            try first.executeScript("drop schema avoir cascade")
            let second = try database.connectWithoutSchema()
            try second.executeScript("set lock_timeout = '100ms'")
            try first.transaction {
                try first.execute("select pg_advisory_xact_lock(\(0x6176_0001), 0)")
                let error = try refusal { _ = try Schema.migrate(second, program: "test") }
                #expect(error.isLockTimeout)
            }
            #expect(try Schema.migrate(second, program: "test").count == Schema.migrations.count)
        }
    }

    @Test("the program carries the files of sql/migrations, all of them, byte for byte")
    func list() throws {
        let folder = #filePath.split(separator: "/").dropLast(4).map { "/\($0)" }.joined() + "/sql/migrations"
        let names = try files(in: folder)
        #expect(
            names
                == Schema.migrations.map { migration in
                    let number = String(migration.version)
                    return String(repeating: "0", count: 4 - number.count) + number + "_\(migration.name).sql"
                })
        for (name, migration) in zip(names, Schema.migrations) {
            #expect(try bytes(of: "\(folder)/\(name)") == migration.sql, "\(name)")
        }
        #expect(Schema.migrations.map(\.version) == Array(1...Schema.migrations.count))
    }

    /// Databases were made with them. A new migration is added here when it lands; none is ever changed.
    private static let frozen = [
        "46df8d70addd0066a798ba603c44e3a7997d120e8820c0d94ad9d2f1ce75c25b",
        "109833faabfb2f649c94bc6400894415f74d51ca8930ec9f2b5e4bf99139f97e",
        "64cbe41b40db83c13582d1acc280b734118f0d80b8f78cfe0cf3b79ad6bba9c6",
        "46bc09a1ce8596a18edf2f4e0f6b98dc2a8788475f50308baff8f66c7f2ace15",
        "b80ccc2d987ac5707e8719261dfe8013f6e2ba176c70ae78bc6c561e029a9fd1",
        "d05527fd4c7b5b372bd18df7a68d1269487a6ecd81030bebdbbf59b46f525a16",
        "c37d234d0145654cd7fa87504d1417ca6b66d0852e3b2dee874eaa462e1ef7c5",
        "fcb1252aa0d497c8266f0b5d670c17944d036fb4336aba50e85fb2aadea27fa3",
        "a36e341033315157911962cc62f151509362a7eaa2a85e42bb2312e3f81a097a",
        "f07b459b8001eccdacdd330cf16d841d15b54b602988e5819664f4859c19a64c",
        "620668106a0073aa30cb92a07819a3441eab46217f89a933c85d5045708b28a5",
        "db5ac34f3cd41e3710f3078ecd2465625d992883867db2c07cb65162932ed931",
        "fe3102ab8b1cc14f043f9f4bb735e6a858d2469b6f671ef76a59a7e4d274f8c5",
    ]

    @Test("a landed migration is frozen")
    func frozen() {
        #expect(
            Schema.migrations.prefix(Self.frozen.count).map { Digest.hexadecimal($0.sha256) } == Self.frozen)
    }

    @Test("a database without the schema, or behind, is refused, saying what to run")
    func behind() throws {
        try TestDatabase.withEmpty { _, connection in
            let absent = try refused(connection)
            #expect(absent == "the database holds no avoir schema; run: avoir database migrate")
        }
        try TestDatabase.with { _, connection in
            let last = Schema.migrations.count
            try connection.executeScript("set session_replication_role = replica")
            try connection.execute("delete from schema_migration where version = $1", [.int32(Int32(last))])
            #expect(try Schema.state(connection) == .behind(applied: last - 1))
            let message = try refused(connection)
            #expect(
                message == "the database has \(last - 1) of \(last) migrations; run: avoir database migrate")
        }
    }

    @Test("a schema that a newer avoir made is refused, also by migrate, and stays as it is")
    func newer() throws {
        try TestDatabase.with { _, connection in
            let next = Schema.migrations.count + 1
            try connection.execute(
                "insert into schema_migration (version, name, sha256, program) values ($1, 'later', '', 'x')",
                [.int32(Int32(next))])
            let state = Schema.State.newer(version: next, name: "later")
            #expect(try Schema.state(connection) == state)
            #expect(
                try refused(connection)
                    == "the database was migrated by a newer avoir (migration \(next), later); use that version"
            )
            let error = #expect(throws: SchemaError.self) {
                try Schema.migrate(connection, program: "test")
            }
            #expect(error?.state == state)
        }
    }

    @Test(
        "a schema whose migrations are not the program's is refused, also by migrate",
        arguments: [
            "update avoir.schema_migration set sha256 = sha256('') where version = 2",
            "update avoir.schema_migration set name = 'other' where version = 2",
            "delete from avoir.schema_migration where version = 2",
        ])
    func altered(sql: String) throws {
        try TestDatabase.with { _, connection in
            try connection.execute(sql)
            guard case .altered(let version, let name) = try Schema.state(connection) else {
                Issue.record("not refused")
                return
            }
            #expect(
                try refused(connection)
                    == "migration \(version) (\(name)) in the database is not the one this avoir carries; "
                    + "use the avoir that made the database, or restore it from a backup")
            #expect(throws: SchemaError.self) { try Schema.migrate(connection, program: "test") }
        }
    }

    @Test("a migration that fails leaves nothing of the schema")
    func allOrNothing() throws {
        try TestDatabase.withEmpty { _, connection in
            // Takes the place of a table of the last migration's search path.
            try connection.executeScript(
                """
                create function refuse_schema() returns event_trigger language plpgsql as $$
                begin
                    if exists (select from pg_class where relname = 'assessment') then
                        raise 'planted' using errcode = 'P0042';
                    end if;
                end $$;
                create event trigger planted on ddl_command_end execute function refuse_schema();
                """)
            let error = try refusal { _ = try Schema.migrate(connection, program: "test") }
            #expect(error.sqlState == "P0042")
            #expect(try Schema.state(connection) == .behind(applied: 0))
            #expect(try connection.number("select count(*) from pg_namespace where nspname = 'avoir'") == 0)
            try connection.executeScript("drop event trigger planted")
            #expect(try !Schema.migrate(connection, program: "test").isEmpty)
        }
    }

    private func refused(_ connection: Connection) throws -> String {
        let error = #expect(throws: SchemaError.self) { try Schema.use(connection) }
        return error?.description ?? ""
    }

    private func files(in folder: String) throws -> [String] {
        let stream = try sample(opendir(folder), folder)
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    private func bytes(of path: String) throws -> [UInt8] {
        let file = try sample(fopen(path, "r"), path)
        defer { fclose(file) }
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
            content += buffer[..<count]
        }
        return content
    }
}
