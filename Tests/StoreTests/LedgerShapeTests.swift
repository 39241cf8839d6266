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
            "create or replace view live_credit as select n.* from credit_note n where false",
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

    @Test("a record changed along with the schema is not the audited one")
    func record() throws {
        try TestDatabase.with { _, connection in
            try connection.executeScript(
                """
                drop index one_decision_an_attempt;
                alter table schema_shape disable trigger all;
                update schema_shape set shape = array(
                    select s from unnest(shape) s where s not like 'index one_decision_an_attempt%');
                alter table schema_shape enable trigger all
                """)
            #expect(
                try SchemaGuards.missing(connection)
                    == ["the recorded shape of the schema is not the audited one"])
        }
    }
}
