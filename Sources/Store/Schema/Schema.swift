package import Postgres

/// The database schema: its files travel in the program, and a revision number says which of two is the newer.
package enum Schema {
    /// The PostgreSQL schema in which everything lives.
    package static let name = "avoir"

    /// Rises with any change of the files; a test holds it against their digest.
    package static let revision = 1

    /// How far the database's schema is, compared with the program's.
    package enum State: Equatable, Sendable {
        case current
        /// An older revision; 0: no schema at all.
        case behind(revision: Int)
        case newer(revision: Int)
        /// The program's revision, made of other files.
        case altered
    }

    /// Reads the state; changes nothing.
    package static func state(_ connection: Connection) throws -> State {
        let found = try connection.query("select to_regclass('avoir.schema_revision') is not null")
        guard try found.single().bool(0) else { return .behind(revision: 0) }
        let latest = try connection.query(
            "select revision, sha256 from avoir.schema_revision order by revision desc limit 1"
        ).first
        guard let latest else { return .behind(revision: 0) }
        let stored = Int(try latest.int32("revision"))
        if stored < revision { return .behind(revision: stored) }
        if stored > revision { return .newer(revision: stored) }
        return try latest.bytes("sha256") == digest ? .current : .altered
    }

    /// Brings the schema up to the program's, in one transaction; two at once: the second waits, then finds it done.
    ///
    /// An older program refuses a newer schema, and so never puts its own functions back.
    ///
    /// - Returns: the migrations applied now; nil when the schema was current.
    /// - Throws: `SchemaError` when the schema is newer or altered.
    package static func migrate(_ connection: Connection, program: String) throws -> [Migration]? {
        try connection.transaction {
            try connection.execute("select pg_advisory_xact_lock(\(Lock.migration), 0)")
            let stored: Int
            switch try state(connection) {
            case .current: return nil
            case .behind(let revision): stored = revision
            case let refused: throw SchemaError(state: refused)
            }
            let missing = migrations.filter { $0.revision > stored }
            if stored == 0 { try connection.executeScript(registry) }
            try connection.executeScript("set local search_path = avoir, pg_temp")
            for script in primitives + missing.flatMap(\.scripts) + current {
                try connection.executeScript(String(decoding: script.sql, as: UTF8.self))
            }
            try connection.execute(
                "insert into schema_revision (revision, sha256, program) values ($1, $2, $3)",
                [.int32(Int32(revision)), .bytes(digest), .text(program)])
            try SchemaOwner.take(connection)
            try SchemaGuards.record(revision: revision, on: connection)
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
        create schema if not exists avoir;
        create table avoir.schema_revision (
            revision int primary key check (revision >= 1),
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
        case .behind(let revision):
            "the database's schema is revision \(revision), older than this avoir's \(Schema.revision); "
                + "run: avoir database migrate"
        case .newer(let revision):
            "the database's schema is revision \(revision), newer than this avoir's \(Schema.revision); "
                + "use the avoir that made it"
        case .altered:
            "revision \(Schema.revision) of the database's schema is not the one this avoir carries; "
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
