internal import SLA
internal import Store

/// What each role may do, and nothing else: the expectation of the tests, and the documentation.
enum RolesMatrix {
    static let roles = [
        "avoir_owner", "avoir_ingest", "avoir_finance", "avoir_auditor", "avoir_reader", "avoir_approver",
    ]

    /// By table or view: what ingest, finance, auditor, reader and approver may do with it. `s` select, `i` insert, `u` update of
    /// the columns below; nobody deletes or truncates. The owner may all.
    static let tables: [String: [String]] = [
        "assessed_invoice": ["", "s", "s", "", ""],
        "assessed_month": ["s", "siu", "s", "s", "s"],
        "assessment": ["s", "si", "s", "s", "s"],
        "assessment_run": ["s", "si", "s", "s", "s"],
        "assessment_zone": ["", "si", "s", "s", "s"],
        "audit_entry": ["", "s", "s", "", ""],
        "audit_head": ["", "s", "s", "", ""],
        "batch_under_way": ["s", "s", "s", "", ""],
        "closing": ["", "s", "s", "s", "s"],
        "commercial_line": ["", "s", "s", "s", "s"],
        "credit_line": ["", "s", "s", "s", "s"],
        "credit_note": ["", "s", "s", "s", "s"],
        "credit_request": ["siu", "s", "s", "s", "s"],
        "current_assessment": ["", "s", "s", "s", "s"],
        "customer": ["si", "s", "s", "s", "s"],
        "customer_details": ["siu", "s", "s", "s", "s"],
        "excusable_event": ["siu", "s", "s", "s", "s"],
        "hold_event": ["", "s", "s", "s", "s"],
        "holiday": ["siu", "s", "s", "s", "s"],
        "holiday_calendar": ["siu", "s", "s", "s", "s"],
        "import_batch": ["siu", "si", "s", "s", "s"],
        "import_reach": ["", "s", "s", "s", "s"],
        "import_rejection": ["si", "", "s", "", ""],
        "import_source": ["si", "s", "s", "s", "s"],
        "imported_file": ["si", "s", "s", "", ""],
        "invoice": ["siu", "s", "s", "s", "s"],
        "invoiced_by_rate": ["", "s", "s", "s", "s"],
        "issue_decision": ["", "s", "s", "s", "s"],
        "issue_run": ["", "s", "s", "s", "s"],
        "issuer_version": ["", "si", "s", "", ""],
        "ledger": ["s", "s", "s", "s", "s"],
        "live_commercial": ["", "s", "s", "s", "s"],
        "live_credit": ["", "s", "s", "s", "s"],
        "maintenance": ["siu", "s", "s", "s", "s"],
        "note_series": ["", "s", "s", "", ""],
        "noted_month": ["", "s", "s", "s", "s"],
        "notification": ["siu", "s", "s", "s", "s"],
        "outage": ["siu", "s", "s", "s", "s"],
        "plan_verdict": ["", "s", "s", "s", "s"],
        "saved_plan": ["", "s", "s", "s", "s"],
        "schema_revision": ["s", "s", "s", "s", "s"],
        "schema_shape": ["", "s", "s", "", ""],
        "service": ["si", "s", "s", "s", "s"],
        "shared_assessment": ["", "siu", "s", "s", "s"],
        "shared_slice": ["", "siu", "s", "s", "s"],
        "special_hours": ["siu", "s", "s", "s", "s"],
        "spell_in_force": ["", "s", "s", "s", "s"],
        "subscription": ["si", "s", "s", "s", "s"],
        "subscription_details": ["siu", "s", "s", "s", "s"],
        "subscription_lock": ["", "", "s", "", ""],
        "terms_schedule": ["s", "si", "s", "s", "s"],
        "terms_tier": ["s", "si", "s", "s", "s"],
        "terms_under_way": ["s", "s", "s", "", ""],
        "terms_version": ["s", "si", "s", "s", "s"],
        "terms_window": ["s", "si", "s", "s", "s"],
    ]

    /// The columns that may be updated where the table says `u`: to close a version of a fact, or as the table needs it.
    static func updatable(_ table: String) -> Set<String> {
        switch table {
        case "import_batch": ["inserted", "updated", "unchanged", "rejected", "cleared", "withdrawn"]
        case "assessed_month": ["watermark"]
        case "shared_assessment": ["ended"]
        case "shared_slice":
            [
                "assessed", "first_revisions", "unchanged", "met", "breached", "without_terms", "is_final",
                "revised", "changed_after_issue", "overcredited",
            ]
        default: ["until_batch"]
        }
    }

    /// The columns that a role may give where the table says `i`; nil: all. The others are the database's to fill in.
    static func insertable(_ table: String, by role: String) -> Set<String>? {
        switch (table, role) {
        case ("import_batch", "avoir_ingest"):
            ["kind", "file", "header", "undoes", "profile", "profile_sha256", "objects_sha256"]
        case ("import_batch", _): ["kind", "file", "inserted"]
        case ("customer", _), ("service", _), ("subscription", _): [table]
        case ("assessment_run", _): ["month", "watermark", "assessed_at", "program"]
        case ("issuer_version", _):
            Set(
                Issuer.fields.map(\.column) + [
                    "series_pattern", "notes_per", "settlement", "approval", "vat_on_debits", "first_number",
                    "yaml",
                    "template", "logo",
                ])
        case ("terms_version", _):
            [
                "terms", "version", "title", "source", "effective_from", "effective_until", "working_week",
                "notice_us", "notice_working_days", "request_within_working_days", "request_within_months",
                "minimum_cents", "time_zone",
                "excludes_public_holidays", "excludes_planned_maintenance", "basis", "target_micropercent",
                "target_above_micropercent", "target_downtime_us",
                "notification_required", "counted_from", "excusable", "on_request", "request_within_days",
                "vat_treatment", "cap_micropercent", "cap_days", "cap_excess", "yaml", "from_batch",
            ]
        default: nil
        }
    }
}
