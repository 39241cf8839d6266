import ArgumentParser
import Documents
import EmbeddedPostgres
import Postgres
import Store

struct DatabaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "database",
        abstract: "Manages the database: the embedded server and the schema.",
        discussion: """
            Without --database, AVOIR_DATABASE_URL or libpq's PGHOST, PGSERVICE or PGDATABASE, avoir keeps \
            a private PostgreSQL in $AVOIR_HOME, else in $XDG_DATA_HOME/avoir, else in ~/.local/share/avoir. \
            It listens on a Unix socket only; the first command that needs it creates and starts it.
            """,
        subcommands: [Start.self, Stop.self, Status.self, Url.self, Migrate.self])

    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Starts the embedded server, and creates it if there is none.")
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let session = try Session(options)
            let server = try session.embedded(for: "start")
            _ = try await server.start()
            try DatabaseCommand.report(server.status(), session)
        }
    }

    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stops the embedded server; its data are kept.")
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let session = try Session(options)
            let server = try session.embedded(for: "stop")
            _ = try await server.stop()
            try DatabaseCommand.report(server.status(), session)
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows which database is used and its state; starts nothing.")
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let session = try Session(options)
            guard case .embedded = try session.choice() else {
                return try await DatabaseCommand.reportGiven(session)
            }
            try DatabaseCommand.report(session.embedded(for: "status").status(), session)
        }
    }

    struct Url: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "url", abstract: "Prints the embedded database's URL, for psql and --database.")
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let session = try Session(options)
            let server = try session.embedded(for: "url")
            let url = try await server.url()
            if options.json {
                try Terminal.result(JSONWriter.whole { $0.object { $0.string("url", url) } })
            } else {
                try Terminal.result("\(url)\n")
            }
        }
    }

    struct Migrate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Brings the database's schema up to this program's revision; safe to repeat.")
        @OptionGroup var options: GlobalOptions

        mutating func run() async throws {
            let (connection, _) = try await Session(options).connect()
            let applied = try Schema.migrate(connection, program: Program.name)
            if options.json {
                try Terminal.result(
                    JSONWriter.whole { json in
                        json.object { json in
                            json.array("applied") { json in
                                for migration in applied ?? [] { json.string(nil, migration.name) }
                            }
                            json.integer("revision", Schema.revision)
                        }
                    })
            } else {
                let lines = (applied ?? []).map { "applied \($0.name)\n" }.joined()
                try Terminal.result(lines + "the schema is current (revision \(Schema.revision))\n")
            }
        }
    }
}

extension Session {
    /// The embedded server; a given database has a lifecycle of its own.
    func embedded(for action: String) throws -> EmbeddedServer {
        let choice = try choice()
        guard case .embedded(let home) = choice else {
            throw Failure(
                .usage,
                "avoir database \(action) is for the embedded database, but this command uses \(choice)")
        }
        return EmbeddedServer(home: home, environment: environment)
    }
}

extension DatabaseCommand {
    static func report(_ status: EmbeddedStatus, _ session: Session) throws {
        let facts: [(String, String?)] = [
            ("database", "embedded"), ("home", status.home),
            ("state", status.isRunning ? "running" : status.isCreated ? "stopped" : "not created"),
            ("data", status.dataFolder), ("socket", status.socketFolder), ("user", status.user),
            ("version", status.version.map { String($0) }), ("process", status.pid.map { String($0) }),
        ]
        try print(facts, session)
    }

    static func reportGiven(_ session: Session) async throws {
        let (connection, choice) = try await session.connect()
        let schema: String
        switch try Schema.state(connection) {
        case .current: schema = "current (revision \(Schema.revision))"
        case let other: schema = SchemaError(state: other).description
        }
        try print(
            [
                ("database", choice.description), ("state", "reachable"),
                ("version", String(connection.serverVersion / 10_000)), ("schema", schema),
            ], session)
    }

    private static func print(_ facts: [(String, String?)], _ session: Session) throws {
        if session.options.json {
            return try Terminal.result(
                JSONWriter.whole { json in
                    json.object { json in for (name, value) in facts { json.string(name, value) } }
                })
        }
        var table = Table([.left, .left])
        for (name, value) in facts { if let value { table.add([name, value]) } }
        try Terminal.result(table.lines().map { $0 + "\n" }.joined())
    }
}
