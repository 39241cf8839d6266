import Glibc
import Testing

/// A month in which every text that comes from outside was written by somebody who means harm.
///
/// One subscription of one customer for each payload; all of them miss their target and are credited.
enum HostileMonth {
    /// For texts: anything but control characters, and line breaks and tabs.
    static let texts =
        codes + [
            "\t=1+1", "\r\n=1+1", "two\nlines\r\nthree\tcolumns", "a,b;c\"d\"\"e\nf",
            String(repeating: "W", count: 65_535) + "!", String(repeating: "é\u{301}漢 ", count: 6_500),
        ]

    /// For identifiers: on one line, at most 200 bytes.
    static let codes =
        [
            "'); drop table avoir.credit_note cascade; --", "\"; select pg_sleep(60); --",
            "$1 $$ E'\\x27' \\", "\\N",
            "\\.", "{\"a\",NULL}", "NULL", "%s%n%1$s{number:6}", "`id` $(id) ;id|id&", "&amp;&lt;&#60;&#x3c;",
            "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
            "</style></svg></td><h1>x</h1>", "<!--x--><![CDATA[x]]><?x?>", "javascript:alert(1)",
            "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>&y;", "]]>", "-->", "url(//x.example/)",
            "\u{202E}00.1 RUE\u{202C}\u{2066}x\u{2069}\u{200F}\u{200E}\u{61C}",
            "a\u{200B}b\u{FEFF}c\u{AD}d\u{2060}e",
            "x\u{2028}y\u{2029}z", "=HYPERLINK(\"http://x.example\",\"y\")", "+1+1", "-1-1",
            "@SUM(1+1)", "=1", "＝1＋1", "../../../../tmp/evil", "..", "/etc/passwd", "C:\\x\\..", "-rf",
            "con.json",
            "é e\u{301} \u{10FFFD}\u{E000}ÿ", "€ŠšŽžŒœŸ Őő ∑ 漢字 👩‍👩‍👧‍👦", "a\u{300}\u{301}\u{302}\u{303}\u{304}",
            "12,5",
            String(repeating: "M", count: 200),
        ]

    static let count = texts.count

    static func text(_ place: Int) -> String { texts[place % texts.count] }

    /// A different one for each place, although there are fewer payloads: it ends with the place.
    static func code(_ place: Int, _ sort: String = "") -> String {
        let suffix = "\(sort)\(place)"
        let payload = codes[place % codes.count]
        var code = payload
        while code.utf8.count + suffix.utf8.count > 200 { code.removeLast() }
        return code + suffix
    }

    /// A number that the French rules for e-invoices allow, so that there is one.
    static func invoice(_ place: Int) -> String { place % 2 == 0 ? "F-\(place)" : code(place, "f") }

    static let terms = """
        id: hostile
        version: '<b>=1</b>'
        title: '"><script>alert(1)</script> ''); drop table avoir.credit_note; -- &amp;'
        source: '=HYPERLINK("http://x.example") ]]> <!--'
        effective_from: 2025-01-01
        time_zone: Europe/Paris
        coverage: { weekly: [{ days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00" }], exclude: [public_holidays] }
        availability: { basis: coverage, target: 99.9%, failure_notification: required, counted_from: outage_start }
        excusable: [customer_act]
        credit: { tiers: [{ below: 99.9%, rate: 5% }], on_request: true, vat_treatment: price_reduction }

        """

    static let issuer = """
        name: '"><script>alert(1)</script> & =1+1'
        siren: "100000009"
        vat_number: FR88100000009
        legal_form: '=HYPERLINK("http://x.example") ''); drop table avoir.credit_note; --'
        registration: ']]><!-- &lt; {number:6} %s'
        street: '</style><img src=x onerror=alert(1)>'
        postcode: "75001"
        city: '@SUM(1+1)'
        country: FR
        series: /tmp/_/{year}/{number:6}
        mentions:
          late_payment_fee: '<script>alert(1)</script>'
          late_payment_interest: '&y; ]]>'
          early_payment: '=1+1'
        accounts: { customer: "411000", price_reduction: "709600", vat: "445710", indemnity: "671000" }

        """

    struct File {
        let kind: String
        let rows: [[(String, String)]]

        func column(_ name: String) -> [String] {
            rows.flatMap { row in row.filter { $0.0 == name }.map(\.1) }
        }

        /// RFC 4180, every cell quoted.
        var csv: String {
            let head = (rows.first ?? []).map(\.0).joined(separator: ",")
            let lines = rows.map { row in
                row.map { "\"" + $0.1.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
            }
            return ([head] + lines).map { $0 + "\n" }.joined()
        }
    }

