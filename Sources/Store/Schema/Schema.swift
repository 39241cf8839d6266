package import Postgres

/// The database schema: forward-only migrations carried in the program, applied in order, checksummed.
package enum Schema {
    /// The PostgreSQL schema in which everything lives.
    package static let name = "avoir"

    /// One migration file. A landed one is frozen: its checksum is compared with the database's.
    package struct Migration: Sendable {
        package let version: Int
        package let name: String
        package let sql: [UInt8]

        package var sha256: [UInt8] { Digest.sha256(sql) }
    }

    /// In order; a test holds the list against the folder `sql/migrations`.
    package static let migrations: [Migration] = [
        Migration(version: 1, name: "facts", sql: PackageResources._001_facts_sql),
        Migration(version: 2, name: "terms", sql: PackageResources._002_terms_sql),
        Migration(version: 3, name: "assessments", sql: PackageResources._003_assessments_sql),
        Migration(version: 4, name: "audit", sql: PackageResources._004_audit_sql),
        Migration(version: 5, name: "notes", sql: PackageResources._005_notes_sql),
        Migration(version: 6, name: "issuing", sql: PackageResources._006_issuing_sql),
        Migration(version: 7, name: "roles", sql: PackageResources._007_roles_sql),
        Migration(version: 8, name: "issuing_at_scale", sql: PackageResources._008_issuing_at_scale_sql),
        Migration(version: 9, name: "ingest", sql: PackageResources._009_ingest_sql),
        Migration(version: 10, name: "assessed_months", sql: PackageResources._010_assessed_months_sql),
        Migration(version: 11, name: "shared_assessments", sql: PackageResources._011_shared_assessments_sql),
        Migration(version: 12, name: "shorter_lock", sql: PackageResources._012_shorter_lock_sql),
        Migration(version: 13, name: "guards", sql: PackageResources._013_guards_sql),
    ]

    /// How far the database's schema is, compared with what the program carries.
    package enum State: Equatable, Sendable {
        case current
        /// How many of the program's migrations are applied; 0: none.
        case behind(applied: Int)
        /// The database holds a migration that the program does not know.
        case newer(version: Int, name: String)
        /// An applied migration's text is not the program's.
        case altered(version: Int, name: String)
    }

    /// Reads the state; changes nothing.
    package static func state(_ connection: Connection) throws -> State {
        let found = try connection.query("select to_regclass('avoir.schema_migration') is not null")
        guard try found.single().bool(0) else {
            return .behind(applied: 0)
        }
        let applied = try connection.query(
            "select version, name, sha256 from avoir.schema_migration order by version")
        var count = 0
        for row in applied {
            let version = Int(try row.int32("version"))
            let name = try row.text("name")
            guard version <= migrations.count else { return .newer(version: version, name: name) }
            guard version == count + 1, migrations[version - 1].name == name,
                try row.bytes("sha256") == migrations[version - 1].sha256
            else { return .altered(version: version, name: name) }
            count += 1
        }
        return count == migrations.count ? .current : .behind(applied: count)
    }

    /// Applies what is missing, in one transaction; two at once: the second waits, then finds it done.
    ///
    /// - Returns: the migrations applied now.
    /// - Throws: `SchemaError` when the schema is newer or altered.
    package static func migrate(_ connection: Connection, program: String) throws -> [Migration] {
        try connection.transaction {
            try connection.execute("select pg_advisory_xact_lock(\(Lock.migration), 0)")
            let applied: Int
            switch try state(connection) {
            case .current: return []
            case .behind(let count): applied = count
            case let refused: throw SchemaError(state: refused)
            }
            let missing = Array(migrations.dropFirst(applied))
            if applied == 0 { try connection.executeScript(registry) }
            try connection.executeScript("set local search_path = avoir, pg_temp")
            for migration in missing {
                try connection.executeScript(String(decoding: migration.sql, as: UTF8.self))
                try connection.execute(
                    "insert into schema_migration (version, name, sha256, program) values ($1, $2, $3, $4)",
                    [
                        .int32(Int32(migration.version)), .text(migration.name),
                        .bytes(migration.sha256), .text(program),
                    ])
            }
            try SchemaOwner.take(connection)
            try SchemaGuards.record(version: migrations.count, on: connection)
            return missing
        }
    }

    /// Makes the schema's tables findable by name; refuses a schema that is not the program's.
    package static func use(_ connection: Connection) throws {
        let found = try state(connection)
        guard found == .current else { throw SchemaError(state: found) }
        // Compiling the large statements takes longer than running them.
        try connection.executeScript("set search_path = avoir, pg_temp; set jit = off")
    }

    private static let registry = """
        create schema avoir;
        create table avoir.schema_migration (
            version int primary key,
            name text not null unique,
            sha256 bytea not null,
            program text not null,
            applied_at timestamptz not null default clock_timestamp()
        );
        """
}

/// The schema is not the one that this program works with.
package struct SchemaError: Error, CustomStringConvertible, Sendable {
    package let state: Schema.State

    package init(state: Schema.State) {
        self.state = state
    }

    package var description: String {
        switch state {
        case .current: "the schema is current"
        case .behind(0):
            "the database holds no avoir schema; run: avoir database migrate"
        case .behind(let applied):
            "the database has \(applied) of \(Schema.migrations.count) migrations; run: avoir database migrate"
        case .newer(let version, let name):
            "the database was migrated by a newer avoir (migration \(version), \(name)); use that version"
        case .altered(let version, let name):
            "migration \(version) (\(name)) in the database is not the one this avoir carries; "
                + "use the avoir that made the database, or restore it from a backup"
        }
    }
}

/// The numbers under which parts of avoir exclude one another (advisory locks, first key).
enum Lock {
    static let migration = 0x6176_0001
    static let month = 0x6176_0002
    static let issuer = 0x6176_0003
    static let terms = 0x6176_0004
    static let history = 0x6176_0005
    static let share = 0x6176_0006
}
