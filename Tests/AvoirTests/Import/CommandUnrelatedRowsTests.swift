import TestSupport
import Testing

@Suite("Rows that concern others, as the report tells")
struct CommandUnrelatedRowsTests {
    @Test("leave every entry of the report the same bytes, before and after notes are issued")
    func entries() async throws {
        try await CommandDatabase.withMonth { try await Self.expectSameEntries($0) }
        try await CommandDatabase.withOctoberIssued { try await Self.expectSameEntries($0) }
    }

    private static func expectSameEntries(_ database: CommandDatabase) async throws {
        var before: [String: [[UInt8]]] = [:]
        for month in SampleMonth.months {
            before[month] = Self.entries(
                try await database.issuing("report", month, "--json").expectSilentSuccess().output)
        }
        try database.write(terms, to: "other.yaml")
        try await database.issuing("terms", "add", "\(database.folder)/other.yaml").expect(0)
        for (kind, rows) in others {
            try database.write(rows, to: "\(kind).csv")
            let read = try await database.issuing("import", kind, "\(database.folder)/\(kind).csv").expect(0)
            #expect(read.text.contains(" \(rows.split(separator: "\n").count - 1) inserted"), "\(read)")
        }
        for month in SampleMonth.months {
            try await database.issuing("assess", month).expect(0)
            let report = try await database.issuing("report", month, "--json").expectSilentSuccess()
            let after = Self.entries(report.output)
            let known = try #require(before[month])
            #expect(known.count > 20 && after.count == known.count + 3)
            for entry in known {
                #expect(after.contains(entry), "\(month): \(String(decoding: entry, as: UTF8.self))")
            }
            // They have a month of their own, in which what was added counts.
            let own = try report.json()["subscriptions"].elements
                .first { $0["subscription"].text == "AA-1" }
            #expect(own?["outages"].elements.isEmpty == (month == "2026-09"))
        }
    }

    /// The objects of the array `subscriptions`, as they are written.
    private static func entries(_ report: [UInt8]) -> [[UInt8]] {
        var entries: [[UInt8]] = []
        var entry: [UInt8] = []
        var depth = 0
        var isString = false
        var isEscaped = false
        for byte in report {
            if isString {
                if byte == UInt8(ascii: "\""), !isEscaped { isString = false }
                isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
            } else {
                switch byte {
                case UInt8(ascii: "\""): isString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
                default: break
                }
            }
            // 1 is the document, 2 the array or the totals.
            if depth > 2 || !entry.isEmpty { entry.append(byte) }
            if depth == 2, !entry.isEmpty {
                entries.append(entry)
                entry = []
            }
        }
        // Not the objects of the totals.
        return entries.filter { entry in
            entry.dropFirst().drop { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: " ") }
                .starts(with: #""subscription":"#.utf8)
        }
    }

    private static let terms = """
        id: other
        version: "1"
        title: Autres conditions
        source: essai
        effective_from: 2025-01-01
        time_zone: Europe/Paris
        coverage: { weekly: [{ days: [mon, tue, wed, thu, fri], from: "00:00", to: "24:00" }], exclude: [public_holidays] }
        availability: { basis: calendar, target: 99.9%, failure_notification: not_required }
        credit: { tiers: [{ below: 99.9%, rate: 50% }], on_request: false, vat_treatment: net_of_tax }

        """

    /// Of customers, services and calendars of their own; and of the known ones' other months.
    private static let others: [(kind: String, rows: String)] = [
        (
            "holidays",
            "calendar,date,name\nOTHER,2026-10-12,Autre\nACME,2026-08-17,Pont\nACME,2026-12-24,Veille\n"
        ),
        ("customers", "customer,name,siren\nAA,Autre SA,299990010\n"),
        (
            "subscriptions",
            """
            subscription,customer,service,terms,starts_on,holidays
            AA-1,AA,aa-voice,other,2025-01-01,OTHER
            ZZ-1,AA,aa-voice,axantis-contact-experience,2025-01-01,
            MM-1,C-001,mm-voice,callkom,2025-01-01,none

            """
        ),
        (
            "invoices",
            """
            invoice,subscription,month,issued_on,amount_excl_tax,vat_rate
            FA-2026-09-0002,AA-1,2026-10,2026-10-31,999999.99,20
            FA-AA,ZZ-1,2026-10,2026-10-31,100.00,5.5
            FA-AA,CC-1009,2026-07,2026-07-31,100.00,20

            """
        ),
        (
            "outages",
            """
            source,id,service,subscription,started_at,ended_at,notified_at
            other,1,aa-voice,,2026-10-12T09:00:00+02:00,2026-10-12T19:00:00+02:00,2026-10-12T09:00:00+02:00
            other,INC-1020,,AA-1,2026-10-20T08:00:00+02:00,,2026-10-20T08:00:00+02:00
            other,3,,CC-1009,2026-07-01T08:00:00+02:00,2026-07-03T08:00:00+02:00,2026-07-01T08:00:00+02:00

            """
        ),
        (
            "notifications",
            "subscription,outage_source,outage_id,notified_at,reference\nZZ-1,other,1,2026-10-12T10:00:00+02:00,x\n"
        ),
        (
            "excusable-events",
            """
            source,id,service,subscription,cause,started_at,ended_at,outage_source,outage_id,evidence
            other,EX-01,mm-voice,,force_majeure,2026-10-01T08:00:00+02:00,2026-10-30T08:00:00+01:00,,,x
            other,EX-02,,AA-1,customer_act,2026-10-12T09:00:00+02:00,2026-10-12T10:00:00+02:00,other,1,x
            other,EX-03,,CC-1009,force_majeure,2026-07-01T08:00:00+02:00,2026-07-03T08:00:00+02:00,,,x

            """
        ),
        (
            "maintenance",
            """
            source,id,service,subscription,started_at,ended_at
            other,CHG-301,aa-voice,,2026-10-01T08:00:00+02:00,2026-10-02T08:00:00+02:00
            other,2,,CC-1009,2026-12-01T08:00:00+01:00,2026-12-02T08:00:00+01:00

            """
        ),
        (
            "requests",
            "subscription,month,requested_on,reference\nAA-1,2026-10,2026-11-01,x\nCC-1009,2026-07,2026-08-01,x\n"
        ),
    ]
}