    /// In the order of import.
    static let files = rows.map { File(kind: $0.0, rows: $0.1) }

    /// The month imported, assessed and issued, once; each test gets a copy.
    private static let issued = Task {
        let name = try CommandDatabase.create(from: try await CommandTemplates.schema.value)
        if Removal.names.append(name) { atexit { Removal.names.all.forEach(CommandDatabase.drop) } }
        let anchors = try await TemporaryFolder.with { folder in
            let database = CommandDatabase(
                name: name, folder: folder, url: try CommandDatabase.url(of: name))
            func avoir(_ arguments: String...) async throws {
                try await Command(
                    arguments: arguments, environment: database.issuingEnvironment, folder: folder
                ).run().expect(0)
            }
            try database.write(terms, to: "terms.yaml")
            try database.write(issuer, to: "issuer.yaml")
            try await avoir("terms", "add", "terms.yaml")
            try await avoir("issuer", "set", "issuer.yaml")
            for file in files {
                try database.write(file.csv, to: file.kind)
                try await avoir("import", "--strict", file.kind, file.kind)
            }
            try await avoir("assess", "2026-10")
            try await avoir("issue", "2026-10", "--date", "2026-11-05")
            return try Checkout.bytes(of: database.anchorLog)
        }
        return (database: name, anchors: anchors)
    }

    static func with(_ body: (CommandDatabase) async throws -> Void) async throws {
        try await CommandDatabase.with(try await issued.value, body)
    }

    private static var rows: [(String, [[(String, String)]])] {
        let all = 0..<count
        return [
            (
                "holidays",
                all.map { [("calendar", code($0, "h")), ("date", "2026-10-14"), ("name", text($0))] }
            ),
            (
                "customers",
                all.map {
                    [
                        ("customer", code($0, "c")), ("name", text($0)), ("street", text($0 + 1)),
                        ("postcode", "75001"),
                        ("city", text($0 + 2)), ("country", "FR"), ("siren", "299990010"),
                        ("vat_number", "FR65299990010"),
                    ]
                }
            ),
            (
                "subscriptions",
                all.map {
                    [
                        ("subscription", code($0, "s")), ("customer", code($0, "c")),
                        ("service", code($0, "v")),
                        ("terms", "hostile"), ("starts_on", "2026-01-01"), ("holidays", code($0, "h")),
                    ]
                }
            ),
            (
                "invoices",
                all.map {
                    [
                        ("invoice", invoice($0)), ("subscription", code($0, "s")), ("month", "2026-10"),
                        ("issued_on", "2026-10-31"), ("amount_excl_tax", "1000.00"), ("vat_rate", "20"),
                    ]
                }
            ),
            (
                "outages",
                all.map {
                    [
                        ("source", code($0, "q")), ("id", code($0, "o")), ("service", code($0, "v")),
                        ("started_at", "2026-10-05T08:00:00+02:00"),
                        ("ended_at", "2026-10-05T18:00:00+02:00"),
                        ("summary", text($0)),
                    ]
                }
            ),
            (
                "notifications",
                all.map {
                    [
                        ("subscription", code($0, "s")), ("outage_source", code($0, "q")),
                        ("outage_id", code($0, "o")),
                        ("notified_at", "2026-10-05T08:01:00+02:00"), ("reference", text($0 + 3)),
                    ]
                }
            ),
            (
                "excusable-events",
                all.map {
                    [
                        ("source", code($0, "q")), ("id", code($0, "e")), ("subscription", code($0, "s")),
                        ("cause", "customer_act"), ("started_at", "2026-10-05T09:00:00+02:00"),
                        ("ended_at", "2026-10-05T10:00:00+02:00"), ("evidence", text($0 + 4)),
                    ]
                }
            ),
            (
                "maintenance",
                all.map {
                    [
                        ("source", code($0, "q")), ("id", code($0, "m")), ("subscription", code($0, "s")),
                        ("started_at", "2026-10-07T09:00:00+02:00"),
                        ("ended_at", "2026-10-07T10:00:00+02:00"),
                        ("summary", text($0 + 5)),
                    ]
                }
            ),
            (
                "requests",
                all.map {
                    [
                        ("subscription", code($0, "s")), ("month", "2026-10"), ("requested_on", "2026-11-02"),
                        ("reference", text($0 + 6)),
                    ]
                }
            ),
        ]
    }
}
