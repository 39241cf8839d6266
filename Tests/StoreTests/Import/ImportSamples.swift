extension ImportTests {
    /// A kind, a good row, the same fact with other content, and the fact's key in its history.
    struct Sample: Sendable {
        let kind: String
        let header: String
        let row: String
        let changed: String
        let other: String
        let history: String
        let content: String
        let before: String
        let after: String
    }

    static let samples = [
        Sample(
            kind: "customers",
            header:
                "customer,name,kind,siren,siret,vat_number,street,postcode,city,country,email,endpoint_scheme,endpoint_id,"
                + "service_code,exemption_code,exemption_reason",
            row:
                "C-9,Avant SA,,200000008,,FR37200000008,2 avenue du Client,69002,Lyon,FR,a@example.com,0225,200000008_A,,,",
            changed:
                "C-9,Après SA,public,200000008,20000000800017,FR37200000008,2 avenue du Client,69002,Lyon,FR,,,,SERV-1,"
                + "VATEX-EU-G,Exportation",
            other: "C-8,Autre SA,consumer,,,,,,,,,,,,,", history: "customer_details",
            content: """
                concat_ws(' ', name, kind, siren, siret, vat_number, street, postcode, city, country, email,
                    endpoint_scheme, endpoint_id, service_code, exemption_code, exemption_reason)
                """,
            before:
                "Avant SA business 200000008 FR37200000008 2 avenue du Client 69002 Lyon FR a@example.com 0225 200000008_A",
            after:
                "Après SA public 200000008 20000000800017 FR37200000008 2 avenue du Client 69002 Lyon FR SERV-1 VATEX-EU-G "
                + "Exportation"),
        Sample(
            kind: "subscriptions",
            header:
                "subscription,customer,service,terms,starts_on,ends_on,holidays,order_reference,contract_reference",
            row: "S-9,C-1,new-service,axantis,2025-06-01,,,,M-1",
            changed: "S-9,C-1,ivr,other,2025-06-01,2026-12-31,FR-AM,ENG-7,",
            other: "S-8,C-1,ivr,axantis,2025-06-01,,none,,", history: "subscription_details",
            content: """
                (select concat_ws(' ', c.customer, v.service, terms, starts_on, ends_on, holidays, order_reference,
                        contract_reference)
                    from customer c, service v
                    where c.customer_key = h.customer_key and v.service_key = h.service_key)
                """,
            before: "C-1 new-service axantis 2025-06-01 FR M-1",
            after: "C-1 ivr other 2025-06-01 2026-12-31 FR-AM ENG-7"),
        Sample(
            kind: "invoices",
            header:
                "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,currency,order_reference,period_from,period_to",
            row: "FA-1,S-1,2026-05,2026-05-31,123453,20000000,,,,",
            changed: "FA-1,S-1,2026-05,2026-06-01,-500,20000000,,ENG-7,2026-05-15,2026-06-14",
            other: "FA-1,S-1,2026-05,2026-05-31,1,5500000,,,,", history: "invoice",
            content:
                "concat_ws(' ', month, issued_on, amount_cents, currency, order_reference, period_from, period_to)",
            before: "2026-05-01 2026-05-31 123453 EUR",
            after: "2026-05-01 2026-06-01 -500 EUR ENG-7 2026-05-15 2026-06-14"),
        Sample(
            kind: "outages",
            header: "source,id,service,subscription,started_at,ended_at,notified_at,summary,withdrawn",
            row: "noc,O-9,ivr,,2026-05-05T10:00:00.000001Z,,,câble,",
            changed: "noc,O-9,,S-2,2026-05-05T10:00:00Z,2026-05-05T10:00:00Z,2026-05-05T10:01:00Z,,true",
            other: "other,O-9,ivr,,2026-05-05T10:00:00Z,,,,", history: "outage",
            content: """
                concat_ws(' ', (service_key is not null)::int, started_at, ended_at, notified_at, summary, withdrawn)
                """,
            before: "1 2026-05-05 10:00:00.000001+00 câble f",
            after: "0 2026-05-05 10:00:00+00 2026-05-05 10:00:00+00 2026-05-05 10:01:00+00 t"),
        Sample(
            kind: "notifications", header: "subscription,outage_source,outage_id,notified_at,reference",
            row: "S-1,noc,O-1,2026-05-05T10:05:00Z,ticket 1",
            changed: "S-1,noc,O-1,2026-05-05T10:04:00Z,ticket 1",
            other: "", history: "notification", content: "concat_ws(' ', notified_at, reference)",
            before: "2026-05-05 10:05:00+00 ticket 1", after: "2026-05-05 10:04:00+00 ticket 1"),
        Sample(
            kind: "excusable-events",
            header:
                "source,id,service,subscription,cause,started_at,ended_at,outage_source,outage_id,evidence",
            row: "desk,X-9,,S-1,customer_act,2026-05-05T10:00:00Z,2026-05-05T11:00:00Z,noc,O-1,ticket",
            changed: "desk,X-9,ivr,,over_capacity,2026-05-05T10:00:00Z,2026-05-05T12:00:00Z,,,other",
            other: "desk,X-8,sms,,customer_act,2026-05-05T10:00:00Z,2026-05-05T11:00:00Z,,,ticket",
            history: "excusable_event",
            content: "concat_ws(' ', cause, ended_at, outage_source, outage_id, evidence)",
            before: "customer_act 2026-05-05 11:00:00+00 noc O-1 ticket",
            after: "over_capacity 2026-05-05 12:00:00+00 other"),
        Sample(
            kind: "maintenance",
            header: "source,id,service,subscription,started_at,ended_at,announced_at,summary",
            row: "change,M-9,,S-1,2026-05-05T10:00:00Z,2026-05-05T11:00:00Z,2026-05-01T00:00:00Z,mise à jour",
            changed: "change,M-9,ivr,,2026-05-05T10:00:00Z,2026-05-05T11:00:00Z,,",
            other: "change,M-8,,S-1,2026-05-05T10:00:00Z,2026-05-05T11:00:00Z,,", history: "maintenance",
            content: "concat_ws(' ', (service_key is not null)::int, ended_at, announced_at, summary)",
            before: "0 2026-05-05 11:00:00+00 2026-05-01 00:00:00+00 mise à jour",
            after: "1 2026-05-05 11:00:00+00"),
        Sample(
            kind: "requests", header: "subscription,month,requested_on,reference",
            row: "S-1,2026-05,2026-06-03,mail", changed: "S-1,2026-05,2026-06-02,mail",
            other: "S-1,2026-06,2026-07-03,mail", history: "credit_request",
            content: "concat_ws(' ', month, requested_on, reference)",
            before: "2026-05-01 2026-06-03 mail", after: "2026-05-01 2026-06-02 mail"),
        Sample(
            kind: "calendars", header: "calendar,based_on,known_until", row: "DE-BY,none,2026-12-31",
            changed: "DE-BY,FR-AM,", other: "DE-BW,none,2026-12-31", history: "holiday_calendar",
            content: "concat_ws(' ', calendar, based_on, known_until)", before: "DE-BY none 2026-12-31",
            after: "DE-BY FR-AM"),
        Sample(
            kind: "holidays", header: "calendar,date,name", row: "DE-BY,2026-01-06,Heilige Drei Könige",
            changed: "DE-BY,2026-01-06,Epiphanie", other: "DE-BW,2026-01-06,Heilige Drei Könige",
            history: "holiday", content: "concat_ws(' ', calendar, date, name)",
            before: "DE-BY 2026-01-06 Heilige Drei Könige", after: "DE-BY 2026-01-06 Epiphanie"),
        Sample(
            kind: "special-hours", header: "calendar,service,subscription,date,from,to,name",
            row: "DE-BY,,,2026-12-24,28800000000,43200000000,Heiligabend",
            changed: "DE-BY,,,2026-12-24,28800000000,46800000000,Heiligabend",
            other: ",ivr,,2026-12-24,,,Heiligabend", history: "special_hours",
            content:
                "concat_ws(' ', calendar, service_key, subscription_key, date, opens_us, closes_us, name)",
            before: "DE-BY 0 0 2026-12-24 28800000000 43200000000 Heiligabend",
            after: "DE-BY 0 0 2026-12-24 28800000000 46800000000 Heiligabend"),
    ]
}
