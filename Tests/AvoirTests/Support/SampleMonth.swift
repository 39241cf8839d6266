import TestSupport
import Testing

/// The sample month of `examples/month`, as its README reads it in.
enum SampleMonth {
    /// One command of the reading in, and how it ended.
    struct Run: Sendable {
        let arguments: [String]
        let outcome: Command.Outcome
    }

    static let terms = [
        "../terms/alls-heberg.yaml", "../terms/alpega-live-chat.yaml",
        "../terms/axantis-contact-experience.yaml", "../terms/callkom.yaml",
        "../terms/messagebird-on-premises.yaml", "terms/antilles-contact.yaml",
        "terms/contact-essentiel.yaml", "terms/premium-24x7.yaml", "terms/sms-business.yaml",
    ]

    static let imports = [
        ["calendars", "calendars.csv"], ["holidays", "holidays.csv"], ["customers", "customers.csv"],
        ["subscriptions", "subscriptions.csv"], ["invoices", "invoices.csv"],
        ["outages", "outages.csv", "outages-probe.jsonl"], ["notifications", "notifications.csv"],
        ["excusable-events", "excusable-events.csv"], ["maintenance", "maintenance.csv"],
        ["requests", "requests.csv"],
    ]

    static let laterImports = [
        ["notifications", "later/notifications.csv"], ["excusable-events", "later/excusable-events.csv"],
        ["invoices", "later/invoices.csv"], ["requests", "later/requests.csv"],
    ]

    static let months = ["2026-09", "2026-10"]

    static let commands =
        terms.map { ["terms", "add", $0] } + [["issuer", "set", "../issuer.yaml"]]
        + imports.map { ["import"] + $0 } + months.map { ["assess", $0] }

    /// Runs `avoir` from the sample month's folder.
    static func run(
        _ arguments: [String], on database: CommandDatabase
    ) async throws -> Command.Outcome {
        try await Command(
            arguments: arguments, environment: database.environment, folder: Checkout.month
        ).run()
    }

    /// The results that a program of its own computed from the same files: by month and subscription.
    static func expected(_ month: String) throws -> [String: JSON] {
        try JSON(Checkout.bytes(of: "\(Checkout.month)/expected.json"))[month].members
    }

    /// What a report's entry says, under the names of `expected.json`.
    static func comparable(_ entry: JSON) -> JSON {
        let reading = entry["other_reading"]
        return .object([
            "status": entry["credit"]["status"], "seconds": entry["seconds"],
            "availability_percent": entry["availability"]["percent"],
            "credit_rate_percent": entry["credit"]["rate_percent"], "base": entry["credit"]["base"],
            "amount_before_cap": entry["credit"]["amount"],
            "other_reading": reading == .null
                ? .null
                : .object([
                    "percent": reading["percent"], "credit_rate_percent": reading["credit_rate_percent"],
                ]),
        ])
    }

    /// The month's report: its entries by subscription.
    static func report(_ month: String, on database: CommandDatabase) async throws -> [String: JSON] {
        let report = try await database.avoir("report", month, "--format", "json")
            .expectSilentSuccess().json()
        return Dictionary(
            uniqueKeysWithValues: report["subscriptions"].elements.map { ($0["subscription"].text ?? "", $0) }
        )
    }
}
