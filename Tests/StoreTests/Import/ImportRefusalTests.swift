internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Import: rows that are refused")
struct ImportRefusalTests {
    struct Refused: CustomTestStringConvertible, Sendable {
        let kind: String
        let text: String
        let column: String
        let reason: String
        let value: String

        var testDescription: String { "\(kind): \(column) \(value): \(reason)" }
    }

    private static let unknownSubscription = "unknown subscription; import it first"
    private static let unknownService = "unknown service; no subscription names it"
    private static let unknownOutage = "unknown outage; import it first"

    static let refused = [
        Refused(
            kind: "subscriptions",
            text: "subscription,customer,service,terms,starts_on\nS-9,C-9,new,axantis,2025-06-01",
            column: "customer", reason: "unknown customer; import it first", value: "C-9"),
        Refused(
            kind: "subscriptions",
            text:
                "subscription,customer,service,terms,starts_on,holidays\nS-9,C-1,new,axantis,2025-06-01,FR-XX",
            column: "holidays",
            reason:
                "unknown holiday calendar; FR, FR-AM, FR-GP, FR-MQ, FR-GF, FR-RE, FR-YT, FR-BL, FR-MF, none are built in, "
                + "import calendars or holidays first",
            value: "FR-XX"),
        Refused(
            kind: "invoices",
            text:
                "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate\nF,S-9,2026-05,2026-05-31,1,0",
            column: "subscription", reason: unknownSubscription, value: "S-9"),
        Refused(
            kind: "outages", text: "source,id,subscription,started_at\nnoc,1,S-9,2026-05-05T10:00:00Z",
            column: "subscription", reason: unknownSubscription, value: "S-9"),
        Refused(
            kind: "outages", text: "source,id,service,started_at\nnoc,1,fax,2026-05-05T10:00:00Z",
            column: "service", reason: unknownService, value: "fax"),
        Refused(
            kind: "notifications",
            text: "subscription,outage_source,outage_id,notified_at\nS-9,noc,O-1,2026-05-05T10:00:00Z",
            column: "subscription", reason: unknownSubscription, value: "S-9"),
        Refused(
            kind: "notifications",
            text: "subscription,outage_source,outage_id,notified_at\nS-1,desk,O-1,2026-05-05T10:00:00Z",
            column: "outage_id", reason: unknownOutage, value: "O-1"),
        Refused(
            kind: "notifications",
            text: "subscription,outage_source,outage_id,notified_at\nS-2,noc,O-1,2026-05-05T10:00:00Z",
            column: "outage_id", reason: "the outage belongs to another subscription", value: "O-1"),
        Refused(
            kind: "excusable-events",
            text: """
                source,id,subscription,cause,started_at,ended_at,evidence
                d,1,S-9,customer_act,2026-05-05T10:00:00Z,2026-05-05T11:00:00Z,e
                """, column: "subscription", reason: unknownSubscription, value: "S-9"),
        Refused(
            kind: "excusable-events",
            text: """
                source,id,service,cause,started_at,ended_at,evidence
                d,1,fax,customer_act,2026-05-05T10:00:00Z,2026-05-05T11:00:00Z,e
                """, column: "service", reason: unknownService, value: "fax"),
        Refused(
            kind: "excusable-events",
            text: """
                source,id,service,cause,started_at,ended_at,evidence,outage_source,outage_id
                d,1,ivr,customer_act,2026-05-05T10:00:00Z,2026-05-05T11:00:00Z,e,noc,O-2
                """, column: "outage_id", reason: unknownOutage, value: "O-2"),
        Refused(
            kind: "maintenance",
            text:
                "source,id,subscription,started_at,ended_at\nc,1,S-9,2026-05-05T10:00:00Z,2026-05-05T11:00:00Z",
            column: "subscription", reason: unknownSubscription, value: "S-9"),
        Refused(
            kind: "maintenance",
            text: "source,id,service,started_at,ended_at\nc,1,fax,2026-05-05T10:00:00Z,2026-05-05T11:00:00Z",
            column: "service", reason: unknownService, value: "fax"),
        Refused(
            kind: "requests", text: "subscription,month,requested_on\nS-9,2026-05,2026-06-01",
            column: "subscription", reason: unknownSubscription, value: "S-9"),
    ]

