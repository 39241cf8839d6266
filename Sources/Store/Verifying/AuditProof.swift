internal import Postgres

/// The audit log compared with what is stored: each import, assessment, run, terms and issuer has its entries and no other.
enum AuditProof {
    /// Stored rows without an entry or that differ from it, and entries without a stored row; one sentence per fault.
    ///
    /// Throws a `PostgresError` of data where an entry's details are not JSON.
    static func faults(_ connection: Connection) throws -> [String] {
        try comparisons.flatMap { comparison in
            try connection.query(
                """
                with stored as (\(comparison.stored)), audited as (\(comparison.audited)),
                    lost as ((table stored except table audited)), more as ((table audited except table stored))
                select side, what from (
                    select 'stored' as side, what from lost union all select 'audited', what from more) f
                order by what collate "C", side desc
                """
            ).map { row in
                let what = try row.text("what")
                return try row.text("side") == "stored"
                    ? "\(what): it is stored, but the audit log does not record it"
                    : "\(what): the audit log records it, but it is not stored"
            }
        }
    }

    private struct Comparison {
        var stored: String
        var audited: String
    }

    /// The content of an entry, its details as JSON.
    private static func entries(_ action: String, _ what: String, _ more: String = "") -> String {
        """
        select \(what) as what from (
            select details::jsonb as d, by from audit_entry where action = '\(action)') e \(more)
        """
    }

    private static func holds(_ action: String) -> Comparison {
        let what = "'\(action) %s of %s for %s by %s: %s'"
        return Comparison(
            stored: """
                select format(\(what), h.no, u.subscription, to_char(h.month, 'YYYY-MM'), h.by, h.reason) as what
                from hold_event h join subscription u using (subscription_key) where h.action = '\(action)'
                """,
            audited: entries(
                action,
                "format(\(what), d ->> 'no', d ->> 'subscription', d ->> 'month', by, d ->> 'reason')"))
    }

