package import Postgres
package import SLA

/// The templates of one's own that notes were issued with; each is read once.
package final class NoteTemplates {
    private let connection: Connection
    /// By the issuer's version.
    private var templates: [Int32: [UInt8]] = [:]

    package init(_ connection: Connection) { self.connection = connection }

    /// By the note's number; those of the program's own template are left out.
    package func of(_ notes: [CreditNote]) throws -> [String: [UInt8]] {
        let rows = try connection.query(
            """
            select n.number, n.issuer_key from credit_note n join issuer_version i using (issuer_key)
            where i.template is not null and n.number = any($1)
            """, [.textArray(notes.map(\.number))])
        return try rows.reduce(into: [:]) { all, row in
            all[try row.text("number")] = try template(row.int32("issuer_key"))
        }
    }

    private func template(_ key: Int32) throws -> [UInt8] {
        if let known = templates[key] { return known }
        let template = try connection.query(
            "select template from issuer_version where issuer_key = $1", [.int32(key)]
        ).single().bytes("template")
        templates[key] = template
        return template
    }
}
