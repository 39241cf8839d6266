import Glibc

/// PostgreSQL's server programs as installed on this machine.
struct PostgresInstallation: Equatable, Sendable {
    /// The folder of `initdb`, `pg_ctl` and `postgres`.
    let programs: String
    let major: Int

    static let oldestMajor = 14

    /// The installed versions from 14, highest first.
    ///
    /// `AVOIR_POSTGRES_BIN` is used alone when it is set. Otherwise Debian's, Red Hat's and the source's usual
    /// folders are searched, then `PATH`.
    static func all(
        environment: [String: String], child: ChildProgram
    ) async throws -> [PostgresInstallation] {
        if let given = environment["AVOIR_POSTGRES_BIN"], !given.isEmpty {
            // Absolute: the programs run in other working directories.
            guard let folder = try? Folder.resolved(given), holdsPrograms(folder) else {
                throw EmbeddedPostgresError.unusablePrograms(
                    folder: given, reason: "it does not hold all of initdb, pg_ctl and postgres")
            }
            guard let major = try await major(of: folder, child: child), major >= oldestMajor else {
                throw EmbeddedPostgresError.unusablePrograms(
                    folder: given, reason: "it is not PostgreSQL \(oldestMajor) or later")
            }
            return [PostgresInstallation(programs: folder, major: major)]
        }
        var found: [PostgresInstallation] = []
        for folder in folders(environment: environment) where holdsPrograms(folder) {
            guard let major = try await major(of: folder, child: child), major >= oldestMajor,
                !found.contains(where: { $0.major == major })
            else { continue }
            found.append(PostgresInstallation(programs: folder, major: major))
        }
        return found.sorted { $0.major > $1.major }
    }

    /// The message to a user who has none.
    static let searched = ["/usr/lib/postgresql", "/usr/pgsql-*", "/usr/local/pgsql", "PATH"]

    private static func folders(environment: [String: String]) -> [String] {
        let debian = (try? Folder.names(in: "/usr/lib/postgresql")) ?? []
        let redHat = ((try? Folder.names(in: "/usr")) ?? []).filter { $0.hasPrefix("pgsql-") }
        // Relative entries of PATH mean another folder in every working directory.
        let path = (environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
        return debian.sorted().map { "/usr/lib/postgresql/\($0)/bin" }
            + redHat.sorted().map { "/usr/\($0)/bin" }
            + ["/usr/local/pgsql/bin"] + path.map(String.init)
    }

    private static func holdsPrograms(_ folder: String) -> Bool {
        ["initdb", "pg_ctl", "postgres"].allSatisfy { access("\(folder)/\($0)", X_OK) == 0 }
    }

    /// Reads `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`; nil when it says anything else.
    private static func major(of folder: String, child: ChildProgram) async throws -> Int? {
        let outcome = try await child.run("\(folder)/postgres", ["--version"], in: "/")
        guard outcome.isSuccess,
            let version = outcome.output.split(separator: "(PostgreSQL) ").dropFirst().first
        else { return nil }
        return Int(version.prefix { $0.isASCII && $0.isNumber })
    }
}
