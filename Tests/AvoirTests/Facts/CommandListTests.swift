import TestSupport
import Testing

@Suite("avoir list: the facts in force")
struct CommandListTests {
    private static let files = [
        ("customers", "customer,name\nC1,Alpha SA\nC2,Bêta SARL\n"),
        (
            "subscriptions",
            """
            subscription,customer,service,terms,starts_on,ends_on,holidays
            S1,C1,svc,office,2020-01-01,,HOUSE
            S2,C2,other,office,2020-01-01,2026-09-30,FR

            """
        ),
        (
            "invoices",
            """
            invoice,subscription,month,issued_on,amount_excl_tax,vat_rate
            F-1,S1,2026-10,2026-10-31,1000.10,20
            F-2,S2,2026-09,2026-09-30,-5,5.5

            """
        ),
        (
            "outages",
            """
            source,id,service,subscription,started_at,ended_at,share,summary,withdrawn
            noc,1,svc,,2026-09-30T21:00:00Z,2026-09-30T22:00:00Z,,,
            noc,2,svc,,2026-10-06T07:00:00Z,2026-10-06T08:00:00Z,50,"Panne, ""totale"" ici",
            noc,3,other,,2026-10-06T07:00:00Z,,,=1+1,
            probe,1,,S1,2026-10-31T22:59:59.999999Z,2026-10-31T23:30:00Z,,,true

            """
        ),
        (
            "notifications",
            "subscription,outage_source,outage_id,notified_at,reference\nS1,noc,2,2026-10-06T07:05:00Z,T-1\n"
        ),
        ("requests", "subscription,month,requested_on\nS1,2026-10,2026-11-03\n"),
    ]

    /// Four files and terms in the time of Paris.
    static func with(_ body: (CommandDatabase) async throws -> Void) async throws {
        try await CommandDatabase.withSchema { database in
            let terms = try FieldCase("standing-data.case").files.first { $0.name == "terms.yaml" }
            try database.write(try #require(terms?.text), to: "terms.yaml")
            try await database.avoir("terms", "add", "terms.yaml").expectSilentSuccess()
            let days = "calendar,date,name\nHOUSE,2026-10-16,Fête\nHOUSE,2026-11-02,Pont\n"
            for (kind, text) in [("holidays", days)] + files {
                try database.write(text, to: "\(kind).csv")
                try await database.avoir("import", kind, "\(kind).csv").expectSilentSuccess()
            }
            try await body(database)
        }
    }

    private func ids(_ database: CommandDatabase, _ arguments: String...) async throws -> [String] {
        let outcome = try await Command(
            arguments: ["list"] + arguments + ["--json"], environment: database.environment,
            folder: database.folder
        ).run().expect(0)
        return try outcome.json()["facts"].elements.map { fact in
            ["source", "id", "invoice", "customer", "subscription", "date", "reference"]
                .compactMap { fact[$0].text }.joined(separator: " ")
        }
    }

    @Test("a month has what lies in it by the clock of the terms; an outage without an end goes on")
    func month() async throws {
        try await Self.with { database in
            #expect(
                try await ids(database, "outages", "--month", "2026-10") == [
                    "noc 2", "noc 3", "probe 1 S1",
                ])
            #expect(try await ids(database, "outages", "--month", "2026-09") == ["noc 1"])
            #expect(try await ids(database, "outages", "--month", "2026-11") == ["noc 3", "probe 1 S1"])
            #expect(try await ids(database, "invoices", "--month", "2026-10") == ["F-1 S1"])
            #expect(try await ids(database, "subscriptions", "--month", "2026-10") == ["C1 S1"])
            #expect(try await ids(database, "holidays", "--month", "2026-10") == ["2026-10-16"])
            #expect(try await ids(database, "notifications", "--month", "2026-10") == ["S1 T-1"])
            #expect(try await ids(database, "notifications", "--month", "2026-09") == [])
            try await database.avoir("list", "customers", "--month", "2026-10").expectFailure(
                64, saying: "customers have no month: leave out --month")
        }
    }

    @Test("a subscription, a customer and a service stand for what concerns them")
    func names() async throws {
        try await Self.with { database in
            for filter in [["--subscription", "S1"], ["--customer", "C1"], ["--service", "svc"]] {
                let outages = try await ids(database, "outages", filter[0], filter[1])
                #expect(outages == ["noc 1", "noc 2", "probe 1 S1"], "\(filter)")
                #expect(try await ids(database, "invoices", filter[0], filter[1]) == ["F-1 S1"], "\(filter)")
                #expect(try await ids(database, "customers", filter[0], filter[1]) == ["C1"], "\(filter)")
                #expect(try await ids(database, "subscriptions", filter[0], filter[1]) == ["C1 S1"])
                let days = try await ids(database, "holidays", filter[0], filter[1])
                #expect(days == ["2026-10-16", "2026-11-02"], "\(filter)")
            }
            #expect(try await ids(database, "outages", "--customer", "C1", "--service", "other") == [])
            #expect(try await ids(database, "outages", "--source", "probe") == ["probe 1 S1"])
            #expect(try await ids(database, "notifications", "--source", "noc") == ["S1 T-1"])
            try await database.avoir("list", "invoices", "--source", "noc").expectFailure(
                64, saying: "invoices have no source")
            for (option, what) in [
                ("--subscription", "subscription"), ("--customer", "customer"), ("--service", "service"),
            ] {
                try await database.avoir("list", "outages", option, "no'ne").expectFailure(
                    1, saying: "no \(what) is called no'ne")
            }
        }
    }

