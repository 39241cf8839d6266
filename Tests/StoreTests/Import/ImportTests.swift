internal import Postgres
internal import SLA
internal import Store
internal import Testing

/// A customer, three subscriptions of two services, and an outage.
func importBasics(_ connection: Connection) throws {
    try importing("customers", "customer,name\nC-1,Client Exemple SA", on: connection)
    try importing(
        "subscriptions",
        """
        subscription,customer,service,terms,starts_on
        S-1,C-1,ivr,axantis,2025-06-01
        S-2,C-1,ivr,axantis,2025-06-01
        S-3,C-1,sms,axantis,2025-06-01
        """, on: connection)
    try importing(
        "outages",
        """
        source,id,service,subscription,started_at,ended_at,notified_at
        noc,O-1,,S-1,2026-05-05T10:00:00Z,2026-05-05T11:00:00Z,2026-05-05T10:00:00Z
        """, on: connection)
}

@Suite("Import: each kind")
struct ImportTests {
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
            header: "customer,name,siren,vat_number,street,postcode,city,country,email",
            row: "C-9,Avant SA,200000008,FR37200000008,2 avenue du Client,69002,Lyon,FR,a@example.com",
            changed: "C-9,Après SA,200000008,FR37200000008,2 avenue du Client,69002,Lyon,FR,",
            other: "C-8,Autre SA,,,,,,,", history: "customer_details",
            content: "concat_ws(' ', name, siren, vat_number, street, postcode, city, country, email)",
            before: "Avant SA 200000008 FR37200000008 2 avenue du Client 69002 Lyon FR a@example.com",
            after: "Après SA 200000008 FR37200000008 2 avenue du Client 69002 Lyon FR"),
        Sample(
            kind: "subscriptions", header: "subscription,customer,service,terms,starts_on,ends_on,holidays",
            row: "S-9,C-1,new-service,axantis,2025-06-01,,",
            changed: "S-9,C-1,ivr,other,2025-06-01,2026-12-31,FR-AM",
            other: "S-8,C-1,ivr,axantis,2025-06-01,,none", history: "subscription_details",
            content: """
                (select concat_ws(' ', c.customer, v.service, terms, starts_on, ends_on, holidays)
                    from customer c, service v
                    where c.customer_key = h.customer_key and v.service_key = h.service_key)
                """,
            before: "C-1 new-service axantis 2025-06-01 FR",
            after: "C-1 ivr other 2025-06-01 2026-12-31 FR-AM"),
        Sample(
            kind: "invoices",
            header: "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,currency",
            row: "FA-1,S-1,2026-05,2026-05-31,123453,20000000,",
            changed: "FA-1,S-1,2026-05,2026-06-01,-500,20000000,",
            other: "FA-1,S-1,2026-05,2026-05-31,1,5500000,", history: "invoice",
            content: "concat_ws(' ', month, issued_on, amount_cents, currency)",
            before: "2026-05-01 2026-05-31 123453 EUR", after: "2026-05-01 2026-06-01 -500 EUR"),
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

    @Test("of every kind, a row is inserted, is unchanged the second time, and is replaced with its history")
    func life() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            for sample in Self.samples { try checkLife(of: sample, connection) }
        }
    }

    private func checkLife(of sample: Sample, _ connection: Connection) throws {
        let kind = Comment(rawValue: sample.kind)
        let known = try connection.number("select count(*) from \(sample.history)")
        let watermark = try Watermark.latest(connection)
        func versions() throws -> [String] {
            try connection.texts(
                """
                select concat_ws(' ', from_batch, coalesce(until_batch::text, 'on'), \(sample.content))
                from \(sample.history) h where greatest(from_batch, until_batch) > \(watermark)
                order by from_batch, until_batch
                """)
        }
        func run(_ rows: String...) throws -> [Int] {
            let text = ([sample.header] + rows).joined(separator: "\n")
            return try importing(sample.kind, text, on: connection).counts
        }
        let (first, third) = (watermark + 1, watermark + 3)
        #expect(try run(sample.row) == [1, 0, 0, 0], kind)
        #expect(try versions() == ["\(first) on \(sample.before)"], kind)
        #expect(try run(sample.row) == [0, 0, 1, 0], kind)
        #expect(try versions() == ["\(first) on \(sample.before)"], kind)
        #expect(try run(sample.changed) == [0, 1, 0, 0], kind)
        let history = ["\(first) \(third) \(sample.before)", "\(third) on \(sample.after)"]
        #expect(try versions() == history, kind)
        #expect(try run(sample.changed) == [0, 0, 1, 0], kind)
        #expect(try versions() == history, kind)
        if !sample.other.isEmpty {
            #expect(try run(sample.changed, sample.other) == [1, 0, 1, 0], kind)
            #expect(try connection.number("select count(*) from \(sample.history)") == known + 3, kind)
        }
        guard FactKind(rawValue: sample.kind)?.earliest == nil else {
            // The earlier one counts: what comes later is a reminder, kept once and never in force.
            for _ in 1...2 {
                #expect(try run(sample.row) == [0, 0, 1, 0], kind)
                #expect(try versions().filter { $0.contains(" on \(sample.after)") }.count == 1, kind)
            }
            return
        }
        // Back to what it was: a new version, never the old one opened again.
        #expect(try run(sample.row) == [0, 1, 0, 0], kind)
        #expect(try versions().filter { $0.contains(" on \(sample.before)") }.count == 1, kind)
    }

    @Test("every kind that the database can keep is imported by its name")
    func kinds() throws {
        #expect(FactKind.allCases.map(\.rawValue) == Self.samples.map(\.kind) + ["ends"])
        #expect(FactKind(rawValue: "outage") == nil)
    }

    @Test("the batch says what the import did, to the row")
    func batch() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let imported = try importing(
                "outages",
                """
                source,id,service,subscription,started_at
                noc,O-1,,S-1,2026-05-05T10:30:00Z
                noc,O-2,ivr,,2026-05-05T10:00:00Z
                noc,O-2,ivr,,2026-05-05T10:00:00Z
                noc,O-3,,S-unknown,2026-05-05T10:00:00Z
                !started_at,not an instant,yesterday
                """, on: connection)
            #expect(imported.counts == [1, 1, 1, 2])
            let batch = try sample(imported.outcome.batch, "no batch")
            #expect(
                try connection.texts(
                    """
                    select concat_ws(' ', batch, kind, file, inserted, updated, unchanged, rejected)
                    from import_batch order by batch desc limit 1
                    """) == ["\(batch) outages outages.csv 1 1 1 2"])
            #expect(try Watermark.latest(connection) == Int32(batch))
        }
    }

    @Test("a file of no rows is a batch of no rows")
    func empty() throws {
        try TestDatabase.with { _, connection in
            let imported = try importing("outages", "source,id", on: connection)
            #expect(imported.counts == [0, 0, 0, 0])
            #expect(imported.outcome.batch == 1)
        }
    }

    @Test("terms that no stored version has are named, once each, in order")
    func unknownTerms() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            try add(axantis(), on: connection)
            let imported = try importing(
                "subscriptions",
                """
                subscription,customer,service,terms,starts_on
                S-4,C-1,ivr,zeta,2025-06-01
                S-5,C-1,ivr,Alpha,2025-06-01
                S-6,C-1,ivr,zeta,2025-06-01
                S-7,C-1,ivr,axantis,2025-06-01
                S-8,C-unknown,ivr,refused,2025-06-01
                """, on: connection)
            #expect(imported.outcome.unknownTerms == ["Alpha", "zeta"])
        }
    }
}
