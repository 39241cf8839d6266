package import Postgres

/// The tables, constraints, triggers, views, functions and rights that guard the data, as the migrations made them.
package enum SchemaGuards {
    /// The guards that are missing, altered, switched off or added, one sentence per guard.
    ///
    /// The schema's shape is compared with the digest of it that the program carries, and where that differs, or is not
    /// known of this version of PostgreSQL, with the shape recorded when the schema was last migrated. The record's
    /// digest is an entry of the audit chain, so that changing the record too does not go unseen.
    package static func missing(_ connection: Connection) throws -> [String] {
        var faults = try replication(connection)
        let found = try SchemaShape.read(connection)
        let (recorded, recordFaults) = try records(connection)
        faults += recordFaults
        guard let latest = recorded.last else { return faults + ["the schema's shape was never recorded"] }
        let expected = SchemaShape.expected(by: connection)
        let isOwnMajor = latest.major == SchemaShape.major(connection)
        if let expected, isOwnMajor, SchemaShape.digest(latest.shape) != expected {
            faults.append(
                "the recorded shape of the schema differs from the one that this avoir's migrations make")
        }
        if let expected, SchemaShape.digest(found) == expected { return faults }
        // Another major version may print definitions differently: then only the names are compared.
        func named(_ items: [String]) -> Set<String> {
            Set(isOwnMajor ? items : items.map { String($0.prefix { $0 != "=" }) })
        }
        let (present, wanted) = (named(found), named(latest.shape))
        let missing = wanted.subtracting(present).sorted().map { "missing or altered: \(short($0))" }
        let added = present.subtracting(wanted).sorted().map { "not avoir's: \(short($0))" }
        if expected != nil, missing.isEmpty, added.isEmpty {
            faults.append("the schema differs from the one that this avoir's migrations make")
        }
        return faults + missing + added
    }

    /// Whether the program itself knows the shape that its schema has on this server, or relies on the record.
    package static func isShapeKnown(on connection: Connection) -> Bool {
        SchemaShape.expected(by: connection) != nil
    }

    /// Records the shape as the migrations left it, in the record and in the audit log.
    static func record(revision: Int, on connection: Connection) throws {
        let shape = try SchemaShape.read(connection)
        try connection.execute(
            "insert into schema_shape (revision, server_major, shape) values ($1, $2, $3)",
            [
                .int32(Int32(revision)), .int32(Int32(SchemaShape.major(connection))),
                .textArray(shape),
            ])
        try Audit.record(
            "migrate",
            [("revision", .number(Int64(revision))), ("shape", .text(SchemaShape.digest(shape)))],
            as: .owner, on: connection)
    }

    /// A replica fires neither triggers nor foreign keys.
    private static func replication(_ connection: Connection) throws -> [String] {
        try connection.query(
            """
            select 'session_replication_role is ' || setting || ' in this session' as fault from pg_settings
            where name = 'session_replication_role' and setting <> 'origin'
            union all
            select format('session_replication_role is set for %s: %s',
                concat_ws(' and ', 'role ' || pg_get_userbyid(nullif(s.setrole, 0)),
                    case when s.setdatabase <> 0 then 'this database' else 'every database' end), c.setting)
            from pg_db_role_setting s cross join unnest(s.setconfig) c (setting)
            where s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
                and lower(c.setting) like 'session_replication_role=%'
                and lower(c.setting) <> 'session_replication_role=origin'
            """
        ).map { try $0.text("fault") }
    }

    private struct Record {
        let revision: Int32
        let major: Int
        let shape: [String]

        /// As the audit log has it.
        var details: String { "{\"shape\": \"\(SchemaShape.digest(shape))\", \"revision\": \(revision)}" }
    }

    /// The records in order of revision, and what of them the audit log does not have, once each.
    private static func records(_ connection: Connection) throws -> ([Record], [String]) {
        let records = try connection.query(
            "select revision, server_major, shape from schema_shape order by revision, recorded_at"
        ).map { row in
            Record(
                revision: try row.int32("revision"), major: Int(try row.int32("server_major")),
                shape: try row.textArray("shape"))
        }
        var audited: [String: Int] = [:]
        for row in try connection.query("select details from audit_entry where action = 'migrate'") {
            audited[try row.text("details"), default: 0] += 1
        }
        var faults: [String] = []
        for record in records {
            guard let times = audited[record.details], times > 0 else {
                faults.append(
                    "the recorded shape of schema revision \(record.revision) is not the audited one")
                continue
            }
            audited[record.details] = times - 1
        }
        if zip(records, records.dropFirst()).contains(where: { $0.revision == $1.revision }) {
            faults.append("a migration is recorded twice")
        }
        faults += audited.filter { $0.value > 0 }.keys.sorted().map {
            "the audit log has a migration that is not recorded: \(short($0))"
        }
        return (records, faults)
    }

    private static func short(_ item: String) -> String {
        item.count > 160 ? item.prefix(160) + "…" : item
    }
}
