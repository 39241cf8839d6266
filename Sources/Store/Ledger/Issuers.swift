package import Postgres

/// Who issues the credit notes: versions that never change; the latest is in force.
package struct IssuerVersion: Equatable, Sendable {
    /// Column of table `issuer_version` and its text, in order.
    package var details: [(column: String, text: String)]
    /// The file's bytes.
    package var yaml: [UInt8]

    package init(details: [(column: String, text: String)], yaml: [UInt8]) {
        self.details = details
        self.yaml = yaml
    }

    package static func == (a: IssuerVersion, b: IssuerVersion) -> Bool {
        a.yaml == b.yaml && a.details.elementsEqual(b.details) { $0 == $1 }
    }

    package static let columns = [
        "name", "siren", "vat_number", "legal_form", "registration", "street", "postcode", "city",
        "country", "series_pattern", "mention_late_payment_fee", "mention_late_payment_interest",
        "mention_early_payment", "account_customer", "account_price_reduction", "account_vat",
        "account_indemnity", "notes_per",
    ]

    /// The version in force, and its number; nil when none was ever set.
    package static func current(
        _ connection: Connection
    ) throws -> (number: Int, issuer: IssuerVersion)? {
        try load("order by issuer_key desc limit 1", connection).first
    }

    /// Every version, by number.
    package static func all(_ connection: Connection) throws -> [(number: Int, issuer: IssuerVersion)] {
        try load("order by issuer_key", connection)
    }

    private static func load(
        _ which: String, _ connection: Connection
    ) throws -> [(number: Int, issuer: IssuerVersion)] {
        try connection.query("select * from issuer_version \(which)").map { row in
            let details = try columns.map { (column: $0, text: try row.text(.name($0))) }
            return (
                Int(try row.int32("issuer_key")),
                IssuerVersion(details: details, yaml: try row.bytes("yaml"))
            )
        }
    }

    /// Puts a version in force.
    ///
    /// - Returns: its number, and false when it is in force already.
    package func set(_ connection: Connection) throws -> (number: Int, isNew: Bool) {
        try connection.transaction {
            try connection.execute("select pg_advisory_xact_lock(\(Lock.issuer), 0)")
            if let current = try Self.current(connection), current.issuer == self {
                return (current.number, false)
            }
            let names = details.map(\.column) + ["yaml"]
            let places = names.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
            let key = try connection.query(
                """
                insert into issuer_version (\(names.joined(separator: ", "))) values (\(places))
                returning issuer_key
                """, details.map { .text($0.text) } + [.bytes(yaml)]
            ).single().int32("issuer_key")
            try Audit.record("issuer", [("version", .number(Int64(key)))], on: connection)
            return (Int(key), true)
        }
    }
}
