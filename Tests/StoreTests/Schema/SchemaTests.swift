internal import Glibc
import Hashing
internal import Postgres
internal import Store
import TestSupport
internal import Testing

@Suite("The schema and its migrations")
struct SchemaTests {
    @Test("an empty database is migrated once; the second time nothing is left to do")
    func twice() throws {
        try TestDatabase.withEmpty { _, connection in
            #expect(try Schema.state(connection) == .behind(revision: 0))
            let applied = try Schema.migrate(connection, program: "avoir 1.2.3")
            #expect(applied?.map(\.name) == Schema.migrations.map(\.name))
            #expect(try Schema.state(connection) == .current)
            #expect(try Schema.migrate(connection, program: "avoir 1.2.4") == nil)
            try Schema.use(connection)
            #expect(try connection.texts("select program from schema_revision") == ["avoir 1.2.3"])
            #expect(
                try connection.texts("select encode(sha256, 'hex') from schema_revision")
                    == [Digest.hexadecimal(Schema.digest)])
        }
    }

    @Test(
        "functions, triggers and rights in force are put back by applying them again, whatever they had become"
    )
    func again() throws {
        try TestDatabase.withEmpty { _, connection in
            _ = try Schema.migrate(connection, program: "test")
            try connection.executeScript(
                """
                set search_path = avoir, pg_temp;
                create or replace function left_by_cuts(of_subscription int, of_month date, amount bigint) returns bigint
                    language sql stable as 'select 0::bigint';
                drop trigger no_change on credit_note;
                grant delete on credit_note to avoir_reader;
                """)
            try connection.transaction {
                try connection.executeScript("set local search_path = avoir, pg_temp")
                for script in Schema.primitives + Schema.current {
                    try connection.executeScript(String(decoding: script.sql, as: UTF8.self))
                }
            }
            let expected = try TestDatabase.with { _, fresh in try SchemaShape.read(fresh) }
            #expect(try SchemaShape.read(connection) == expected)
        }
    }

    @Test("two that migrate at the same moment do it once")
    func atOnce() async throws {
        try await TestDatabase.withSessions { database in
            try database.connectWithoutSchema().executeScript("drop schema avoir cascade")
            let applied = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        try Schema.migrate(database.connectWithoutSchema(), program: "test")?.count ?? 0
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
            #expect(try Schema.migrate(second, program: "test") != nil)
        }
    }

    @Test(
        "the program carries the files below sql, all of them, byte for byte",
        arguments: ["primitives", "migrations", "current"])
    func list(folder: String) throws {
        let carried = Schema.scripts.filter { $0.path.hasPrefix("\(folder)/") }
        #expect(try files(below: folder) == carried.map(\.path).sorted())
        for script in carried {
            #expect(try bytes(of: "\(Self.sql)/\(script.path)") == script.sql, "\(script.path)")
        }
    }

    @Test("migrations are in order, roles first and alone, and none is of a later revision than the schema")
    func order() throws {
        #expect(Schema.migrations.map(\.name) == Schema.migrations.map(\.name).sorted())
        #expect(Schema.migrations.map(\.revision) == Schema.migrations.map(\.revision).sorted())
        #expect(Schema.migrations.allSatisfy { (1...Schema.revision).contains($0.revision) })
        #expect(Schema.migrations.first?.scripts.first?.path == "migrations/0001_baseline/roles.sql")
    }

    /// Until the first release the one revision is edited in place. From then on a changed file means another revision.
    @Test("each revision of the schema is of these bytes")
    func revisions() throws {
        let path = #filePath.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/revisions.txt"
        let lines = String(decoding: try bytes(of: path), as: UTF8.self).split(separator: "\n")
        #expect(lines.last.map(String.init) == "\(Schema.revision) \(Digest.hexadecimal(Schema.digest))")
        #expect(lines.count == Schema.revision)
    }

    @Test("a database without the schema is refused, saying what to run")
    func absent() throws {
        try TestDatabase.withEmpty { _, connection in
            let absent = try refused(connection)
            #expect(absent == "the database holds no avoir schema; run: avoir database migrate")
        }
    }

    @Test("a schema that a newer avoir made is refused, also by migrate, and its functions stay as they are")
    func newer() throws {
        try TestDatabase.with { _, connection in
            let next = Schema.revision + 1
            try connection.execute(
                "insert into schema_revision (revision, sha256, program) values ($1, '', 'x')",
                [.int32(Int32(next))])
            try connection.executeScript(
                """
                create or replace function left_by_cuts(of_subscription int, of_month date, amount bigint) returns bigint
                    language sql stable as 'select 42::bigint'
                """)
            #expect(try Schema.state(connection) == .newer(revision: next))
            #expect(
                try refused(connection)
                    == "the database's schema is revision \(next), newer than this avoir's \(Schema.revision); "
                    + "use the avoir that made it")
            let error = #expect(throws: SchemaError.self) {
                try Schema.migrate(connection, program: "test")
            }
            #expect(error?.state == .newer(revision: next))
            #expect(try connection.number("select left_by_cuts(1, '2026-01-01', 30)") == 42)
        }
    }

    @Test("a schema of the program's revision that is made of other files is refused, also by migrate")
    func altered() throws {
        try TestDatabase.with { _, connection in
            try connection.executeScript("set session_replication_role = replica")
            try connection.execute("update schema_revision set sha256 = sha256('')")
            #expect(try Schema.state(connection) == .altered)
            #expect(
                try refused(connection)
                    == "revision \(Schema.revision) of the database's schema is not the one this avoir carries; "
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
            #expect(try Schema.state(connection) == .behind(revision: 0))
            #expect(try connection.number("select count(*) from pg_namespace where nspname = 'avoir'") == 0)
            try connection.executeScript("drop event trigger planted")
            #expect(try Schema.migrate(connection, program: "test") != nil)
        }
    }

    private func refused(_ connection: Connection) throws -> String {
        let error = #expect(throws: SchemaError.self) { try Schema.use(connection) }
        return error?.description ?? ""
    }

    private static let sql =
        #filePath.split(separator: "/").dropLast(4).map { "/\($0)" }.joined() + "/sql"

    /// Paths of files below a folder of `sql`, sorted.
    private func files(below folder: String) throws -> [String] {
        let stream = try sample(opendir("\(Self.sql)/\(folder)"), folder)
        defer { closedir(stream) }
        var paths: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(".") { continue }
            paths += name.hasSuffix(".sql") ? ["\(folder)/\(name)"] : try files(below: "\(folder)/\(name)")
        }
        return paths.sorted()
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
