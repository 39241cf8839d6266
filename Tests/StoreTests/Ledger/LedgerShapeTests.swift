internal import Postgres
internal import SLA
internal import Store
internal import Testing

@Suite("Ledger: verify finds a guard that is gone")
struct LedgerShapeTests {
    struct Change: Sendable {
        let what: String
        let sql: String
        let found: String

        init(_ what: String, _ sql: String, _ found: String) {
            self.what = what
            self.sql = sql
            self.found = found
        }
    }

    static let changes = [
        Change(
            "a dropped check", "alter table credit_note drop constraint the_vat_is_right",
            "missing or altered: constraint the_vat_is_right on credit_note="),
        Change(
            "a dropped foreign key",
            "alter table credit_note drop constraint numbers_are_gapless_and_chained",
            "missing or altered: constraint numbers_are_gapless_and_chained on credit_note="),
        Change(
            "a check that is not validated",
            """
            alter table issue_run drop constraint issue_run_notes_check;
            alter table issue_run add constraint issue_run_notes_check check (notes >= 0) not valid
            """, "missing or altered: constraint issue_run_notes_check on issue_run="),
        Change(
            "a disabled trigger", "alter table credit_note disable trigger no_change",
            "missing or altered: trigger no_change on credit_note="),
        Change(
            "a trigger that replicas skip", "alter table credit_note enable trigger no_change",
            "missing or altered: trigger no_change on credit_note="),
        Change(
            "disabled foreign keys", "alter table credit_note disable trigger all",
            "missing or altered: foreign key trigger of numbers_are_gapless_and_chained on credit_note"),
        Change(
            "a replaced function",
            """
            create or replace function refuse_change() returns trigger language plpgsql
                as 'begin return null; end'
            """, "missing or altered: function refuse_change()="),
        Change(
            "a replaced view",
            "create or replace view live_credit as select l.* from credit_line l where false",
            "missing or altered: view live_credit="),
        Change(
            "a dropped unique index", "drop index one_decision_an_attempt",
            "missing or altered: index one_decision_an_attempt="),
        Change(
            "a column that may be null", "alter table credit_note alter column document drop not null",
            "missing or altered: column document of credit_note="),
        Change(
            "an expression dropped", "alter table credit_note alter column previous_no drop expression",
            "missing or altered: column previous_no of credit_note="),
        Change(
            "a rule", "create rule quiet as on delete to credit_note do instead nothing",
            "not avoir's: rule quiet on credit_note="),
        Change(
            "row security", "alter table credit_note enable row level security",
            "missing or altered: table credit_note="),
        Change(
            "a trigger of somebody else's",
            "create trigger mine before insert on credit_note execute function refuse_change()",
            "not avoir's: trigger mine on credit_note="),
        Change(
            "a function of somebody else's",
            "create function avoir.mine() returns int language sql as 'select 1'",
            "not avoir's: function mine()="),
        Change(
            "triggers that the server does not look for",
            "update pg_class set relhastriggers = false where oid = 'credit_note'::regclass",
            "missing or altered: table credit_note="),
        Change(
            "checks that the server does not look for",
            "update pg_class set relchecks = 0 where oid = 'credit_note'::regclass",
            "missing or altered: table credit_note="),
        Change(
            "a rule that the server does not look for",
            "update pg_class set relhasrules = false where oid = 'live_credit'::regclass",
            "missing or altered: table live_credit="),
        Change(
            "a default that the server does not look for",
            """
            update pg_attribute set atthasdef = false
            where attrelid = 'import_batch'::regclass and attname = 'imported_by'
            """, "missing or altered: column imported_by of import_batch="),
        Change(
            "a table that a crash empties",
            "update pg_class set relpersistence = 'u' where oid = 'outage'::regclass",
            "missing or altered: table outage="),
        Change(
            "an index that is not kept",
            "update pg_index set indisready = false where indexrelid = 'credit_note_pkey'::regclass",
            "missing or altered: index credit_note_pkey="),
        Change(
            "an index that is not asked",
            "update pg_index set indisvalid = false where indexrelid = 'one_decision_an_attempt'::regclass",
            "missing or altered: index one_decision_an_attempt="),
        Change(
            "an index that no longer excludes",
            """
            update pg_index set indisexclusion = false
            where indexrelid = 'terms_windows_do_not_overlap'::regclass
            """, "missing or altered: index terms_windows_do_not_overlap="),
        Change(
            "a child of a table", "create table public.o () inherits (avoir.outage)",
            "not avoir's: public.o inherits outage="),
        Change(
            "rights given to a role", "grant all on all tables in schema avoir to avoir_reader",
            "not avoir's: right of avoir_reader to delete credit_note="),
        Change(
            "a right given on a column", "grant update (net_cents) on credit_note to avoir_finance",
            "not avoir's: right of avoir_finance to update net_cents of credit_note="),
        Change(
            "a right given to everybody", "grant execute on function record_audit to public",
            "not avoir's: right of everybody to execute record_audit(text,text)="),
        Change(
            "a right taken away", "revoke select on audit_entry from avoir_auditor",
            "missing or altered: right of avoir_auditor to select audit_entry="),
        Change(
            "a right to the schema", "grant create on schema avoir to avoir_ingest",
            "not avoir's: right of avoir_ingest to create the schema="),
        Change(
            "a right to write for a role of somebody else's", "grant insert on outage to pg_monitor",
            "not avoir's: right of pg_monitor to insert outage="),
        Change(
            "a table given away", "alter table outage owner to avoir_reader",
            "not avoir's: owner of outage=avoir_reader"),
        Change(
            "a function given away", "alter function refuse_change() owner to avoir_ingest",
            "not avoir's: owner of refuse_change()=avoir_ingest"),
        Change(
            "the schema given away", "alter schema avoir owner to avoir_finance",
            "not avoir's: owner of the schema=avoir_finance"),
        Change(
            "a role in another", "grant avoir_owner to avoir_reader",
            "not avoir's: avoir_reader is a member of avoir_owner="),
        Change(
            "a role that may everything", "alter role avoir_ingest superuser",
            "not avoir's: role avoir_ingest=superuser"),
        Change(
            "a session that fires no trigger", "set local session_replication_role = replica",
            "session_replication_role is replica in this session"),
        Change(
            "a database that fires no trigger",
            """
            do $$ begin
                execute format('alter database %I set session_replication_role = replica', current_database());
            end $$
            """, "session_replication_role is set for this database: session_replication_role=replica"),
        Change(
            "a role that fires no trigger", "alter role avoir_ingest set session_replication_role = 'local'",
            "session_replication_role is set for role avoir_ingest and every database"),
    ]

