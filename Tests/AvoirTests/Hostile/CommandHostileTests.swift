import Postgres
import TestSupport
import Testing

@Suite("A month whose every text means harm")
struct CommandHostileTests {
    @Test("what was imported is stored byte for byte, every column of it", arguments: HostileMonth.allCases)
    func stored(month: HostileMonth) async throws {
        try await month.with { database in
            let files = Dictionary(
                uniqueKeysWithValues: (month.facts.files + [month.facts.requests()]).map { ($0.kind, $0) })
            let connection = try database.connect()
            for (table, kind, columns) in Self.columns {
                let file = try #require(files[kind])
                for column in columns {
                    let rows = try connection.query(
                        "select \(column)::text from \(table) where \(column) is not null")
                    let stored = try rows.map { Array(try $0.text(0).utf8) }
                    // Names of their own tables stand there once.
                    let texts = Set(file.column(column)).map { Array($0.utf8) }
                    #expect(
                        Set(stored) == Set(texts) && stored.count >= texts.count, "\(table).\(column)")
                }
            }
            #expect(files.count == Self.columns.map(\.kind).reduce(into: Set()) { $0.insert($1) }.count)
            try await database.expectVerified()
        }
    }

    /// Every column of text that a file may have, but those whose form leaves no choice.
    private static let columns: [(table: String, kind: String, columns: [String])] = [
        ("holiday_calendar", "calendars", ["calendar"]), ("holiday", "holidays", ["calendar", "name"]),
        ("special_hours", "special-hours", ["calendar", "name"]), ("customer", "customers", ["customer"]),
        (
            "customer_details", "customers",
            ["name", "street", "postcode", "city", "email", "service_code", "exemption_reason"]
        ),
        ("subscription", "subscriptions", ["subscription"]), ("service", "subscriptions", ["service"]),
        (
            "subscription_details", "subscriptions",
            ["terms", "holidays", "order_reference", "contract_reference"]
        ),
        ("invoice", "invoices", ["invoice"]),
        ("outage", "outages", ["source", "id", "summary"]),
        ("notification", "notifications", ["outage_source", "outage_id", "reference"]),
        ("excusable_event", "excusable-events", ["source", "id", "outage_source", "outage_id", "evidence"]),
        ("maintenance", "maintenance", ["source", "id", "summary"]),
        ("credit_request", "requests", ["reference"]),
    ]

    @Test("it comes back byte for byte in JSON", arguments: HostileMonth.allCases)
    func json(month: HostileMonth) async throws {
        try await month.with { database in
            let payloads = month.payloads
            let report = try await database.issuing("report", "2026-10", "--json").expectSilentSuccess()
                .json()
            let subscriptions = month.facts.subscriptionNames
            #expect(
                Set(report["subscriptions"].texts("subscription").map { Array($0.utf8) })
                    == Set(subscriptions.map { Array($0.utf8) }))
            for place in stride(from: 0, to: month.count, by: 5) {
                let explained = try await database.issuing(
                    "explain", "2026-10", "--json", "--", payloads.code(place, "s")
                ).expectSilentSuccess()
                #expect(try explained.json(contains: payloads.text(place + 4)), "evidence \(place)")
            }
            let notes = try await database.notes()
            let reasons = month.documents.reasons
            #expect(notes.count == month.count + reasons.count)
            try await database.issuing(
                "note", "export", "--month", "2026-10", "--format", "json", "--output",
                "\(database.folder)/out"
            ).expectSilentSuccess()
            var exported: Set<[UInt8]> = []
            for name in try TemporaryFolder.names(in: "\(database.folder)/out") {
                let note = try JSON(try Checkout.bytes(of: "\(database.folder)/out/\(name)"))
                exported.formUnion(note.strings.map { Array($0.utf8) })
            }
            let issuers = (0..<HostileDocuments.issuers).map {
                payloads.line(from: $0 * 10 + 10, longest: 200)
            }
            for text in payloads.texts + reasons + issuers {
                let isExported = exported.contains(Array(text.utf8))
                #expect(isExported, "\(text.prefix(60))")
            }
            let shown = try await database.issuing("note", "show", HostileMonth.reversed(0), "--json")
            #expect(try shown.expectSilentSuccess().json()["reversed_by"].text != nil)
        }
    }
}

extension Command.Outcome {
    /// Whether a text stands somewhere in a JSON result, byte for byte.
    fileprivate func json(contains text: String) throws -> Bool {
        try json().strings.contains { $0.utf8.elementsEqual(text.utf8) }
    }
}

extension JSON {
    fileprivate var strings: [String] {
        switch self {
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(\.strings)
        case .object(let members): members.values.flatMap(\.strings)
        default: []
        }
    }
}
