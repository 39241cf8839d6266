internal import Postgres
internal import SLA

extension TermsVersions {
    /// Months that are over and were judged, for which a spell would have this version in place of another.
    static func restated(
        by terms: Terms, now: Instant, on connection: Connection
    ) throws -> [Month] {
        try connection.query(
            """
            select distinct a.month from assessment a
            join terms_version deciding using (terms_key)
            join spell_in_force s on s.subscription_key = a.subscription_key and s.terms = $1
                and s.starts_on < a.month + interval '1 month' and coalesce(s.ends_on >= a.month, true)
            cross join lateral (select
                max(v.effective_from) filter (where v.effective_from <= a.month) as in_force,
                max(v.effective_from) filter (where v.effective_from <= s.starts_on) as of_spell
                from terms_version v where v.terms = $1) known
            where a.month + interval '1 month' > $2
                and (a.month + interval '1 month') at time zone deciding.time_zone <= $3
                and case when $2 <= a.month then coalesce(known.in_force < $2, true)
                    else known.in_force is null and $2 <= s.starts_on and coalesce(known.of_spell < $2, true) end
            order by a.month
            """,
            [.text(terms.id), .date(terms.effectiveFrom.daysSinceEpoch), .timestamp(now.microseconds)]
        ).map { try $0.localDate("month").month }
    }
}
