import Documents
import Messages
import Postgres
import SLA
import Store

/// How notes look: by the version of the issuer that each was issued with, which is read once.
final class NoteDesigns {
    struct Design {
        /// Of PDF files; nil: the program's own.
        var template: [UInt8]?
        var logo: Logo?
    }

    private let connection: Connection
    private var designs: [Int32: Design] = [:]

    init(_ connection: Connection) { self.connection = connection }

    /// By the note's number; those that look as the program has it are left out.
    func of(_ notes: [CreditNote]) throws -> [String: Design] {
        try IssuerDesign.versions(of: notes, connection).mapValues(design)
    }

    private func design(_ version: Int32) throws -> Design {
        if let known = designs[version] { return known }
        let stored = try IssuerDesign(version, connection)
        let design = Design(template: stored.template, logo: try stored.logo.map(Self.logo))
        designs[version] = design
        return design
    }

    /// A stored logo: it was checked when the issuer was set, so it fails only in a damaged database.
    static func logo(_ stored: [UInt8]) throws -> Logo {
        do throws(Logo.Refusal) {
            return try Logo(stored)
        } catch {
            throw Failure(.failure, "the stored logo of the issuer \(error.reason); see: avoir verify")
        }
    }
}