    @Test("a change to the schema is found")
    func found() throws {
        try TestDatabase.with { _, connection in
            #expect(try SchemaGuards.missing(connection).isEmpty)
            for change in Self.changes {
                try connection.execute("begin")
                try connection.executeScript(change.sql)
                let found = try SchemaGuards.missing(connection)
                #expect(found.contains { $0.hasPrefix(change.found) }, "\(change.what): \(found)")
                try connection.execute("rollback")
            }
        }
    }

    /// Each leaves the schema without one of its guards, and the record agreeing with it.
    private static let dropped = """
        drop index one_decision_an_attempt;
        alter table schema_shape disable trigger all;
        update schema_shape set shape = array(
            select s from unnest(shape) s where s not like 'index one_decision_an_attempt%');
        alter table schema_shape enable trigger all;
        """

    private static let unaudited =
        "the recorded shape of schema revision \(Schema.revision) is not the audited one"
    private static let notOurs = "differs from the one that this avoir's migrations make"

    @Test("a record changed along with the schema is not the audited one")
    func record() throws {
        try TestDatabase.with { _, connection in
            try connection.executeScript(Self.dropped)
            let faults = try SchemaGuards.missing(connection)
            #expect(faults.contains(Self.unaudited))
            #expect(
                faults.filter { $0.hasSuffix(Self.notOurs) }.count
                    == (SchemaGuards.isShapeKnown(on: connection) ? 2 : 0))
        }
    }

    @Test("a record and an audit entry of the changed schema beside the true ones are one migration too many")
    func secondRecord() throws {
        try TestDatabase.with { _, connection in
            try connection.executeScript("drop index one_decision_an_attempt")
            let shape = try SchemaShape.read(connection)
            try connection.execute(
                "insert into schema_shape (revision, server_major, shape) values ($1, $2, $3)",
                [
                    .int32(Int32(Schema.revision)), .int32(Int32(SchemaShape.major(connection))),
                    .textArray(shape),
                ])
            try connection.execute(
                """
                select record_audit('migrate', '{"shape": "\(SchemaShape.digest(shape))", "revision": \(Schema.revision)}')
                """)
            let faults = try SchemaGuards.missing(connection)
            #expect(faults.contains("a migration is recorded twice"))
            #expect(!faults.contains(Self.unaudited))
            #expect(
                faults.filter { $0.hasSuffix(Self.notOurs) }.count
                    == (SchemaGuards.isShapeKnown(on: connection) ? 2 : 0))
        }
    }

    @Test("an audit entry of a migration that was never made is found, JSON or not")
    func invented() throws {
        try TestDatabase.with { _, connection in
            try connection.execute("select record_audit('migrate', '{\"version\": 99}')")
            #expect(
                try SchemaGuards.missing(connection)
                    == ["the audit log has a migration that is not recorded: {\"version\": 99}"])
            try connection.executeScript(
                """
                create or replace function record_audit(action text, details text) returns bigint language plpgsql as
                    'begin return 1; end';
                alter table audit_entry drop constraint the_hash_is_of_the_entry;
                insert into audit_entry (no, previous_hash, at, by, action, details, hash)
                    select no + 1, hash, now(), 'x', 'migrate', 'not json', 'x' from audit_head
                """)
            #expect(
                try SchemaGuards.missing(connection).contains(
                    "the audit log has a migration that is not recorded: not json"))
        }
    }

    @Test("what a database is set to print definitions by is no fault, nor that others may read")
    func settings() throws {
        try TestDatabase.with { database, connection in
            try connection.executeScript(
                """
                alter database \(database.name) set quote_all_identifiers = on;
                alter database \(database.name) set standard_conforming_strings = off;
                alter database \(database.name) set datestyle = 'german';
                alter database \(database.name) set intervalstyle = 'sql_standard';
                alter database \(database.name) set bytea_output = 'escape';
                alter database \(database.name) set search_path = public;
                grant usage on schema avoir to pg_monitor;
                grant select on all tables in schema avoir to pg_monitor;
                """)
            #expect(try SchemaGuards.missing(database.connect()).isEmpty)
        }
    }

    /// When the schema changes, the value to put there is what this finds.
    @Test("the program knows the shape that its migrations make")
    func known() throws {
        try TestDatabase.with { _, connection in
            let digest = SchemaShape.digest(try SchemaShape.read(connection))
            if let expected = SchemaShape.expected(by: connection) {
                #expect(digest == expected)
            } else {
                // Then the record is relied on.
                #expect(SchemaShape.major(connection) != 15)
                #expect(
                    try connection.number(
                        "select count(*) from audit_entry where details like '%\(digest)%'") == 1)
            }
        }
    }
}
