package import Postgres
package import SLA

/// What a version of the issuer says of how its notes look.
package struct IssuerDesign: Sendable {
    /// Of PDF files, in the language of Typst; nil: the program's own.
    package var template: [UInt8]?
    /// PNG or SVG.
    package var logo: [UInt8]?

    /// Of one version.
    package init(_ version: Int32, _ connection: Connection) throws {
        let row = try connection.query(
            "select template, logo from issuer_version where issuer_key = $1", [.int32(version)]
        ).single()
        template = try row.optionalBytes("template")
        logo = try row.optionalBytes("logo")
    }

    /// The version that each note was issued with, by the note's number; those that only say what the program does
    /// anyway are left out.
    package static func versions(
        of notes: [CreditNote], _ connection: Connection
    ) throws -> [String: Int32] {
        let rows = try connection.query(
            """
            select n.number, n.issuer_key from credit_note n join issuer_version i using (issuer_key)
            where (i.template is not null or i.logo is not null) and n.number = any($1)
            """, [.textArray(notes.map(\.number))])
        return try rows.reduce(into: [:]) { all, row in
            all[try row.text("number")] = try row.int32("issuer_key")
        }
    }
}