    @Test("as of a batch, what was in force after it")
    func asOf() async throws {
        try await Self.with { database in
            try database.write("source,id,ended_at\nnoc,3,2026-10-07T07:00:00Z\n", to: "ends.csv")
            let first = try await database.avoir("imports", "--json").json()["imports"].elements[0]["batch"]
                .text
            try await database.avoir("import", "ends", "ends.csv").expect(0)
            func end(_ arguments: String...) async throws -> String? {
                let outcome = try await Command(
                    arguments: ["list", "outages", "--source", "noc", "--json"] + arguments,
                    environment: database.environment, folder: database.folder
                ).run().expect(0)
                return try outcome.json()["facts"].elements[2]["ended_at"].text
            }
            #expect(try await end() == "2026-10-07T09:00:00+02:00")
            #expect(try await end("--as-of", try #require(first)) == nil)
            #expect(try await ids(database, "outages", "--as-of", "0") == [])
            for batch in ["99", "-1", "99999999999"] {
                try await database.avoir("list", "outages", "--as-of=\(batch)").expectFailure(
                    1, saying: "there is no batch \(batch); the last one is 9")
            }
        }
    }

    @Test("for people: columns that say something, in line, names beside subscriptions")
    func text() async throws {
        try await Self.with { database in
            let outages = try await database.avoir("list", "outages").expectSilentSuccess()
            #expect(
                outages.text == """
                    source  id  service  subscription  customer_name  started_at                        ended_at                   share  summary              withdrawn
                    noc     1   svc                                   2026-09-30T23:00:00+02:00         2026-10-01T00:00:00+02:00
                    noc     2   svc                                   2026-10-06T09:00:00+02:00         2026-10-06T10:00:00+02:00     50  Panne, "totale" ici
                    noc     3   other                                 2026-10-06T09:00:00+02:00                                           =1+1
                    probe   1            S1            Alpha SA       2026-10-31T23:59:59.999999+01:00  2026-11-01T00:30:00+01:00                              true
                    outages: 4 in force

                    """)
            let invoices = try await database.avoir("list", "invoices", "--subscription", "S1").expect(0)
            #expect(
                invoices.text == """
                    invoice  subscription  customer_name  month    issued_on   amount_excl_tax  vat_rate  currency  kind
                    F-1      S1            Alpha SA       2026-10  2026-10-31          1000.10        20  EUR       recurring
                    invoices: 1 in force

                    """)
            #expect(try await database.avoir("list", "maintenance").expect(0).text == "maintenance: none\n")
            #expect(
                try await database.avoir("list", "subscriptions").expect(0).text.contains(
                    "C2        Bêta SARL"))
        }
    }

    @Test("as CSV: every column, exactly as imports read it, ordered by identity")
    func csv() async throws {
        try await Self.with { database in
            let outages = try await database.avoir("list", "outages", "--format", "csv", "--source", "noc")
            #expect(
                outages.expect(0).text
                    == [
                        "source,id,service,subscription,started_at,ended_at,notified_at,fault,share,summary,withdrawn",
                        "noc,1,svc,,2026-09-30T23:00:00+02:00,2026-10-01T00:00:00+02:00,,,100,,false",
                        "noc,2,svc,,2026-10-06T09:00:00+02:00,2026-10-06T10:00:00+02:00,,,50,\"Panne, \"\"totale\"\" ici\",false",
                        "noc,3,other,,2026-10-06T09:00:00+02:00,,,,100,=1+1,false", "",
                    ].joined(separator: "\r\n"))
            let none = try await database.avoir("list", "maintenance", "--format", "csv").expect(0)
            #expect(
                none.text.hasPrefix("source,id,service,subscription,started_at")
                    && none.text.hasSuffix("withdrawn\r\n"))
        }
    }

    @Test("64: ends are not facts of their own, and unknown kinds")
    func ends() async throws {
        try await CommandDatabase.withSchema { database in
            try await database.avoir("list", "ends").expectFailure(
                64,
                saying:
                    "ends are not facts of their own: they are ended_at of outages; see: avoir list outages")
            try await database.avoir("list", "rumours").expectFailure(64, saying: "'rumours' is invalid")
        }
    }
}