    @Test("what refers to something unknown is refused, and nothing of it is kept but the refusal")
    func unknown() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            for row in Self.refused {
                let imported = try importing(row.kind, row.text, on: connection)
                #expect(imported.counts == [0, 0, 0, 1], "\(row.testDescription)")
                #expect(imported.refused == ["2|\(row.column)|\(row.reason)|\(row.value)"])
            }
            #expect(try connection.number("select count(*) from subscription") == 3)
            #expect(try connection.number("select count(*) from service") == 2)
            #expect(try connection.number("select count(*) from outage") == 1)
            let kept = try connection.texts(
                "select concat_ws('|', line, column_names[1], reasons[1], shown_values[1]) from import_rejection order by batch"
            )
            #expect(kept == Self.refused.map { "2|\($0.column)|\($0.reason)|\($0.value)" })
        }
    }

    @Test("refused rows are kept with their record, those that were read badly byte for byte")
    func kept() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let imported = try importing(
                "outages",
                """
                source,id,service,subscription,started_at,summary
                !id,empty,
                noc,1,,S-9,2026-05-05T10:00:00Z,câble
                noc,2,ivr,,2026-05-05T10:00:00Z,
                !started_at,not an instant,hier
                """, on: connection)
            #expect(imported.counts == [1, 0, 0, 3])
            #expect(imported.rejections.map(\.line) == [2, 3, 5])
            #expect(imported.rejections.map(\.fault.column) == ["id", "subscription", "started_at"])
            #expect(
                try connection.texts(
                    """
                    select concat_ws('|', position, line, convert_from(record, 'UTF8'), record_is_cut, record_is_rebuilt)
                    from import_rejection order by position
                    """) == [
                        "1|2|!id,empty,|f|f",
                        """
                        2|3|{"source":"noc","id":"1","service":null,"subscription":"S-9",\
                        "started_at":"2026-05-05T10:00:00Z","summary":"câble"}|f|t
                        """,
                        "3|5|!started_at,not an instant,hier|f|f",
                    ])
        }
    }

    @Test("a row refused for its subscription may come again once the subscription is known")
    func later() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let text = "source,id,subscription,started_at\nnoc,1,S-9,2026-05-05T10:00:00Z"
            #expect(try importing("outages", text, on: connection).counts == [0, 0, 0, 1])
            try importing(
                "subscriptions", "subscription,customer,service,terms,starts_on\nS-9,C-1,ivr,x,2025-06-01",
                on: connection)
            #expect(try importing("outages", text, on: connection).counts == [1, 0, 0, 0])
        }
    }

    /// R4: a service-wide outage may be notified by any customer; an outage of one by that one.
    @Test("a service-wide outage is notified by any subscription, also one that is withdrawn")
    func serviceWide() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            try importing(
                "outages",
                """
                source,id,service,started_at,withdrawn
                noc,W-1,ivr,2026-05-05T10:00:00Z,
                noc,W-2,ivr,2026-05-05T10:00:00Z,true
                """, on: connection)
            let imported = try importing(
                "notifications",
                """
                subscription,outage_source,outage_id,notified_at
                S-1,noc,W-1,2026-05-05T10:00:00Z
                S-2,noc,W-1,2026-05-05T10:00:01Z
                S-1,noc,W-2,2026-05-05T10:00:00Z
                S-1,noc,O-1,2026-05-05T10:00:00Z
                """, on: connection)
            #expect(imported.counts == [4, 0, 0, 0])
        }
    }

    @Test("a subscription is invoiced in one currency, that of its first line")
    func currency() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let header = "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,currency\n"
            let reason = "the subscription is invoiced in another currency"
            let first = try importing(
                "invoices",
                header + """
                    F-1,S-1,2026-05,2026-05-31,100,0,USD
                    F-2,S-1,2026-05,2026-05-31,100,0,EUR
                    F-3,S-2,2026-05,2026-05-31,100,0,EUR
                    F-4,S-1,2026-06,2026-05-31,100,0,USD
                    """, on: connection)
            #expect(first.counts == [3, 0, 0, 1])
            #expect(first.refused == ["3|currency|\(reason)|EUR"])
            let second = try importing(
                "invoices",
                header + """
                    F-5,S-1,2026-07,2026-07-31,100,0,CHF
                    F-6,S-1,2026-07,2026-07-31,100,0,USD
                    F-1,S-1,2026-05,2026-05-31,100,0,CHF
                    """, on: connection)
            #expect(second.counts == [1, 0, 0, 2])
            #expect(second.rejections.map(\.line) == [2, 4])
            #expect(
                try connection.texts(
                    "select distinct currency from invoice join subscription using (subscription_key) where subscription = 'S-1'"
                ) == ["USD"])
        }
    }

    @Test("a holiday calendar of one's own is known once a day of it is")
    func calendar() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let text = """
                subscription,customer,service,terms,starts_on,holidays
                S-7,C-1,ivr,axantis,2025-06-01,FR-AM
                S-8,C-1,ivr,axantis,2025-06-01,none
                S-9,C-1,ivr,axantis,2025-06-01,DE-BY
                """
            #expect(try importing("subscriptions", text, on: connection).counts == [2, 0, 0, 1])
            try importing("holidays", "calendar,date,name\nDE-BY,2026-01-06,Epiphanie", on: connection)
            #expect(try importing("subscriptions", text, on: connection).counts == [1, 0, 2, 0])
        }
    }
}
