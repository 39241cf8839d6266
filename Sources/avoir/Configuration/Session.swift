import Contracts
import Documents
import EmbeddedPostgres
import Glibc
import Messages
import Postgres
import SLA
import Store
import TimeZones

/// What a command works with: the options read, the environment, and a database that is ready.
struct Session {
    let options: GlobalOptions
    let config: ConfigFile
    let environment: [String: String]
    let zones: TimeZoneData

    /// Reads the configuration; touches no database.
    init(_ options: GlobalOptions) throws {
        self.options = options
        var environment = ProcessVariables.current
        config = try ConfigFile.load(options.config, environment: environment)
        if let home = config.home, environment["AVOIR_HOME"] == nil { environment["AVOIR_HOME"] = home }
        self.environment = environment
        zones = TimeZoneData(environment: environment)
    }

    func choice() throws -> DatabaseChoice {
        var environment = environment
        if environment["AVOIR_DATABASE_URL"]?.isEmpty ?? true, let url = config.database {
            environment["AVOIR_DATABASE_URL"] = url
        }
        return try DatabaseChoice(option: options.database, environment: environment)
    }

    /// Connects; the embedded server is created and started when need be. The schema is not looked at.
    func connect() async throws -> (connection: Connection, choice: DatabaseChoice) {
        let (connection, choice) = try await connectToAny()
        // Names that the database cannot hold would stop a file in its middle.
        guard connection.serverEncoding == "UTF8" else {
            throw Failure(
                .configurationInvalid,
                "the database \(TerminalText.safe(connection.database)) is encoded as \(connection.serverEncoding); avoir "
                    + "needs UTF8: createdb --template=template0 --encoding=UTF8 NAME")
        }
        return (connection, choice)
    }

    private func connectToAny() async throws -> (connection: Connection, choice: DatabaseChoice) {
        let choice = try choice()
        switch choice {
        case .url(let url):
            return (try Connection(.string(url)), choice)
        case .libpqEnvironment:
            return (try Connection(.string("")), choice)
        case .embedded(let home):
            let server = EmbeddedServer(home: home, environment: environment)
            let keywords = try await server.start()
            LibpqEnvironment.clear()
            return (try Connection(.parameters(keywords)), choice)
        }
    }

    /// Connects to a database whose schema is this program's. The embedded one is migrated on the way;
    /// a given one only by `avoir database migrate`.
    func open() async throws -> Connection {
        let (connection, choice) = try await connect()
        if case .embedded = choice { _ = try Schema.migrate(connection, program: Program.name) }
        try Schema.use(connection)
        return connection
    }

    func zone(_ name: String) throws -> Zone { try zones.zone(named: name) }

    func now() throws -> Instant { try Clock.now(environment) }

    /// Of what people read: the option, else that of the configuration file, else English.
    func language(_ option: Language?) -> Language {
        option ?? config.lang.flatMap(Language.init(rawValue:)) ?? .english
    }

    var isQuiet: Bool { options.quiet }

    /// A remark that is neither result nor warning.
    func remark(_ text: String) {
        if !options.quiet { Terminal.line(onStandardError: text) }
    }
}

enum ProcessVariables {
    /// A copy of the process's environment.
    static var current: [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let pair = String(cString: text).split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { variables[String(pair[0])] = String(pair[1]) }
            entry = entry.advanced(by: 1)
        }
        return variables
    }
}

extension ConfigFile {
    /// The named file, else `~/.config/avoir/config.yaml` when there is one.
    static func load(_ option: String?, environment: [String: String]) throws -> ConfigFile {
        if let option { return try read(option) }
        guard
            let folder = environment["XDG_CONFIG_HOME"].flatMap({ $0.isEmpty ? nil : $0 })
                ?? environment["HOME"].map({ "\($0)/.config" })
        else { return ConfigFile() }
        let path = "\(folder)/avoir/config.yaml"
        return access(path, F_OK) == 0 ? try read(path) : ConfigFile()
    }

    private static func read(_ path: String) throws -> ConfigFile {
        try parse(
            bytes: InputBytes.whole(path, limit: 1 << 20), file: path, knownFormats: RunFormats.names)
    }
}

/// Small input files, read whole.
enum InputBytes {
    /// `-` is standard input. Failures have exit code 66; more than `limit` bytes is one.
    static func whole(_ path: String, limit: Int) throws -> [UInt8] {
        let name = path == "-" ? "standard input" : TerminalText.safe(path)
        let descriptor = path == "-" ? STDIN_FILENO : Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Failure(.inputUnreadable, "\(name): cannot be opened: \(systemError())")
        }
        defer { if path != "-" { close(descriptor) } }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= limit {
            let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count > 0 {
                bytes += chunk[..<count]
            } else if errno != EINTR {
                let reason = errno == EISDIR ? "is a directory; name a file" : systemError()
                throw Failure(.inputUnreadable, "\(name): cannot be read: \(reason)")
            }
        }
        throw Failure(.inputUnreadable, "\(name): is larger than \(limit / 1024) KiB")
    }
}
