internal import Hashing
package import Postgres
package import SLA

/// Who issues the credit notes: versions that never change; the latest is in force.
package struct IssuerVersion: Equatable, Sendable {
    package var issuer: Issuer
    /// How its notes are numbered.
    package var seriesPattern: String
    package var notesPer: NotesPer
    /// Of notes whose subscriptions have not all ended.
    package var settlement: Settlement
    package var approval: Approval
    /// What the first year of the series begins with.
    package var firstNumber: Int
    /// The file's bytes.
    package var yaml: [UInt8]
    /// Of PDF files, in the language of Typst; nil: the program's own.
    package var template: [UInt8]?
    /// A picture that notes show above its name: PNG or SVG.
    package var logo: [UInt8]?

    package init(
        issuer: Issuer, seriesPattern: String, notesPer: NotesPer, settlement: Settlement = .offset,
        approval: Approval = .none, firstNumber: Int = 1, yaml: [UInt8], template: [UInt8]? = nil,
        logo: [UInt8]? = nil
    ) {
        self.issuer = issuer
        self.seriesPattern = seriesPattern
        self.notesPer = notesPer
        self.settlement = settlement
        self.approval = approval
        self.firstNumber = firstNumber
        self.yaml = yaml
        self.template = template
        self.logo = logo
    }

    /// Column of table `issuer_version` and its text, in order.
    package var texts: [(column: String, text: String?)] {
        Issuer.fields.flatMap { field -> [(column: String, text: String?)] in
            let text = (column: field.column, text: issuer[field])
            return field.column == "country"
                ? [text, (column: "series_pattern", text: seriesPattern)] : [text]
        } + [
            ("settlement", settlement.rawValue), ("notes_per", notesPer.rawValue),
            ("approval", approval.rawValue),
        ]
    }

    /// Everything that it says, for people.
    package var shown: [(column: String, text: String?)] {
        texts + [
            ("vat_on_debits", String(issuer.vatOnDebits)), ("first_number", String(firstNumber)),
        ]
    }

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
            (
                Int(try row.int32("issuer_key")),
                IssuerVersion(
                    issuer: try Issuer(
                        vatOnDebits: row.bool("vat_on_debits"), text: { try row.text(.name($0.column)) },
                        optional: { try row.optionalText(.name($0.column)) }),
                    seriesPattern: try row.text("series_pattern"),
                    notesPer: try row.word("notes_per"), settlement: try row.word("settlement"),
                    approval: try row.word("approval"),
                    firstNumber: Int(try row.int32("first_number")),
                    yaml: try row.bytes("yaml"), template: try row.optionalBytes("template"),
                    logo: try row.optionalBytes("logo"))
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
            let texts = texts
            let names = texts.map(\.column) + ["vat_on_debits", "first_number", "yaml", "template", "logo"]
            let places = names.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
            let key = try connection.query(
                """
                insert into issuer_version (\(names.joined(separator: ", "))) values (\(places))
                returning issuer_key
                """,
                texts.map { .optional($0.text, Parameter.text) } + [
                    .bool(issuer.vatOnDebits), .int32(Int32(firstNumber)), .bytes(yaml),
                    template.map { .bytes($0) } ?? .null, logo.map { .bytes($0) } ?? .null,
                ]
            ).single().int32("issuer_key")
            let digests = [("template", template), ("logo", logo)].compactMap { name, bytes in
                bytes.map { (name, Audit.Detail.text(Digest.hexadecimal(Digest.sha256($0)))) }
            }
            try Audit.record(
                "issuer", [("version", .number(Int64(key)))] + digests, on: connection)
            return (Int(key), true)
        }
    }
}
