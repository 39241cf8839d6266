import EmbeddedPostgres

/// Which database a command works on. Source: docs/guide/operations.md "Choosing the database".
enum DatabaseChoice: Equatable, Sendable {
    /// A libpq URI or `keyword=value` string, given by `--database` or `AVOIR_DATABASE_URL`.
    case url(String)
    /// What libpq's own environment variables name.
    case libpqEnvironment
    /// The private cluster in this folder.
    case embedded(home: String)

    /// Variables that name a server or a database. `PGPORT`, `PGUSER` and the like only refine such a choice:
    /// one left over in a shell must not divert a month to another database.
    static let decisiveVariables = ["PGHOST", "PGHOSTADDR", "PGSERVICE", "PGDATABASE"]

    /// `option` is the value of `--database`, nil when not given; throws `Failure` or `EmbeddedPostgresError`.
    ///
    /// An empty option is refused: it comes from an unset shell variable, and what follows would go unnoticed.
    init(option: String?, environment: [String: String]) throws {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let option {
            guard !option.isEmpty else {
                throw Failure(
                    .usage, "--database is empty; give a libpq URI, or leave the option out")
            }
            self = .url(option)
        } else if let url = value("AVOIR_DATABASE_URL") {
            self = .url(url)
        } else if Self.decisiveVariables.contains(where: { value($0) != nil }) {
            self = .libpqEnvironment
        } else {
            self = .embedded(home: try EmbeddedServer.home(in: environment))
        }
    }
}

extension DatabaseChoice: CustomStringConvertible {
    /// For people and logs: never holds a password.
    var description: String {
        switch self {
        case .url(let url): DatabaseAddress(url).map { "the database \($0.text)" } ?? "the given database"
        case .libpqEnvironment: "the database of libpq's environment (PGHOST, PGSERVICE, …)"
        case .embedded(let home): "the embedded database in \(home)"
        }
    }
}
