import Postgres
import TestSupport

extension CommandDatabase {
    /// The login of a person who has one of avoir's roles, or none (`avoirtest_nobody`); made once for all tests.
    ///
    /// scripts/with-database lets in those of these names.
    static func login(of role: String) async throws -> String {
        // The roles come with the first schema.
        _ = try await CommandTemplates.schema.value
        try await Logins.made.value
        return Logins.name(of: role)
    }

    /// Runs `avoir` with these words, as a login of `role`; nil: as the owner of everything.
    func run(_ words: [String], asLoginOf role: String?) async throws -> Command.Outcome {
        var command = Command(arguments: words, environment: environment, folder: folder)
        if let role {
            let login = try await Self.login(of: role)
            command.environment["AVOIR_DATABASE_URL"] =
                url + (url.contains("://") ? "&" : " ") + "user=\(login)"
        }
        return try await command.run()
    }
}

private enum Logins {
    static let roles = [
        "avoir_owner", "avoir_ingest", "avoir_finance", "avoir_approver", "avoir_auditor", "avoir_reader",
        "nobody",
    ]

    static func name(of role: String) -> String { "avoirtest_" + role.replacing("avoir_", with: "") }

    static let made = Task {
        let server = try TestServer.connect()
        for role in roles {
            try server.executeScript(
                "drop role if exists \(name(of: role)); create role \(name(of: role)) login"
                    + (role == "nobody" ? "" : " in role \(role)"))
        }
    }
}
