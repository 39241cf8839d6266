import ArgumentParser
import Messages
import Postgres

/// What each command needs of the database. Source: sql/current/rights.sql, which grants it.
enum CommandRights {
    /// The roles that logins are given, by their names in the database.
    enum Role: String, CaseIterable {
        case owner, ingest, finance, approver, auditor, reader

        var name: String { "avoir_\(rawValue)" }

        /// Whether it may do all that the other one may.
        func includes(_ other: Role) -> Bool {
            self == other || self == .owner || other == .reader && self != .ingest
        }
    }

    /// What a command does, after "may not", and the least roles of which each suffices.
    struct Need: Equatable {
        let deed: String
        let roles: [Role]
        /// What else, after the roles.
        var besides = ""

        /// The roles, for people.
        var named: String { roles.map(\.name).joined(separator: " or ") + besides }

        func isMet(by role: Role) -> Bool { roles.contains(where: role.includes) }
    }

    /// By the words that call a command, for the form of it that needs most; what needs no database is not in it.
    static let needs: [String: Need] = [
        "approve": Need(deed: "approve a plan", roles: [.approver]),
        "assess": Need(deed: "assess a month", roles: [.finance]),
        "audit": Need(deed: "see the audit log", roles: [.finance, .auditor]),
        "budget": Need(deed: "see budgets", roles: [.reader, .ingest]),
        "close": Need(deed: "close the books", roles: [.finance]),
        "database migrate": Need(
            deed: "migrate the database", roles: [.owner],
            besides: ", and for the first time the right to create in the database"),
        "explain": Need(deed: "see assessments", roles: [.reader]),
        "hold": Need(deed: "put a month on hold", roles: [.finance]),
        "import": Need(deed: "import", roles: [.ingest]),
        "imports list": Need(deed: "see imports", roles: [.reader, .ingest]),
        "imports rejects": Need(deed: "see refused rows", roles: [.ingest, .auditor]),
        "imports show": Need(deed: "see imports", roles: [.reader, .ingest]),
        "imports undo": Need(deed: "undo an import", roles: [.ingest]),
        "issue": Need(deed: "issue credit notes", roles: [.finance]),
        "issuer set": Need(deed: "set the issuer", roles: [.finance]),
        "issuer show": Need(deed: "see the issuer", roles: [.finance, .auditor]),
        "list": Need(deed: "list facts", roles: [.reader]),
        "note export": Need(deed: "export credit notes", roles: [.finance, .auditor]),
        "note issue": Need(deed: "issue credit notes", roles: [.finance]),
        "note list": Need(deed: "see credit notes", roles: [.reader]),
        "note reverse": Need(deed: "reverse credit notes", roles: [.finance]),
        "note show": Need(deed: "see credit notes", roles: [.reader]),
        "note template": Need(deed: "see the data of a page", roles: [.finance, .auditor]),
        "propose notifications": Need(deed: "see outages and notifications", roles: [.reader]),
        "record": Need(deed: "record facts", roles: [.ingest]),
        "release": Need(deed: "release a month", roles: [.finance]),
        "report": Need(deed: "see reports", roles: [.reader]),
        "run": Need(deed: "run a month", roles: [.finance]),
        "simulate": Need(deed: "simulate terms", roles: [.reader]),
        "statement": Need(deed: "see statements", roles: [.reader]),
        "status": Need(deed: "see what needs attention", roles: [.reader]),
        "terms add": Need(deed: "add terms", roles: [.finance]),
        "terms list": Need(deed: "see terms", roles: [.reader, .ingest]),
        "terms show": Need(deed: "see terms", roles: [.reader, .ingest]),
        "verify": Need(deed: "verify", roles: [.finance, .auditor]),
    ]

    /// Who may not do what, and which role that needs; nothing of the statement that was refused.
    ///
    /// - Parameter words: those that call the command; nil: it is not known.
    static func sentence(on error: PostgresError, of words: String?) -> String {
        let login = TerminalText.safe(error.login ?? "this login")
        // Who is to make what is missing, where the schema knows it.
        let advice = error.hint.map { "; \(TerminalText.safe($0))" } ?? ""
        guard let need = words.flatMap({ needs[$0] }) else {
            return "\(login) lacks a right that this needs\(advice)"
        }
        return "\(login) may not \(need.deed); that needs \(need.named)\(advice)"
    }

    /// The commands of the root that do something, with the words that call them: `note list`.
    static func leaves(
        of command: any ParsableCommand.Type, _ path: [String] = []
    ) -> [(words: String, command: any ParsableCommand.Type)] {
        let subcommands = command.configuration.subcommands
        if subcommands.isEmpty { return [(path.joined(separator: " "), command)] }
        return subcommands.flatMap { leaves(of: $0, path + [$0._commandName]) }
    }
}
