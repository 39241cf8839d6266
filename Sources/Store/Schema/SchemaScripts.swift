import Hashing

/// The files below `sql` that make the schema, in the order in which they are applied; a test holds them against the folders.
extension Schema {
    /// One file, by its path below `sql`.
    package struct Script: Sendable {
        package let path: String
        package let sql: [UInt8]
    }

    /// What changes tables, once. The first release freezes the baseline; until then it is edited in place.
    package struct Migration: Sendable {
        package let name: String
        /// The first revision of the schema that has it.
        package let revision: Int
        package let scripts: [Script]
    }

    /// Functions that checks of tables call: before the tables.
    package static let primitives = [
        Script(path: "primitives/digests.sql", sql: PackageResources.digests_sql),
        Script(path: "primitives/money.sql", sql: PackageResources.money_sql),
        Script(path: "primitives/refuse_change.sql", sql: PackageResources.refuse_change_sql),
    ]

    package static let migrations = [
        Migration(
            name: "0001_baseline", revision: 1,
            scripts: [
                Script(path: "migrations/0001_baseline/roles.sql", sql: PackageResources.roles_sql),
                Script(path: "migrations/0001_baseline/facts.sql", sql: PackageResources.facts_sql),
                Script(path: "migrations/0001_baseline/terms.sql", sql: PackageResources.terms_sql),
                Script(
                    path: "migrations/0001_baseline/assessments.sql", sql: PackageResources.assessments_sql),
                Script(path: "migrations/0001_baseline/audit.sql", sql: PackageResources.audit_sql),
                Script(path: "migrations/0001_baseline/notes.sql", sql: PackageResources.notes_sql),
                Script(path: "migrations/0001_baseline/holds.sql", sql: PackageResources.holds_sql),
                Script(
                    path: "migrations/0001_baseline/commercial_lines.sql",
                    sql: PackageResources.commercial_lines_sql),
                Script(path: "migrations/0001_baseline/plans.sql", sql: PackageResources.plans_sql),
            ])
    ]

    /// What is in force, one concept a file: after the tables, each time.
    package static let current = [
        Script(path: "current/views.sql", sql: PackageResources.views_sql),
        Script(path: "current/spells.sql", sql: PackageResources.spells_sql),
        Script(path: "current/close_books.sql", sql: PackageResources.close_books_sql),
        Script(path: "current/zone_offsets.sql", sql: PackageResources.zone_offsets_sql),
        Script(path: "current/imports.sql", sql: PackageResources.imports_sql),
        Script(path: "current/import_reach.sql", sql: PackageResources.import_reach_sql),
        Script(path: "current/refused_rows.sql", sql: PackageResources.refused_rows_sql),
        Script(path: "current/tier_order.sql", sql: PackageResources.tier_order_sql),
        Script(path: "current/watermark.sql", sql: PackageResources.watermark_sql),
        Script(path: "current/audit_log.sql", sql: PackageResources.audit_log_sql),
        Script(path: "current/hold_month.sql", sql: PackageResources.hold_month_sql),
        Script(path: "current/cap.sql", sql: PackageResources.cap_sql),
        Script(path: "current/vat_parts.sql", sql: PackageResources.vat_parts_sql),
        Script(path: "current/commercial.sql", sql: PackageResources.commercial_sql),
        Script(path: "current/series.sql", sql: PackageResources.series_sql),
        Script(path: "current/buyers.sql", sql: PackageResources.buyers_sql),
        Script(path: "current/credit_plan.sql", sql: PackageResources.credit_plan_sql),
        Script(path: "current/note_hash.sql", sql: PackageResources.note_hash_sql),
        Script(path: "current/plan_notes.sql", sql: PackageResources.plan_notes_sql),
        Script(path: "current/approval.sql", sql: PackageResources.approval_sql),
        Script(path: "current/issue_month.sql", sql: PackageResources.issue_month_sql),
        Script(path: "current/reverse_note.sql", sql: PackageResources.reverse_note_sql),
        Script(path: "current/issue_commercial.sql", sql: PackageResources.issue_commercial_sql),
        Script(path: "current/check_new_lines.sql", sql: PackageResources.check_new_lines_sql),
        Script(
            path: "current/check_commercial_lines.sql", sql: PackageResources.check_commercial_lines_sql),
        Script(path: "current/triggers.sql", sql: PackageResources.triggers_sql),
        Script(path: "current/rights.sql", sql: PackageResources.rights_sql),
    ]

    /// In the order in which a new database sees them.
    package static var scripts: [Script] { primitives + migrations.flatMap(\.scripts) + current }

    /// Of all of them, paths included.
    package static let digest = Digest.sha256(
        scripts.flatMap { script in
            Array("\(script.path) \(script.sql.count)\n".utf8) + script.sql
        })
}