    private static let comparisons = [
        Comparison(
            stored: """
                select format('import %s of %s from %s by %s: %s inserted, %s updated, %s rejected', batch, kind, file,
                    imported_by, inserted, updated, rejected) || coalesce(', undoing batch ' || undoes, '')
                    || coalesce(', ' || nullif(withdrawn, 0) || ' withdrawn', '') || coalesce(', by ' || profile, '') as what
                from import_batch where kind <> 'terms'
                """,
            audited: entries(
                "import",
                """
                format('import %s of %s from %s by %s: %s inserted, %s updated, %s rejected', d ->> 'batch', d ->> 'kind',
                    d ->> 'file', by, d ->> 'inserted', d ->> 'updated', d ->> 'rejected')
                    || coalesce(', undoing batch ' || (d ->> 'undoes'), '')
                    || coalesce(', ' || (d ->> 'withdrawn') || ' withdrawn', '') || coalesce(', by ' || (d ->> 'profile'), '')
                """)),
        Comparison(
            stored: """
                select format('assessment run %s of %s from batch %s: %s revisions, time zones %s', r.run,
                    to_char(r.month, 'YYYY-MM'), r.watermark, count(*), coalesce((
                    select string_agg(z.time_zone || ' ' || z.offsets, '; ' order by z.time_zone collate "C")
                    from assessment_zone z where z.run = r.run), '')) as what
                from assessment_run r join assessment a using (run) group by r.run
                """,
            audited: entries(
                "assess",
                """
                format('assessment run %s of %s from batch %s: %s revisions, time zones %s', d ->> 'run',
                    d ->> 'month', d ->> 'watermark', sum((d ->> 'revisions')::int), d ->> 'zones')
                """,
                """
                group by d ->> 'run', d ->> 'month', d ->> 'watermark', d ->> 'zones'
                having sum((d ->> 'revisions')::int) > 0
                """
            )),
        Comparison(
            stored: """
                select format('run %s of %s on %s by %s: %s notes, %s cents, cuts %s, only %s, except %s, batch %s',
                    run, to_char(month, 'YYYY-MM'), issue_date, issued_by, notes, total_cents, allows_cuts::text,
                    to_jsonb(only_these), to_jsonb(except_these), to_char(batch, 'YYYY-MM')) as what
                from issue_run where kind = 'credit'
                """,
            audited: entries(
                "issue",
                """
                format('run %s of %s on %s by %s: %s notes, %s cents, cuts %s, only %s, except %s, batch %s',
                    d ->> 'run', d ->> 'month', d ->> 'issue_date', by, d ->> 'notes', d ->> 'total_cents',
                    d ->> 'allows_cuts', d ->> 'only', d ->> 'except', d ->> 'batch')
                """)),
        Comparison(
            stored: """
                select format('run %s by %s: %s notes, %s cents, among them %s, internal %s', run, r.issued_by, r.notes,
                    r.total_cents, n.number, n.is_internal::text) as what
                from issue_run r left join credit_note n using (run) where r.kind = 'reversal'
                """,
            audited: entries(
                "reverse",
                """
                format('run %s by %s: 1 notes, %s cents, among them %s, internal %s', d ->> 'run', by,
                    d ->> 'net_cents', d ->> 'number', d ->> 'internal')
                """)),
        Comparison(
            stored:
                "select format('the books closed up to %s by %s', closed_until, closed_by) as what from closing",
            audited: entries("close", "format('the books closed up to %s by %s', d ->> 'until', by)")),
        Comparison(
            stored: """
                select format('run %s by %s: commercial note %s of %s for %s, %s cents: %s', r.run, r.issued_by, n.number,
                    u.subscription, to_char(l.month, 'YYYY-MM'), r.total_cents, n.reason) as what
                from issue_run r left join credit_note n using (run) left join commercial_line l using (series, no)
                    left join subscription u using (subscription_key)
                where r.kind = 'commercial'
                """,
            audited: entries(
                "commercial",
                """
                format('run %s by %s: commercial note %s of %s for %s, %s cents: %s', d ->> 'run', by, d ->> 'number',
                    d ->> 'subscription', d ->> 'month', d ->> 'net_cents', d ->> 'reason')
                """)),
        Comparison(
            stored: """
                select format('plan %s of %s on %s by %s: %s notes, %s cents, only %s, except %s, commercial %s: %s, digest %s, '
                    'file %s', plan,
                    to_char(month, 'YYYY-MM'), issue_date, saved_by, notes, total_cents, to_jsonb(only_these),
                    to_jsonb(except_these), subscription, reason, encode(digest, 'hex'),
                    encode(sha256(convert_to(content, 'UTF8')), 'hex')) as what
                from saved_plan
                """,
            audited: entries(
                "plan",
                """
                format('plan %s of %s on %s by %s: %s notes, %s cents, only %s, except %s, commercial %s: %s, digest %s, '
                    'file %s', d ->> 'plan',
                    d ->> 'month', d ->> 'issue_date', by, d ->> 'notes', d ->> 'total_cents', d ->> 'only',
                    d ->> 'except', d ->> 'subscription', d ->> 'reason', d ->> 'digest', d ->> 'file')
                """)),
        Comparison(
            stored:
                "select format('plan %s approved by %s', plan, given_by) as what from plan_verdict where approves",
            audited: entries("approve", "format('plan %s approved by %s', d ->> 'plan', by)")),
        Comparison(
            stored: """
                select format('plan %s rejected by %s: %s', plan, given_by, reason) as what
                from plan_verdict where not approves
                """,
            audited: entries(
                "reject", "format('plan %s rejected by %s: %s', d ->> 'plan', by, d ->> 'reason')")),
        holds("hold"), holds("release"),
        Comparison(
            stored: "select format('terms %s version %s', terms, version) as what from terms_version",
            audited: entries("terms", "format('terms %s version %s', d ->> 'terms', d ->> 'version')")),
        Comparison(
            stored: """
                select format('issuer version %s by %s, template %s', issuer_key, set_by,
                    coalesce(encode(template_sha256, 'hex'), 'none')) as what from issuer_version
                """,
            audited: entries(
                "issuer",
                "format('issuer version %s by %s, template %s', d ->> 'version', by, coalesce(d ->> 'template', 'none'))"
            )),
        // Only databases that have recorded their name can be held to it.
        Comparison(
            stored: """
                select format('ledger %s', ledger) as what from ledger
                where exists (select from audit_entry where action = 'ledger')
                """,
            audited: entries("ledger", "format('ledger %s', d ->> 'ledger')")),
    ]
}
