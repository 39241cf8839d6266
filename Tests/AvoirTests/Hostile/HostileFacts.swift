/// What a hostile month imports: payloads in every column whose form lets any in.
///
/// One subscription of one customer for each payload, with an outage that misses the target.
struct HostileFacts: Sendable {
    let payloads: HostilePayloads
    /// How many terms there are.
    let terms: Int

    /// Subscriptions whose terms are not known, and so may be named by a payload.
    static let strangers = 4

    private func text(_ place: Int) -> String { payloads.text(place) }
    private func code(_ place: Int, _ sort: String) -> String { payloads.code(place, sort) }

    /// A number that the French rules for e-invoices allow, so that there is one.
    func invoice(_ place: Int) -> String { place % 2 == 0 ? "F-\(place)" : code(place, "f") }

    /// In the order of import, but for the requests.
    var files: [HostileFile] {
        [
            calendars, holidays, specialHours, customers, subscriptions, invoices, outages, notifications,
            excusableEvents, maintenance,
        ]
    }

    /// The names of all subscriptions.
    var subscriptionNames: [String] { subscriptions.column("subscription") }

    private func file(_ kind: String, _ row: (Int) -> [(name: String, value: String)]) -> HostileFile {
        HostileFile(kind: kind, rows: payloads.texts.indices.map(row))
    }

    private var calendars: HostileFile {
        file("calendars") { [("calendar", code($0, "h")), ("known_until", "2026-12-31")] }
    }

    /// Of a Saturday, which is closed all the same.
    private var specialHours: HostileFile {
        file("special-hours") {
            [("calendar", code($0, "h")), ("date", "2026-10-17"), ("name", text($0))]
        }
    }

    private var holidays: HostileFile {
        file("holidays") { [("calendar", code($0, "h")), ("date", "2026-10-14"), ("name", text($0))] }
    }

    private var customers: HostileFile {
        file("customers") {
            [
                ("customer", code($0, "c")), ("name", text($0)), ("street", text($0 + 1)),
                ("postcode", text($0 + 7)), ("city", text($0 + 2)), ("country", "FR"), ("siren", "299990010"),
                ("vat_number", "FR65299990010"), ("email", payloads.email($0)),
                ("service_code", code($0, "sc")), ("exemption_reason", text($0 + 8)),
            ]
        }
    }

    private var subscriptions: HostileFile {
        let known = payloads.texts.indices.map { (code($0, "s"), $0, "hostile-\($0 % terms)") }
        let strangers = (0..<Self.strangers).map { (code($0 * 5, "z"), $0 * 5, code($0 * 5, "t")) }
        return HostileFile(
            kind: "subscriptions",
            rows: (known + strangers).map { subscription, place, terms in
                [
                    ("subscription", subscription), ("customer", code(place, "c")),
                    ("service", code(place, "v")),
                    ("terms", terms), ("starts_on", "2026-01-01"), ("holidays", code(place, "h")),
                    ("order_reference", code(place, "or")), ("contract_reference", code(place, "cr")),
                ]
            })
    }

    private var invoices: HostileFile {
        file("invoices") {
            [
                ("invoice", invoice($0)), ("subscription", code($0, "s")), ("month", "2026-10"),
                ("issued_on", "2026-10-31"), ("amount_excl_tax", "1000.00"), ("vat_rate", "20"),
            ]
        }
    }

    private var outages: HostileFile {
        file("outages") {
            [
                ("source", code($0, "q")), ("id", code($0, "o")), ("service", code($0, "v")),
                ("started_at", "2026-10-05T08:00:00+02:00"), ("ended_at", "2026-10-05T18:00:00+02:00"),
                ("summary", text($0)),
            ]
        }
    }

    private var notifications: HostileFile {
        file("notifications") {
            [
                ("subscription", code($0, "s")), ("outage_source", code($0, "q")),
                ("outage_id", code($0, "o")),
                ("notified_at", "2026-10-05T08:01:00+02:00"), ("reference", text($0 + 3)),
            ]
        }
    }

    /// Every other one is linked to an outage.
    private var excusableEvents: HostileFile {
        file("excusable-events") {
            [
                ("source", code($0, "q")), ("id", code($0, "e")), ("subscription", code($0, "s")),
                ("cause", "customer_act"), ("started_at", "2026-10-05T09:00:00+02:00"),
                ("ended_at", "2026-10-05T10:00:00+02:00"),
                ("outage_source", $0 % 2 == 0 ? code($0, "q") : ""),
                ("outage_id", $0 % 2 == 0 ? code($0, "o") : ""), ("evidence", text($0 + 4)),
            ]
        }
    }

    private var maintenance: HostileFile {
        file("maintenance") {
            [
                ("source", code($0, "q")), ("id", code($0, "m")), ("service", code($0, "v")),
                ("started_at", "2026-10-07T09:00:00+02:00"), ("ended_at", "2026-10-07T10:00:00+02:00"),
                ("summary", text($0 + 5)),
            ]
        }
    }

    /// Every `parts`th request, from the one of this place on.
    func requests(from first: Int = 0, parts: Int = 1) -> HostileFile {
        HostileFile(
            kind: "requests",
            rows: stride(from: first, to: payloads.texts.count, by: parts).map {
                [
                    ("subscription", code($0, "s")), ("month", "2026-10"), ("requested_on", "2026-11-02"),
                    ("reference", text($0 + 6)),
                ]
            })
    }
}
