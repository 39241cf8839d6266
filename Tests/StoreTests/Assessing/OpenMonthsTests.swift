internal import Postgres
internal import SLA
internal import Store
internal import Testing

@Suite("Months that a later batch takes up again")
struct OpenMonthsTests {
    /// What is imported, and the months that it concerns of 2025-09, 2025-10 and 2025-11.
    static let facts: [(kind: String, text: String, months: [String])] = [
        ("requests", "subscription,month,requested_on\nS-2,2025-10,2025-12-01", ["2025-10"]),
        (
            "invoices",
            "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,currency\nF-9,S-2,2025-09,2025-09-30,100000,20000000,EUR",
            ["2025-09"]
        ),
        (
            "outages",
            """
            source,id,subscription,started_at,ended_at,notified_at
            noc,9,S-2,2025-10-15T09:00:00Z,2025-11-05T10:00:00Z,2025-10-15T09:00:00Z
            """, ["2025-10", "2025-11"]
        ),
        (
            "outages",
            "source,id,subscription,started_at,ended_at,notified_at\nnoc,9,S-2,2026-01-15T09:00:00Z,,2026-01-15T09:00:00Z",
            []
        ),
        (
            "outages",
            """
            source,id,subscription,started_at,ended_at,notified_at
            noc,9,S-2,2025-11-01T00:00:00+01:00,2025-11-05T10:00:00Z,2025-11-01T09:00:00Z
            """, ["2025-11"]
        ),
        (
            "outages",
            """
            source,id,subscription,started_at,ended_at,notified_at
            noc,9,S-2,2025-10-31T23:59:59.999999+01:00,2025-11-05T10:00:00Z,2025-11-01T09:00:00Z
            """, ["2025-10", "2025-11"]
        ),
        (
            "maintenance",
            """
            source,id,subscription,started_at,ended_at
            c,9,S-2,2025-10-31T20:00:00+01:00,2025-11-01T00:00:00+01:00
            """, ["2025-10"]
        ),
        (
            "customers",
            """
            customer,name,siren,vat_number,street,postcode,city,country
            C-1,Client,200000008,FR83200000008,3 rue Longue,75002,Paris,FR
            """, []
        ),
        (
            "subscriptions", "subscription,customer,service,terms,starts_on\nS-9,C-1,ivr,axantis,2025-11-01",
            ["2025-11"]
        ),
    ]

    @Test("facts that came since an assessment concern the months that they are of", arguments: facts.indices)
    func changed(place: Int) throws {
        try Ledger.with { ledger in
            let months = try ["2025-09", "2025-10", "2025-11"].map(month)
            for month in months {
                try ledger.breach(month.description)
                try ledger.assess(month.description)
            }
            // What was imported for a later month is none of an earlier one's.
            #expect(
                try OpenMonths.changed(months, zones: [zone("Europe/Paris")], on: ledger.connection).isEmpty)
            let fact = Self.facts[place]
            try importing(fact.kind, fact.text, on: ledger.connection)
            let changed = try OpenMonths.changed(months, zones: [zone("Europe/Paris")], on: ledger.connection)
            #expect(changed.map(\.description).sorted() == fact.months)
            for month in changed { try ledger.assess(month.description) }
            #expect(
                try OpenMonths.changed(months, zones: [zone("Europe/Paris")], on: ledger.connection).isEmpty)
        }
    }

    @Test("a month is open once it was issued, or a run found nothing to issue")
    func open() throws {
        try Ledger.with { ledger in
            let range = try month("2025-09")...month("2025-11")
            try ledger.breach("2025-10")
            try ledger.assess("2025-10")
            #expect(try OpenMonths.load(range, on: ledger.connection).isEmpty)
            try ledger.issue("2025-11", on: "2026-01-05")
            try ledger.issue("2025-10", on: "2026-01-05")
            try ledger.breach("2025-08", "S-2")
            try ledger.credit("2025-08", on: "2026-01-05")
            #expect(
                try OpenMonths.load(range, on: ledger.connection).map(\.description) == [
                    "2025-10", "2025-11",
                ])
        }
    }

    @Test("a run keeps the month whose batch took it up, and its notes go with those of that month")
    func batch() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-10")
            try ledger.assess("2025-10")
            let later = try month("2025-12")
            let run = try Issuing.newRun(ledger.connection)
            try Issuing.issue(
                month("2025-10"), on: date("2026-01-05"), run: run,
                plan: ledger.plan("2025-10", on: "2026-01-05"),
                allowsCuts: true, batch: later, program: "StoreTests", ledger.connection)
            let filter = NoteFilter(month: later, includesTakenUp: true)
            #expect(try CreditNotes.list(filter, on: ledger.connection).map(\.number) == ["AV-2026-00001"])
            #expect(try CreditNotes.list(NoteFilter(month: later), on: ledger.connection).isEmpty)
            #expect(try ledger.faults().isEmpty)
        }
    }
}
